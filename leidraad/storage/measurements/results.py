"""Reads stored Results: all that pages, charts and comparisons ever see of a closed measurement."""

from dataclasses import dataclass

from sqlmodel import col, select

from leidraad.content import library, own_questionnaires
from leidraad.content.models import Instrument
from leidraad.domain.measurement import State
from leidraad.domain.result import Result
from leidraad.errors import NotFound, WrongState
from leidraad.storage.database.engine import reading
from leidraad.storage.measurements.measurements import Measurement, handed_out
from leidraad.storage.tables.measurements import WHOLE, StoredMeasurement, StoredResult


def shared(measurement_id: int) -> Result:
    """The Result of a measurement that was revealed to the team.

    Raises NotFound, or WrongState as long as it has not been revealed.
    """
    with reading() as session:
        measurement = session.get(StoredMeasurement, measurement_id)
        stored = session.get(StoredResult, measurement_id)
    if measurement is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    if measurement.state != State.SHARED or stored is None:
        raise WrongState("De uitslag van deze meting is nog niet getoond.")
    return Result.model_validate_json(stored.body)


@dataclass(frozen=True)
class Shared:
    """A measurement that was revealed to its team, with its Result."""

    measurement: Measurement
    result: Result


def of_team(team_id: int, family: str | None = None) -> list[Shared]:
    """The shared Results of a team in the order in which they were closed, oldest first; one query. No small inquiry.

    With a family only those: measurements with another questionnaire never stand in a row with them.
    """
    query = (
        select(StoredMeasurement, StoredResult.body)
        .join(StoredResult, col(StoredResult.measurement_id) == col(StoredMeasurement.id))
        .where(StoredMeasurement.team_id == team_id, StoredMeasurement.state == State.SHARED.value, WHOLE)
        .order_by(col(StoredMeasurement.closed_at), col(StoredMeasurement.id))
    )
    with reading() as session:
        rows = session.exec(query).all()
    return [
        Shared(handed_out(measurement), Result.model_validate_json(body))
        for measurement, body in rows
        if family in (None, library.family(measurement.instrument_id))
    ]


def questionnaires_of(team_id: int) -> list[Instrument]:
    """The questionnaires of which this team has a Result, the latest first; of each family the version of that Result.

    Reads no Result. What was ours and is no file any more is left out.
    """
    query = (
        select(StoredMeasurement.instrument_id, StoredMeasurement.instrument_version)
        .where(StoredMeasurement.team_id == team_id, StoredMeasurement.state == State.SHARED.value, WHOLE)
        .order_by(col(StoredMeasurement.closed_at).desc(), col(StoredMeasurement.id).desc())
    )
    with reading() as session:
        asked = dict.fromkeys(session.exec(query))
    found: dict[str, Instrument] = {}
    for id, version in asked:
        ours = library.instruments().get((id, version))
        known = library.known(id, version) if own_questionnaires.is_own(id) else ours
        if known is not None:
            found.setdefault(known.family, known)
    return list(found.values())


def families(shared: list[Shared]) -> list[str]:
    """The families of questionnaires in these measurements; the Leidraad first, then the latest used."""
    found = dict.fromkeys(library.family(one.result.instrument) for one in reversed(shared))
    return sorted(found, key=lambda one: one != library.FIRST)
