"""The row of a focus point inside a transaction that changes something of its plan."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session, select

from leidraad.errors import ChangedMeanwhile, NotFound, Refused
from leidraad.storage import journal
from leidraad.storage.database import memory
from leidraad.storage.database.engine import writing
from leidraad.storage.journal import What
from leidraad.storage.schools import teams
from leidraad.storage.study_day.day_rows import tell_screens
from leidraad.storage.tables.plans import StoredFocusPoint
from leidraad.storage.tables.schools import StoredTeam


@contextmanager
def changing(team_id: int, id: int, *, ended: bool = False) -> Iterator[tuple[Session, StoredFocusPoint]]:
    """One transaction that holds this focus point of this team; its screens draw anew. Raises NotFound or Refused.

    An open one, unless `ended` asks for one that ended.
    """
    with writing() as session:
        working_team(session, team_id)
        point = held(session, team_id, id)
        if not ended and point.closed_on is not None:
            raise Refused("Dit speerpunt is al afgerond. Zet het eerst weer open. Er is niets veranderd.")
        if ended and point.closed_on is None:
            raise Refused("Dit speerpunt is nog open. Er is niets veranderd.")
        yield session, point
        tell_screens(session, point.measurement_id)
    memory.is_old()


def held(session: Session, team_id: int, id: int) -> StoredFocusPoint:
    """The row, until the transaction ends. Raises NotFound, also when it is of another team."""
    query = select(StoredFocusPoint).where(StoredFocusPoint.id == id, StoredFocusPoint.team_id == team_id)
    found = session.exec(query.with_for_update()).first()
    if found is None:
        raise NotFound("Dit speerpunt bestaat niet meer.")
    return found


def working_team(session: Session, team_id: int) -> StoredTeam:
    """The team, held, so that two leaders at once cannot make a fourth. Raises NotFound, or Refused when it stopped."""
    team = teams.locked(session, team_id)
    if team.archived_at is not None:
        raise Refused(
            "Dit team is gearchiveerd: het plan is te lezen, en er verandert niets meer in. Haal het team eerst terug bij Beheer."
        )
    return team


def require_seen(present: int, seen: int) -> None:
    """What is changed is still what was on the screen. Raises ChangedMeanwhile."""
    if present != seen:
        raise ChangedMeanwhile(
            "Iemand anders heeft dit intussen veranderd. Er is niets opgeslagen; wat je typte staat er nog. "
            "Kijk wat er nu staat en kies."
        )


def note(session: Session, what: What, by: int | None, team: StoredTeam | None, detail: str = "") -> None:
    """A line of the journal, without anything that a team wrote."""
    if team is not None:
        journal.note(session, what, by, school_id=team.school_id, team_id=team.id, detail=detail)
