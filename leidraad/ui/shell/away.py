"""While the database is away: a screen says so, keeps what stood on it and what was typed, and goes on by itself."""

from collections.abc import Callable
from functools import wraps
from time import sleep
from typing import NoReturn, ParamSpec

import streamlit as st

from leidraad.errors import StorageError
from leidraad.ui.shell.wording import literal

_AGAIN_SECONDS = 2.0
_Given = ParamSpec("_Given")


def wait_for(error: StorageError) -> NoReturn:
    """Say why, and try again a little later: nobody may stand near the screen on the wall.

    This run ends only in the next one: as long as none is whole, the browser takes nothing away of what the page showed.
    """
    st.warning(f"{literal(str(error))} Deze pagina komt vanzelf terug.")
    sleep(_AGAIN_SECONDS)
    st.rerun(scope="app")


def calm(part: Callable[_Given, None]) -> Callable[_Given, None]:
    """For what is drawn by itself, in a fragment: nobody above it hears of its errors."""

    @wraps(part)
    def drawn(*given: _Given.args, **named: _Given.kwargs) -> None:
        try:
            part(*given, **named)
        except StorageError as error:
            wait_for(error)

    return drawn
