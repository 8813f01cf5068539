"""The door for join codes: a right one is always let in, wrong ones are counted and answered ever more slowly.

Why so, and why not per measurement or network address: decision 0010.
"""

import time

from leidraad.errors import TooOften, UnknownCode
from leidraad.storage import attempts, codes
from leidraad.storage.attempts import Limit
from leidraad.storage.measurements import measurements
from leidraad.storage.measurements.measurements import Measurement

#: Somebody who misreads a code a few times notices nothing; then 5, 10, 20 … seconds.
PER_DEVICE = Limit(free=6, first=5, longest=60)
#: Also a guesser who throws the cookie away each time is told to wait; a school full of typing errors stays below.
ALTOGETHER = Limit(free=200, first=2, longest=10)
HELD_SECONDS = 2
_EVERYBODY = "code:allemaal"


def measurement(typed: str, device: str | None) -> Measurement:
    """The open measurement with this join code; `device` is what the cookie says.

    Raises MeasurementNotOpen, UnknownCode, or TooOften when too many wrong codes came before this wrong one.
    """
    try:
        return measurements.by_code(typed)
    except UnknownCode:
        if not codes.well_formed(typed):
            raise  # a slip of the fingers: it cannot be anybody's code, so it is no guess
        seconds = _counted(device)
        if not seconds:
            raise
    time.sleep(min(seconds, HELD_SECONDS))
    raise TooOften(
        "Deze code kennen we niet, en er zijn vaak verkeerde codes geprobeerd. "
        f"Wacht {_said(seconds)} en kijk nog eens op het scherm. De goede code werkt altijd meteen."
    )


def _counted(device: str | None) -> int:
    """Count a wrong code; gives the seconds to wait."""
    own = f"code:toestel:{device or 'geen'}"
    attempts.failed(own, _EVERYBODY)
    return max(attempts.wait(own, PER_DEVICE), attempts.wait(_EVERYBODY, ALTOGETHER))


def _said(seconds: int) -> str:
    return "1 minuut" if seconds == 60 else f"{seconds} seconden"
