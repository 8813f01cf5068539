"""The step in which a focus point stands: its questions with notes, what helps in the talk, and the way on or back.

A note is saved when its field is left. What somebody else wrote meanwhile is shown beside it, with a choice.
"""

from datetime import date
from functools import partial
from html import escape
from itertools import count, islice

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.content import explanation, plan_questions
from leidraad.content.plan_questions import PlanList, PlanQuestion
from leidraad.content.subject import newest, read_under
from leidraad.domain import cycle, focus
from leidraad.domain.cycle import CycleStep
from leidraad.errors import ChangedMeanwhile
from leidraad.notation import day, month, short_day
from leidraad.storage.database import clock
from leidraad.storage.plans import cycle_moves, notes
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.plans.notes import PlanNote
from leidraad.storage.schools import schools
from leidraad.ui.plan import helping, writing
from leidraad.ui.plan.overview import TeamPlan
from leidraad.ui.shell import actions, guards
from leidraad.ui.shell.page_files import page

#: What helps in each step to read.
_READ = dict(zip(CycleStep, ("cyclus", "kennis", "plan-maken", "plan-maken", "borgen"), strict=True))
_MONTHS = 9  # of which one can be chosen to measure again
NO_NAMES = "Schrijf geen namen op: niemand wordt hier beoordeeld, en iedereen in het team leest mee."


def show(plan: TeamPlan, point: FocusPoint) -> None:
    """The lists of this step, and of the one in which it stood when this tab began; then the others; moving on or back."""
    step = CycleStep(point.step)
    here = {step, writing.began_in(plan.team, point)}
    st.subheader(f"Stap {step.value}: {step.title.lower()}", anchor=False)
    st.html(
        f'<p class="zacht smal">{NO_NAMES} Niets hoeft; wat je schrijft is opgeslagen zodra je het veld verlaat.</p>'
    )
    guide = plan_questions.plan_guide()
    for one in guide.lists:
        if here.intersection(one.steps):
            _list(plan, point, one)
    for help_ in guide.help:
        if step in help_.steps:
            with st.expander(help_.title):
                st.markdown("\n".join(f"- {line}" for line in help_.lines))
    helping.show(step)
    sector = schools.school(plan.team.school_id).sector
    construct = newest(point.construct_id)
    if construct and (under := read_under(construct)):
        st.page_link(
            page("leidraad"),
            label="Handvatten bij dit onderdeel",
            query_params={"onderdeel": under, "sector": sector},
        )
    read = explanation.explanation(_READ[step])
    st.page_link(
        page("leidraad"), label=f"Lees: {read.title.lower()}", query_params={"over": read.id, "sector": sector}
    )
    rest = [one for one in guide.lists if not here.intersection(one.steps)]
    if rest and st.toggle("Toon ook de vragen van de andere stappen", key=f"alle-vragen-{point.id}"):
        for one in rest:
            _list(plan, point, one)
    _move(plan, point, step)


def written(plan: TeamPlan, point: FocusPoint) -> None:
    """Every question with what was written, to read."""
    notes_of = plan.notes[point.id]
    rows = "".join(
        f"<dt>{escape(one.text)}</dt><dd>{escape(_said(one, notes_of[id].text))}</dd>"
        for id, one in plan_questions.known().items()
        if id in notes_of and notes_of[id].text
    )
    if rows:
        st.html(f'<section class="gesprek"><h3>Notities</h3><dl class="feiten">{rows}</dl></section>')


def _said(question: PlanQuestion, stored: str) -> str:
    """What is stored, as people say it: a next measurement is stored as a day and told as a month."""
    if question.id == plan_questions.NEXT_MEASUREMENT and stored:
        return month(date.fromisoformat(stored))
    return stored


def _list(plan: TeamPlan, point: FocusPoint, shown: PlanList) -> None:
    written = sum(bool(_known(plan, point, one).text) for one in shown.questions)
    told = f" ({written} van {len(shown.questions)} ingevuld)" if written else ""
    with st.expander(shown.title + told, key=f"vragen-{point.id}-{shown.id}"):
        if shown.about:
            st.html(f'<p class="zacht smal">{escape(shown.about)}</p>')
        for one in shown.questions:
            _note(plan, point, one)


def _known(plan: TeamPlan, point: FocusPoint, question: PlanQuestion) -> PlanNote:
    return plan.notes[point.id].get(question.id, PlanNote(question.id))


def _note(plan: TeamPlan, point: FocusPoint, question: PlanQuestion) -> None:
    """A field that saves itself; what this tab showed last is kept to know whether somebody typed."""
    stored = _known(plan, point, question)
    key = f"notitie-{point.id}-{question.id}"
    shown = st.session_state.setdefault(f"{key}-gezien", (stored.version, stored.text))
    if stored.version != shown[0] and _in_field(question, key, shown[1]) == shown[1]:
        shown = st.session_state[f"{key}-gezien"] = (stored.version, stored.text)
        _put(question, key, stored.text)
    typed = _field(point, question, key, shown[1])
    if typed == shown[1]:
        return
    if stored.version != shown[0]:
        _both(plan, point, question, key, typed, stored)
        return
    _save(plan, point, question, key, typed, stored.version)


