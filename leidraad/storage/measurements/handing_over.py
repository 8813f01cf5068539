"""Let a colleague fill in on the same device: cut what was answered loose from it, before the measurement closes.

The answers stay and count, and nobody can see, change or withdraw them any more; the device may begin anew.
"""

from sqlalchemy import exists, select, update

from leidraad.domain.measurement import State
from leidraad.errors import MeasurementNotOpen, Refused
from leidraad.storage.database.engine import writing
from leidraad.storage.measurements.answers import token_hash
from leidraad.storage.measurements.measurements import locked
from leidraad.storage.tables.measurements import Answer, Participation

_answers = Answer.__table__
_participations = Participation.__table__


def hand_over(measurement_id: int, device: str) -> None:
    """Forget which answers are of this device, and count that it happened in the team; whoever handed over is done.

    `device` is the identity under which those answers were saved. Raises NotFound, MeasurementNotOpen, or Refused
    without answers.
    """
    with writing() as session:
        measurement = locked(session, measurement_id)
        if measurement.state != State.OPEN:
            raise MeasurementNotOpen("Deze meting is gesloten. Wat je daarvoor had opgeslagen telt mee.")
        answered = exists(select(_answers.c.item_id).where(_answers.c.participation_key == _participations.c.key))
        mine = (_participations.c.measurement_id == measurement_id) & (
            _participations.c.token_hash == token_hash(device, measurement_id)
        )
        found = session.execute(
            select(_participations.c.key, _participations.c.leader).where(mine, answered)
        ).one_or_none()
        if found is None:
            raise Refused("Op dit toestel is nog niets ingevuld. Er is niets veranderd.")
        session.execute(
            update(_participations).where(_participations.c.key == found.key).values(token_hash=None, done=True)
        )
        measurement.handed_over += not found.leader
        session.add(measurement)
