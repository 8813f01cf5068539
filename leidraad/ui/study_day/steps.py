"""What the console holds at each step of the study day, and the one button that leads on."""

from collections.abc import Callable
from html import escape

import streamlit as st

from leidraad.charts import before_after
from leidraad.content import topics
from leidraad.content.models import Construct
from leidraad.content.study_day import LENGTHS
from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.storage.measurements import asked_too, measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day, rounds
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.rounds import RoundKind, Voting
from leidraad.ui.shell import phone_address, ways
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal
from leidraad.ui.study_day import closing_step, day_wifi, deciding, talking
from leidraad.ui.study_day.acts import act, go, pick, put
from leidraad.ui.study_day.drafts import Unsaved


def show(measurement: Measurement, status: DayStatus) -> None:
    """The part of the page that belongs to this step."""
    _BODIES[status.step](measurement, status)


def onward(measurement: Measurement, status: DayStatus) -> None:
    """The next button of this step."""
    _ONWARD[status.step](measurement, status)


def on_the_wall(measurement: Measurement, status: DayStatus) -> str:
    """What is on the screen now, in a few words; empty where its picture says enough."""
    match status.step:
        case DayStep.REVEAL:
            return _reveal_names(measurement)[status.screen]
        case DayStep.TALK:
            return talking.on_the_wall(measurement, status)
        case _:
            return ""


# -- joining and filling in ---------------------------------------------------------------------------------------


def _join(measurement: Measurement, status: DayStatus) -> None:
    _code(measurement)
    _wifi(measurement)
    _length(measurement, status)


def _code(measurement: Measurement) -> None:
    code = measurement.join_code or ""
    address = phone_address.joining(code)
    st.html(f'<p class="adres">{escape(address)}</p><p class="code">{phone_address.spelled(code)}</p>')


def _wifi(measurement: Measurement) -> None:
    id, known = measurement.id, day_wifi.of(measurement.id)
    with st.expander(f"Wifi op het scherm: {literal(known.name)}" if known else "Wifi op het scherm zetten"):
        st.markdown(
            "Dan kunnen telefoons met een tweede QR-code op de wifi. We bewaren dit niet: na het sluiten van de meting, of "
            "als de Teamscan stopt, is het weg. Iedereen in de zaal kan het wachtwoord lezen uit de QR-code."
        )
        with st.form(f"wifi-{id}", border=False, enter_to_submit=False):
            name = st.text_input(
                "Naam van het netwerk",
                known.name if known else "",
                max_chars=day_wifi.MOST_NAME,
                autocomplete="off",
            )
            password = st.text_input(
                "Wachtwoord (leeg als er geen is)",
                max_chars=day_wifi.MOST_PASSWORD,
                type="password",
                autocomplete="off",
            )
            sent = st.form_submit_button("Op het scherm zetten")
        if sent:
            act(measurement, lambda _: day_wifi.show(id, name, password))
        if known and st.button("Wifi van het scherm halen", key=f"wifi-weg-{id}"):
            act(measurement, lambda _: day_wifi.forget(id))


def _length(measurement: Measurement, status: DayStatus) -> None:
    with st.expander(f"Lengte van de dag: {status.minutes} minuten"):
        lengths = LENGTHS
        minutes = st.radio(
            "Lengte van de dag",
            lengths,
            index=lengths.index(status.minutes),
            format_func=lambda length: f"{length} minuten",
            label_visibility="collapsed",
            horizontal=True,
            key=f"lengte-{measurement.id}-{status.minutes}",
        )
        if minutes != status.minutes and st.button("Aanpassen", key=f"lengte-aanpassen-{measurement.id}"):
            act(measurement, lambda id: day.set_minutes(id, minutes))


def _fill(measurement: Measurement, status: DayStatus) -> None:
    if measurement.state == State.OPEN:
        with st.expander("Code en adres voor wie later binnenkomt"):
            _code(measurement)
    with st.expander("Aantal uitgenodigde collega’s aanpassen"), st.form(f"aantal-{measurement.id}", border=False):
        invited = st.number_input("Uitgenodigd", 1, measurements.MOST_INVITED, measurement.invited)
        if st.form_submit_button("Aanpassen"):
            act(measurement, lambda id: measurements.set_invited(id, int(invited)))


# -- the reveal ---------------------------------------------------------------------------------------------------


def _reveal(measurement: Measurement, status: DayStatus) -> None:
    pick(measurement, status, _reveal_names(measurement))
    st.page_link(page("resultaat"), label="De hele uitslag lezen", query_params={"meting": str(measurement.id)})


def _reveal_names(measurement: Measurement) -> list[str]:
    return ["Het hele beeld", *(one.name for one in _revealed(measurement))]


def _revealed(measurement: Measurement) -> tuple[Construct, ...]:
    """What the reveal goes through: the questionnaire, and then what the team asked itself."""
    result, instrument = talking.result_of(measurement)
    return (*topics.revealed(instrument), *filter(None, (asked_too.of_result(measurement.id, result),)))


