"""Closing a measurement, and opening it again: until the reveal everybody is recognised and goes on where they were.

Nothing is published here. What closing leaves as it is goes at the reveal, or a day after the closing. What nobody closes
closes by itself at the end of its term.
"""

import logging
from datetime import datetime, timedelta

from sqlmodel import col, select

from leidraad.domain import measurement as rules
from leidraad.domain.measurement import State
from leidraad.errors import WrongState
from leidraad.notation import count
from leidraad.storage import journal
from leidraad.storage.database import clock, memory
from leidraad.storage.database.engine import writing
from leidraad.storage.journal import What
from leidraad.storage.measurements.measurements import Measurement, handed_out, locked
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.schools import StoredSchool, StoredTeam
from leidraad.storage.tables.study_day import StudyDay

#: So long after a closing that nobody followed by a reveal, devices are recognised and it can be undone.
RECOGNISED = timedelta(hours=24)
#: What is opened again stays open for at least so long before it closes by itself.
REOPENED_FOR = timedelta(days=7)
_OF_A_STUDY_DAY = timedelta(hours=12)

log = logging.getLogger("leidraad.opslag")


def close(id: int, *, by: int | None = None, at: datetime | None = None) -> Measurement:
    """Take no more answers; what is stored stays as it is, with the device that it is of.

    Raises WrongState when it is not open (somebody else was first) and NotFound; then nothing changed.
    `by` is the account that does it, for the journal.
    """
    with writing() as session:
        measurement = locked(session, id)
        measurement.state = rules.closed(State(measurement.state)).value
        measurement.closed_at = at or clock.now()
        session.add(measurement)
        journal.note_measurement(session, What.CLOSED, by, measurement, at)
    memory.is_old()
    return handed_out(measurement)


def close_expired(moment: datetime) -> int:
    """Close what stood open until its term; nothing is revealed. Gives how many.

    Not in the middle of a study day: whoever leads it closes, or the next time does. Not in an example school, whose
    years are told in a moment: a measurement of long ago is open while its answers are being made.
    """
    examples = select(StoredTeam.id).join(StoredSchool).where(col(StoredSchool.example))
    busy = select(StudyDay.measurement_id).where(col(StudyDay.started_at) > moment - _OF_A_STUDY_DAY)
    over = (
        select(StoredMeasurement)
        .where(
            col(StoredMeasurement.state) == State.OPEN.value,
            col(StoredMeasurement.closes_at) <= moment,
            col(StoredMeasurement.id).not_in(busy),
            col(StoredMeasurement.team_id).not_in(examples),
        )
        .with_for_update()
    )
    with writing() as session:
        found = session.exec(over).all()
        for measurement in found:
            measurement.state = rules.closed(State(measurement.state)).value
            measurement.closed_at = moment
            session.add(measurement)
            journal.note_measurement(session, What.CLOSED, None, measurement, moment, more=" (vanzelf)")
    if found:
        log.info("%s vanzelf gesloten: de termijn was voorbij.", count(len(found), "meting", "metingen"))
        memory.is_old()
    return len(found)


def reopen(id: int, *, by: int | None = None) -> Measurement:
    """Undo a closing before the reveal: everybody goes on with the same participation, so that nobody counts twice.

    Raises WrongState, also once the devices are forgotten: whoever came back would count a second time.
    """
    with writing() as session:
        measurement = locked(session, id)
        measurement.state = rules.reopened(State(measurement.state)).value
        if measurement.tie_cut:
            raise WrongState(
                "Deze meting is te lang geleden gesloten. We herkennen de toestellen niet meer, dus wie al meedeed "
                "zou twee keer kunnen tellen. Heropenen kan niet meer. De antwoorden tellen mee in de uitslag."
            )
        measurement.closed_at = measurement.over_since = None
        if measurement.closes_at is not None:
            measurement.closes_at = max(measurement.closes_at, clock.now() + REOPENED_FOR)
        session.add(measurement)
        journal.note_measurement(session, What.REOPENED, by, measurement)
    memory.is_old()
    return handed_out(measurement)
