"""Closing as the console leads it: asking once, and then showing the result, opening again, or correcting a number."""

from collections.abc import Callable, Sequence

import streamlit as st

from leidraad.charts import turnout
from leidraad.content.study_day import day_guide
from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.ui.measurement import fair, term, too_few
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.study_day import day_wifi
from leidraad.ui.study_day.acts import act

_ASKED = "dag-sluiten-gevraagd"


def close(measurement: Measurement, status: DayStatus) -> None:
    """Close, after asking once; then two ways on: show the result, or open again."""
    if status.state == State.CLOSED:
        show_or_reopen(measurement, status)
    elif st.session_state.get(_ASKED) != measurement.id:
        if st.button("Sluit de meting", type="primary", key=f"sluiten-vragen-{measurement.id}", width="stretch"):
            st.session_state[_ASKED] = measurement.id
            st.rerun()
    else:
        _ask(measurement)


def _ask(measurement: Measurement) -> None:
    taking = answers.people(measurement.id)
    few = taking.people < measurement.k
    why = f" {too_few.before_closing(taking.people, measurement.k)}" if few else ""
    st.html(
        f'<p class="vraag"><b>{turnout.said(taking.done, taking.busy, measurement.invited)}.</b> Na het sluiten kan niemand '
        f"meer invullen of iets veranderen. Je kunt heropenen tot je de uitslag toont.{why} "
        f"{turnout.hand_overs(measurement.handed_over)} {fair.left(measurement)}</p>"
    )
    if few:
        stay = _wide("Nog niet sluiten", f"sluiten-nee-{measurement.id}", main=True)
        go_on = _wide("Toch sluiten", f"sluiten-ja-{measurement.id}")
    else:
        go_on = _wide("Ja, sluit de meting", f"sluiten-ja-{measurement.id}", main=True)
        stay = _wide("Nog niet", f"sluiten-nee-{measurement.id}")
    if stay or go_on:
        st.session_state.pop(_ASKED, None)
    if go_on:
        act(measurement, _close_and_forget_wifi)
    if stay:
        st.rerun()


def _wide(label: str, key: str, *, main: bool = False) -> bool:
    return st.button(label, type="primary" if main else "secondary", key=key, width="stretch")


def _close_and_forget_wifi(id: int) -> None:
    closing.close(id, by=who_am_i().account_id)
    day_wifi.forget(id)


def script(measurement: Measurement) -> tuple[Sequence[str], Sequence[str]]:
    """What to say and to do while it is closed and not revealed: the result comes, or why there will be none."""
    if reveal.has_ended(measurement):
        return (), ()
    people, text = answers.people(measurement.id).people, day_guide().closed
    if people >= measurement.k:
        return text.say, text.do
    return (too_few.on_the_wall(people, measurement.k, may_reopen=not measurement.tie_cut),), ()


def show_or_reopen(measurement: Measurement, status: DayStatus) -> None:
    """Closed, and nothing is made of the answers yet."""
    if reveal.has_ended(measurement):
        st.html(
            f'<p class="vraag"><b>De meting is gesloten zonder uitslag.</b> {term.ended(measurement)} '
            "Gooi de meting weg bij Metingen.</p>"
        )
        return
    id, people = measurement.id, answers.people(measurement.id).people
    few = people < measurement.k
    why = f" {too_few.closed(people, measurement.k, may_reopen=not measurement.tie_cut)}" if few else ""
    near = f" {term.ends(measurement)}" if term.ends_soon(measurement) else ""
    st.html(
        '<p class="vraag"><b>De meting is gesloten.</b> Er is nog geen uitslag gemaakt. Toon je hem, dan kan de meting niet '
        f"meer open.{why}{near}</p>"
    )
    again = few and not measurement.tie_cut
    if again:
        _offer_to_reopen(measurement, main=True)
    if people > measurement.invited:
        _offer_to_correct(measurement, people)
    label = day_guide().step(DayStep.REVEAL).button
    if _wide(label, f"uitslag-tonen-{id}", main=not again and people <= measurement.invited):
        act(measurement, _reveal_for_good(status))
    if not measurement.tie_cut and not again:
        _offer_to_reopen(measurement)


def _offer_to_reopen(measurement: Measurement, *, main: bool = False) -> None:
    by = who_am_i().account_id
    if _wide("Heropen de meting", f"heropenen-{measurement.id}", main=main):
        act(
            measurement,
            lambda id: closing.reopen(id, by=by),
            "De meting is weer open. Iedereen gaat verder waar hij was.",
        )


def _offer_to_correct(measurement: Measurement, people: int) -> None:
    """More took part than were invited: that stands in the Result for good unless it is corrected now."""
    st.html(
        f'<p class="vraag">Je nodigde er {measurement.invited} uit, en er deden er {people} mee. Klopt dat niet doordat iemand '
        "op twee toestellen invulde, heropen dan en laat die er een intrekken.</p>"
    )
    if _wide(f"Pas het aantal aan: {people} uitgenodigd", f"aantal-{people}-{measurement.id}", main=True):
        act(measurement, lambda id: measurements.set_invited(id, people))


def _reveal_for_good(status: DayStatus) -> Callable[[int], object]:
    def show_result(id: int) -> None:
        day.go_to(id, DayStep.REVEAL, leaving=status.step, by=who_am_i().account_id)
        day_wifi.forget(id)  # closed on the page Metingen, it still stood there

    return show_result
