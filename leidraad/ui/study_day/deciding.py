"""What a team decides on the study day: its judgement per topic, and the focus point that it chooses."""

from functools import partial
from html import escape

import streamlit as st

from leidraad.access.rights import Action
from leidraad.charts import places
from leidraad.content import topics
from leidraad.content.models import Instrument
from leidraad.content.topics import Topic
from leidraad.domain import choosing, talk
from leidraad.domain.result import Result, Visibility
from leidraad.domain.scale import HALF_POINTS
from leidraad.notation import day as written
from leidraad.notation import decimal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import focus_points
from leidraad.storage.study_day import day, judgements, rounds
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.judgements import Judgement
from leidraad.ui.plan import beginning, kept
from leidraad.ui.plan.beginning import Chosen
from leidraad.ui.shell import actions, guards, subjects, ways
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.shell.wording import literal
from leidraad.ui.study_day import drafts
from leidraad.ui.study_day.acts import act
from leidraad.ui.study_day.drafts import Unsaved

_CERTAIN = {True: "zeker", False: "onzeker"}
_SAVE = "Opslaan en op het scherm zetten"
_FIELDS = ("score", "bewijs", "zeker", "wens")


def discussed(status: DayStatus, result: Result, instrument: Instrument) -> list[Topic]:
    """The topics of the statements that were talked about, each once, in the order of the talk."""
    found = (topics.of_statement(instrument, one.item_id) for one in talk.of_items(result, status.talk))
    return list(dict.fromkeys(found))


def show_judgements(measurement: Measurement, status: DayStatus, result: Result, instrument: Instrument) -> None:
    """A form per topic that was talked about."""
    known = judgements.of_measurement(measurement.id)
    asked = discussed(status, result, instrument)
    if not asked:
        st.markdown("Jullie bespraken geen stelling, dus er is geen onderdeel om samen over te oordelen.")
    first = next((one.id for one in asked if one.id not in known), None)
    for topic in asked:
        _judgement(measurement, topic, known.get(topic.id), result, unfolded=topic.id == first)


def _judgement(
    measurement: Measurement, topic: Topic, known: Judgement | None, result: Result, *, unfolded: bool
) -> None:
    title = literal(topic.name)
    if known is not None:
        title += f": {literal(agreed_value(topic, known.score))}, {_CERTAIN[known.certain]}"
    with st.container(key=f"gezegd-oordeel-{topic.id}"), st.expander(title, expanded=unfolded):
        if said := answered_alone(result, topic):
            st.html(f'<p class="zacht">Ieder voor zich: {escape(said)}</p>')
        if known is not None and talk.asks_why(known.score, talk.alone(result, topic)):
            st.info(_why(topic))
        _form(measurement, topic, known)


def agreed_value(topic: Topic, value: float) -> str:
    """What was agreed on, as people say it: a score, or a place in words."""
    return places.at(topic.item, value) if topic.item and topic.places else decimal(value)


def answered_alone(result: Result, topic: Topic) -> str:
    """What people answered alone, in a few words; empty where nothing is told of it."""
    if topic.item and topic.places:
        cell = result.item(topic.id)
        return places.told(topic.item, cell, result.k) if cell and cell.visibility is Visibility.SHOWN else ""
    value = talk.alone(result, topic)
    return "" if value is None else decimal(value)


def _why(topic: Topic) -> str:
    far = "één plek af van wat ieder voor zich koos" if topic.places else "één punt van de uitslag af"
    return f"Jullie oordeel ligt meer dan {far}. Vraag elkaar: waar komt dat door?"


def _form(measurement: Measurement, topic: Topic, known: Judgement | None) -> None:
    key, stored = _key(measurement, topic), _fields(known)
    drafts.fill(key, _FIELDS, stored)
    if drafts.overtaken(key, stored):
        st.info(
            "Intussen sloeg iemand anders hier iets op. Sla je op, dan komt wat hieronder staat ervoor in de plaats."
        )
    score = _place(topic, "Waar staan we nu?", f"{key}-score") if topic.places else _score(f"{key}-score")
    wish = _place(topic, "Waar willen we heen? Dat mag ook leeg blijven", f"{key}-wens") if topic.places else None
    evidence = st.text_area(
        "Waaraan zien we dat? Eén zin, over ons werk en niet over personen",
        max_chars=judgements.LONGEST,
        height=100,
        key=f"{key}-bewijs",
    )
    certain = st.segmented_control(
        "Hoe zeker zijn we?", list(_CERTAIN), format_func=_CERTAIN.__getitem__, key=f"{key}-zeker"
    )
    main = known is None or drafts.changed(key)
    if not st.button(_SAVE, type="primary" if main else "secondary", key=f"{key}-opslaan", width="stretch"):
        return
    if score is None or certain is None:
        what = "plek" if topic.places else "score"
        st.error(f"Kies een {what}, en of jullie zeker of onzeker zijn. Wat je typte staat er nog.")
        return
    judgement = Judgement(topic.id, score, evidence, certain, wish)
    act(
        measurement,
        lambda id: judgements.save(id, judgement),
        saved(topic, judgement, talk.alone(day.result(measurement.id), topic)),
    )


def _score(key: str) -> float | None:
    return st.segmented_control("Onze score samen", HALF_POINTS, format_func=decimal, key=key)


