"""What a team has going on: the same statement is never asked in two places at a time, or one person more would tell an answer."""

from sqlmodel import Session, col, select

from leidraad.domain.measurement import State
from leidraad.errors import Refused
from leidraad.storage.tables.measurements import WHOLE, StoredMeasurement
from leidraad.storage.tables.schools import StoredTeam


def not_shared(session: Session, team_id: int) -> str | None:
    """The name of a measurement of this team that is not shared yet, also one that was never opened."""
    query = select(StoredMeasurement.label).where(
        StoredMeasurement.team_id == team_id, StoredMeasurement.state != State.SHARED.value
    )
    return session.exec(query).first()


def asked_now(session: Session, team_id: int) -> str | None:
    """The name of one that people can be filling in, or of which the Result is not shown yet."""
    states = (State.OPEN.value, State.CLOSED.value)
    query = select(StoredMeasurement.label).where(
        StoredMeasurement.team_id == team_id, col(StoredMeasurement.state).in_(states)
    )
    return session.exec(query).first()


def require_no_small_inquiry(session: Session, team_id: int) -> None:
    """Hold the team, so that none is opened meanwhile. Raises Refused while one goes on."""
    session.get(StoredTeam, team_id, with_for_update={"key_share": True})
    query = select(StoredMeasurement.id).where(
        StoredMeasurement.team_id == team_id, ~WHOLE, StoredMeasurement.state != State.SHARED.value
    )
    if session.exec(query).first() is not None:
        raise Refused(
            "Er loopt nog een klein onderzoek bij het plan van dit team. Sluit het eerst op de pagina Plan, en toon de uitslag "
            "of gooi het weg. Er is niets veranderd."
        )
