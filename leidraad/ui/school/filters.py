"""The choices of the page Vergelijken, kept in the address so that a view can be bookmarked; nothing secret is in it."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

import streamlit as st

from leidraad.content import library
from leidraad.content.models import Part
from leidraad.domain.result import Mode
from leidraad.domain.selection import Selection
from leidraad.ui.school.data import Overview

Value = TypeVar("Value", bound=Hashable)

_MODES = {"individueel": "ieder voor zich", "samen": "samen gescoord"}
_LENGTHS = {"volledig": "volledige scan", "kort": "korte scan"}
_ALL = ""
_FAMILY = "vragenlijst"


def year_name(year: int) -> str:
    """ "2025-2026" for the school year that began in 2025."""
    return f"{year}-{year + 1}"


def family_in_address() -> str | None:
    """The family of questionnaires that the address asks for."""
    return st.query_params.get(_FAMILY)


def ask_family(seen: Overview) -> None:
    """Which questionnaire, where teams of the school used more than one that may stand beside each other."""
    if len(seen.families) < 2:
        return
    st.selectbox(
        "Vragenlijst",
        seen.families,
        index=seen.families.index(seen.family),
        format_func=lambda family: library.family_title(family, seen.school.sector),
        placeholder="Kies een vragenlijst",
        key="school-vragenlijst",
        on_change=_set_family,
    )


def _set_family() -> None:
    st.query_params[_FAMILY] = st.session_state["school-vragenlijst"]
    st.query_params.pop("deel", None)


def ask(seen: Overview) -> tuple[Selection, tuple[Part, ...]]:
    """Period, part, kind of scoring and length, from the address or as the visitor changes them."""
    parts = {part.id: part for part in seen.instrument.parts}
    with st.container(key="vergelijk-keuze"):
        columns = st.columns(4)
        with columns[0]:
            year = _choice("Periode", "periode", "laatste meting", _years(seen))
        with columns[1]:
            part = _choice("Deel", "deel", "beide delen", {id: one.title for id, one in parts.items()})
        with columns[2]:
            mode = _choice("Manier", "manier", "alle manieren", _MODES)
        with columns[3]:
            length = _choice("Lengte", "lengte", "kort en volledig", _LENGTHS)
    choice = Selection(
        year=int(year[:4]) if year else None,
        mode=Mode(mode) if mode else None,
        short=length == "kort" if length else None,
    )
    return choice, (parts[part],) if part else tuple(parts.values())


def _years(seen: Overview) -> dict[str, str]:
    return {year_name(year): f"schooljaar {year_name(year)}" for year in seen.years}


def _choice(label: str, name: str, everything: str, offered: Mapping[str, str]) -> str:
    """One choice; an address that asks for something that is not offered shows everything and says so."""
    typed = st.query_params.get(name, _ALL)
    options = [_ALL, *offered]
    if typed not in options:
        st.info(f"De keuze bij ‘{label.lower()}’ uit dit adres bestaat hier niet. Je ziet: {everything}.")
        typed = _ALL
    chosen = st.selectbox(
        label,
        options,
        index=options.index(typed),
        format_func=lambda option: offered.get(option, everything),
        placeholder="Kies",
    )
    if chosen:
        st.query_params[name] = chosen
    elif name in st.query_params:
        del st.query_params[name]
    return str(chosen)
