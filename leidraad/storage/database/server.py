"""A database server (PostgreSQL), which several processes of one installation use: how long it is waited for, and locks
that are of no row. Such a lock is the server's: it goes with the transaction or connection that holds it, whatever happens
to the process. A file (SQLite) has one process with one writer, and needs none of them.
"""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from leidraad.storage.database import schema_version
from leidraad.storage.database.driver_errors import translated

#: Until a server that says nothing, or a table that another program holds, is called so; `?name=value` in the URL goes first.
_PATIENCE = {"connect_timeout": 5, "tcp_user_timeout": 10_000, "options": "-c lock_timeout=5s"}
#: A migration of ten years of schools takes longer than a row is waited for.
_MIGRATED_WITHIN = "10min"
#: The first half of the number of a lock, which is 64 bits: no other program has the same by chance.
_OURS = int.from_bytes(b"team")


def connect(url: URL) -> Engine:
    """An engine of which a connection from before a restart of the server is replaced before anybody meets it."""
    wanted = _PATIENCE | {"application_name": f"{schema_version.PROCESS}{secrets.token_hex(4)}"}
    given = {name: value for name, value in wanted.items() if name not in url.query}
    return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=10, connect_args=given)


def one_by_one(session: Session, what: str) -> None:
    """Until the transaction ends nobody else is past this for the same `what`: for what no row can be held for yet."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:ours, hashtext(:what))"), {"ours": _OURS, "what": what}
        )


def wait_for_migration(connection: Connection) -> None:
    """Whoever starts while another process migrates waits for that; then it sees that nothing is left to do."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SET LOCAL lock_timeout = '{_MIGRATED_WITHIN}'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:ours, 0)"), {"ours": _OURS})
        connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))


@contextmanager
def alone(opened: Engine, task: str) -> Iterator[bool]:
    """Whether this process may do this task now: not while another one does it. Raises StorageError."""
    if opened.dialect.name == "sqlite":
        yield True
        return
    named: dict[str, Any] = {"ours": _OURS, "task": task}
    with translated():
        held = opened.execution_options(isolation_level="AUTOCOMMIT").connect()
    with closing(held):
        with translated():
            mine = held.execute(text("SELECT pg_try_advisory_lock(:ours, hashtext(:task))"), named).scalar_one()
        try:
            yield mine
        finally:
            if mine and not _let_go(held, named):
                held.invalidate()  # it goes with the connection, whatever happened to the server meanwhile


def _let_go(held: Connection, named: dict[str, Any]) -> bool:
    try:
        return bool(held.execute(text("SELECT pg_advisory_unlock(:ours, hashtext(:task))"), named).scalar_one())
    except SQLAlchemyError:
        return False
