"""Choosing a questionnaire in two questions: about whom, and what the team wants to know; with what to mind beforehand."""

from collections.abc import Iterable, Sequence

import streamlit as st

from leidraad.content import library, own_questionnaires, topics
from leidraad.content.models import Instrument
from leidraad.domain import which_one
from leidraad.domain.selection import school_year
from leidraad.domain.which_one import TakenBefore
from leidraad.notation import count
from leidraad.storage.database import clock
from leidraad.storage.measurements import measurements
from leidraad.storage.schools.schools import Team
from leidraad.ui.shell.wording import literal

_UNITS = {
    "team": "Ons team",
    "school": "De hele school",
    "netwerk": "Een netwerk of PLG (professionele leergemeenschap)",
}


def choose(team: Team, offered: Sequence[Instrument]) -> Instrument:
    """The questionnaire for a new measurement of this team, out of more than one."""
    units = list(dict.fromkeys(one.unit for one in offered))
    unit = units[0]
    if len(units) > 1:
        unit = st.radio(
            "Over wie gaat het?",
            units,
            format_func=lambda one: _UNITS[one],
            horizontal=True,
            key=f"over-wie-{team.id}",
        )
    fitting = {one.id: one for one in offered if one.unit == unit}
    chosen = st.radio(
        "Wat willen jullie weten?",
        list(fitting),
        format_func=lambda id: _question(fitting[id]),
        captions=[_caption(one) for one in fitting.values()],
        key=f"welke-{team.id}-{unit}",
    )
    return fitting[chosen]


def mind(team: Team, wanted: Instrument) -> None:
    """What to know before this team takes this one."""
    for said in which_one.said_before(wanted, list(_before(team))):
        st.info(literal(said))


def _before(team: Team) -> Iterable[TakenBefore]:
    now = clock.now()
    this_year = school_year(now.year, now.month)
    for one in measurements.of_team(team.id):
        known = library.known(one.instrument_id, one.instrument_version)
        if known and not library.is_small(one.instrument_id):
            began = one.opened_at or one.created_at
            yield TakenBefore(known, (now - began).days, school_year(began.year, began.month) == this_year)


def _question(instrument: Instrument) -> str:
    if instrument.when:
        return literal(instrument.when.question)
    own = " (van jullie school)" if own_questionnaires.is_own(instrument.id) else ""
    return f"{literal(instrument.title)}{own}"


def _caption(instrument: Instrument) -> str:
    asked = topics.counted(instrument, len(instrument.items))
    return literal(
        f"{instrument.title}{'' if instrument.title.endswith('?') else ':'} {asked}, ongeveer {count(instrument.minutes(False), 'minuut', 'minuten')}"
    )
