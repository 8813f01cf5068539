"""What the program says about itself has a bound: the same again and again, which strangers can cause, fills no disk."""

import logging
import threading
from typing import Any

from leidraad.machine.pace import Pace

#: From one place in the program: so many at once, and then one each so many seconds.
AT_ONCE, ONE_EACH_SECONDS = 20, 30.0


class FewLines(logging.Filter):
    """Passes the first lines of each place, and says with the next one how many it left out."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[tuple[str, int], _Place] = {}  # no more than there are places that say something
        self._lock = threading.Lock()

    def filter(self, record: Any) -> bool:
        """Whether this line is written."""
        with self._lock:
            place = self._places.setdefault((record.pathname, record.lineno), _Place())
            if not place.pace.may():
                place.left_out += 1
                return False
            left_out, place.left_out = place.left_out, 0
        if left_out:
            record.facts = {**getattr(record, "facts", {}), "weggelaten": left_out}
        return True


class _Place:
    def __init__(self) -> None:
        self.pace = Pace(1 / ONE_EACH_SECONDS, AT_ONCE)
        self.left_out = 0
