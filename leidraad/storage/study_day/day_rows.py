"""The row of a study day inside a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from leidraad.domain.result import Result
from leidraad.errors import NotFound, WrongState
from leidraad.storage.database import memory
from leidraad.storage.database.engine import writing
from leidraad.storage.measurements import measurements
from leidraad.storage.tables.measurements import StoredMeasurement, StoredResult
from leidraad.storage.tables.study_day import StudyDay


@contextmanager
def changing(measurement_id: int) -> Iterator[tuple[Session, StoredMeasurement, StudyDay]]:
    """One transaction that holds the measurement and its day; afterwards everybody reads anew. Raises NotFound."""
    with writing() as session:
        measurement = measurements.locked(session, measurement_id)
        day = session.get(StudyDay, measurement_id)
        if day is None:
            raise NotFound("Bij deze meting is nog geen studiedag begonnen.")
        yield session, measurement, day
    memory.is_old()


def changed(session: Session, day: StudyDay) -> None:
    """Tell every screen that there is something new to draw."""
    day.version += 1
    session.add(day)


def tell_screens(session: Session, measurement_id: int | None) -> None:
    """The same from elsewhere: when this measurement has a study day, its screens draw anew."""
    if measurement_id is None:
        return
    session.flush()  # what is written first holds what everybody holds first: so two never wait for each other
    day = session.get(StudyDay, measurement_id, with_for_update=True)
    if day is not None:
        changed(session, day)


def result_of(session: Session, measurement_id: int) -> Result:
    """The Result inside a transaction; raises WrongState when there is none."""
    stored = session.get(StoredResult, measurement_id)
    if stored is None:
        raise WrongState("De uitslag is er nog niet: de meting is nog open. Er is niets veranderd.")
    return Result.model_validate_json(stored.body)
