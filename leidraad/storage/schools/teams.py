"""What happens to a team after it was made: another name, another place, archived, or gone on in another team.

Its measurements always stay with it, under its own name; nothing is ever moved, added up or averaged.
"""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, or_, select

from leidraad.domain.measurement import State
from leidraad.errors import NotFound, Refused
from leidraad.storage import journal
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.schools.schools import Team, checked_name, hold, is_taken
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.schools import StoredTeam


def rename(id: int, name: str, by: int | None = None) -> Team:
    """Give a team another name; its measurements show the new name too. Raises Refused when it is taken."""
    with writing() as session:
        team = locked(session, id)
        name = checked_name(name, "het team")
        others = select(StoredTeam.name).where(StoredTeam.school_id == team.school_id, StoredTeam.id != id)
        if is_taken(name, session.exec(others)):
            raise Refused("Deze school heeft al een team met deze naam. Er is niets veranderd.")
        if team.name != name:
            _note(session, What.TEAM_RENAMED, team, by, f"{team.name} → {name}")
            team.name = name
            session.add(team)
        return team.as_(Team)


def move(id: int, steps: int, by: int | None = None) -> None:
    """Move a team up (-1) or down (+1) among the teams of its school; past the end nothing happens."""
    with writing() as session:
        team = locked(session, id)
        order = list(session.exec(_active(team.school_id)))
        here = next((place for place, one in enumerate(order) if one.id == id), None)
        if here is None or not 0 <= here + steps < len(order):
            return
        order.insert(here + steps, order.pop(here))
        for place, one in enumerate(order, start=1):
            one.position = place
            session.add(one)
        _note(session, What.TEAMS_ORDERED, team, by)


def archive(id: int, by: int | None = None) -> None:
    """Offer a team for no more measurements; its history stays. Raises Refused while a measurement is going on."""
    with writing() as session:
        team = locked(session, id)
        if team.archived_at is not None:
            return
        _require_at_rest(session, team)
        team.archived_at = clock.now()
        session.add(team)
        _note(session, What.TEAM_ARCHIVED, team, by)


def bring_back(id: int, by: int | None = None) -> None:
    """Undo archiving or merging: the team can measure again, at the end of the school's order."""
    with writing() as session:
        team = locked(session, id)
        if team.archived_at is None:
            return
        last = session.exec(_active(team.school_id)).all()
        team.archived_at = team.merged_into = None
        team.position = 1 + max((one.position for one in last), default=0)
        session.add(team)
        _note(session, What.TEAM_BACK, team, by)


def merge(id: int, into: int, by: int | None = None) -> None:
    """Archive a team and write down that its people went on in another team of the same school.

    Both keep their own measurements. Raises Refused for the same team, another school, an archived team, or while
    the first has a measurement going on.
    """
    with writing() as session:
        first, second = sorted((id, into))  # always in one order, so that two people cannot wait for each other
        held = {one: locked(session, one) for one in (first, second)}
        team, other = held[id], held[into]
        if id == into or team.school_id != other.school_id:
            raise Refused("Kies een ander team van dezelfde school. Er is niets veranderd.")
        if team.archived_at is not None or other.archived_at is not None:
            raise Refused("Een van de teams is al gearchiveerd. Haal het eerst terug. Er is niets veranderd.")
        _require_at_rest(session, team)
        team.archived_at, team.merged_into = clock.now(), into
        session.add(team)
        _note(session, What.TEAM_MERGED, team, by, f"{team.name} → {other.name}")


def archived(school_id: int | None = None) -> list[Team]:
    """The archived teams of a school (or of all), the latest first."""
    query = select(StoredTeam).where(col(StoredTeam.archived_at).is_not(None))
    if school_id is not None:
        query = query.where(StoredTeam.school_id == school_id)
    with reading() as session:
        rows = session.exec(query.order_by(col(StoredTeam.archived_at).desc(), col(StoredTeam.id)))
        return [row.as_(Team) for row in rows]


def led(teams: Collection[int], schools: Collection[int], *, stopped: bool = False) -> list[Team]:
    """These teams and those of these schools, in the schools' own order; `stopped`: the archived ones, the latest first."""
    own = or_(col(StoredTeam.id).in_(teams), col(StoredTeam.school_id).in_(schools))
    archived_at = col(StoredTeam.archived_at)
    if stopped:
        query = (
            select(StoredTeam)
            .where(own, archived_at.is_not(None))
            .order_by(archived_at.desc(), col(StoredTeam.id))
        )
    else:
        order = (col(StoredTeam.school_id), col(StoredTeam.position), col(StoredTeam.id))
        query = select(StoredTeam).where(own, archived_at.is_(None)).order_by(*order)
    with reading() as session:
        return [row.as_(Team) for row in session.exec(query)]


def predecessors(id: int) -> list[Team]:
    """The teams that went on in this one, the earliest first."""
    query = (
        select(StoredTeam)
        .where(StoredTeam.merged_into == id)
        .order_by(col(StoredTeam.archived_at), col(StoredTeam.id))
    )
    with reading() as session:
        return [row.as_(Team) for row in session.exec(query)]


def locked(session: Session, id: int) -> StoredTeam:
    """The row, held until the transaction ends, and its school before it: what depends on other teams is changed by one
    at a time, and two people never wait for each other. Raises NotFound."""
    of = session.exec(select(StoredTeam.school_id).where(StoredTeam.id == id)).first()
    if of is not None:
        hold(session, of)
    found = session.get(StoredTeam, id, with_for_update={"key_share": True})
    if found is None:
        raise NotFound("Dit team bestaat niet meer.")
    return found


def _active(school_id: int) -> Any:
    return (
        select(StoredTeam)
        .where(StoredTeam.school_id == school_id, col(StoredTeam.archived_at).is_(None))
        .order_by(col(StoredTeam.position), col(StoredTeam.id))
    )


def _require_at_rest(session: Session, team: StoredTeam) -> None:
    going_on = session.exec(
        select(StoredMeasurement.label).where(
            StoredMeasurement.team_id == team.id, StoredMeasurement.state != State.SHARED.value
        )
    ).first()
    if going_on is not None:
        raise Refused(
            f"{team.name} heeft nog een meting die niet af is ({going_on}). Sluit en deel die eerst, of gooi die weg als "
            "ze nog niet open was. Er is niets veranderd."
        )


def _note(session: Session, what: What, team: StoredTeam, by: int | None, detail: str = "") -> None:
    journal.note(session, what, by, school_id=team.school_id, team_id=team.id, detail=detail)
