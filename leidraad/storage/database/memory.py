"""What was read a moment ago, for all sessions of this process: it saves two hundred phones a query each.

Other processes say when it is no longer so (`between`); where they are not heard, it is looked at more often.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from sqlalchemy import Engine

from leidraad.storage.database import between
from leidraad.storage.database.engine import engine

Found = TypeVar("Found")
#: So long at most is remembered what others would tell: nobody who forgets to tell is waited for longer.
_TOLD_WITHIN = 1.0
_told: list[Callable[[], object]] = []
_writes = 0  # to anything that is remembered
_steps = 0  # of several writes, that are being taken
_epoch = 0  # rises when this process puts another database in the place of what there was


def is_old() -> None:
    """Call after a commit that touched something remembered, such as where a study day is; all processes hear it."""
    _read_anew()
    if not _steps:
        between.changed()


def _read_anew() -> None:
    global _writes
    _writes += 1
    if not _steps:
        for do in _told:
            do()


def when_old(do: Callable[[], object]) -> None:
    """From now on this is done when something remembered is old, whichever process wrote; never in the middle of a step."""
    _told.append(do)


between.hear_of_changes(_read_anew)


def is_of_before() -> None:
    """Call when a backup was put back: whatever was remembered, here or in an open tab, may name something else by now."""
    global _epoch
    _epoch += 1
    is_old()


def epoch() -> int:
    """Equal as long as numbers mean what they meant. A new process has no tabs of before, so that none is kept anywhere."""
    return _epoch


class Memory(Generic[Found]):
    """What was read a moment ago, shared by all sessions of this process: one reads, the others wait."""

    def __init__(self, read: Callable[[int], Found], seconds: float = 1.0) -> None:
        self._read = read
        self._seconds = seconds
        self._known: dict[tuple[Engine, int], tuple[int, float, Found]] = {}
        self._reading = threading.Lock()
        self._held: Counter[int] = Counter()
        self._counting = threading.Lock()

    def get(self, id: int) -> Found:
        """What stands in the database, or stood there less than a second ago."""
        key = (engine(), id)
        if (known := self._fresh(key)) is not None:
            return known[2]
        with self._reading:
            if (known := self._fresh(key)) is not None:
                return known[2]
            writes, moment = _writes, time.monotonic()  # before reading: a write meanwhile makes it old
            found = self._read(id)
            self._known[key] = (writes, moment, found)
            return found

    @contextmanager
    def held(self, id: int) -> Iterator[None]:
        """Meanwhile everybody gets what was known last: a step of several writes is seen when it is whole."""
        global _steps
        with self._counting:
            self._held[id] += 1
            _steps += 1
        try:
            yield
        finally:
            with self._counting:
                self._held[id] -= 1
                _steps -= 1
            is_old()

    def peek(self, id: int) -> Found | None:
        """The same without ever reading: None when it is not known, or too old."""
        known = self._fresh((engine(), id))
        return None if known is None else known[2]

    def _fresh(self, key: tuple[Engine, int]) -> tuple[int, float, Found] | None:
        known = self._known.get(key)
        if known is not None and self._held[key[1]]:
            return known
        if known is None or known[0] != _writes or time.monotonic() - known[1] >= self._lasts():
            return None
        return known

    def _lasts(self) -> float:
        return max(self._seconds, _TOLD_WITHIN) if between.listens() else self._seconds
