"""The ways to the pages that are no screens: signing in, and taking a fresh installation into use."""

from html import escape

import streamlit as st

from leidraad.access import way_back
from leidraad.ui.shell import address


def way_in(label: str = "Aanmelden") -> None:
    """A link to the sign-in page, which leads back here."""
    st.html(f'<a class="deur" href="{escape(f"aanmelden{_back()}")}">{escape(label)}</a>')


def way_to_begin() -> None:
    """A link to the page on which a fresh installation is taken into use."""
    st.html('<a class="deur" href="begin">In gebruik nemen</a>')


def _back() -> str:
    return way_back.query(address.path().rsplit("/", 1)[-1], st.query_params.to_dict())
