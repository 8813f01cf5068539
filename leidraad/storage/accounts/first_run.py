"""Taking a fresh installation into use: the school, its teams and the first account, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, select

from leidraad.access import passwords
from leidraad.access.identity import Grant, Role
from leidraad.domain import typed
from leidraad.domain.measurement import State
from leidraad.errors import Refused
from leidraad.storage import journal
from leidraad.storage.accounts import accounts, granting, sessions
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.schools import schools
from leidraad.storage.tables.accounts import StoredAccount
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.schools import StoredSchool, StoredTeam

MOST_TEAMS = 40


@dataclass(frozen=True)
class Beginning:
    """What whoever begins has typed. `school_id` names a school that is there already; else one is made."""

    name: str
    email: str
    password: str
    role: Role  # beside beheerder
    school_id: int | None = None
    school: str = ""
    sector: str = ""
    teams: Sequence[str] = ()


def begin(chosen: Beginning) -> str:
    """Make everything and give the token of a session of the first beheerder.

    Raises Refused or WeakPassword with what to mend; then nothing was made. Refused also when somebody was first.
    """
    teams = [line for line in (typed.tidied(one) for one in chosen.teams) if line]
    if len(teams) > MOST_TEAMS:
        raise Refused(f"Noem hoogstens {MOST_TEAMS} teams. De andere voeg je later toe.")
    if chosen.school_id is None and not teams and chosen.role is not Role.HOST:
        raise Refused("Noem minstens één team. Dat kan later anders heten.")
    accounts.checked_name(chosen.name)
    email = accounts.normal_email(chosen.email)
    passwords.check(chosen.password, [chosen.name, email, chosen.school, *teams])
    hash = passwords.hashed(chosen.password)
    with writing() as session:
        _require_unclaimed(session)
        account = accounts.new(session, email, chosen.name)
        account.password_hash = hash
        school_id, team_ids = _school(session, chosen, teams)
        for grant in (Grant(Role.HOST), *_own_roles(chosen.role, school_id, team_ids)):
            granting.give_in(session, account.id, grant, account.id)
        sessions.end_looking_around(session)
        journal.note(session, What.BEGUN, account.id, school_id=school_id)
        return sessions.start(session, account.id)


def has_participants_to_let_in() -> bool:
    """Whether a measurement is open: people come to the start page with a code, whoever owns the installation."""
    with reading() as session:
        is_open = StoredMeasurement.state == State.OPEN.value
        return session.exec(select(StoredMeasurement.id).where(is_open).limit(1)).first() is not None


def _require_unclaimed(session: Session) -> None:
    session.execute(
        sa.select(sa.table("alembic_version", sa.column("version_num"))).with_for_update()
    )  # one by one
    if session.exec(select(StoredAccount.id).limit(1)).first() is not None:
        raise Refused(
            "Deze Teamscan is al in gebruik genomen. Meld je aan, of vraag de beheerder om een uitnodiging."
        )


def _school(session: Session, chosen: Beginning, teams: list[str]) -> tuple[int, list[int]]:
    """The school and the teams to belong to: those that were named, or all of a school that was there."""
    school = session.get(StoredSchool, chosen.school_id) if chosen.school_id is not None else None
    if school is None:
        school = schools.new_school(session, chosen.school, chosen.sector)
    there = session.exec(select(StoredTeam).where(StoredTeam.school_id == school.id)).all()
    known = {team.name for team in there}
    made = [schools.new_team(session, school.id, name) for name in dict.fromkeys(teams) if name not in known]
    return school.id, [team.id for team in (*there, *made)]


def _own_roles(role: Role, school_id: int, teams: list[int]) -> list[Grant]:
    if role is Role.SCHOOL_LEADER:
        return [Grant(role, school_id=school_id)]
    if role is Role.LEAD:
        return [Grant(role, team_id=team) for team in teams]
    return []
