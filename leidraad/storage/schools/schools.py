"""Schools and their teams."""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select, update

from leidraad.domain import typed
from leidraad.errors import NotFound, Refused
from leidraad.storage import journal
from leidraad.storage.database import memory, old_pages
from leidraad.storage.database.cascade import erase
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.server import one_by_one
from leidraad.storage.journal import What
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.schools import StoredSchool, StoredTeam

NAME_LENGTH = 60
#: What is done one by one: no row can be held for a name that nobody has yet.
SCHOOL_NAMES = "namen van scholen"

log = logging.getLogger("leidraad.opslag")


@dataclass(frozen=True)
class School:
    """A school; its sector decides which questionnaires fit. `example` marks made-up data, removable in one step."""

    id: int
    name: str
    sector: str
    example: bool


@dataclass(frozen=True)
class Team:
    """A group of teachers who give education together; `position` is the school's own order.

    Once `archived_at` it starts no new measurements; `merged_into` is the team in which its people went on.
    """

    id: int
    school_id: int
    name: str
    position: int
    archived_at: datetime | None
    merged_into: int | None


_schools = StoredSchool.__table__


def checked_name(text: str, what: str) -> str:
    """The name of `what` ("de school", "het team") without superfluous spaces. Raises Refused."""
    name = typed.tidied(text)
    if not name:
        raise Refused(f"Geef {what} een naam.")
    if len(name) > NAME_LENGTH:
        raise Refused(f"De naam van {what} is te lang: gebruik hoogstens {NAME_LENGTH} tekens.")
    if typed.one_line(name, NAME_LENGTH) is None:
        raise Refused(f"In de naam van {what} staat een onzichtbaar teken. Typ de naam opnieuw.")
    return name


def is_taken(name: str, others: Iterable[str]) -> bool:
    """Whether one of the others reads the same, also in other case or with letters composed in another way."""
    return any(typed.same(name, one) for one in others)


def add_school(name: str, sector: str, by: int | None = None) -> School:
    """Add a school of sector `po` or `vo`. Raises Refused when the name is empty or taken."""
    with writing() as session:
        school = new_school(session, name, sector)
        journal.note(session, What.SCHOOL_ADDED, by, school_id=school.id, detail=school.name)
        return school.as_(School)


def rename_school(id: int, name: str, by: int | None = None) -> School:
    """Give a school another name. Raises Refused when it is taken, NotFound."""
    with writing() as session:
        one_by_one(session, SCHOOL_NAMES)
        school = session.get(StoredSchool, id, with_for_update=True)
        if school is None:
            raise NotFound("Deze school bestaat niet meer.")
        name = checked_name(name, "de school")
        if is_taken(name, session.exec(select(StoredSchool.name).where(StoredSchool.id != id))):
            raise Refused("Er is al een school met deze naam. Er is niets veranderd.")
        if school.name != name:
            journal.note(session, What.SCHOOL_RENAMED, by, school_id=id, detail=f"{school.name} → {name}")
            school.name = name
            session.add(school)
        return school.as_(School)


def add_team(school_id: int, name: str, by: int | None = None) -> Team:
    """Add a team at the end of the school's own order. Raises Refused or NotFound."""
    with writing() as session:
        team = new_team(session, school_id, name)
        journal.note(session, What.TEAM_ADDED, by, school_id=school_id, team_id=team.id, detail=team.name)
        return team.as_(Team)


def add_school_with_team(school: str, sector: str, team: str) -> Team:
    """Add a school and its first team, both or neither. Raises Refused."""
    with writing() as session:
        added = new_school(session, school, sector)
        return new_team(session, added.id, team).as_(Team)


def new_school(session: Session, name: str, sector: str) -> StoredSchool:
    """The same as `add_school`, inside a running transaction."""
    school = StoredSchool(name=checked_name(name, "de school"), sector=sector)
    one_by_one(session, SCHOOL_NAMES)
    if sector not in ("po", "vo"):
        raise Refused("Kies of de school po of vo is.")
    if is_taken(school.name, session.exec(select(StoredSchool.name))):
        raise Refused("Er is al een school met deze naam.")
    session.add(school)
    session.flush()
    return school


