"""What a phone does after the questionnaire, while the study day goes on: wait, look back, vote again, choose.

The script of the page asks every 1,6 seconds whether the day went on (server/day_mark) and then presses a button that
nobody sees. A slow heartbeat saves what a lost connection held back, and notices a new step where scripts are stopped.
One's own answers come from the memory of this session and are never written down again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from html import escape
from random import uniform

import streamlit as st

from leidraad.charts import own_beside_team
from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.storage.database import clock
from leidraad.storage.measurements import measurements
from leidraad.storage.study_day import day
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.rounds import Voting
from leidraad.ui.phone import day_votes, handing_over
from leidraad.ui.phone.day_votes import Votes
from leidraad.ui.phone.participation import ParticipantSession

#: Seconds between two heartbeats, drawn per session so that phones do not all call together.
PACE = (11.0, 19.0)
_OVER_AFTER = timedelta(hours=12)
_PLACE = "studiedag"
_SEAT = "deelname"


@dataclass
class Companion:
    """One session that follows the day of a measurement that has closed."""

    code: str
    device: str
    measurement_id: int
    instrument: Instrument
    own: dict[str, int]  # answers of this session, item id to 0-5; empty after a reload
    drawn: DayStatus
    votes: Votes
    pace: float = field(default_factory=lambda: uniform(*PACE))  # noqa: S311


def watch(seat: ParticipantSession) -> None:
    """Beside the questionnaire: notice within two seconds that a study day closed the measurement."""
    standing = day.find(seat.measurement_id)
    if standing is not None:
        _ask_for(standing)


def _ask_for(standing: DayStatus) -> None:
    """What the script of the page compares, and the button that it presses; a button reruns what it stands in."""
    st.html(f'<i data-volg="{standing.measurement_id}" data-stand="{standing.mark}" hidden></i>')
    st.button("Verder met de studiedag", key="volg")


def _is_after_closing(standing: DayStatus) -> bool:
    return standing.state in (State.CLOSED, State.SHARED)


def show(code: str, device: str) -> bool:
    """Draw the study day for a phone whose measurement has closed; False when there is none to follow."""
    companion = _companion(code, device)
    if companion is None:
        return False
    st.fragment(_screen)(companion)
    st.fragment(_heartbeat, run_every=companion.pace)(companion)
    return True


def _companion(code: str, device: str) -> Companion | None:
    """This session's own, with the newest standing; None unless a study day goes on after the closing."""
    found: Companion | None = st.session_state.get(_PLACE)
    seat: ParticipantSession | None = st.session_state.get(_SEAT)
    if found is not None and (found.code, found.device) != (code, device):
        found = None
    if seat is not None and (seat.code != code or seat.leader):  # the day is the team's
        seat = None
    id = found.measurement_id if found else seat.measurement_id if seat else day.by_code(code)
    standing = None if id is None else day.find(id)
    if id is None or standing is None or not _is_after_closing(standing):
        return None
    if found is None:
        instrument = _instrument(standing)
        own = dict(seat.known) if seat and not handing_over.is_shared() else {}
        found = Companion(code, device, id, instrument, own, standing, Votes(id, device, instrument))
        st.session_state[_PLACE] = found
    found.drawn = standing
    return found


def _instrument(standing: DayStatus) -> Instrument:
    """From the Result that all phones share; two hundred of them arrive here in one second."""
    if standing.state is State.SHARED:
        result = day.result(standing.measurement_id)
        return library.instrument(result.instrument, result.version)
    measurement = measurements.get(standing.measurement_id)
    return library.instrument(measurement.instrument_id, measurement.instrument_version)


def _heartbeat(companion: Companion) -> None:
    """Save what a lost connection held back, and ask for a new screen when the day went on."""
    votes = companion.votes
    told = votes.known, votes.trouble
    day_votes.flush(votes)
    if day.find(companion.measurement_id) != companion.drawn or (votes.known, votes.trouble) != told:
        st.rerun(scope="app")


def _screen(companion: Companion) -> None:
    day_votes.flush(companion.votes)  # of the step before: a vote may stay open while the day goes back
    if day_votes.was_handed_over(companion.votes):
        companion.own = {}
    standing = day.find(companion.measurement_id)
    if standing is None or not _is_after_closing(standing):
        st.rerun(scope="app")  # opened again, for colleagues who come late
    companion.drawn = standing
    _ask_for(standing)
    day_votes.sit_down(companion.votes, standing)
    day_votes.flush(companion.votes)
    with st.container(key=f"volgen-{standing.step.value}"):
        st.html(f'<div data-scherm="dag-{standing.step.value}-{standing.screen}"></div>')
        _drawing(standing)(companion)


