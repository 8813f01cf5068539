"""Schools and their teams."""

from sqlmodel import Session, col, func, select

from leidraad.errors import NotFound, Refused
from leidraad.storage.engine import reading, writing
from leidraad.storage.tables import School as School
from leidraad.storage.tables import Team as Team

NAME_LENGTH = 60


def _name(typed: str, what: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise Refused(f"Geef {what} een naam.")
    if len(name) > NAME_LENGTH:
        raise Refused(f"De naam van {what} is te lang: gebruik hoogstens {NAME_LENGTH} tekens.")
    if not name.isprintable():
        raise Refused(f"In de naam van {what} staat een onzichtbaar teken. Typ de naam opnieuw.")
    return name


def add_school(name: str, sector: str) -> School:
    """Add a school of sector `po` or `vo`. Raises Refused when the name is empty or taken."""
    with writing() as session:
        return _new_school(session, name, sector)


def add_team(school_id: int, name: str) -> Team:
    """Add a team at the end of the school's own order. Raises Refused or NotFound."""
    with writing() as session:
        return _new_team(session, school_id, name)


def add_school_with_team(school: str, sector: str, team: str) -> Team:
    """Add a school and its first team, both or neither. Raises Refused."""
    with writing() as session:
        added = _new_school(session, school, sector)
        assert added.id is not None
        return _new_team(session, added.id, team)


def _new_school(session: Session, name: str, sector: str) -> School:
    school = School(name=_name(name, "de school"), sector=sector)
    if sector not in ("po", "vo"):
        raise Refused("Kies of de school po of vo is.")
    if session.exec(select(School).where(School.name == school.name)).first():
        raise Refused("Er is al een school met deze naam.")
    session.add(school)
    session.flush()
    return school


def _new_team(session: Session, school_id: int, name: str) -> Team:
    name = _name(name, "het team")
    if session.get(School, school_id) is None:
        raise NotFound("Deze school bestaat niet meer.")
    if session.exec(select(Team).where(Team.school_id == school_id, Team.name == name)).first():
        raise Refused("Deze school heeft al een team met deze naam.")
    last = session.exec(select(func.max(Team.position)).where(Team.school_id == school_id)).one()
    team = Team(school_id=school_id, name=name, position=(last or 0) + 1)
    session.add(team)
    session.flush()
    return team


def schools() -> list[School]:
    """All schools by name."""
    with reading() as session:
        return list(session.exec(select(School).order_by(School.name)))


def teams(school_id: int | None = None) -> list[Team]:
    """The teams of one school (or of all) in the school's own order."""
    query = select(Team).order_by(col(Team.school_id), col(Team.position))
    if school_id is not None:
        query = query.where(Team.school_id == school_id)
    with reading() as session:
        return list(session.exec(query))


def team(id: int) -> Team:
    """One team; raises NotFound."""
    with reading() as session:
        found = session.get(Team, id)
    if found is None:
        raise NotFound("Dit team bestaat niet meer.")
    return found


def school(id: int) -> School:
    """One school; raises NotFound."""
    with reading() as session:
        found = session.get(School, id)
    if found is None:
        raise NotFound("Deze school bestaat niet meer.")
    return found
