"""On Start, for whoever leads or manages: the own teams with one next step each, the example school, and Beheer."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from leidraad.access.identity import Visitor
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import LeidraadError
from leidraad.notation import count
from leidraad.storage import backup
from leidraad.storage.accounts import accounts
from leidraad.storage.database import clock
from leidraad.storage.measurements import measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import School, Team
from leidraad.ui.measurement import teams
from leidraad.ui.shell import ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.shell.wording import literal
from leidraad.ui.start import example_school, team_status
from leidraad.ui.start.team_status import TeamStatus

_RECENT_DAYS = 7


def show() -> None:
    """What this visitor leads, then the example school if there is one; nothing for whoever leads nothing."""
    visitor = who_am_i()
    if visitor.guest and not schools.schools():
        example_school.make_now()
    made_up = {one.id for one in schools.examples()}
    everything = teams.own_teams(visitor)
    examples = [one for one in everything if one.school_id in made_up]
    mine = [one for one in everything if one.school_id not in made_up]
    if mine or _led(visitor):
        _teams(visitor, mine)
    if visitor.host:
        _manage(visitor, mine)
    if examples:
        _look_around(examples)


def _teams(visitor: Visitor, mine: Sequence[Team]) -> None:
    st.subheader("Je team" if len(mine) == 1 else "Je teams", anchor=False)
    stands = [(one, team_status.of_team(one)) for one in mine]
    first = next((one for one, status in stands if status.going_on), mine[0] if len(mine) == 1 else None)
    names = {one.id: one.name for one in schools.schools({one.school_id for one in mine})}
    several = len({one.school_id for one in mine}) > 1
    with st.container(key="start-teams", gap=None):
        for team, status in stands:
            _row(team, status, names[team.school_id] if several else "", main=team == first)
    for school in _led(visitor):
        _beside(school, named=several)
    ways.to_measurements(label="Alle metingen")


def _row(team: Team, status: TeamStatus, school: str, *, main: bool) -> None:
    """Name and state at the left, the next step at the right; that of one team is the main action of the page."""
    with st.container(key=f"start-team-{team.id}", horizontal=True, vertical_alignment="center"):
        name = f"{team.name} ({school})" if school else team.name
        st.html(f'<p><b>{escape(name)}</b></p><p class="zacht">{escape(status.said)}</p>')
        with st.container(key=f"start-{'eerst' if main else 'stap'}-{team.id}", width="content"):
            st.page_link(page(status.page), label=status.step, query_params=status.asked, width="content")
        if status.day_of is not None:
            with st.container(key=f"start-dag-{team.id}", width="content"):
                _see("studiedag", "Leid de studiedag", meting=status.day_of)


def _led(visitor: Visitor) -> list[School]:
    return [one for one in schools.schools(visitor.schools) if not one.example]


def _beside(school: School, *, named: bool) -> None:
    label = f"De teams van {literal(school.name)} naast elkaar" if named else "De teams naast elkaar"
    st.page_link(page("vergelijken"), label=label, query_params={"school": str(school.id)})


# -- Beheer -------------------------------------------------------------------------------------------------------


def _manage(visitor: Visitor, mine: Sequence[Team]) -> None:
    """How the installation stands, and what is first to do about it."""
    st.subheader("Beheer", anchor=False)
    own = [one for one in schools.schools() if not one.example]
    number = sum(len(schools.teams(one.id)) for one in own)
    said, step, part = _first_to_do(own, number)
    st.markdown(f"{count(len(own), 'school', 'scholen')}, {count(number, 'team', 'teams')}. {said}")
    st.page_link(page("beheer"), label=step, query_params={"deel": part})
    if not mine:
        example_school.offer()


def _first_to_do(own: Sequence[School], number: int) -> tuple[str, str, str]:
    if not own:
        return "Begin met je school.", "Voeg een school toe", "teams"
    if not number:
        return "Er is nog geen team.", "Voeg een team toe", "teams"
    if len(accounts.members(None)) < 2:
        return "Je bent nog de enige met een account.", "Nodig een collega uit", "mensen"
    if _wants_backup():
        return "Er is deze week geen reservekopie gemaakt.", "Maak een reservekopie", "bewaren"
    return "De reservekopie is van deze week.", "Naar Beheer", "teams"


def _wants_backup() -> bool:
    try:
        latest = backup.latest()
    except LeidraadError:  # a folder that cannot be read: Beheer says why
        return True
    return backup.possible() and (latest is None or (clock.now() - latest).days >= _RECENT_DAYS)


# -- looking around -----------------------------------------------------------------------------------------------


def _look_around(examples: Sequence[Team]) -> None:
    """Three things to see in the example school, each on a page that has something to show."""
    st.subheader("De voorbeeldschool", anchor=False)
    example_school.banner()
    everything = [_alone(one) for one in examples]
    longest = max(everything, key=lambda taken: sum(one.state == State.SHARED for one in taken))
    shared = [one for one in longest if one.state == State.SHARED]
    running = next((one for taken in everything for one in taken if one.state == State.OPEN), None)
    if shared:
        _see("resultaat", "Een uitslag bekijken", meting=shared[0].id)
    if len(shared) > 1:
        _see("ontwikkeling", "Drie jaar ontwikkeling van een team bekijken", team=shared[0].team_id)
    if running is not None:
        _see("studiedag", "Een studiedag leiden", meting=running.id)
    ways.to_measurements(examples[0].id, "Alle metingen van de voorbeeldschool")
    example_school.way_to_remove(examples[0].id)


def _alone(team: Team) -> list[Measurement]:
    """The measurements in which everybody filled in alone, newest first."""
    return [one for one in measurements.of_team(team.id) if one.mode == Mode.INDIVIDUAL]


def _see(name: str, label: str, **asked: int) -> None:
    st.page_link(page(name), label=label, query_params={key: str(id) for key, id in asked.items()})
