"""The frame of the page Plan: which team, what it works on, and beginning something new."""

from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.content import library
from leidraad.domain import choosing
from leidraad.domain.cycle import CycleStep
from leidraad.notation import count
from leidraad.storage.database import clock
from leidraad.storage.measurements import results
from leidraad.storage.plans import actions, cycle_moves, focus_points, inquiries, looking_back, notes
from leidraad.storage.plans.actions import PlanAction
from leidraad.storage.plans.cycle_moves import CycleMove
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.plans.inquiries import SmallInquiry
from leidraad.storage.plans.looking_back import LookBack
from leidraad.storage.plans.notes import PlanNote
from leidraad.storage.schools import schools
from leidraad.storage.schools import teams as stored_teams
from leidraad.storage.schools.schools import Team
from leidraad.ui.plan import beginning, kept, writing
from leidraad.ui.plan.beginning import Chosen
from leidraad.ui.shell import address, guards, subjects
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.shell.wording import literal

_CSS = Path(__file__).with_name("plan.css").read_text(encoding="utf-8")
_POINT = "punt"


@dataclass(frozen=True)
class TeamPlan:
    """All there is of a team's plan, read once for a run. Lists are by focus point."""

    team: Team
    points: list[FocusPoint]
    actions: dict[int, list[PlanAction]]
    notes: dict[int, dict[str, PlanNote]]
    moves: dict[int, list[CycleMove]]
    looked_back: dict[int, list[LookBack]]
    inquiries: dict[int, list[SmallInquiry]]
    today: date

    @property
    def open(self) -> list[FocusPoint]:
        """What the team works on now; what is to be looked back on first, and else as chosen."""
        running = [one for one in self.points if one.closed_on is None]
        return sorted(running, key=lambda one: not subjects.is_due(one, self.today))

    @property
    def can_be_written(self) -> bool:
        """A team that stopped reads its plan only."""
        return self.team.archived_at is None


def plan_of(team: Team) -> TeamPlan:
    """The plan of this team as it is now."""
    points = focus_points.of_team(team.id)
    ids = [one.id for one in points]
    return TeamPlan(
        team,
        points,
        actions.of_points(ids),
        notes.of_points(ids),
        cycle_moves.of_points(ids),
        looking_back.of_points(ids),
        inquiries.of_points(ids),
        clock.today(),
    )


def choose_team() -> Team | None:
    """The team that the address names, when its plan may be written by this visitor; without one: which of the own."""
    if address.number("team") is not None or "team" in st.query_params:
        return guards.team(Action.PLAN)
    st.title("Plan", anchor=False)
    visitor = who_am_i()
    own = [
        one
        for one in stored_teams.led(visitor.teams, visitor.schools)
        if guards.may(Action.PLAN, Place(one.school_id, one.id))
    ]
    names = {school.id: school.name for school in schools.schools({one.school_id for one in own})}
    several = len({one.school_id for one in own}) > 1
    if not own:
        st.markdown(
            "Er is nog geen team. Voeg bij Metingen het eerste team toe."
            if visitor.schools
            else "Je leidt nog geen team."
        )
        return None
    st.markdown("Van welk team?")
    with st.container(key="lijst-plannen"):
        for one in own:
            running = len(focus_points.open_of_team(one.id))
            where = f", {names[one.school_id]}" if several else ""
            said = f"{one.name}{where}: {count(running, 'open speerpunt', 'open speerpunten')}"
            st.page_link(page("plan"), label=literal(said), query_params={"team": str(one.id)})
    return None


def heading(plan: TeamPlan) -> None:
    """Whose plan it is, and what comes first."""
    st.html(f"<style>{_CSS}</style>")
    st.html(f'<div class="breed"></div><p class="zacht plan-team">{escape(plan.team.name)}</p>')
    st.title("Ons plan", anchor=False)
    if not plan.can_be_written:
        st.info(f"Dit team is gearchiveerd. Het plan is te lezen en verandert niet meer.{_goes_on(plan.team)}")
        return
    running = len(plan.open)
    if not running:
        st.markdown(
            "Er is nog geen speerpunt. Kies samen waar jullie aan gaan werken, en wat jullie eerste stap is."
        )
        return
    due = [one for one in plan.open if subjects.is_due(one, plan.today)]
    near = min((one.look_back_on for one in plan.open if one.look_back_on), default=None)
    said = count(running, "speerpunt", "speerpunten").capitalize()
    if due:
        st.markdown(f"{said}. Het is tijd om terug te kijken.")
    elif near:
        st.markdown(f"{said}. Jullie kijken {subjects.from_now(near, plan.today)} terug.")
    else:
        st.markdown(f"{said}. Spreek nog af wanneer jullie terugkijken.")


def _goes_on(team: Team) -> str:
    if team.merged_into is None:
        return ""
    return f" De collega’s gingen verder in {literal(schools.team(team.merged_into).name)}."


def choose_point(plan: TeamPlan) -> FocusPoint | None:
    """The focus point that is unfolded: the one of the address, or the first."""
    wanted = address.number(_POINT)
    return next((one for one in plan.open if one.id == wanted), plan.open[0] if plan.open else None)


def others(plan: TeamPlan, chosen: FocusPoint | None) -> None:
    """The other open focus points, each with the way to it."""
    rest = [one for one in plan.open if chosen is None or one.id != chosen.id]
    if not rest:
        return
    st.header("Jullie andere speerpunten", anchor=False)
    with st.container(key="lijst-speerpunten"):
        for one in rest:
            step = CycleStep(one.step)
            st.page_link(
                page("plan"),
                label=literal(f"{subjects.of(one).title}: stap {one.step}, {step.title.lower()}"),
                query_params={"team": str(plan.team.id), _POINT: str(one.id)},
            )


def begin_another(plan: TeamPlan) -> None:
    """A new focus point, as long as there is room."""
    if not plan.can_be_written:
        return
    running = len(plan.open)
    if running >= choosing.MOST_FOCUS_POINTS:
        beginning.full(_name(plan))
        st.html(
            f'<p class="zacht smal">Jullie hebben {running} open speerpunten. Meer tegelijk lukt zelden. '
            "Rond er eerst een af: kies het hierboven, en dan ‘Afronden’.</p>"
        )
    elif running:
        with st.expander("Nog een speerpunt beginnen"):
            _begin(plan)
    else:
        _begin(plan)


def _begin(plan: TeamPlan) -> None:
    measured = results.questionnaires_of(plan.team.id)
    if not any(one.family == library.FIRST for one in measured):
        measured.append(library.named_by(library.FIRST, schools.school(plan.team.school_id).sector))
    beginning.form(_name(plan), measured, {}, "Begin dit plan", lambda one: _add(plan, one))


def _name(plan: TeamPlan) -> str:
    return f"begin-{plan.team.id}"


def _add(plan: TeamPlan, one: Chosen) -> None:
    def add(by: int | None) -> None:
        focus_points.add(
            plan.team.id, one.construct_id, one.beginning, item_id=one.item_id, measures=one.measures, by=by
        )
        kept.used(_name(plan))

    writing.do(
        plan.team,
        add,
        "Het speerpunt is opgeslagen. De eerste stap staat bij de acties.",
    )