def _after_reveal(measurement: Measurement, status: DayStatus) -> None:
    constructs = _revealed(measurement)
    if status.screen < len(constructs):
        following = constructs[status.screen]
        put(measurement, status, status.screen + 1, f"Toon {following.name[0].lower()}{following.name[1:]}")
        go(measurement, status, DayStep.TALK, quiet=True)
    else:
        go(measurement, status, DayStep.TALK)


# -- votes --------------------------------------------------------------------------------------------------------


def _second_vote(measurement: Measurement, status: DayStatus) -> None:
    if status.second_vote is Voting.CLOSED:
        _again(measurement, status, RoundKind.SECOND_VOTE)


def _after_second_vote(measurement: Measurement, status: DayStatus) -> None:
    if status.second_vote is Voting.OPEN:
        few = f"Stemden er minder dan {measurement.k}, dan kun je heropenen."
        st.html(f'<p class="vraag">Na het sluiten kan niemand meer stemmen. {few}</p>')
        if st.button(
            "Sluit de stemming", type="primary", key=f"stemming-sluiten-{measurement.id}", width="stretch"
        ):
            act(measurement, lambda id: rounds.close(id, RoundKind.SECOND_VOTE))
    else:
        go(measurement, status, DayStep.JUDGEMENT)


def _again(measurement: Measurement, status: DayStatus, kind: RoundKind) -> None:
    """A round about which nothing could be told may be held again."""
    outcome = (
        rounds.after_talk(measurement.id) if kind is RoundKind.SECOND_VOTE else rounds.choices(measurement.id)
    )
    people = 0 if outcome is None else getattr(outcome, "participants", getattr(outcome, "voters", 0))
    if people >= measurement.k:
        return
    st.info(before_after.too_few(measurement.k))
    if st.button("Heropen de stemming", key=f"opnieuw-{status.step.value}-{measurement.id}"):
        act(measurement, lambda id: rounds.open_(id, kind))


def _judgement(measurement: Measurement, status: DayStatus) -> None:
    result, instrument = talking.result_of(measurement)
    deciding.show_judgements(measurement, status, result, instrument)


def _after_judgement(measurement: Measurement, status: DayStatus) -> None:
    result, instrument = talking.result_of(measurement)
    drafts = deciding.judgement_drafts(measurement, status, result, instrument)
    done = not drafts and deciding.all_judged(measurement, status, result, instrument)
    go(measurement, status, DayStep.CHOOSE, quiet=not done, drafts=drafts)


def _choose(measurement: Measurement, status: DayStatus) -> None:
    if status.choosing is not Voting.CLOSED:
        return
    _again(measurement, status, RoundKind.CHOOSING)
    _, instrument = talking.result_of(measurement)
    deciding.focus_point(measurement, instrument)


def _after_choosing(measurement: Measurement, status: DayStatus) -> None:
    if status.choosing is Voting.OPEN:
        if st.button(
            "Sluit en toon de keuze", type="primary", key=f"keuze-sluiten-{measurement.id}", width="stretch"
        ):
            act(measurement, lambda id: rounds.close(id, RoundKind.CHOOSING))
    else:
        awaits = deciding.awaits_focus(measurement)
        asked = [Unsaved("een speerpunt", None)] if awaits else []
        go(measurement, status, DayStep.DONE, quiet=awaits, drafts=asked)


def _done(measurement: Measurement, status: DayStatus) -> None:
    deciding.focus_points_so_far(measurement)
    ways.to_plan(measurement.team_id)
    asked = {"meting": str(measurement.id)}
    st.page_link(page("resultaat"), label="De uitslag nog eens bekijken", query_params=asked)
    ways.to_measurements(measurement.team_id)


def _nothing(measurement: Measurement, status: DayStatus) -> None:
    """The end has no next step."""


_BODIES: dict[DayStep, Callable[[Measurement, DayStatus], None]] = {
    DayStep.JOIN: _join,
    DayStep.FILL: _fill,
    DayStep.REVEAL: _reveal,
    DayStep.TALK: talking.show,
    DayStep.SECOND_VOTE: _second_vote,
    DayStep.JUDGEMENT: _judgement,
    DayStep.CHOOSE: _choose,
    DayStep.DONE: _done,
}


def _to_fill(measurement: Measurement, status: DayStatus) -> None:
    if status.state == State.CLOSED:  # from Metingen, before the day came so far
        closing_step.show_or_reopen(measurement, status)
    else:
        go(measurement, status, DayStep.FILL)


_ONWARD: dict[DayStep, Callable[[Measurement, DayStatus], None]] = {
    DayStep.JOIN: _to_fill,
    DayStep.FILL: closing_step.close,
    DayStep.REVEAL: _after_reveal,
    DayStep.TALK: talking.onward,
    DayStep.SECOND_VOTE: _after_second_vote,
    DayStep.JUDGEMENT: _after_judgement,
    DayStep.CHOOSE: _after_choosing,
    DayStep.DONE: _nothing,
}