def _place(topic: Topic, label: str, key: str) -> float | None:
    assert topic.item is not None
    item = topic.item
    return st.selectbox(
        label,
        HALF_POINTS,
        index=None,
        format_func=lambda place: places.at(item, place),
        placeholder="Kies een plek",
        key=key,
    )


def saved(topic: Topic, judgement: Judgement, alone: float | None) -> str:
    """What is said after saving: with the question, where the judgement lies far from what everybody answered alone."""
    done = "Opgeslagen. Het staat op het scherm."
    return f"{done} {_why(topic)}" if talk.asks_why(judgement.score, alone) else done


def _key(measurement: Measurement, topic: Topic) -> str:
    return f"oordeel-{measurement.id}-{topic.id}"


def _fields(known: Judgement | None) -> drafts.Values:
    return (None, "", None, None) if known is None else (known.score, known.evidence, known.certain, known.wish)


def judgement_drafts(
    measurement: Measurement, status: DayStatus, result: Result, instrument: Instrument
) -> list[Unsaved]:
    """What was typed in a judgement and not saved; whole ones can be saved at leaving."""
    known, found = judgements.of_measurement(measurement.id), []
    for topic in discussed(status, result, instrument):
        key = _key(measurement, topic)
        if not drafts.changed(key):
            continue
        score, evidence, certain, wish = (st.session_state.get(f"{key}-{name}") for name in _FIELDS)
        whole = score is not None and certain is not None and str(evidence).strip()
        if whole and not drafts.overtaken(key, _fields(known.get(topic.id))):
            judgement = Judgement(topic.id, float(str(score)), str(evidence), bool(certain), wish)
            found.append(Unsaved(topic.name, partial(judgements.save, judgement=judgement)))
        else:
            found.append(Unsaved(topic.name, None))
    return found


def all_judged(measurement: Measurement, status: DayStatus, result: Result, instrument: Instrument) -> bool:
    """Whether everything that was talked about has its judgement."""
    known = judgements.of_measurement(measurement.id)
    return all(one.id in known for one in discussed(status, result, instrument))


def chosen_today(measurement: Measurement) -> bool:
    """Whether this day already led to a focus point."""
    return any(one.measurement_id == measurement.id for one in focus_points.open_of_team(measurement.team_id))


def awaits_focus(measurement: Measurement) -> bool:
    """Whether nothing was chosen today, while the team has room for it."""
    running = focus_points.open_of_team(measurement.team_id)
    return not chosen_today(measurement) and len(running) < choosing.MOST_FOCUS_POINTS


def focus_point(measurement: Measurement, instrument: Instrument) -> None:
    """Choose what the team will work on and agree on the beginning; the most chosen first, nothing preselected."""
    focus_points_so_far(measurement)
    running = focus_points.open_of_team(measurement.team_id)
    if len(running) >= choosing.MOST_FOCUS_POINTS:
        beginning.full(_name(measurement))
        st.info(
            f"Jullie hebben {len(running)} open speerpunten. Meer tegelijk lukt zelden. Rond er eerst een af bij het plan."
        )
        ways.to_plan(measurement.team_id)
        return
    if chosen_today(measurement):
        with st.expander("Nog een speerpunt kiezen"):
            _begin(measurement, instrument)
    else:
        st.subheader("Ons speerpunt", anchor=False)
        _begin(measurement, instrument)


def _begin(measurement: Measurement, instrument: Instrument) -> None:
    told = _told(measurement)
    beginning.form(_name(measurement), (instrument,), told, _SAVE, lambda one: _add(measurement, one))


def _name(measurement: Measurement) -> str:
    return f"speerpunt-{measurement.id}"


def _add(measurement: Measurement, one: Chosen) -> None:
    with actions.refusal_said():
        by = guards.allow(Action.PLAN, guards.place_of(measurement.team_id)).account_id
        focus_points.add(
            measurement.team_id,
            one.construct_id,
            one.beginning,
            measurement_id=measurement.id,
            item_id=one.item_id,
            measures=one.measures,
            by=by,
        )
        kept.used(_name(measurement))
        actions.start_afresh("Het speerpunt is opgeslagen. Het staat op het scherm.")


def _told(measurement: Measurement) -> dict[str, str]:
    """How often each topic was chosen, in words, most chosen first; only those of which that is told."""
    choices = rounds.choices(measurement.id)
    return {one.construct_id: f"{one.words} keer gekozen" for one in choices.most_chosen} if choices else {}


def focus_points_so_far(measurement: Measurement) -> None:
    """What the team works on now; one of today can be taken back."""
    for point in focus_points.open_of_team(measurement.team_id):
        subject = subjects.of(point)
        agreed = f"Als {point.cue}, dan {point.response}" if point.cue else point.why
        st.html(
            f'<section class="gesprek op"><h3>{escape(subject.title)}</h3><p>{escape(agreed)}</p>'
            f'<p class="zacht">Gekozen op {written(point.decided_on)}</p></section>'
        )
        if point.measurement_id == measurement.id and st.button("Terugnemen", key=f"speerpunt-weg-{point.id}"):
            _take_back(measurement, point.id)


def _take_back(measurement: Measurement, point_id: int) -> None:
    by = who_am_i().account_id
    act(
        measurement,
        lambda _: focus_points.remove(measurement.team_id, point_id, by),
        "Het speerpunt is teruggenomen.",
    )