def new_team(session: Session, school_id: int, name: str) -> StoredTeam:
    """The same as `add_team`, inside a running transaction."""
    name = checked_name(name, "het team")
    if hold(session, school_id) is None:
        raise NotFound("Deze school bestaat niet meer.")
    if is_taken(name, session.exec(select(StoredTeam.name).where(StoredTeam.school_id == school_id))):
        raise Refused("Deze school heeft al een team met deze naam.")
    last = session.exec(select(func.max(StoredTeam.position)).where(StoredTeam.school_id == school_id)).one()
    team = StoredTeam(school_id=school_id, name=name, position=(last or 0) + 1)
    session.add(team)
    session.flush()
    return team


def hold(session: Session, id: int) -> StoredSchool | None:
    """The row, held until the transaction ends: the names and the order of its teams are changed by one at a time."""
    return session.get(StoredSchool, id, with_for_update={"key_share": True})


def add_examples(wanted: Mapping[tuple[str, str], list[str]]) -> list[Team]:
    """Add marked example schools, given as team names by (school name, sector); all or none, in that order.

    They are half made until `all_is_made`. Raises Refused when there is an example already, or a school with such a name.
    """
    with writing() as session:
        one_by_one(session, SCHOOL_NAMES)
        if session.exec(select(StoredSchool).where(col(StoredSchool.example))).first():
            raise Refused(
                "Er is al een voorbeeldschool. Verwijder die eerst als je opnieuw wilt beginnen. Er is niets veranderd."
            )
        added = []
        for (name, sector), teams in wanted.items():
            school = new_school(session, name, sector)
            school.example = school.half_made = True
            added += [new_team(session, school.id, team) for team in teams]
        return [one.as_(Team) for one in added]


def all_is_made() -> None:
    """Of the example schools everything is there."""
    with writing() as session:
        session.execute(update(StoredSchool).values(half_made=False))


def remove_half_made() -> int:
    """Delete what a program left that was killed while it made the example schools; gives how many schools went.

    For the start: whoever is making one at this moment, in another program, is told that its team is gone.
    """
    with reading() as session:
        if not session.exec(select(StoredSchool.id).where(col(StoredSchool.half_made))).first():
            return 0
    log.warning("De voorbeeldschool was half gemaakt toen de Teamscan stopte. Ze is verwijderd.")
    return _remove(StoredSchool.half_made)


def remove_examples() -> int:
    """Delete the example schools with everything below them, in one transaction; gives how many schools went."""
    return _remove(StoredSchool.example)


def _remove(which: bool) -> int:
    with writing() as session:
        gone = list(session.exec(select(StoredSchool.id).where(col(which)).with_for_update()))
        session.exec(  # whoever is filling one in waits, and then finds it gone
            select(StoredMeasurement.id)
            .join(StoredTeam)
            .where(col(StoredTeam.school_id).in_(gone))
            .with_for_update(of=StoredMeasurement)
        ).all()
        erase(session, _schools, _schools.c.id.in_(gone))
    if gone:
        old_pages.forget()
        memory.is_old()
    return len(gone)


def schools(ids: Collection[int] | None = None) -> list[School]:
    """These schools by name, or all: a visitor's page asks for its own, since there can be a thousand."""
    query = select(StoredSchool).order_by(StoredSchool.name)
    if ids is not None:
        query = query.where(col(StoredSchool.id).in_(ids))
    with reading() as session:
        return [row.as_(School) for row in session.exec(query)]


def examples() -> list[School]:
    """The made-up schools by name."""
    with reading() as session:
        query = select(StoredSchool).where(col(StoredSchool.example)).order_by(StoredSchool.name)
        return [row.as_(School) for row in session.exec(query)]


def teams(school_id: int | None = None) -> list[Team]:
    """The teams of one school (or of all) in the school's own order; without those that are archived."""
    query = (
        select(StoredTeam)
        .where(col(StoredTeam.archived_at).is_(None))
        .order_by(col(StoredTeam.school_id), col(StoredTeam.position))
    )
    if school_id is not None:
        query = query.where(StoredTeam.school_id == school_id)
    with reading() as session:
        return [row.as_(Team) for row in session.exec(query)]


def team(id: int) -> Team:
    """One team; raises NotFound."""
    with reading() as session:
        found = session.get(StoredTeam, id)
    if found is None:
        raise NotFound("Dit team bestaat niet meer.")
    return found.as_(Team)


def school(id: int) -> School:
    """One school; raises NotFound."""
    with reading() as session:
        found = session.get(StoredSchool, id)
    if found is None:
        raise NotFound("Deze school bestaat niet meer.")
    return found.as_(School)
