"""What a team decides on the study day: its judgement per construct, and the focus point that it chooses."""

from functools import partial
from html import escape

import streamlit as st

from leidraad.access.rights import Action
from leidraad.content.models import Construct, Instrument
from leidraad.domain import choosing, talk
from leidraad.domain.result import Result
from leidraad.domain.scale import HALF_POINTS
from leidraad.notation import day as written
from leidraad.notation import decimal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import focus_points
from leidraad.storage.study_day import day, judgements, rounds
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.judgements import Judgement
from leidraad.ui.plan import beginning
from leidraad.ui.plan.beginning import Chosen
from leidraad.ui.shell import actions, guards, subjects, ways
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.shell.wording import literal
from leidraad.ui.study_day import drafts
from leidraad.ui.study_day.acts import act
from leidraad.ui.study_day.drafts import Unsaved

_CERTAIN = {True: "zeker", False: "onzeker"}
_SAVE = "Opslaan en op het scherm zetten"
_FIELDS = ("score", "bewijs", "zeker")


def discussed(status: DayStatus, result: Result, instrument: Instrument) -> list[Construct]:
    """The constructs of the statements that were talked about, each once, in the order of the talk."""
    ids = dict.fromkeys(one.construct_id for one in talk.of_items(result, status.talk))
    by_id = {one.id: one for one in instrument.constructs}
    return [by_id[id] for id in ids]


def show_judgements(measurement: Measurement, status: DayStatus, result: Result, instrument: Instrument) -> None:
    """A form per construct that was talked about."""
    known = judgements.of_measurement(measurement.id)
    constructs = discussed(status, result, instrument)
    if not constructs:
        st.markdown("Jullie bespraken geen stelling, dus er is geen onderdeel om samen een score voor te kiezen.")
    first = next((one.id for one in constructs if one.id not in known), None)
    for construct in constructs:
        individual = result.construct(construct.id).published
        _judgement(measurement, construct, known.get(construct.id), individual, unfolded=construct.id == first)


def _judgement(
    measurement: Measurement,
    construct: Construct,
    known: Judgement | None,
    individual: float | None,
    *,
    unfolded: bool,
) -> None:
    title = literal(construct.name)
    if known is not None:
        title += f": {decimal(known.score)}, {_CERTAIN[known.certain]}"
    with st.expander(title, expanded=unfolded):
        if individual is not None:
            st.html(f'<p class="zacht">Ieder voor zich: {decimal(individual)}</p>')
        if known is not None and talk.asks_why(known.score, individual):
            st.info("Jullie oordeel ligt meer dan één punt van de uitslag. Vraag elkaar: waar komt dat door?")
        _form(measurement, construct, known)


def _form(measurement: Measurement, construct: Construct, known: Judgement | None) -> None:
    key, stored = _key(measurement, construct), _fields(known)
    drafts.fill(key, _FIELDS, stored)
    if drafts.overtaken(key, stored):
        st.info(
            "Intussen sloeg iemand anders hier iets op. Sla je op, dan komt wat hieronder staat ervoor in de plaats."
        )
    score = st.segmented_control("Onze score samen", HALF_POINTS, format_func=decimal, key=f"{key}-score")
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
        st.error("Kies een score, en of jullie zeker of onzeker zijn. Wat je typte staat er nog.")
        return
    judgement = Judgement(construct.id, score, evidence, certain)
    individual = day.result(measurement.id).construct(construct.id).published
    act(measurement, lambda id: judgements.save(id, judgement), saved(judgement, individual))


def saved(judgement: Judgement, individual: float | None) -> str:
    """What is said after saving: with the question, where the judgement lies far from what everybody answered alone."""
    done = "Opgeslagen. Het staat op het scherm."
    if not talk.asks_why(judgement.score, individual):
        return done
    return f"{done} Jullie oordeel ligt meer dan één punt van de uitslag. Vraag elkaar: waar komt dat door?"


def _key(measurement: Measurement, construct: Construct) -> str:
    return f"oordeel-{measurement.id}-{construct.id}"


def _fields(known: Judgement | None) -> drafts.Values:
    return (None, "", None) if known is None else (known.score, known.evidence, known.certain)


def judgement_drafts(
    measurement: Measurement, status: DayStatus, result: Result, instrument: Instrument
) -> list[Unsaved]:
    """What was typed in a judgement and not saved; whole ones can be saved at leaving."""
    known, found = judgements.of_measurement(measurement.id), []
    for construct in discussed(status, result, instrument):
        key = _key(measurement, construct)
        if not drafts.changed(key):
            continue
        score, evidence, certain = (st.session_state.get(f"{key}-{name}") for name in _FIELDS)
        whole = score is not None and certain is not None and str(evidence).strip()
        if whole and not drafts.overtaken(key, _fields(known.get(construct.id))):
            judgement = Judgement(construct.id, float(str(score)), str(evidence), bool(certain))
            found.append(Unsaved(construct.name, partial(judgements.save, judgement=judgement)))
        else:
            found.append(Unsaved(construct.name, None))
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
        st.info(
            f"Jullie hebben {len(running)} open speerpunten. Meer tegelijk lukt zelden. Rond er eerst een af bij het plan."
        )
        ways.to_plan(measurement.team_id)
        return
    if chosen_today(measurement):
        with st.expander("Nog een speerpunt kiezen"):
            _begin(measurement, instrument, len(running))
    else:
        st.subheader("Ons speerpunt", anchor=False)
        _begin(measurement, instrument, len(running))


def _begin(measurement: Measurement, instrument: Instrument, running: int) -> None:
    """The form; a new one after every focus point, so that nothing of the last stays in it."""
    told = _told(measurement)
    beginning.form(
        f"speerpunt-{measurement.id}-{running}", instrument, told, _SAVE, lambda one: _add(measurement, one)
    )


def _add(measurement: Measurement, one: Chosen) -> None:
    with actions.refusal_said():
        by = guards.allow(Action.PLAN, guards.place_of(measurement.team_id)).account_id
        focus_points.add(
            measurement.team_id,
            one.construct_id,
            one.beginning,
            measurement_id=measurement.id,
            item_id=one.item_id,
            by=by,
        )
        actions.start_afresh("Het speerpunt is opgeslagen. Het staat op het scherm.")


def _told(measurement: Measurement) -> dict[str, str]:
    """How often each construct was chosen, in words, most chosen first; only those of which that is told."""
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
