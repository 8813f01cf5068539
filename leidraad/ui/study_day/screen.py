"""The shared screen: draws what the study day shows now, and follows it: at once, and twice a second.

Drawn anew only when the day's version changed; a count is redrawn by the poll itself, which is all that runs meanwhile.
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from leidraad.access.rights import Action
from leidraad.charts import turnout
from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain import talk as proposals
from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.domain.result import Result
from leidraad.errors import LeidraadError, StorageError
from leidraad.notation import day as day_written
from leidraad.notation import weekday
from leidraad.storage.measurements import answers, asked_too, measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import actions as plan_actions
from leidraad.storage.plans import focus_points
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day, judgements, predictions, rounds, wishes
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.rounds import RoundKind, Voting
from leidraad.ui.shell import guards, phone_address, subjects, woken
from leidraad.ui.study_day import day_wifi, deciding, focus_slide, inquiry_slide, judgement_slide, slides
from leidraad.ui.study_day.day_wifi import Wifi

#: Apart from ui/shell/style.css because a phone should not carry it. One unit, `--u`, is a hundredth of a 16:9 screen that just
#: fits: everything grows and shrinks with the projector. Nothing is smaller than 1.5 of it: 28 px and a bit at 1920 x 1080.
CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
_POLL_SECONDS = 0.5  # so that a step is on the wall within a second
_TICK, _LAST = "scherm-tik", "scherm-laatst"


@dataclass(frozen=True)
class Drawn:
    """What this run put on the screen: another status, wifi or way in means drawing anew."""

    status: DayStatus | None
    wifi: Wifi | None
    code: str | None  # while one can join
    small: State | None = None  # of a small inquiry, which has no study day


def draw(measurement: Measurement) -> Drawn:
    """Put the present step on the screen; a count is left to `follow`."""
    st.html(f"<style>{CSS}</style>")
    drawn = _now(measurement)
    if not _counts(drawn):
        st.html(_slide(measurement, drawn))
    return drawn


def _now(measurement: Measurement) -> Drawn:
    present, wifi = measurements.get(measurement.id), day_wifi.of(measurement.id)
    code = present.join_code if present.state is State.OPEN else None
    if library.is_small(measurement.instrument_id):
        return Drawn(None, wifi, code, present.state)
    return Drawn(day.find(measurement.id), wifi, code)


@st.fragment(run_every=_POLL_SECONDS)
def follow(measurement: Measurement, drawn: Drawn) -> None:
    """Look whether the day went on; show the count, and a mark that appears when nothing came for eight seconds."""
    woken.looks()
    try:
        guards.allow(Action.LEAD, guards.place_of(measurement.team_id))
        if _now(measurement) != drawn:
            st.rerun(scope="app")
        st.session_state[_LAST] = _below(measurement.id, drawn)
    except StorageError:
        pass  # what was there last stays, and its mark appears
    except LeidraadError:
        st.rerun(scope="app")
    st.html(st.session_state.get(_LAST, "<p></p>"))


def _below(measurement_id: int, drawn: Drawn) -> str:
    """The count, where the step has one, and the mark: another text at every tick restarts what hides it."""
    tick = st.session_state.get(_TICK, 0) + 1
    st.session_state[_TICK] = tick
    counted = ""
    if _counts(drawn):
        measurement = measurements.get(measurement_id)
        counted = (
            _counting(drawn.status, measurement, _name(measurement))
            if drawn.status is not None
            else _slide(measurement, drawn)
        )
    return f'{counted}<p class="wand-stil" data-tik="{tick}">Even geen verbinding. Dit gaat vanzelf verder.</p>'


def _counts(drawn: Drawn) -> bool:
    status = drawn.status
    if status is None:
        return drawn.small is State.OPEN
    return (
        (status.step is DayStep.FILL and status.state is State.OPEN)
        or (status.step is DayStep.SECOND_VOTE and status.second_vote is Voting.OPEN)
        or (status.step is DayStep.CHOOSE and status.choosing is Voting.OPEN)
    )


def _name(measurement: Measurement) -> str:
    team = schools.team(measurement.team_id)
    example = " (voorbeeld)" if schools.school(team.school_id).example else ""
    return f"{team.name}{example}, {measurement.label}{beside_leidraad(measurement)}"


def beside_leidraad(measurement: Measurement) -> str:
    """Which questionnaire this is, after the name of a measurement: a team may have more than one open. Of the Leidraad nothing."""
    found = library.known(measurement.instrument_id, measurement.instrument_version)
    if found is None or found.family == library.FIRST or library.is_small(found.id):
        return ""
    return f" · {found.title}"


def _counting(status: DayStatus, measurement: Measurement, name: str) -> str:
    id = status.measurement_id
    if status.step is DayStep.FILL:
        code = measurement.join_code or ""
        taking = answers.people(id)
        told = turnout.hand_overs(measurement.handed_over)
        below = f"{name} · {told}" if told else name
        return slides.filling_in(
            taking.done,
            taking.busy,
            measurement.invited,
            below=below,
            address=phone_address.joining(code),
            code=code,
        )
    if status.step is DayStep.SECOND_VOTE:
        voted, may = rounds.people(id, RoundKind.SECOND_VOTE), rounds.rights(id)
        return slides.counting("Hoe zie je het nu?", voted, may, "gestemd", below="Stem nog eens op je telefoon")
    told = turnout.hand_overs(rounds.handed_over(id))
    chose = rounds.people(id, RoundKind.CHOOSING)
    result = day.result(id)
    below = " · ".join(filter(None, (f"Kies op je telefoon één of twee {slides.topics_called(result)}", told)))
    instrument = library.instrument(result.instrument, result.version)
    agreed = {topic: one.score for topic, one in judgements.of_measurement(id).items()}
    return slides.choosing(result, instrument, chose, result.participants, below, agreed)


def small(measurement: Measurement) -> str:
    """What is on the screen now, to look at beside it; nothing while it counts, since that changes by itself."""
    drawn = _now(measurement)
    if _counts(drawn):
        return ""
    return f'<div class="wand-klein" aria-hidden="true">{_slide(measurement, drawn)}</div>'


def _slide(measurement: Measurement, drawn: Drawn) -> str:
    status = drawn.status
    way_in = slides.way_in(phone_address.joining(drawn.code), drawn.code, drawn.wifi) if drawn.code else ""
    if drawn.small is not None:
        return inquiry_slide.of(measurements.get(measurement.id), drawn.small, _name(measurement), way_in)
    if status is None:
        return slides.welcome(_name(measurement), way_in)
    if status.state is State.CLOSED:
        people, told = answers.people(measurement.id).people, turnout.hand_overs(measurement.handed_over)
        return slides.closed(
            _name(measurement),
            people,
            measurement.invited,
            told,
            k=measurement.k,
            may_reopen=not measurement.tie_cut,
        )
    if status.step is DayStep.JOIN:
        return slides.join(_name(measurement), way_in)
    if status.state is not State.SHARED:
        return slides.welcome(_name(measurement), way_in)
    result = day.result(status.measurement_id)
    return _after_closing(measurement, status, result, library.instrument(result.instrument, result.version))


def _after_closing(measurement: Measurement, status: DayStatus, result: Result, instrument: Instrument) -> str:
    id = status.measurement_id
    if status.step is DayStep.REVEAL:
        own = asked_too.of_result(id, result)
        return slides.reveal(result, instrument, status.screen, predictions.on_screen(id), own)
    if status.step is DayStep.TALK:
        return slides.talk(result, instrument, _talked(status, result), status.screen)
    if status.step is DayStep.SECOND_VOTE and (vote := rounds.after_talk(id)) is not None:
        return slides.after_talk(result, instrument, vote)
    if status.step is DayStep.JUDGEMENT:
        return slides.judgements(instrument, _judged(status, result, instrument))
    if (
        status.step is DayStep.CHOOSE
        and (choices := rounds.choices(id)) is not None
        and not _of_today(measurement)
    ):
        return slides.chosen(result, instrument, choices)
    return slides.focus(_begun(measurement), last=status.step is DayStep.DONE)


def _talked(status: DayStatus, result: Result) -> tuple[proposals.Proposal, ...]:
    return proposals.of_items(result, status.talk, wishes.apart(status.measurement_id))


def _begun(measurement: Measurement) -> list[focus_slide.Begun]:
    """What this day led to; what the team works on already, where it led to nothing."""
    running = focus_points.open_of_team(measurement.team_id)
    shown = [one for one in running if one.measurement_id == measurement.id] or running
    planned = plan_actions.of_points([one.id for one in shown])
    found = []
    for one in shown:
        subject, first = subjects.of(one), next(iter(planned[one.id]), None)
        steps = [
            *((name.lower(), said) for name, said in subjects.places_of(one)),
            ("eerste stap", f"{first.what}, voor {weekday(first.due_on)}" if first else ""),
            ("wie trekt het", one.owner),
            ("we kijken terug", day_written(one.look_back_on) if one.look_back_on else ""),
        ]
        agreed = (one.cue, one.response) if one.cue else None
        found.append(focus_slide.Begun(subject.title, subject.belongs, agreed, one.why, steps))
    return found


def _of_today(measurement: Measurement) -> bool:
    """Whether this day already led to a focus point: then that is what the screen shows."""
    return any(one.measurement_id == measurement.id for one in focus_points.open_of_team(measurement.team_id))


def _judged(status: DayStatus, result: Result, instrument: Instrument) -> list[judgement_slide.Judged]:
    known = judgements.of_measurement(status.measurement_id)
    vote = rounds.after_talk(status.measurement_id)
    return [
        judgement_slide.judged(result, topic, vote, status.talk, known.get(topic.id))
        for topic in deciding.discussed(status, result, instrument)
    ]
