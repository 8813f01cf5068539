"""INSERT … ON CONFLICT in the dialect of the session: SQLite and PostgreSQL spell it the same, elsewhere it lacks."""

from typing import Any

from sqlalchemy.dialects import sqlite


def insert_for(dialect: str, table: Any) -> Any:
    """An insert statement that knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)