def _in_field(question: PlanQuestion, key: str, shown: str) -> str:
    """What stands in the field at this moment."""
    if not question.several:
        return str(st.session_state.get(key, shown))
    ticked = shown.split("\n")
    return "\n".join(
        choice
        for place, choice in enumerate(question.choices)
        if st.session_state.get(f"{key}-{place}", choice in ticked)
    )


def _put(question: PlanQuestion, key: str, text: str) -> None:
    if not question.several:
        st.session_state[key] = text
        return
    for place, choice in enumerate(question.choices):
        st.session_state[f"{key}-{place}"] = choice in text.split("\n")


def _ticks(question: PlanQuestion, key: str, shown: str) -> str:
    st.markdown(question.text)
    for place, choice in enumerate(question.choices):
        st.session_state.setdefault(f"{key}-{place}", choice in shown.split("\n"))
        st.checkbox(choice, key=f"{key}-{place}")
    return _in_field(question, key, shown)


def _field(point: FocusPoint, question: PlanQuestion, key: str, shown: str) -> str:
    if question.several:
        return _ticks(question, key, shown)
    if question.choices:
        return st.radio(
            question.text,
            ["", *question.choices],
            index=["", *question.choices].index(shown) if shown in question.choices else 0,
            format_func=lambda one: one or "nog niet gekozen",
            key=key,
        )
    if question.id == plan_questions.NEXT_MEASUREMENT:
        days = _next_days(point, question, shown)
        return st.selectbox(
            f"{question.text} {question.help}",
            list(days),
            index=list(days).index(shown),
            format_func=days.__getitem__,
            key=key,
        )
    st.session_state.setdefault(key, shown)
    return st.text_area(
        question.text, max_chars=focus.LONGEST_NOTE, height=68, key=key, placeholder=question.help or None
    )


def _next_days(point: FocusPoint, question: PlanQuestion, shown: str) -> dict[str, str]:
    found = {"": "nog niet gekozen"}
    later = (notes.months_later(point.decided_on, months) for months in count(focus.FEWEST_MONTHS))
    for moment in islice((one for one in later if one >= clock.today()), _MONTHS):
        is_usual = moment == notes.usual_next_measurement(point.decided_on)
        usual = ", een half jaar na de keuze" if is_usual else ""
        found[moment.isoformat()] = f"{month(moment)}{usual}"
    if shown not in found:
        found[shown] = _said(question, shown)
    return found


def _save(plan: TeamPlan, point: FocusPoint, question: PlanQuestion, key: str, typed: str, seen: int) -> None:
    with actions.refusal_said():
        guards.allow(Action.PLAN, Place(plan.team.school_id, plan.team.id))
        try:
            saved = notes.write(plan.team.id, point.id, question.id, typed, seen=seen)
        except ChangedMeanwhile:
            st.rerun()  # with what the other wrote beside it
        st.session_state[f"{key}-gezien"] = (saved.version, typed)
        st.html('<p class="opgeslagen" role="status">Opgeslagen.</p>')


def _both(
    plan: TeamPlan, point: FocusPoint, question: PlanQuestion, key: str, typed: str, stored: PlanNote
) -> None:
    st.html(
        '<section class="gesprek op"><h3>Intussen schreef iemand anders</h3>'
        f"<p>{escape(_said(question, stored.text)) or '(leeg)'}</p></section>"
    )
    if st.button("Bewaar wat ik typte", type="primary", key=f"{key}-mijn"):
        _save(plan, point, question, key, typed, stored.version)
        st.rerun()
    if st.button("Houd wat er nu staat", key=f"{key}-hun"):
        st.session_state.pop(f"{key}-gezien", None)
        for one in (key, *(f"{key}-{place}" for place in range(len(question.choices)))):
            st.session_state.pop(one, None)
        st.rerun()


def _go(plan: TeamPlan, point: FocusPoint, to: CycleStep, _: int | None) -> None:
    cycle_moves.move(plan.team.id, point.id, to, leaving=CycleStep(point.step))


def _move(plan: TeamPlan, point: FocusPoint, step: CycleStep) -> None:
    st.subheader("Klaar met deze stap?", anchor=False)
    for to in cycle.ways(step):
        back = to < step
        label = (
            f"Terug naar stap {to.value}: {to.title.lower()}"
            if back
            else f"Door naar stap {to.value}: {to.title.lower()}"
        )
        if st.button(
            label,
            key=f"stap-{point.id}-{step.value}-{to.value}",
            type="secondary" if back else "primary",
            width="stretch",
        ):
            writing.do(
                plan.team,
                partial(_go, plan, point, to),
                f"Het speerpunt staat nu bij stap {to.value}.",
            )
    moves = plan.moves[point.id]
    moved_today = len(moves) > 1 and moves[-1].moved_on == plan.today
    if moved_today and st.button("Neem de laatste stap terug", key=f"stap-terug-{point.id}-{len(moves)}"):
        writing.do(
            plan.team,
            lambda _: cycle_moves.take_back(plan.team.id, point.id, leaving=step),
            "De stap is teruggenomen.",
        )
    if moves:
        walked = ", ".join(f"stap\u00a0{one.step} op {short_day(one.moved_on)}" for one in moves)
        st.html(f'<p class="zacht smal">Tot nu toe: {walked}. Gekozen op {day(point.decided_on)}.</p>')
