"""The ways to the pages that are no screens: signing in, and taking a fresh installation into use."""

import re
from html import escape
from urllib.parse import urlsplit

import streamlit as st

_PLAIN = re.compile(r"[a-z]{1,30}")


def way_in(label: str = "Aanmelden") -> None:
    """A link to the sign-in page, which leads back here."""
    st.html(f'<a class="deur" href="aanmelden{_back()}">{escape(label)}</a>')


def way_to_begin() -> None:
    """A link to the page on which a fresh installation is taken into use."""
    st.html('<a class="deur" href="begin">In gebruik nemen</a>')


def _back() -> str:
    name = urlsplit(st.context.url or "").path.rsplit("/", 1)[-1]
    if not _PLAIN.fullmatch(name):
        return ""
    parameters = "%26".join(f"{key}%3D{value}" for key, value in st.query_params.items() if value.isalnum())
    return f"?naar={name}%3F{parameters}" if parameters else f"?naar={name}"
