"""The yardstick of the benchmark: one page with one widget that saves to its own SQLite file."""

import os
import sqlite3
import uuid

import streamlit as st

OPTIONS = ["niet", "een beetje", "deels", "grotendeels", "helemaal"]


@st.cache_resource
def database() -> str:
    """Make the table once; gives the path."""
    path = os.environ["EEN_WIDGET_DATABASE"]
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS answer (who TEXT PRIMARY KEY, value INTEGER NOT NULL)")
    return path


who = st.session_state.setdefault("who", uuid.uuid4().hex)
value = st.segmented_control("Hoe ver zijn jullie?", OPTIONS, key="antwoord-een", required=True)
if value is not None:
    with sqlite3.connect(database(), timeout=5) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(
            "INSERT INTO answer VALUES (?, ?) ON CONFLICT (who) DO UPDATE SET value = excluded.value",
            (who, OPTIONS.index(value)),
        )
    st.markdown("1 van 1 antwoord opgeslagen")
