"""Whether a code exists, before anybody takes the place of another phone: guessers wait for each other only.

However many come at once, they cost one read together, and one write. Who has a right code is known from then on.
"""

from typing import Any

from anyio.lowlevel import RunVar

from leidraad.errors import TooOften, UnknownCode
from leidraad.storage.database.engine import engine
from leidraad.storage.measurements import joining
from leidraad.web.strangers import Together

_MOST_REMEMBERED = 5_000
Try = tuple[str, str | None]


async def require(code: str, device: str | None) -> None:
    """Raises UnknownCode, or TooOften; nothing for the code of a measurement, whatever its state."""
    if not await is_right(code):
        raise await _of_this_loop().count.ask((code, device))


async def is_right(code: str) -> bool:
    """Whether this is the code of a measurement; a wrong one is not counted. Raises StorageError."""
    right, key = _of_this_loop().right, (engine(), code)
    if key not in right and await _of_this_loop().look.ask(code):
        if len(right) >= _MOST_REMEMBERED:
            right.clear()
        right.add(key)
    return key in right


def _exist(asked: list[str]) -> list[bool]:
    found = joining.existing(asked)
    return [code in found for code in asked]


class _Guests:
    """Those of one event loop; a server has one."""

    def __init__(self) -> None:
        self.right: set[tuple[Any, str]] = set()
        self.look: Together[str, bool] = Together(_exist)
        self.count: Together[Try, UnknownCode | TooOften] = Together(joining.refusals)


_guests: RunVar[_Guests] = RunVar("guests")


def _of_this_loop() -> _Guests:
    found = _guests.get(None)
    if found is None:
        found = _Guests()
        _guests.set(found)
    return found