def _drawing(standing: DayStatus) -> Callable[[Companion], None]:
    if standing.state is State.CLOSED:
        return _closed
    if _was_left(standing):
        return _done
    return _SCREENS[standing.step]


def _was_left(standing: DayStatus) -> bool:
    """Nobody took a step for half a day: nobody leads it any more."""
    return clock.now() - standing.started_at > _OVER_AFTER


def _look_up(title: str, more: str = "") -> None:
    st.title(title, anchor=False)
    st.markdown(f"Kijk op het scherm. {more}".strip())


def _closed(_: Companion) -> None:
    _look_up("De meting is gesloten", "Zo bekijken jullie samen de uitslag.")
    st.markdown(
        "Wat je had opgeslagen telt mee. Niemand kan nu nog nagaan welke antwoorden van jou waren, wij ook niet."
    )


def _reveal(companion: Companion) -> None:
    screen = companion.drawn.screen
    if screen == 0:
        _look_up("De uitslag", "Daar staat wat jullie samen antwoordden.")
    else:
        construct = companion.instrument.constructs[screen - 1]
        st.html(f'<div class="zacht">{construct.kind}</div><h1 class="kop">{escape(construct.title)}</h1>')
        st.markdown("Kijk op het scherm.")
    if not companion.own:
        _own_is_gone()
        return
    result = day.result(companion.measurement_id)
    scale = companion.instrument.scale
    if screen == 0:
        rows = own_beside_team.profile(companion.instrument, result, companion.own)
    else:
        rows = own_beside_team.statements(construct, scale, result, companion.own)
    st.html(own_beside_team.picture(rows, scale))
    st.html(
        '<p class="zacht">Wat jij antwoordde staat alleen hier, zolang je deze pagina open laat. '
        "Je hoeft het niet te delen.</p>"
    )


def _own_is_gone() -> None:
    if handing_over.is_shared():
        st.markdown("Op dit toestel vulden meer collega's in. Daarom staan hier geen eigen antwoorden.")
        return
    st.markdown(
        "**Je eigen antwoorden staan hier niet meer.** Bij het sluiten is de band tussen jou en je antwoorden gewist. "
        "Ze stonden alleen nog in deze pagina, en die is opnieuw geladen of te lang weg geweest. Ze tellen wel mee."
    )


def _talk(companion: Companion) -> None:
    standing = companion.drawn
    _look_up("In gesprek", "Leg je telefoon gerust weg.")
    shown = standing.talk if standing.screen == 0 else standing.talk[standing.screen - 1 : standing.screen]
    texts = {item.id: item.text for item in companion.instrument.items}
    for item in shown:
        answer = ""
        if companion.own:
            said = own_beside_team.said(companion.own.get(item), companion.instrument.scale)
            answer = f'<p class="zacht">Jij antwoordde: <b>{escape(said)}</b></p>'
        st.html(f'<div class="gespreksstelling"><p>{escape(texts[item])}</p>{answer}</div>')


def _second_vote(companion: Companion) -> None:
    if companion.drawn.second_vote is Voting.OPEN:
        day_votes.second_vote(companion.votes)
    else:
        _look_up("De stemming is gesloten" if companion.drawn.second_vote is Voting.CLOSED else "Even wachten")


def _choose(companion: Companion) -> None:
    if companion.drawn.choosing is Voting.OPEN:
        day_votes.choose(companion.votes)
    else:
        _look_up("De keuze is gemaakt" if companion.drawn.choosing is Voting.CLOSED else "Even wachten")


def _judgement(_: Companion) -> None:
    _look_up("Ons oordeel", "Jullie spreken samen één score af, met waaraan jullie dat zien.")


def _done(_: Companion) -> None:
    st.title("Dank je wel", anchor=False)
    st.markdown("De studiedag is voorbij. Je kunt deze pagina sluiten.")


_SCREENS: dict[DayStep, Callable[[Companion], None]] = {
    DayStep.JOIN: _closed,
    DayStep.FILL: _closed,
    DayStep.REVEAL: _reveal,
    DayStep.TALK: _talk,
    DayStep.SECOND_VOTE: _second_vote,
    DayStep.JUDGEMENT: _judgement,
    DayStep.CHOOSE: _choose,
    DayStep.DONE: _done,
}
