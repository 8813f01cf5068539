"""The console of the study day: where the day is, what to say, and the way on. What a step holds is in `steps`.

Two leaders may have it open. Every button names its measurement and the step that it leaves, so that one of an old page does nothing.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from leidraad.access.rights import Action
from leidraad.charts import turnout
from leidraad.content import library
from leidraad.content.study_day import LENGTHS, day_guide
from leidraad.domain import day as rules
from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import LeidraadError, StorageError
from leidraad.notation import day as day_in_words
from leidraad.storage import clock_watch
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day, rounds
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.rounds import RoundKind, Voting
from leidraad.ui.plan import running
from leidraad.ui.shell import actions, address, guards, phone_address, woken
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.study_day import closing_step, screen, steps, time_to_fill
from leidraad.ui.study_day.acts import act

LEAD, PLAN, CHECK = "leiden", "programma", "nalopen"
_PARTS = {CHECK: "Klaarzetten", PLAN: "Programma", LEAD: "Leiden"}
_POLL_SECONDS = 0.8  # so that a step of another leader is here within a second
_HEAD = "dag-kop"
_STEPS: list[DayStep] = [step for step in DayStep if step is not DayStep.DONE]


def status_of(measurement: Measurement) -> DayStatus | None:
    """Where the day of this measurement is; None before it began."""
    return day.find(measurement.id)


def chosen_part(measurement: Measurement) -> str:
    """The heading, and which part of the page is wanted; kept in the address."""
    team = schools.team(measurement.team_id)
    st.html(
        f'<p class="dag-kop">Studiedag · {escape(team.name)}, {escape(measurement.label)}{escape(screen.beside_leidraad(measurement))}</p>'
    )
    asked = st.query_params.get("deel", LEAD)
    with st.container(key="dag-delen"):
        chosen = st.segmented_control(
            "Onderdeel van deze pagina",
            list(_PARTS),
            default=asked if asked in _PARTS else LEAD,
            required=True,
            format_func=_PARTS.__getitem__,
            label_visibility="collapsed",
            key="dag-deel",
        )
    chosen = chosen or LEAD
    if chosen != asked:
        st.query_params["deel"] = chosen
    return chosen


def before(measurement: Measurement) -> None:
    """The day has not begun: choose its length and begin."""
    st.title("De studiedag begint straks", anchor=False)
    if measurement.mode == Mode.JOINT:
        st.markdown("Jullie scoren samen op één scherm. Daar is geen studiedag met telefoons bij nodig.")
        st.page_link(page("metingen"), label="Naar de meting", query_params={"team": str(measurement.team_id)})
        return
    st.markdown(
        "Je leidt de dag vanaf deze pagina, op je telefoon of laptop. Het team kijkt naar het scherm. "
        "Loop vooraf na of alles klaarstaat, en bekijk het programma."
    )
    running.first(measurement.team_id)
    minutes = st.radio(
        "Lengte van de dag",
        LENGTHS,
        index=1,
        format_func=lambda length: f"{length} minuten",
        horizontal=True,
        key=f"lengte-{measurement.id}",
    )
    time_to_fill.advise(measurement, minutes)
    if measurement.state == State.CONCEPT:
        st.markdown("De meting gaat dan open. Iedereen met de code kan invullen.")
    _doubted_date()
    actions.say_refused()
    st.link_button("Open het scherm voor iedereen", _screen_address(measurement), width="stretch")
    st.caption("Op de laptop aan de beamer. Volledig scherm: F11. Houd dat tabblad voorop.")
    if st.button(
        day_guide().step(DayStep.JOIN).button,
        type="primary",
        key=f"dag-beginnen-{measurement.id}",
        width="stretch",
    ):
        act(measurement, lambda id: day.start(id, minutes, by=who_am_i().account_id))


def lead(measurement: Measurement, status: DayStatus) -> None:
    """One step: where we are, what to say, what belongs to it, and the way on."""
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    text = day_guide().fitting(scored=instrument.scored).step(status.step)
    address.new_screen(f"dag-{status.step.value}")
    _follow(measurement, status)
    _doubted_date()
    actions.say_done()
    say, do = closing_step.script(measurement) if status.state is State.CLOSED else (text.say, text.do)
    if status.step is DayStep.JOIN and status.state is State.OPEN:
        phone_address.notice_if_only_this_computer(phone_address.joining(measurement.join_code or ""))
    begins = status.screen == 0 or (status.step is DayStep.TALK and status.screen == 1)
    if said := _script(say, do, unfolded=begins):
        st.html(said)
    _on_the_wall(measurement, status)
    steps.show(measurement, status)
    with st.container(key="dag-knoppen"):
        actions.say_refused()
        steps.onward(measurement, status)
    with st.container(key="dag-terug"):
        _back(measurement, status)
        st.link_button("Scherm openen in een nieuw tabblad", _screen_address(measurement), type="tertiary")


def _on_the_wall(measurement: Measurement, status: DayStatus) -> None:
    """A small picture of what everybody sees now."""
    if picture := screen.small(measurement):
        st.html(f"<style>{screen.CSS}</style>")
        with st.container(key="dag-scherm"):
            name = steps.on_the_wall(measurement, status)
            what = f": <b>{escape(name)}</b>" if name else ""
            st.html(f'<p class="op-scherm">Op het scherm staat nu{what}</p>{picture}')


def _doubted_date() -> None:
    """What a doubted date means for whoever leads: the day goes on, and nothing happens by itself."""
    if (found := clock_watch.doubt()) is not None:
        st.html(
            f'<p class="zacht">De datum van deze computer klopt misschien niet: hij zegt {day_in_words(found.says)}. Sluiten en de uitslag tonen '
            "kun je gewoon. Vanzelf sluit of verdwijnt er niets, tot duidelijk is of die datum klopt.</p>"
        )


def _script(say: Sequence[str], do: Sequence[str], *, unfolded: bool) -> str:
    """What to say and do; folded away once one speaks of what is on the screen: from the first construct, or the second statement."""
    said = "".join(f"<p>{escape(line)}</p>" for line in say)
    done = "".join(f"<li>{escape(line)}</li>" for line in do)
    is_open = " open" if unfolded else ""
    aloud = f'<details class="zeg-dit"{is_open}><summary>Zeg dit</summary>{said}</details>' if say else ""
    return aloud + (
        f'<details class="doe-dit"><summary>Zo gaat deze stap</summary><ul>{done}</ul></details>' if do else ""
    )


def _screen_address(measurement: Measurement) -> str:
    """Where the shared screen of this day is, seen from this page."""
    return f"presenteren?meting={measurement.id}"


def _back(measurement: Measurement, status: DayStatus) -> None:
    earlier = rules.earlier_step(status.step, status.state)
    if earlier is None:
        return
    title = day_guide().step(earlier).title
    if st.button(f"Terug naar ‘{title}’", type="tertiary", key=f"terug-{status.step.value}-{measurement.id}"):
        act(measurement, lambda id: day.go_to(id, earlier, leaving=status.step, by=who_am_i().account_id))


@st.fragment(run_every=_POLL_SECONDS)
def _follow(measurement: Measurement, drawn: DayStatus) -> None:
    """Again and again: has somebody taken a step, how many are in, how long does this step take."""
    woken.looks()
    try:
        guards.allow(Action.LEAD, guards.place_of(measurement.team_id))
        if day.standing(drawn.measurement_id) != drawn:
            st.rerun(scope="app")
        people, of = _people(drawn)
        st.session_state[_HEAD] = _head(drawn, _counted(drawn, people, of))
    except StorageError:
        people = of = 0  # what stood there stays: the database answers again in a moment
    except LeidraadError:
        st.rerun(scope="app")
    st.html(st.session_state.get(_HEAD, "<p></p>"))
    if people > of:
        st.warning(
            "Er doen meer mensen mee dan je hebt uitgenodigd. Misschien vult iemand op twee toestellen in, "
            "of klopt het aantal niet. Vraag het na voor je sluit."
        )


def _head(status: DayStatus, counted: str) -> str:
    of_day = status.step in _STEPS
    place = _STEPS.index(status.step) + 1 if of_day else len(_STEPS)
    where = f"Stap {place} van {len(_STEPS)}" if of_day else "De dag is klaar"
    title, time = day_guide().step(status.step).title, _clock(status) if of_day else ""
    if status.state is State.CLOSED:  # nobody fills in any more, and the result is not there yet
        title, time = day_guide().closed.title, ""
    return (
        f'<p class="dag-stand"><span>{where}</span><span>{time}</span></p>'
        f'<div class="voortgang"><i style="width:{round(100 * place / len(_STEPS))}%"></i></div>'
        f'<h1 class="dag-stap">{escape(title)}</h1>{counted}'
    )


def _counted(status: DayStatus, people: int, of: int) -> str:
    if not of:
        return ""
    if status.step in (DayStep.JOIN, DayStep.FILL):
        taking = answers.people(status.measurement_id)
        told = turnout.hand_overs(measurements.get(status.measurement_id).handed_over)
        return (
            f'<p class="teller" role="status">{turnout.said(taking.done, taking.busy, of)}</p>'
            f'<p class="zacht">{told}</p>'
        )
    told = turnout.hand_overs(rounds.handed_over(status.measurement_id)) if status.step is DayStep.CHOOSE else ""
    return f'<p class="teller" role="status"><b>{people}</b> van {of} {_WORDS[status.step]}</p><p class="zacht">{told}</p>'


_WORDS = {DayStep.SECOND_VOTE: "gestemd", DayStep.CHOOSE: "gekozen"}


def _people(status: DayStatus) -> tuple[int, int]:
    """How many took part in what is open now, and of how many; 0 of 0 where nothing is counted."""
    id = status.measurement_id
    if status.step in (DayStep.JOIN, DayStep.FILL) and status.state == State.OPEN:
        return answers.people(id).people, measurements.get(id).invited
    if status.step is DayStep.SECOND_VOTE and status.second_vote is Voting.OPEN:
        return rounds.people(id, RoundKind.SECOND_VOTE), rounds.rights(id)
    if status.step is DayStep.CHOOSE and status.choosing is Voting.OPEN:
        return rounds.people(id, RoundKind.CHOOSING), day.result(id).participants
    return 0, 0


def _clock(status: DayStatus) -> str:
    minutes = day_guide().step(status.step).minutes[status.minutes]
    gone = (clock.now() - status.started_at).total_seconds()
    left = rules.seconds_left(minutes, gone)
    if left >= 0:
        return f"richttijd {minutes} min · nog {-(-left // 60)} min"
    return f"richttijd {minutes} min · {-left // 60 + 1} min langer"
