"""The row of an account inside a transaction."""

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from leidraad.errors import NotFound
from leidraad.storage.tables.accounts import StoredAccount


def present(session: Session, id: int) -> StoredAccount:
    """The row as it is now. Raises NotFound."""
    found = session.get(StoredAccount, id)
    return _there(found)


def locked(session: Session, id: int) -> StoredAccount:
    """The row, held until the transaction ends; a line of the journal about it waits for nobody. Raises NotFound."""
    held = select(StoredAccount).where(StoredAccount.id == id).with_for_update(key_share=True)
    found = session.exec(held).first()
    return _there(found)


def _there(found: StoredAccount | None) -> StoredAccount:
    if found is None or found.erased_at is not None:
        raise NotFound("Dit account bestaat niet meer.")
    return found


def below() -> list[sa.Table]:
    """The tables whose rows are of an account and go with it; the journal only mentions one."""
    return [
        table
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is StoredAccount.__table__ and key.ondelete == "CASCADE"
    ]


def with_email(session: Session, email: str) -> StoredAccount | None:
    """The row with this address, or None."""
    return session.exec(select(StoredAccount).where(StoredAccount.email == email.strip().lower())).first()
