"""Reads stored Results: all that pages, charts and comparisons ever see of a closed measurement."""

from leidraad.domain.measurement import State
from leidraad.domain.result import Result
from leidraad.errors import NotFound, WrongState
from leidraad.storage.engine import reading
from leidraad.storage.tables import Measurement, StoredResult


def shared(measurement_id: int) -> Result:
    """The Result of a measurement that was revealed to the team.

    Raises NotFound, or WrongState as long as it has not been revealed.
    """
    with reading() as session:
        measurement = session.get(Measurement, measurement_id)
        stored = session.get(StoredResult, measurement_id)
    if measurement is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    if measurement.state != State.SHARED or stored is None:
        raise WrongState("De uitslag van deze meting is nog niet gedeeld met het team.")
    return Result.model_validate_json(stored.body)
