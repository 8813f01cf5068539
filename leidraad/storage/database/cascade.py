"""Deletes rows with everything that belongs to them, whatever tables there will be."""

import sqlalchemy as sa
from sqlmodel import Session, SQLModel


def erase(session: Session, table: sa.Table, which: sa.ColumnElement[bool]) -> None:
    """Delete these rows and first, along the foreign keys, every row of any table that belongs to them.

    A row that only mentions them (ON DELETE SET NULL) stays, and so does one of the same table.
    """
    for child in SQLModel.metadata.sorted_tables:
        for key in child.foreign_keys:
            if key.column.table is table and child is not table and key.ondelete != "SET NULL":
                erase(session, child, key.parent.in_(sa.select(key.column).where(which)))
    session.execute(sa.delete(table).where(which))
