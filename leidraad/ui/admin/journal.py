"""Beheer, the journal: who did what and when, by day. Never about answers."""

from html import escape
from itertools import groupby

import streamlit as st

from leidraad.notation import clock, day
from leidraad.storage import journal
from leidraad.storage.journal import JournalLine
from leidraad.ui.admin import parts
from leidraad.ui.admin.parts import Where
from leidraad.ui.shell.wording import literal

PER_PAGE = 50


def show(place: Where) -> None:
    """One page of lines of the chosen school, or of the whole installation."""
    parts.choose_school(place)
    st.header(f"Logboek van {literal(place.school.name)}" if place.school else "Logboek", anchor=False)
    st.html(
        '<p class="zacht">Wie deed wat en wanneer, twaalf maanden terug. Over antwoorden en over wie meedeed aan een meting '
        "staat hier niets.</p>"
    )
    school = place.school.id if place.school else None
    found = journal.lines(school, limit=PER_PAGE + 1, offset=(place.page - 1) * PER_PAGE)
    if not found:
        st.markdown("Hier staat nog niets." if place.page == 1 else "Verder terug staat er niets.")
    for when, lines in groupby(found[:PER_PAGE], key=lambda line: day(line.at)):
        rows = "".join(_row(line, with_school=place.school is None and len(place.schools) > 1) for line in lines)
        st.html(f'<section class="logboek"><h3>{when}</h3><ul>{rows}</ul></section>')
    _pages(place, more=len(found) > PER_PAGE)


def _row(line: JournalLine, *, with_school: bool) -> str:
    team = "" if line.detail.startswith(f"{line.team} → ") or line.detail == line.team else line.team
    told = [line.about, line.school if with_school else "", team, line.measurement]
    about = " · ".join(dict.fromkeys(part for part in [*told, line.detail] if part))
    return (
        f"<li><time>{clock(line.at)}</time><p>{escape(line.what)}"
        f"{f'<small>{escape(about)}</small>' if about else ''}</p><span>{escape(line.who or 'de Teamscan')}</span></li>"
    )


def _pages(place: Where, *, more: bool) -> None:
    with st.container(horizontal=True):
        if place.page > 1:
            st.page_link(
                parts.PAGE,
                label="Later",
                icon=":material/arrow_back:",
                query_params=place.link(blad=place.page - 1),
            )
        if more:
            st.page_link(parts.PAGE, label="Eerder", query_params=place.link(blad=place.page + 1))
