"""What a small inquiry showed: what the team expected beside what came out, and beside what it wrote down itself."""

from html import escape

import streamlit as st

from leidraad.charts import inquiry, result_words
from leidraad.charts.inquiry import Before
from leidraad.content import library, plan_questions
from leidraad.content.models import Instrument
from leidraad.domain.measurement import State
from leidraad.domain.result import Result
from leidraad.notation import day, month
from leidraad.storage.measurements import measurements, results
from leidraad.storage.plans import inquiries
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.plans.inquiries import SmallInquiry
from leidraad.ui.plan.overview import TeamPlan
from leidraad.ui.shell import address

_SIGNAL = (
    '<p class="zacht smal">Dit is één signaal. Past het bij wat jullie zelf zien? Zo niet: waar komt dat door?</p>'
)
#: What a team writes down that belongs beside an outcome: where it would look, what it sees with pupils, how it goes.
_BESIDE = ("waar-kijken", "doel", "c-1", "c-6", "c-12")


def expected(plan: TeamPlan, point: FocusPoint, one: SmallInquiry) -> str:
    """What will be asked and what the team expects, as HTML."""
    found = inquiries.texts_of(point.construct_id)
    rows = "".join(f"<li>{escape(found.get(id, id))}</li>" for id in one.items)
    return (
        f'<section class="gesprek op"><h3>Bij het terugkijken op {day(one.look_back_on)}</h3><ul>{rows}</ul>'
        f'<dl class="feiten"><dt>Wat jullie verwachten</dt><dd>{escape(one.expected)}</dd>{_beside(plan, point)}</dl></section>'
    )


def shown(plan: TeamPlan, point: FocusPoint, one: SmallInquiry) -> str:
    """Expectation beside outcome beside the other data, as HTML; only of one that was revealed."""
    assert one.measurement_id is not None
    result, asked = outcome_of(one.measurement_id)
    few = "".join(f"<p>{escape(said)}</p>" for said in result_words.cautions(result))
    return (
        f'<section class="gesprek op"><h3>Wat jullie verwachtten</h3><p>{escape(one.expected)}</p></section>'
        f'<h3 class="onderzoek-kop">Wat eruit kwam</h3><p class="zacht">{result_words.who(result)}</p>{few}'
        f"{inquiry.outcome(result, asked, before(one))}"
        f'<section class="gesprek"><h3>Wat jullie zelf zagen</h3>{_seen(plan, point)}</section>'
        f"{_SIGNAL if inquiry.says_something(result) else ''}"
    )


def _seen(plan: TeamPlan, point: FocusPoint) -> str:
    if beside := _beside(plan, point):
        return f'<dl class="feiten">{beside}</dl>'
    return "<p>Nog niets opgeschreven. Dat kan bij ‘Deze stap’ en bij ‘Terugkijken’.</p>"


def outcome_of(measurement_id: int) -> tuple[Result, Instrument]:
    """The Result with what was asked. Raises NotFound or WrongState."""
    result = results.shared(measurement_id)
    return result, library.instrument(result.instrument, result.version)


def before(one: SmallInquiry) -> dict[str, Before]:
    """What was shown of its statements the time before."""
    assert one.measurement_id is not None
    found = inquiries.before(one.measurement_id, one.items)
    return {id: Before(month(earlier.at), earlier.item) for id, earlier in found.items()}


def was_shown(one: SmallInquiry) -> bool:
    """Whether its outcome was revealed to the team."""
    return one.measurement_id is not None and measurements.get(one.measurement_id).state is State.SHARED


def earlier(plan: TeamPlan, point: FocusPoint, now: SmallInquiry | None) -> None:
    """What those of earlier days showed, the last first."""
    done = [one for one in plan.inquiries[point.id] if one != now and was_shown(one)]
    for one in reversed(done):
        asked_for = address.number("meting") == one.measurement_id
        with st.expander(f"Klein onderzoek van {day(one.look_back_on)}", expanded=asked_for):
            st.html(shown(plan, point, one))


def _beside(plan: TeamPlan, point: FocusPoint) -> str:
    texts = {id: one.text for id, one in plan_questions.known().items()}
    written = {id: note.text for id, note in plan.notes[point.id].items() if note.text}
    for back in plan.looked_back[point.id][-1:]:
        written |= back.monitored
    return "".join(
        f"<dt>{escape(texts[id])}</dt><dd>{escape(written[id])}</dd>" for id in _BESIDE if written.get(id)
    )
