"""The row of an account inside a transaction."""

from sqlmodel import Session, select

from leidraad.errors import NotFound
from leidraad.storage.tables.accounts import StoredAccount


def present(session: Session, id: int) -> StoredAccount:
    """The row as it is now. Raises NotFound."""
    found = session.get(StoredAccount, id)
    if found is None:
        raise NotFound("Dit account bestaat niet meer.")
    return found


def locked(session: Session, id: int) -> StoredAccount:
    """The row, held until the transaction ends. Raises NotFound."""
    found = session.exec(select(StoredAccount).where(StoredAccount.id == id).with_for_update()).first()
    if found is None:
        raise NotFound("Dit account bestaat niet meer.")
    return found


def with_email(session: Session, email: str) -> StoredAccount | None:
    """The row with this address, or None."""
    return session.exec(select(StoredAccount).where(StoredAccount.email == email.strip().lower())).first()
