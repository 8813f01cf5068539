"""Pages that show several things under one address: what it asks for, keeping it right, and saying when another thing is shown."""

import streamlit as st

from leidraad import foreign


def number(name: str) -> int | None:
    """The whole number that the address gives for `name`, or None when it gives none."""
    return foreign.number(st.query_params.get(name, ""))


def here() -> str:
    """The address of this page as its browser says it, or nothing: it may say anything."""
    try:
        return st.context.url or ""
    except ValueError:
        return ""


def path() -> str:
    """Its path."""
    return foreign.address(here()).path


def confirm() -> None:
    """Put the parameters of this run in the address bar.

    A link to the page on which one already is changes the parameters of the run only; without this a reload or
    a copied address would show the thing before.
    """
    st.query_params.from_dict(st.query_params.to_dict())


def new_screen(name: str) -> None:
    """Tell the page that another screen began, so that it scrolls to the top."""
    st.html(f'<div data-scherm="{name}"></div>')
