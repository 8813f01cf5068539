"""Who takes part, said of a connection by whoever knows it: when all places are taken, those go last."""

from typing import Any, Protocol

#: Under this name the server hands a request its own connection (`server/streamlit_inside/connections`).
NAME = "lijn"


class Line(Protocol):
    """One connection."""

    takes_part: bool


def takes_part(scope: Any) -> None:
    """This request came from somebody who knows a code or is signed in; the next one over this connection begins anew."""
    line: Line | None = scope.get("state", {}).get(NAME)
    if line is not None:
        line.takes_part = True
