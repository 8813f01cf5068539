"""Wrong join codes are counted: per device and of everybody together, ever more seconds to wait (decision 0010).

Counting is a write, which every tap of a phone needs too: all that come at one moment are counted in one, and while
everybody who guesses is told to wait anyway, one a second is.
"""

import time
from collections.abc import Sequence

from sqlalchemy import Engine

from leidraad.storage import attempts
from leidraad.storage.attempts import Limit
from leidraad.storage.database.engine import engine

#: Somebody who misreads a code a few times notices nothing; then 5, 10, 20 … seconds.
PER_DEVICE = Limit(free=6, first=5, longest=60)
#: Also a guesser who throws the cookie away each time is told to wait; a school full of typing errors stays below.
ALTOGETHER = Limit(free=200, first=2, longest=10)
_CROWD_SECONDS = 1.0
_EVERYBODY = "code:allemaal"
#: When everybody was last told to wait, and how long.
_crowd: tuple[Engine | None, float, int] = (None, 0.0, 0)


def counted(devices: Sequence[str | None]) -> list[int]:
    """Count a wrong code for each of these; gives the seconds that each must wait."""
    global _crowd
    of, moment, seconds = _crowd
    if of is engine() and time.monotonic() - moment < _CROWD_SECONDS:
        return [seconds] * len(devices)
    keys = [f"code:toestel:{device or 'geen'}" for device in devices]
    attempts.failed(*keys, *[_EVERYBODY] * len(keys))
    altogether = attempts.wait(_EVERYBODY, ALTOGETHER)
    if altogether:
        _crowd = (engine(), time.monotonic(), altogether)
    own = attempts.waits(keys, PER_DEVICE)
    return [max(own[key], altogether) for key in keys]
