"""The row of a study day inside a transaction, and the memory that saves two hundred phones a query each."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from leidraad.domain.result import Result
from leidraad.errors import NotFound, WrongState
from leidraad.storage.database.engine import engine, writing
from leidraad.storage.measurements import measurements
from leidraad.storage.tables.measurements import StoredMeasurement, StoredResult
from leidraad.storage.tables.study_day import StudyDay

Found = TypeVar("Found")
_writes = 0  # by this process, to any study day


@contextmanager
def changing(measurement_id: int) -> Iterator[tuple[Session, StoredMeasurement, StudyDay]]:
    """One transaction that holds the measurement and its day; afterwards everybody reads anew. Raises NotFound."""
    with writing() as session:
        measurement = measurements.locked(session, measurement_id)
        day = session.get(StudyDay, measurement_id)
        if day is None:
            raise NotFound("Bij deze meting is nog geen studiedag begonnen.")
        yield session, measurement, day
    standings_changed()


def changed(session: Session, day: StudyDay) -> None:
    """Tell every screen that there is something new to draw."""
    day.version += 1
    session.add(day)


def tell_screens(session: Session, measurement_id: int | None) -> None:
    """The same from elsewhere: when this measurement has a study day, its screens draw anew."""
    day = session.get(StudyDay, measurement_id) if measurement_id is not None else None
    if day is not None:
        changed(session, day)


def standings_changed() -> None:
    """Call after a commit that touched a study day: what was remembered is old."""
    global _writes
    _writes += 1


def result_of(session: Session, measurement_id: int) -> Result:
    """The Result inside a transaction; raises WrongState when there is none."""
    stored = session.get(StoredResult, measurement_id)
    if stored is None:
        raise WrongState("De uitslag is er nog niet: de meting is nog open. Er is niets veranderd.")
    return Result.model_validate_json(stored.body)


class Memory(Generic[Found]):
    """What was read less than a second ago, shared by all sessions of this process: one reads, the others wait."""

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
        with self._counting:
            self._held[id] += 1
        try:
            yield
        finally:
            with self._counting:
                self._held[id] -= 1

    def peek(self, id: int) -> Found | None:
        """The same without ever reading: None when it is not known, or too old."""
        known = self._fresh((engine(), id))
        return None if known is None else known[2]

    def _fresh(self, key: tuple[Engine, int]) -> tuple[int, float, Found] | None:
        known = self._known.get(key)
        if known is not None and self._held[key[1]]:
            return known
        if known is None or known[0] != _writes or time.monotonic() - known[1] >= self._seconds:
            return None
        return known
