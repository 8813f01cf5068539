"""What a team says before it measures: why, what, who and how, and what is its own. Kept with the measurement, and gone with it."""

from leidraad.domain import fairness
from leidraad.domain.fairness import FairStart, Ownership
from leidraad.domain.measurement import State
from leidraad.errors import ChangedMeanwhile, WrongState
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.measurements.measurements import locked
from leidraad.storage.tables.measurements import StoredFairStart


def of(measurement_id: int) -> tuple[FairStart, int]:
    """What was written down, and its version; 0 when nothing was."""
    with reading() as session:
        row = session.get(StoredFairStart, measurement_id)
    if row is None:
        return FairStart(), 0
    ours = frozenset(map(Ownership, row.ours.split()))
    return FairStart(row.aim, row.scope, row.people, row.way, ours), row.version


def write(measurement_id: int, said: FairStart, *, seen: int) -> None:
    """Write it in place of version `seen`, until the reveal.

    Raises ChangedMeanwhile when somebody wrote since, WrongState, NotFound or InvalidAnswer; then nothing was written.
    """
    said = fairness.checked(said)
    with writing() as session:
        measurement = locked(session, measurement_id)
        if measurement.state == State.SHARED.value:
            raise WrongState("De uitslag is al getoond: wat jullie vooraf afspraken verandert niet meer.")
        row = session.get(StoredFairStart, measurement_id)
        if (row.version if row else 0) != seen:
            raise ChangedMeanwhile(
                "Iemand anders heeft dit intussen veranderd. Er is niets opgeslagen; wat je typte staat er nog. Kijk wat er nu "
                "staat en kies."
            )
        row = row or StoredFairStart(measurement_id=measurement_id, version=0)
        row.aim, row.scope, row.people, row.way = said.aim, said.scope, said.people, said.way
        row.ours, row.version = " ".join(sorted(said.ours)), seen + 1
        session.add(row)
