"""Closing a measurement, and opening it again: until the reveal everybody is recognised and goes on where they were.

Nothing is published here. What closing leaves as it is goes at the reveal, or a day after the closing.
"""

from datetime import datetime, timedelta

from leidraad.domain import measurement as rules
from leidraad.domain.measurement import State
from leidraad.errors import WrongState
from leidraad.storage import journal
from leidraad.storage.database import clock, memory
from leidraad.storage.database.engine import writing
from leidraad.storage.journal import What
from leidraad.storage.measurements.measurements import Measurement, handed_out, locked

#: So long after a closing that nobody followed by a reveal, devices are recognised and it can be undone.
RECOGNISED = timedelta(hours=24)


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
        measurement.closed_at = None
        session.add(measurement)
        journal.note_measurement(session, What.REOPENED, by, measurement)
    memory.is_old()
    return handed_out(measurement)
