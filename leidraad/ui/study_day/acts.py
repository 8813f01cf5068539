"""Doing something from the console; a refusal draws the page anew too, since another leader may have gone on.

The buttons here name the measurement and the step that the leader saw: one of an old page does nothing.
"""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from leidraad.access.rights import Action
from leidraad.content.study_day import day_guide
from leidraad.domain.day import DayStep
from leidraad.notation import listed
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.ui.shell import actions, guards
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.shell.wording import literal
from leidraad.ui.study_day.drafts import Unsaved

_LEAVING = "dag-verlaten"  # the step that somebody wants to go on to, with something unfinished


def act(measurement: Measurement, action: Callable[[int], object], done: str = "") -> None:
    """Do one thing to the day of this measurement, then draw the page anew; what was refused is said there."""
    with actions.refusal_kept():
        guards.allow(Action.LEAD, guards.place_of(measurement.team_id))
        action(measurement.id)
        actions.start_afresh(done)


def go(
    measurement: Measurement,
    status: DayStatus,
    step: DayStep,
    label: str = "",
    *,
    quiet: bool = False,
    drafts: Sequence[Unsaved] = (),
) -> None:
    """The button that leads to another step. What was typed goes along: saved, or asked about when it is not whole."""
    label = label or day_guide().step(step).button
    leaving = (measurement.id, step.value)
    unfinished = [one.name for one in drafts if one.save is None]
    suffix = f"{step.value}-uit-{status.step.value}-{measurement.id}"

    def leave(id: int) -> None:
        for one in drafts:
            if one.save is not None:
                one.save(id)
        day.go_to(id, step, leaving=status.step, by=who_am_i().account_id)

    if unfinished and st.session_state.get(_LEAVING) == leaving:
        st.html(
            f'<p class="vraag"><b>Nog niet opgeslagen: {escape(listed(unfinished))}.</b> Maak het af, of ga verder zonder.</p>'
        )
        stay = st.button("Maak het af", type="primary", key=f"blijf-{suffix}", width="stretch")
        if stay or st.button("Verder zonder dit op te slaan", key=f"laat-{suffix}", width="stretch"):
            st.session_state.pop(_LEAVING, None)
            if not stay:
                act(measurement, leave)
            st.rerun()
        return
    if not st.button(label, type="secondary" if quiet else "primary", key=f"naar-{suffix}", width="stretch"):
        return
    if unfinished:
        st.session_state[_LEAVING] = leaving
        st.rerun()
    act(measurement, leave)


def put(measurement: Measurement, status: DayStatus, screen: int, label: str) -> None:
    """The button that puts this screen of the step before everybody."""
    key = f"toon-{status.step.value}-{screen}-{measurement.id}"
    if st.button(label, type="primary", key=key, width="stretch"):
        act(measurement, lambda id: day.show(id, screen, within=status.step))


def pick(measurement: Measurement, status: DayStatus, names: list[str]) -> None:
    """Every screen of the step by name, to put any of them before everybody."""
    with st.expander("Iets anders op het scherm zetten"), st.container(key="dag-kiezen"):
        for screen, name in enumerate(names):
            shown = screen == status.screen
            key = f"zet-{status.step.value}-{screen}-{measurement.id}"
            if st.button(literal(name), key=key, disabled=shown, width="stretch"):
                act(measurement, partial(day.show, screen=screen, within=status.step))
