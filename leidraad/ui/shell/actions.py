"""Doing something: with the right to it at this moment, a sentence when it is refused, and success said once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from leidraad.access.rights import EVERYWHERE, Action, Place
from leidraad.errors import LeidraadError
from leidraad.ui.shell import guards
from leidraad.ui.shell.wording import literal

_DONE, _REFUSED = "gedaan", "geweigerd"


def do(step: Callable[[int | None], object], right: Action, place: Place = EVERYWHERE, done: str = "") -> None:
    """Do one step in the name of whoever asks, when they may do it here and now; a fresh run then says `done`.

    A refusal becomes a sentence on the page and changes nothing.
    """
    with refusal_said():
        step(guards.allow(right, place).account_id)
        start_afresh(done)


def start_afresh(done: str = "") -> None:
    """Begin a fresh run, which says what was done."""
    st.session_state[_DONE] = done
    st.rerun()


def say_done() -> None:
    """What was done last, once."""
    if done := st.session_state.pop(_DONE, ""):
        st.success(done)


@contextmanager
def refusal_said() -> Iterator[None]:
    """What is refused in here becomes a sentence at this place on the page."""
    try:
        yield
    except LeidraadError as error:
        st.error(literal(str(error)))


@contextmanager
def refusal_kept() -> Iterator[None]:
    """What is refused in here is for `say_refused` in a fresh run: what the page shows was no longer so."""
    try:
        yield
    except LeidraadError as error:
        st.session_state[_REFUSED] = str(error)
        st.rerun()


def say_refused() -> None:
    """Why the last thing was refused, once."""
    if sentence := st.session_state.pop(_REFUSED, ""):
        st.error(literal(sentence))
