"""Who may manage whose account: checked inside the transaction that writes, with the roles of that moment.

A beheerder manages everybody; a schoolleider only who has roles in the own school alone, and never a beheerder.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from leidraad.access.identity import Grant, Role
from leidraad.errors import Forbidden
from leidraad.storage.tables.accounts import AccountGrant, StoredAccount
from leidraad.storage.tables.schools import StoredTeam


@dataclass(frozen=True)
class _Standing:
    """What an account is: beheerder or not, of which schools it is schoolleider, and in which it has any role."""

    host: bool
    leads: frozenset[int]
    belongs: frozenset[int]


def require_to_manage(session: Session, by: int | None, id: int) -> None:
    """Raise Forbidden unless the account `by` may manage all of the account `id`: its links, stopping, resuming.

    Without `by` it is the program or the host at the machine itself, who may.
    """
    if by is None:
        return
    mine, theirs = _acting(session, by), _standing(session, id)
    own_people = not theirs.host and theirs.belongs and theirs.belongs <= mine.leads
    if not (mine.host or own_people):
        raise Forbidden(
            "Dit account heeft ook een rol buiten jouw school. Alleen de beheerder kan het beheren. Er is niets veranderd."
        )


def require_to_give(session: Session, by: int | None, grant: Grant) -> None:
    """Raise Forbidden unless the account `by` may give or take this role."""
    if by is None:
        return
    mine = _acting(session, by)
    if not mine.host and (grant.role is Role.HOST or _school(session, grant) not in mine.leads):
        raise Forbidden("Je geeft alleen rollen in je eigen school. Er is niets veranderd.")


def _school(session: Session, grant: Grant) -> int | None:
    if grant.team_id is None:
        return grant.school_id
    team = session.get(StoredTeam, grant.team_id)
    return team.school_id if team else None


def _acting(session: Session, id: int) -> _Standing:
    """Somebody who was stopped a moment ago is nothing any more."""
    account = session.get(StoredAccount, id)
    if account is None or not account.active:
        return _Standing(host=False, leads=frozenset(), belongs=frozenset())
    return _standing(session, id)


def _standing(session: Session, id: int) -> _Standing:
    rows = session.exec(
        select(AccountGrant.role, AccountGrant.school_id, StoredTeam.school_id)
        .outerjoin(StoredTeam, col(StoredTeam.id) == col(AccountGrant.team_id))
        .where(AccountGrant.account_id == id)
    ).all()
    return _Standing(
        host=any(role == Role.HOST for role, *_ in rows),
        leads=frozenset(school for role, school, _ in rows if role == Role.SCHOOL_LEADER and school is not None),
        belongs=frozenset(own or of_team for _, own, of_team in rows if own or of_team),
    )
