"""One focus point: what was agreed, where it stands in the cycle, its actions, and what somebody can do with it."""

from functools import partial
from html import escape

import streamlit as st

from leidraad.domain import cycle, focus
from leidraad.domain.cycle import CycleStep
from leidraad.notation import day
from leidraad.storage.plans import cycle_moves, focus_points
from leidraad.storage.plans.focus_points import Agreed, FocusPoint
from leidraad.storage.schools import questionnaires
from leidraad.ui.plan import doing, ending, fields, inquired, inquiring, looking, working_out, writing
from leidraad.ui.plan.overview import TeamPlan
from leidraad.ui.shell import address, subjects

LOOK, ACT, STEP, ASK, CHANGE, END = "terugkijken", "acties", "stap", "onderzoek", "aanpassen", "afronden"
_PARTS = {
    LOOK: "Terugkijken",
    ACT: "Acties",
    STEP: "Deze stap",
    ASK: "Klein onderzoek",
    CHANGE: "Aanpassen",
    END: "Afronden",
}
_DO = "doe"  # in the address


def show(plan: TeamPlan, point: FocusPoint) -> None:
    """The card, and below it one thing at a time."""
    st.html(card(plan, point))
    if not plan.can_be_written:
        doing.listed(plan, point)
        working_out.written(plan, point)
        inquired.earlier(plan, point, None)
        looking.earlier(plan, point)
        return
    chosen = f"vorm-plan-{point.id}-{writing.began_at(plan.team, point)}"
    _after_a_year(plan, point, chosen)
    usual = LOOK if subjects.is_due(point, plan.today) else ACT
    wanted = st.query_params.get(_DO, "") if address.number("punt") in (None, point.id) else ""
    part = st.segmented_control(
        "Wat gaan jullie doen?",
        list(_PARTS),
        default=wanted if wanted in _PARTS else usual,
        required=True,
        format_func=_PARTS.__getitem__,
        key=chosen,
    )
    if part == LOOK:
        looking.show(plan, point)
    elif part == STEP:
        working_out.show(plan, point)
    elif part == ASK:
        inquiring.show(plan, point)
    elif part == CHANGE:
        _change(plan, point)
    elif part == END:
        ending.show(plan, point)
    else:
        doing.show(plan, point)


def _after_a_year(plan: TeamPlan, point: FocusPoint, chosen: str) -> None:
    """What has been going on for a year is ended, or begun anew."""
    moves = [(one.step, one.moved_on) for one in plan.moves[point.id]]
    if not cycle.is_a_year_later(cycle.began(point.decided_on, moves), plan.today):
        return
    st.html(
        '<section class="gesprek op"><h3>Jullie werken hier een jaar aan</h3>'
        "<p>Sluit het af, of begin opnieuw bij stap 2 of 3: is het nog wat jullie willen, en klopt wat jullie erover dachten?</p></section>"
    )
    with st.container(horizontal=True):
        st.button("Afsluiten", key=f"jaar-af-{point.id}", on_click=_choose, args=(chosen, END))
        for step in cycle.ANEW:
            label = f"Opnieuw bij stap {step.value}: {step.title.lower()}"
            if st.button(label, key=f"jaar-{point.id}-{step.value}"):
                writing.do(
                    plan.team, partial(_anew, plan, point, step), f"Jullie beginnen opnieuw bij stap {step.value}."
                )


def _choose(key: str, part: str) -> None:
    st.session_state[key] = part


def _anew(plan: TeamPlan, point: FocusPoint, to: CycleStep, _: int | None) -> None:
    cycle_moves.begin_anew(plan.team.id, point.id, to, leaving=CycleStep(point.step))


def card(plan: TeamPlan, point: FocusPoint) -> str:
    """What was agreed, as HTML."""
    subject = subjects.of(point)
    asked = questionnaires.still_asks(plan.team.school_id, point.construct_id, point.item_id)
    belongs = " · ".join(filter(None, (subject.belongs, "" if asked else "niet meer gevraagd")))
    facts = _facts(plan, point)
    rows = "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in facts)
    return (
        f'<article class="plankaart"><header><h2>{escape(subject.title)}</h2><p class="zacht">{escape(belongs)}</p></header>'
        f"{cycle_strip(point)}<dl>{rows}</dl></article>"
    )


def _facts(plan: TeamPlan, point: FocusPoint) -> list[tuple[str, str]]:
    goal = plan.notes[point.id].get("doel")
    agreed = (
        f"<b>Als</b> {escape(point.cue)}, <b>dan</b> {escape(point.response)}"
        if point.cue
        else "nog niet afgesproken: kies ‘Aanpassen’"
    )
    facts = [("Als … dan …", agreed), *((name, escape(said)) for name, said in subjects.places_of(point))]
    if goal and goal.text:
        facts.append(("Wat leerlingen of wij ervan merken", escape(goal.text)))
    if point.why:
        facts.append(("Waarom nu", escape(point.why)))
    facts.append(("Wie trekt het", escape(point.owner) or "nog niet afgesproken"))
    facts.append(("Terugkijken", subjects.look_back(point, plan.today)))
    return facts


def cycle_strip(point: FocusPoint) -> str:
    """The five steps, with where the point stands in words too."""
    steps = "".join(f"<li{_mark(step, point)}><span>{step.value} {step.title}</span></li>" for step in CycleStep)
    return f'<ol class="stappen" aria-label="Stap {point.step} van 5: {CycleStep(point.step).title}">{steps}</ol>'


def _mark(step: CycleStep, point: FocusPoint) -> str:
    if step == point.step:
        return ' class="nu" aria-current="step"'
    return ' class="geweest"' if step < point.step else ""


def _change(plan: TeamPlan, point: FocusPoint) -> None:
    key = f"afspraak-{point.id}"
    version = writing.seen(key, point.version)
    at = f"{key}-{version}"
    later = subjects.weeks_ahead(plan.today)
    if point.look_back_on is not None:
        later = {point.look_back_on: f"{day(point.look_back_on)}, zoals afgesproken", **later}
    usual = point.look_back_on or list(later)[focus.LOOK_BACK_DAYS // 7 - 1]
    with st.form(at, border=False, enter_to_submit=False):
        cue = fields.words("Als …", f"{at}-als", point.cue)
        response = fields.words("dan … (wie doet wat)", f"{at}-dan", point.response)
        fields.read_along()
        why = fields.words("Waarom nu? (mag later)", f"{at}-waarom", point.why)
        left, right = st.columns(2)
        owner = fields.owner(left, "Wie trekt het? Een rol of voornaam", f"{at}-wie", point.owner)
        place = list(later).index(usual)
        look_back_on = fields.day("Wanneer kijken we terug?", later, place, f"{at}-terug", right)
        sent = st.form_submit_button("Opslaan", type="primary", width="stretch")
    agreed = Agreed(why, cue, response, owner, look_back_on)

    def write(seen: int, _: int | None) -> None:
        focus_points.agree(plan.team.id, point.id, agreed, seen=seen)

    if sent:
        writing.save(plan.team, key, point.version, write, "De afspraak is aangepast.")
    stands = {
        "Als": point.cue,
        "dan": point.response,
        "Waarom nu": point.why,
        "Wie": point.owner,
        "Terugkijken": day(point.look_back_on) if point.look_back_on else "",
    }
    writing.choose(plan.team, key, point.version, stands, write, "De afspraak is aangepast.")
