"""What a team wanted the last time: how far the place where it wants to be lies from where it agreed that it stood."""

from sqlmodel import col, select

from leidraad.content import library, topics
from leidraad.domain.measurement import State
from leidraad.domain.scale import from_halves
from leidraad.storage.database.engine import reading
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.study_day import TeamJudgement


def apart(measurement_id: int) -> dict[str, float]:
    """By statement, in places between two poles: of the last shared measurement before this one of its team and family.

    Empty where the team wished nothing then.
    """
    with reading() as session:
        now = session.get(StoredMeasurement, measurement_id)
        asked = library.known(now.instrument_id, now.instrument_version) if now else None
        if now is None or asked is None or not topics.asks_places(asked):
            return {}
        query = (
            select(StoredMeasurement, TeamJudgement)
            .join(TeamJudgement, col(TeamJudgement.measurement_id) == col(StoredMeasurement.id))
            .where(
                StoredMeasurement.team_id == now.team_id,
                StoredMeasurement.state == State.SHARED.value,
                col(StoredMeasurement.closed_at) < now.closed_at,
                col(TeamJudgement.wish).is_not(None),
            )
            .order_by(col(StoredMeasurement.closed_at).desc(), col(StoredMeasurement.id).desc())
        )
        rows = session.exec(query).all()
    family = library.family(now.instrument_id)
    earlier = [(one.id, agreed) for one, agreed in rows if library.family(one.instrument_id) == family]
    return {
        agreed.construct_id: abs(from_halves(agreed.half_points) - from_halves(agreed.wish or 0))
        for id, agreed in earlier
        if id == earlier[0][0]
    }
