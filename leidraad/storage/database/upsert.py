"""INSERT … ON CONFLICT in the dialect of the session: SQLite and PostgreSQL spell it the same, elsewhere it lacks."""

from typing import Any

from sqlalchemy.dialects import sqlite


def insert_for(dialect: str, table: Any) -> Any:
    """An insert statement that knows `on_conflict_do_update` and `on_conflict_do_nothing`; `rowcount` is what was added."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table).execution_options(preserve_rowcount=True)  # or it says -1
    return sqlite.insert(table)
