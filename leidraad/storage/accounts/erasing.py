"""Erasing who left: no name, address, password or role stays, here or in a copy; the journal says that somebody did something."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from leidraad.storage import journal
from leidraad.storage.accounts import account_rows, accounts, authority, granting
from leidraad.storage.database import clock, old_pages
from leidraad.storage.database.cascade import erase
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.tables.accounts import StoredAccount

NAMELESS = "iemand die weg is"
#: An account that was stopped, and that nobody made active again for so long.
STOPPED_FOR = timedelta(days=366)

_accounts = StoredAccount.__table__


def remove(id: int, by: int | None) -> None:
    """Erase an account. One that was invited and never came in leaves no row. Raises LastOne, Forbidden or NotFound."""
    with writing() as session:
        granting.hold(session)
        account = account_rows.locked(session, id)
        authority.require_to_manage(session, by, id)
        granting.require_others(session, id)
        if accounts.is_invited(account):
            erase(session, _accounts, _accounts.c.id == id)
        else:
            journal.note(session, What.ACCOUNT_REMOVED, by, about=id)
            _make_nameless(session, account, clock.now())
    old_pages.forget(("account",))


def purge(session: Session, moment: datetime) -> int:
    """Erase what was stopped longer ago than the term; gives how many."""
    left = select(StoredAccount).where(
        ~col(StoredAccount.active),
        col(StoredAccount.erased_at).is_(None),
        col(StoredAccount.stopped_at) < moment - STOPPED_FOR,
    )
    found = session.exec(left.with_for_update()).all()
    for account in found:
        journal.note(session, What.ACCOUNT_REMOVED, None, about=account.id)
        _make_nameless(session, account, moment)
    return len(found)


def erased() -> list[tuple[int, datetime]]:
    """Number and moment of making of every account that was erased here: who it was, they do not tell."""
    query = select(StoredAccount.id, StoredAccount.created_at).where(col(StoredAccount.erased_at).is_not(None))
    with reading() as session:
        return [(id, made) for id, made in session.exec(query)]


def forget_in_copy(session: Session, gone: Iterable[tuple[int, datetime]], moment: datetime) -> bool:
    """Erase the same accounts in a backup; gives whether there was any."""
    there = [session.get(StoredAccount, id) for id, _made in gone]
    made = dict(gone)
    found = [one for one in there if one and one.erased_at is None and one.created_at == made[one.id]]
    for account in found:
        _make_nameless(session, account, moment)
    return bool(found)


def _make_nameless(session: Session, account: StoredAccount, moment: datetime) -> None:
    account.name, account.email = NAMELESS, f"verwijderd-{account.id}"
    account.password_hash = account.oidc_issuer = account.oidc_subject = None
    account.active, account.erased_at = False, moment
    account.stopped_at = account.stopped_at or moment
    session.add(account)
    session.flush()
    for table in account_rows.below():
        erase(session, table, table.c.account_id == account.id)
