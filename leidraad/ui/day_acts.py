"""Doing something from the console: with the right to do it, a sentence when it is refused, a fresh page when done."""

from collections.abc import Callable

import streamlit as st

from leidraad.access.rights import Action
from leidraad.errors import LeidraadError
from leidraad.storage.measurements import Measurement
from leidraad.ui import guards
from leidraad.ui.wording import literal

_PROBLEM = "dag-probleem"
_SAID = "dag-gezegd"


def act(measurement: Measurement, action: Callable[[int], object], done: str = "") -> None:
    """Do one thing to the day of this measurement, then draw the page anew; what was refused is said there."""
    assert measurement.id is not None
    try:
        guards.allow(Action.LEAD, guards.place_of(measurement.team_id))
        action(measurement.id)
    except LeidraadError as error:
        st.session_state[_PROBLEM] = str(error)
    else:
        st.session_state[_SAID] = done
    st.rerun()


def problem() -> None:
    """Why the last thing was refused, once."""
    if sentence := st.session_state.pop(_PROBLEM, ""):
        st.error(literal(sentence))


def said() -> None:
    """What was done last, once."""
    if sentence := st.session_state.pop(_SAID, ""):
        st.success(sentence)
