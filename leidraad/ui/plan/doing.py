"""The actions of a focus point: who does what when, and how it went."""

from datetime import date
from html import escape

import streamlit as st

from leidraad.domain.focus import ActionState
from leidraad.notation import day
from leidraad.storage.plans import actions
from leidraad.storage.plans.actions import PlanAction
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.ui.plan import fields, kept, writing
from leidraad.ui.plan.overview import TeamPlan
from leidraad.ui.shell import subjects
from leidraad.ui.shell.wording import literal

_DAYS = 56  # in which an action can be planned by its day


def show(plan: TeamPlan, point: FocusPoint) -> None:
    """Every action with its state, and one more."""
    for one in plan.actions[point.id]:
        _action(plan, point, one)
    with st.expander("Actie erbij", expanded=not plan.actions[point.id]):
        _add(plan, point)


def listed(plan: TeamPlan, point: FocusPoint) -> None:
    """The same to read."""
    st.html("".join(_row(one, plan.today) for one in plan.actions[point.id]) or "<p></p>")


def _row(one: PlanAction, today: date) -> str:
    return (
        f'<div class="actie"><p><b>{escape(one.what)}</b><br><span class="zacht">{escape(one.owner)}, {_when(one, today)}</span></p>'
        f'<p class="zacht">{one.state}</p></div>'
    )


def _when(one: PlanAction, today: date) -> str:
    late = one.state == ActionState.TO_DO and one.due_on < today
    return f"was voor {day(one.due_on)}" if late else f"voor {day(one.due_on)}"


def _action(plan: TeamPlan, point: FocusPoint, one: PlanAction) -> None:
    key = f"actie-{one.id}"
    who = literal(f"{one.owner}, {_when(one, plan.today)}")
    with (
        st.container(key=f"gezegd-actie-{one.id}"),
        st.expander(f"**{literal(one.what)}** · {who} · {one.state}"),
    ):
        version = writing.seen(key, one.version)
        at = f"{key}-{version}"
        with st.form(at, border=False, enter_to_submit=False):
            state = st.segmented_control(
                "Hoe ver is het?",
                [state.value for state in ActionState],
                default=one.state,
                required=True,
                key=f"vorm-{at}",
            )
            what = fields.words("Wat", f"{at}-wat", one.what)
            fields.read_along()
            left, right = st.columns(2)
            owner = fields.owner(left, "Wie? Een rol of voornaam", f"{at}-wie", one.owner)
            due = _due(right, plan, f"{at}-dag", one.due_on)
            sent = st.form_submit_button("Opslaan", type="primary", width="stretch")

        def write(seen: int, _: int | None) -> None:
            now = ActionState(state or one.state)
            actions.change(plan.team.id, point.id, one.id, what, owner, due, now, seen=seen)

        if sent:
            writing.save(plan.team, key, one.version, write, "De actie is opgeslagen.")
        stands = {"Wat": one.what, "Wie": one.owner, "Voor": day(one.due_on), "Hoe ver": one.state}
        writing.choose(plan.team, key, one.version, stands, write, "De actie is opgeslagen.")
        if st.button("Haal deze actie weg", key=f"{at}-weg"):
            writing.save(
                plan.team,
                key,
                one.version,
                lambda seen, _: actions.remove(plan.team.id, point.id, one.id, seen=seen),
                "De actie is weg.",
            )


def _add(plan: TeamPlan, point: FocusPoint) -> None:
    name = f"actie-erbij-{point.id}"
    key = kept.at(name)
    with st.form(key, border=False, enter_to_submit=False):
        what = fields.words("Wat", f"{key}-wat")
        fields.read_along()
        left, right = st.columns(2)
        owner = fields.owner(left, "Wie? Een rol of voornaam", f"{key}-wie")
        due = _due(right, plan, f"{key}-dag", None)
        sent = st.form_submit_button("Actie toevoegen", width="stretch")

    def add(_: int | None) -> None:
        actions.add(plan.team.id, point.id, what, owner, due)
        kept.used(name)

    if sent:
        writing.do(plan.team, add, "De actie staat erbij.")


def _due(place: st.delta_generator.DeltaGenerator, plan: TeamPlan, key: str, known: date | None) -> date:
    days = subjects.days_ahead(plan.today, _DAYS)
    if known is not None and known not in days:
        days = {known: f"{day(known)}, zoals afgesproken", **days}
    return fields.day("Voor wanneer?", days, list(days).index(known) if known else 14, key, place)
