"""Browsers in which somebody came in before: there a stranger who tries the account does not make its owner wait.

The browser has a cookie of its own for this, a random number; the database knows an HMAC of it, other for each account.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, delete

from leidraad.storage.accounts import sessions
from leidraad.storage.database import clock
from leidraad.storage.database.devices import token_hash
from leidraad.storage.database.engine import writing
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.tables.accounts import KnownDevice

#: Counted from the last time that somebody came in there.
KEPT = timedelta(days=366)


def is_known(session: Session, account_id: int, device: str) -> bool:
    """Whether this account came in on this device before."""
    return bool(device) and session.get(KnownDevice, (account_id, _hash(account_id, device))) is not None


def remember(token: str, device: str) -> None:
    """Whoever has the session with this token came in on this device. Somebody without an account leaves nothing."""
    account_id = sessions.visitor(token).account_id
    if account_id is None:
        return
    with writing() as session:
        table = KnownDevice.__table__
        row = {"account_id": account_id, "device_hash": _hash(account_id, device), "last_at": clock.now()}
        insert = insert_for(session.connection().dialect.name, table).values(row)
        update = insert.on_conflict_do_update(
            index_elements=["account_id", "device_hash"], set_={"last_at": row["last_at"]}
        )
        session.connection().execute(update)


def purge(session: Session, moment: datetime) -> None:
    """Forget where nobody came in for a year."""
    session.exec(delete(KnownDevice).where(col(KnownDevice.last_at) < moment - KEPT))


def _hash(account_id: int, device: str) -> bytes:
    return token_hash(device, f"account:{account_id}")
