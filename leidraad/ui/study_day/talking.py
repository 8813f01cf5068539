"""The talk as the console leads it: the proposed statements, one at a time with its questions, and swapping them."""

from html import escape

import streamlit as st

from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.domain import day as rules
from leidraad.domain import talk
from leidraad.domain.day import DayStep
from leidraad.domain.result import Result
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day, wishes
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.ui.study_day.acts import act, go, pick, put


def result_of(measurement: Measurement) -> tuple[Result, Instrument]:
    """The shared Result with its instrument. Raises WrongState before the reveal."""
    result = day.result(measurement.id)
    return result, library.instrument(result.instrument, result.version)


def show(measurement: Measurement, status: DayStatus) -> None:
    """What the leader holds during the talk."""
    result, instrument = result_of(measurement)
    chosen = talk.of_items(result, status.talk, wishes.apart(measurement.id))
    one_asked, several = topics.called(instrument)
    if not chosen:
        st.markdown(
            f"Er is geen {one_asked} met een uitslag: er deden te weinig collega’s mee. Praat over wat iedereen zelf opviel."
        )
        return
    texts = {item.id: item.text for item in instrument.items}
    if 1 <= status.screen <= len(chosen):
        one = chosen[status.screen - 1]
        _statement(texts[one.item_id], one, instrument.guide_of(one.construct_id))
    else:
        st.html("".join(_listed(texts[one.item_id], one) for one in chosen))
    pick(measurement, status, [f"Alle {several}", *(texts[one.item_id] for one in chosen)])
    _swap(measurement, status, result, texts, topics.called(instrument))


def on_the_wall(measurement: Measurement, status: DayStatus) -> str:
    """Which statement is on the screen, or that all are."""
    result, instrument = result_of(measurement)
    chosen = talk.of_items(result, status.talk, wishes.apart(measurement.id))
    one, several = topics.called(instrument)
    if not chosen:
        return ""
    return f"{one} {status.screen} van {len(chosen)}" if 1 <= status.screen <= len(chosen) else f"alle {several}"


def _statement(text: str, one: talk.Proposal, guide: str) -> None:
    questions = "".join(f"<li>{escape(asked)}</li>" for asked in rules.questions(library.guides(), guide))
    st.html(
        f"{_listed(text, one)}"
        f'<div class="gesprek-vragen"><p>Vragen die helpen</p><ul><li>Waaraan zien we dit?</li>{questions}</ul></div>'
    )


def _listed(text: str, one: talk.Proposal) -> str:
    return f'<section class="gesprek"><h3>{escape(text)}</h3><p class="zacht">{escape(one.why)}</p></section>'


def _swap(
    measurement: Measurement, status: DayStatus, result: Result, texts: dict[str, str], called: tuple[str, str]
) -> None:
    one, several = called
    possible = [each.item_id for each in talk.discussable(result)]
    with st.expander(f"Andere {several} kiezen"), st.form(f"stellingen-{measurement.id}", border=False):
        wanted = st.multiselect(
            f"Hoogstens {talk.MOST_STATEMENTS} {several}, in de volgorde van het gesprek",
            possible,
            default=list(status.talk),
            format_func=texts.__getitem__,
            max_selections=talk.MOST_STATEMENTS,
            placeholder=f"Kies een {one}",
        )
        if st.form_submit_button("Hierover praten we"):
            act(measurement, lambda id: day.choose_statements(id, wanted, within=status.step))


def onward(measurement: Measurement, status: DayStatus) -> None:
    """The next statement, then the second vote, or past it."""
    if not status.talk:
        go(measurement, status, DayStep.JUDGEMENT)
    elif status.screen < len(status.talk):
        one, _ = topics.called(result_of(measurement)[1])
        put(measurement, status, status.screen + 1, f"Toon {one} {status.screen + 1}")
        go(measurement, status, DayStep.SECOND_VOTE, quiet=True)
    else:
        go(measurement, status, DayStep.SECOND_VOTE)
        go(measurement, status, DayStep.JUDGEMENT, "Sla opnieuw stemmen over", quiet=True)
