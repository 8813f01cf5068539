"""Whoever leads: the own teams, choosing one of them, its measurements until now, and taking a step in its name."""

from collections.abc import Callable, Sequence

import streamlit as st

from leidraad.access.identity import Visitor
from leidraad.access.rights import Action, Place
from leidraad.content import library
from leidraad.domain.measurement import State
from leidraad.notation import told_apart
from leidraad.storage.measurements import measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.schools import teams as stored_teams
from leidraad.storage.schools.schools import Team
from leidraad.ui.shell import actions, guards, ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.shell.wording import literal

_TEAM = "team"  # in the address


def lead(team: Team, step: Callable[[int | None], object], done: str = "") -> None:
    """`actions.do` for what leads this team."""
    actions.do(step, Action.LEAD, Place(team.school_id, team.id), done)


def own_teams(visitor: Visitor) -> list[Team]:
    """The teams that this visitor leads, or leads the school of, in the schools' own order; examples last."""
    mine = stored_teams.led(visitor.teams, visitor.schools)
    examples = {school.id for school in schools.examples()}
    return sorted(mine, key=lambda one: one.school_id in examples)


def in_address() -> Team | None:
    """The team that the address names, None when it names none; refused when this visitor does not lead it.

    Another one in its place would be acted on by mistake.
    """
    return guards.team(Action.LEAD) if _TEAM in st.query_params else None


def choose_team(asked: Team | None) -> Team | None:
    """The team of this page out of the visitor's own, remembered in the address; None when there is none yet."""
    actions.say_done()
    teams = {team.id: team for team in (*own_teams(who_am_i()), *_stopped_teams())}
    if not teams:
        st.markdown("Er is nog geen team. Voeg het eerste team toe; daarna zet je in een minuut een meting klaar.")
        add_team()
        return None
    names = {school.id: school.name for school in schools.schools({team.school_id for team in teams.values()})}
    ids = list(teams)
    chosen = st.selectbox(
        "Team",
        ids,
        index=ids.index(asked.id) if asked and asked.id in teams else 0,
        format_func=lambda id: (
            f"{teams[id].name} ({names[teams[id].school_id]}{', gearchiveerd' if teams[id].archived_at else ''})"
        ),
        placeholder="Kies een team",
    )
    st.query_params[_TEAM] = str(chosen)
    return teams[chosen]


def _stopped_teams() -> list[Team]:
    """The visitor's archived teams: their history stays readable."""
    visitor = who_am_i()
    return stored_teams.led(visitor.teams, visitor.schools, stopped=True)


def add_team() -> None:
    """A form for one more team, for whoever leads the school."""
    visitor = who_am_i()
    own = schools.schools(None if visitor.host else visitor.schools)
    known = {one.id: one.name for one in own if guards.may(Action.MANAGE_SCHOOL, Place(one.id))}
    if not known:
        return
    with (
        st.expander("Team toevoegen"),
        st.form(
            f"team-van-{'-'.join(map(str, known))}", border=False, clear_on_submit=True, enter_to_submit=False
        ),
    ):
        school = st.selectbox(
            "School", list(known), format_func=lambda id: known[id], placeholder="Kies een school"
        )
        name = st.text_input("Naam van het team", max_chars=60)
        if st.form_submit_button("Team toevoegen") and school is not None:
            actions.do(
                lambda by: schools.add_team(school, name, by),
                Action.MANAGE_SCHOOL,
                Place(school),
                "Het team is toegevoegd.",
            )


def measurements_of(team: Team) -> tuple[Measurement | None, list[Measurement]]:
    """The measurement that is going on (not yet shared), and the shared ones, newest first."""
    everything = measurements.of_team(team.id)
    going_on = [one for one in everything if one.state != State.SHARED]
    return _one_of(team, going_on), [one for one in everything if one.state == State.SHARED]


def _one_of(team: Team, going_on: Sequence[Measurement]) -> Measurement | None:
    """With more than one going on: which of them, each with its questionnaire; at first the newest."""
    if len(going_on) < 2:
        return next(iter(going_on), None)
    by_id = {one.id: one for one in going_on}
    names = _told_apart(going_on)
    chosen = st.radio(
        "Dit team heeft meer dan één meting die niet af is. Welke wil je zien?",
        list(by_id),
        format_func=names.__getitem__,
        key=f"bezig-{team.id}",
    )
    return by_id[chosen]


def _told_apart(going_on: Sequence[Measurement]) -> dict[int, str]:
    """By id what each is called. Streamlit knows a choice by what the list shows of it: of two alike it would take the other."""
    oldest_first = going_on[::-1]  # the oldest keeps its name
    names = (
        literal(f"{one.label}: {_asked(one)}, {one.mode}, {_STANDS.get(one.state, one.state)}")
        for one in oldest_first
    )
    return dict(zip((one.id for one in oldest_first), told_apart(names), strict=True))


_STANDS = {State.CONCEPT: "nog niet open"}


def _asked(one: Measurement) -> str:
    """The questionnaire of a measurement, as it is called."""
    found = library.known(one.instrument_id, one.instrument_version)
    return found.title if found else one.instrument_id


def show_earlier(earlier: list[Measurement], *, main: bool) -> None:
    """The shared measurements, with the way to their results; the newest is the main thing when nothing is going on."""
    if not earlier:
        return
    st.header("Metingen met een uitslag", anchor=False)
    if main:
        with st.container(key="hoofdstap"):
            st.page_link(
                page("resultaat"), label="Bekijk de laatste uitslag", query_params={"meting": str(earlier[0].id)}
            )
    st.page_link(
        page("ontwikkeling"),
        label="Ontwikkeling: de metingen van dit team naast elkaar",
        query_params={"team": str(earlier[0].team_id)},
    )
    several = len({one.instrument_id for one in earlier}) > 1
    with st.container(key="lijst-uitslagen", gap=None):
        for one in earlier:
            ways.to_result(one, _asked(one) if several else "")
