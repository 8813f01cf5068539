"""The fields that every form of a plan has: a few words, who does it, and a day to choose."""

from collections.abc import Mapping
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from leidraad.domain import focus

#: Beside whatever a reading link shows too.
READ_ALONG = "Wat hierboven staat, kunnen collega’s meelezen: noem daar een rol, geen voornaam. Een voornaam hieronder lezen zij niet."


def words(label: str, key: str, value: str = "", placeholder: str | None = None) -> str:
    """A line or two."""
    return st.text_area(label, value, max_chars=focus.LONGEST, height=68, placeholder=placeholder, key=key)


def owner(at: DeltaGenerator, label: str, key: str, value: str = "") -> str:
    """A role or a first name; the browser offers none."""
    return at.text_input(label, value, max_chars=focus.LONGEST_OWNER, autocomplete="off", key=key)


def read_along() -> None:
    """Say beside such a field who reads it."""
    st.html(f'<p class="zacht smal">{READ_ALONG}</p>')


def day(label: str, days: Mapping[date, str], index: int, key: str, at: DeltaGenerator | None = None) -> date:
    """One of these days, told in words."""
    select = st.selectbox if at is None else at.selectbox
    return select(label, list(days), index=index, format_func=days.__getitem__, key=key)
