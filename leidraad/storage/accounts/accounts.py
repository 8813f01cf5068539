"""Accounts and their roles: who there is, invite, give and take roles, stop and resume. Signing in is in signing_in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from leidraad.access.identity import Grant
from leidraad.domain import typed
from leidraad.errors import Refused
from leidraad.storage import journal
from leidraad.storage.accounts import account_rows, authority, granting, links, sessions
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.server import one_by_one
from leidraad.storage.journal import What
from leidraad.storage.tables.accounts import AccountGrant, StoredAccount
from leidraad.storage.tables.schools import StoredTeam

NAME_LENGTH, EMAIL_LENGTH = 80, 254
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\"]+\.[^\s@,;:<>()\[\]\\\".]+")


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in, or once did. `invited`: neither chose a password nor came in through the school's login."""

    id: int
    email: str
    name: str
    active: bool
    has_password: bool
    invited: bool
    created_at: datetime
    stopped_at: datetime | None


@dataclass(frozen=True)
class Member:
    """An account with its roles, as a list of accounts shows it."""

    account: Account
    grants: tuple[Grant, ...]


def normal_email(text: str) -> str:
    """The one way an e-mail address is stored and looked up: trimmed, lower case. Raises Refused."""
    email = text.strip().lower()
    if len(email) > EMAIL_LENGTH or not _EMAIL.fullmatch(email) or not email.isprintable():
        raise Refused("Dit is geen e-mailadres. Typ het zoals naam@school.nl.")
    return email


def checked_name(text: str) -> str:
    """The name of a person, trimmed. Raises Refused."""
    name = typed.one_line(text, NAME_LENGTH)
    if name is None:
        raise Refused(f"Geef een naam van hoogstens {NAME_LENGTH} tekens.")
    return name


def is_claimed() -> bool:
    """Whether anybody has an account here; a fresh installation has none."""
    with reading() as session:
        return session.exec(select(StoredAccount.id).limit(1)).first() is not None


def invite(email: str, name: str, grants: Iterable[Grant], by: int | None) -> tuple[Account, str]:
    """Make an account without a password, with these roles; gives it and the token of its one-time link.

    Raises Refused when there is such an account already, NotFound when a school or team is gone. Here and below
    Forbidden when the account `by` may not do this; without `by` it is the program itself.
    """
    with writing() as session:
        account = new(session, email, name)
        for grant in grants:
            authority.require_to_give(session, by, grant)
            granting.give_in(session, account.id, grant, by)
        journal.note(session, What.INVITED, by, about=account.id)
        return _handed_out(account), links.make(session, account.id, links.LinkPurpose.INVITATION)


def new(session: Session, email: str, name: str) -> StoredAccount:
    """Add an account inside a running transaction. Raises Refused when the e-mail address is taken."""
    email = normal_email(email)
    one_by_one(session, "e-mailadressen")
    if session.exec(select(StoredAccount.id).where(StoredAccount.email == email)).first() is not None:
        raise Refused("Er is al een account met dit e-mailadres. Er is niets veranderd.")
    account = StoredAccount(email=email, name=checked_name(name), created_at=clock.now())
    session.add(account)
    session.flush()
    return account


def new_link(id: int, by: int | None) -> str:
    """A fresh one-time link: an invitation for who never came in, else a new password. Older links stop working."""
    with writing() as session:
        account = account_rows.locked(session, id)
        authority.require_to_manage(session, by, id)
        if not account.active:
            raise Refused("Dit account is gestopt. Maak het eerst weer actief.")
        first = is_invited(account)
        journal.note(session, What.INVITED if first else What.LINK, by, about=id)
        return links.make(session, id, links.LinkPurpose.INVITATION if first else links.LinkPurpose.PASSWORD)


def stop(id: int, by: int | None) -> None:
    """Deactivate: nobody can sign in with it and all its sessions end at once. Raises LastOne."""
    with writing() as session:
        granting.hold(session)
        account = account_rows.locked(session, id)
        authority.require_to_manage(session, by, id)
        granting.require_others(session, id)
        account.active, account.stopped_at = False, clock.now()
        session.add(account)
        sessions.end_all(session, id)
        links.forget(session, id)
        journal.note(session, What.STOPPED, by, about=id)


def resume(id: int, by: int | None) -> None:
    """Make a stopped account active again, with the roles it had."""
    with writing() as session:
        account = account_rows.locked(session, id)
        authority.require_to_manage(session, by, id)
        account.active, account.stopped_at = True, None
        session.add(account)
        journal.note(session, What.RESUMED, by, about=id)


def rename(id: int, name: str) -> None:
    """Another name for the same person. Raises Refused."""
    with writing() as session:
        account = account_rows.locked(session, id)
        account.name = checked_name(name)
        session.add(account)


def get(id: int) -> Member:
    """One account with its roles; raises NotFound."""
    with reading() as session:
        return Member(
            _handed_out(account_rows.present(session, id)), granting.grants_of(session, [id]).get(id, ())
        )


def by_email(email: str) -> Account | None:
    """The account with this address, or None."""
    with reading() as session:
        found = account_rows.with_email(session, email)
    return None if found is None else _handed_out(found)


def is_invited(account: StoredAccount) -> bool:
    """Neither chose a password nor came in through the school's login."""
    return account.password_hash is None and account.oidc_subject is None


def _handed_out(row: StoredAccount) -> Account:
    return row.as_(Account, has_password=row.password_hash is not None, invited=is_invited(row))


def members(school_id: int | None = None) -> list[Member]:
    """All accounts by name, or those with a role in one school."""
    with reading() as session:
        query = select(StoredAccount).where(col(StoredAccount.erased_at).is_(None))
        query = query.order_by(sa.func.lower(StoredAccount.name), col(StoredAccount.id))
        if school_id is not None:
            teams = select(StoredTeam.id).where(StoredTeam.school_id == school_id)
            query = query.where(
                col(StoredAccount.id).in_(
                    select(AccountGrant.account_id).where(
                        sa.or_(col(AccountGrant.school_id) == school_id, col(AccountGrant.team_id).in_(teams))
                    )
                )
            )
        found = list(session.exec(query))
        grants = granting.grants_of(session, [one.id for one in found])
        return [Member(_handed_out(one), grants.get(one.id, ())) for one in found]
