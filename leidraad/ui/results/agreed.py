"""At home on Resultaat and Ontwikkeling: what the team agreed on after a result, and what it works on now."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from leidraad.charts import places
from leidraad.charts.places import GroupPlace
from leidraad.content import topics
from leidraad.content.models import Instrument
from leidraad.content.topics import Topic
from leidraad.domain import talk
from leidraad.domain.result import Result
from leidraad.notation import day, decimal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.measurements.results import Shared
from leidraad.storage.plans import focus_points
from leidraad.storage.study_day import judgements
from leidraad.storage.study_day.judgements import Judgement
from leidraad.ui.results import plan_time
from leidraad.ui.shell import subjects, ways


def after(measurement: Measurement, result: Result, instrument: Instrument) -> None:
    """On Resultaat: the judgements of its study day and what the team works on; nothing where there is neither."""
    known = judgements.of_measurement(measurement.id)
    points = focus_points.open_of_team(measurement.team_id)
    if not known and not points:
        return
    st.header("Wat jullie afspraken", anchor=False)
    if known:
        st.html(_judged(known, result, instrument))
        st.html(
            '<p class="zacht smal">Een oordeel van jullie samen staat naast de uitslag en telt er nooit in mee.</p>'
        )
    _works_on(measurement.team_id)


def of_team(team_id: int, shared: list[Shared], instruments: Mapping[int, Instrument]) -> None:
    """On Ontwikkeling: what the team works on now, and the judgements of each moment, the newest first."""
    judged = judgements.of_measurements([one.measurement.id for one in shared])
    told = [
        f"<h3>{escape(one.measurement.label)}</h3>{_judged(known, one.result, instruments[one.measurement.id])}"
        for one in reversed(shared)
        if one.measurement.id in instruments and (known := judged[one.measurement.id])
    ]
    if told or focus_points.open_of_team(team_id):
        st.header("Wat jullie afspraken", anchor=False)
        _works_on(team_id)
    if told:
        with st.expander("Wat jullie samen vonden, per meting"):
            st.html("".join(told))
    plan_time.show(team_id, shared)


def _works_on(team_id: int) -> None:
    points = focus_points.open_of_team(team_id)
    if not points:
        return
    lines = []
    for point in points:
        subject = subjects.of(point)
        agreed = f"Als {point.cue}, dan {point.response}." if point.cue else point.why
        when = f"Gekozen op {day(point.decided_on)}"
        back = f"; terugkijken op {day(point.look_back_on)}" if point.look_back_on else ""
        lines.append(
            f"<li><b>{escape(subject.title)}</b><p>{escape(agreed)}</p><p class='zacht'>{when}{back}.</p></li>"
        )
    st.html(
        f'<p class="afgesproken-kop">Waar jullie nu aan werken</p><ul class="afgesproken">{"".join(lines)}</ul>'
    )
    ways.to_plan(team_id)


def _judged(known: Mapping[str, Judgement], result: Result, instrument: Instrument) -> str:
    asked = topics.to_agree(instrument, result.short)
    rows = "".join(_row(topic, known[topic.id], result) for topic in asked if topic.id in known)
    return f'<ul class="afgesproken">{rows}</ul>'


def _row(topic: Topic, one: Judgement, result: Result) -> str:
    alone = talk.alone(result, topic)
    why = " Waar komt dat verschil door?" if talk.asks_why(one.score, alone) else ""
    sure = "zeker" if one.certain else "onzeker"
    if topic.item and topic.places:
        said = " · ".join(places.agreed_in_words(topic.item, GroupPlace(one.score, one.wish)))
        heading = f"<b>{escape(topic.name)}</b><p>{escape(said)}</p><span class='zacht'>{sure}.{why}</span>"
    else:
        beside = f"; ieder voor zich {decimal(alone)}" if alone is not None else ""
        heading = f"<b>{escape(topic.name)}: {decimal(one.score)}</b><span class='zacht'> samen, {sure}{beside}.{why}</span>"
    return f"<li>{heading}<p>{escape(one.evidence)}</p></li>"
