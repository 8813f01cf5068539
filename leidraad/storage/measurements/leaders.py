"""Those who lead a team: their own code for its measurement, and what they answered, apart from the team.

Their Result is only handed out beside the team's, and only when both groups pass the gate (decision 0016).
"""

from sqlmodel import select

from leidraad.content import library
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode, Result, Visibility
from leidraad.errors import WrongState
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.measurements.measurements import free_code, locked
from leidraad.storage.tables.measurements import LeaderLink, LeaderResult, StoredMeasurement, StoredResult


def code(measurement_id: int) -> str | None:
    """The code for the leaders of this measurement, or None when none was made."""
    with reading() as session:
        found = session.get(LeaderLink, measurement_id)
    return found.code if found else None


def make_code(measurement_id: int) -> str:
    """The code for the leaders of an open individual measurement, made on first use. Raises WrongState, NotFound."""
    with writing() as session:
        measurement = locked(session, measurement_id)
        small = library.is_small(measurement.instrument_id)
        if measurement.state != State.OPEN or measurement.mode != Mode.INDIVIDUAL or small:
            raise WrongState(
                "Een eigen code voor de leiding kan alleen bij een open meting die ieder voor zich invult. "
                "Er is niets veranderd."
            )
        found = session.get(LeaderLink, measurement_id)
        if found is None:
            found = LeaderLink(measurement_id=measurement_id, code=free_code(session))
            session.add(found)
    return found.code


def beside(measurement_id: int) -> Result | None:
    """What the leaders answered, to stand beside the shared Result of the team.

    None when there is none, when the team's is not shared, or when either group is too small to publish.
    """
    with reading() as session:
        measurement = session.get(StoredMeasurement, measurement_id)
        own = session.get(LeaderResult, measurement_id)
        team = session.get(StoredResult, measurement_id)
    if measurement is None or measurement.state != State.SHARED or own is None or team is None:
        return None
    pair = [Result.model_validate_json(one.body) for one in (own, team)]
    return pair[0] if all(_published(one) for one in pair) else None


def took_part(measurement_id: int) -> int:
    """How many leaders took part in a measurement that has closed."""
    with reading() as session:
        body = session.exec(select(LeaderResult.body).where(LeaderResult.measurement_id == measurement_id)).first()
    return Result.model_validate_json(body).participants if body else 0


def _published(result: Result) -> bool:
    return result.participants >= result.k and any(one.visibility is Visibility.SHOWN for one in result.constructs)
