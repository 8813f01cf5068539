"""The roles of accounts: give one, take one, and who must keep one."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from leidraad.access.identity import Grant, Role
from leidraad.errors import LastOne, NotFound
from leidraad.storage import journal
from leidraad.storage.accounts import account_rows, authority
from leidraad.storage.database.engine import writing
from leidraad.storage.journal import What
from leidraad.storage.tables.accounts import AccountGrant, StoredAccount
from leidraad.storage.tables.schools import StoredSchool, StoredTeam


def give(id: int, grant: Grant, by: int | None) -> None:
    """Give a role; giving it twice is once. Raises NotFound."""
    with writing() as session:
        account_rows.locked(session, id)
        authority.require_to_give(session, by, grant)
        give_in(session, id, grant, by)


def give_in(session: Session, id: int, grant: Grant, by: int | None) -> None:
    """The same inside a running transaction."""
    if grant.school_id is not None and session.get(StoredSchool, grant.school_id) is None:
        raise NotFound("Deze school bestaat niet meer.")
    if grant.team_id is not None and session.get(StoredTeam, grant.team_id) is None:
        raise NotFound("Dit team bestaat niet meer.")
    if session.exec(_row(id, grant)).first() is not None:
        return
    session.add(
        AccountGrant(account_id=id, role=grant.role.value, school_id=grant.school_id, team_id=grant.team_id)
    )
    session.flush()
    _note(session, What.ROLE_GIVEN, by, id, grant)


def take(id: int, grant: Grant, by: int | None) -> None:
    """Take a role away. Raises LastOne for the last beheerder, or the last schoolleider of a school."""
    with writing() as session:
        hold(session)
        authority.require_to_give(session, by, grant)
        row = session.exec(_row(id, grant)).first()
        if row is None:
            return
        require_another(session, grant, but=id)
        session.delete(row)
        _note(session, What.ROLE_TAKEN, by, id, grant)


def grants_of(session: Session, ids: list[int]) -> dict[int, tuple[Grant, ...]]:
    """The roles of these accounts, inside a running transaction."""
    found: dict[int, tuple[Grant, ...]] = {}
    rows = session.exec(
        select(AccountGrant).where(col(AccountGrant.account_id).in_(ids)).order_by(col(AccountGrant.id))
    )
    for row in rows:
        grant = Grant(Role(row.role), row.school_id, row.team_id)
        found[row.account_id] = (*found.get(row.account_id, ()), grant)
    return found


def hold(session: Session) -> None:
    """On PostgreSQL two people could each take away the role of the other; let the second wait."""
    of_schools = select(AccountGrant.id).where(col(AccountGrant.team_id).is_(None)).order_by(col(AccountGrant.id))
    session.exec(of_schools.with_for_update()).all()


def require_others(session: Session, id: int) -> None:
    """Whatever this account may do, somebody else must be left who can. Raises LastOne."""
    for grant in grants_of(session, [id]).get(id, ()):
        require_another(session, grant, but=id)


def require_another(session: Session, grant: Grant, but: int) -> None:
    """Somebody else must be left who can come in with this role; a team can do without a kartrekker."""
    if grant.role is Role.LEAD:
        return
    others = session.exec(
        select(StoredAccount.id)
        .join(AccountGrant)
        .where(
            StoredAccount.id != but,
            col(StoredAccount.active),
            sa.or_(col(StoredAccount.password_hash).is_not(None), col(StoredAccount.oidc_subject).is_not(None)),
            AccountGrant.role == grant.role.value,
            col(AccountGrant.school_id).is_not_distinct_from(grant.school_id),
        )
    ).first()
    if others is None:
        what = "beheerder" if grant.role is Role.HOST else "schoolleider van deze school"
        raise LastOne(
            f"Dit is de laatste {what} die zich kan aanmelden. Geef eerst iemand anders deze rol. Er is niets veranderd."
        )


def _note(session: Session, what: What, by: int | None, about: int, grant: Grant) -> None:
    school, role = school_of(session, grant), grant.role.value
    journal.note(session, what, by, about=about, school_id=school, team_id=grant.team_id, detail=role)


def _row(id: int, grant: Grant) -> Any:
    return select(AccountGrant).where(
        AccountGrant.account_id == id,
        AccountGrant.role == grant.role.value,
        col(AccountGrant.school_id).is_not_distinct_from(grant.school_id),
        col(AccountGrant.team_id).is_not_distinct_from(grant.team_id),
    )


def school_of(session: Session, grant: Grant) -> int | None:
    """The school that a role belongs to; None for a beheerder."""
    if grant.team_id is None:
        return grant.school_id
    team = session.get(StoredTeam, grant.team_id)
    return None if team is None else team.school_id
