"""The parts of the page Samen invullen: one topic at a time, a score or place in half points, saved at once."""

from html import escape

import streamlit as st

from leidraad.access.rights import Action
from leidraad.charts import places
from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.content.topics import Topic
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.domain.scale import HALF_POINTS
from leidraad.notation import decimal
from leidraad.storage.measurements import joint
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.ui.shell import actions, address, guards, ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

_STEP = "onderdeel"


def score(measurement: Measurement) -> None:
    """The screen for one topic, with the way to the others; only while the measurement is open."""
    team = schools.team(measurement.team_id)
    if measurement.mode != Mode.JOINT or measurement.state != State.OPEN:
        st.title("Hier valt nu niets in te vullen", anchor=False)
        st.markdown("Deze meting is niet (meer) open, of iedereen vult hem individueel in. Er is niets veranderd.")
        ways.to_measurements(team.id)
        return
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    asked = topics.to_agree(instrument, measurement.short)
    step = _step(len(asked))
    topic = asked[step - 1]
    stored = joint.scores(measurement.id)
    _heading(instrument, topic, step, len(asked))
    _what_it_is_about(topic, short=measurement.short)
    _choose(measurement, instrument, topic, stored.get(topic.id))
    what = "onderdelen" if topic.item is None else "onderwerpen"
    st.html(
        f'<p class="opgeslagen" role="status">{len(joint.scores(measurement.id))} van {len(asked)} {what} opgeslagen</p>'
    )
    left, right = st.columns(2)
    left.button(
        "Vorige",
        key=f"vorige-{measurement.id}-{step}",
        disabled=step == 1,
        width="stretch",
        on_click=_go,
        args=(step - 1,),
    )
    if step < len(asked):
        right.button(
            "Verder",
            type="primary",
            width="stretch",
            key=f"verder-{measurement.id}-{step}",
            on_click=_go,
            args=(step + 1,),
        )
    else:
        right.page_link(page("metingen"), label="Klaar: naar de meting", query_params={"team": str(team.id)})


def _step(last: int) -> int:
    return min(address.number(_STEP) or 1, last)


def _go(step: int) -> None:
    st.query_params[_STEP] = str(step)


def _heading(instrument: Instrument, topic: Topic, step: int, last: int) -> None:
    construct, item = topic.construct, topic.item
    title, under = (construct.short, construct.title) if item is None else (item.text, construct.name)
    st.html(
        f'<div data-scherm="{step}"><div class="zacht">Samen invullen · {step} van {last} · {escape(construct.kind)}</div>'
        f'<div class="voortgang"><i style="width:{round(100 * step / last)}%"></i></div>'
        f'<h1 class="kop">{escape(title)}</h1><p class="zacht">{escape(under)}</p></div>'
    )
    if topic.places:
        st.markdown(f"Bespreek eerst waaraan jullie dit zien. {literal(instrument.question_of(construct))}.")
        return
    st.markdown(
        "Bespreek eerst waaraan jullie dit zien. Kies dan samen één score: "
        f"in hoeverre gold dit de afgelopen zes maanden voor {topics.us(instrument)}?"
    )


def _what_it_is_about(topic: Topic, *, short: bool) -> None:
    if topic.item is None:
        with st.expander("De stellingen bij dit onderdeel", expanded=True):
            st.markdown("\n".join(f"- {literal(item.text)}" for item in topic.construct.asked(short)))
        return
    if topic.places:
        st.html(f'<div class="polen">{places.poles(topic.item)}</div>')
    st.markdown(f"Zo herken je dit: {literal(topic.item.recognise)}")


def _choose(measurement: Measurement, instrument: Instrument, topic: Topic, stored: float | None) -> None:
    labels = instrument.scale.by_answer

    def words(score: float) -> str:
        if topic.item and topic.places:
            return places.at(topic.item, score)
        return f"{decimal(score)} {labels[int(score)]}" if score in labels else decimal(score)

    chosen = st.radio(
        "Onze plek" if topic.places else "Onze score",
        HALF_POINTS,
        index=HALF_POINTS.index(stored) if stored in HALF_POINTS else None,
        format_func=words,
        key=f"samen-{measurement.id}-{topic.id}",
    )
    if chosen == stored:
        return
    with actions.refusal_said():
        guards.allow(Action.LEAD, guards.place_of(measurement.team_id))
        joint.save(measurement.id, topic.id, chosen)
