"""Putting a backup back never undoes a closing, a reveal or a withdrawal: what is further now stays as it is now.

A measurement that is in both is taken from now, with all that belongs to it. One that is not shown in the backup and
that nothing now can confirm comes back closed and without answers.
"""

# ruff: noqa: S608 - every name in a statement is one of our own tables

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from leidraad.errors import Refused

#: More than anything in a school is made between two backups.
LEFT_OUT = 100_000
#: Rows below a measurement that are also about an account, which must be the same one.
_ABOUT_AN_ACCOUNT = ("prediction", "prediction_shown")
_SAME = "SELECT a.id FROM main.{0} a JOIN nu.{0} b ON a.id = b.id AND a.created_at = b.created_at"
_SAME_MEASUREMENTS = _SAME.format("measurement") + " AND a.team_id = b.team_id"
_SAME_ACCOUNTS = _SAME.format("account")
_RUNNING_NOW = (
    "SELECT label FROM nu.measurement WHERE state IN ('open', 'gesloten') AND id NOT IN (SELECT id FROM same)"
)
_UNCONFIRMED = "state IN ('open', 'gesloten') AND id NOT IN (SELECT id FROM same)"


def refuse_what_would_be_lost(copy: sqlite3.Connection, now: bytes) -> None:
    """Raise Refused while a measurement runs that the backup does not know: nobody could bring its answers back."""
    with _beside(copy, now):
        running = [label for (label,) in copy.execute(_RUNNING_NOW)]
    if running:
        raise Refused(
            f"Er loopt nu een meting die niet in deze kopie staat: {running[0]}. Er is niets veranderd. "
            "Sluit die en toon de uitslag, of gooi die weg. Zet daarna de kopie terug."
        )


def kept(copy: sqlite3.Connection, now: bytes | None, moment: datetime) -> int:
    """Change a copy that will be put back into what may be put back; gives how many measurements came back closed.

    `now` is the database of this moment, at the present version of the tables; None when nobody can read it.
    """
    if now is None:
        copy.execute("CREATE TEMP TABLE same (id INTEGER)")
        _leave_numbers_out(copy)
        return _close_unconfirmed(copy, moment)
    with _beside(copy, now):
        copy.execute("BEGIN")
        closed = _close_unconfirmed(copy, moment)
        below = list(_below_a_measurement())
        for table, which in reversed(below):
            copy.execute(f"DELETE FROM main.{table.name} WHERE {which.format(where='main')}")
        for table, which in below:
            _take_from_now(copy, table, which.format(where="nu"))
        if copy.execute("SELECT EXISTS (SELECT 1 FROM same UNION ALL SELECT 1 FROM same_account)").fetchone()[0]:
            _withdrawn_stays_withdrawn(copy)
        _copy_rows(copy, SQLModel.metadata.tables["clock_watch"], "TRUE")  # putting back is no proof of the date
        _go_on_numbering(copy)
        copy.execute("COMMIT")
    return closed


@contextmanager
def _beside(copy: sqlite3.Connection, now: bytes) -> Iterator[None]:
    """The present database as `nu` beside the copy, and which measurements and accounts are the same in both."""
    copy.execute("ATTACH ':memory:' AS nu")
    copy.deserialize(now, name="nu")
    try:
        copy.execute(f"CREATE TEMP TABLE same AS {_SAME_MEASUREMENTS}")
        copy.execute(f"CREATE TEMP TABLE same_account AS {_SAME_ACCOUNTS}")
        yield
    finally:
        if copy.in_transaction:
            copy.execute("ROLLBACK")
        for table in ("same", "same_account"):
            copy.execute(f"DROP TABLE IF EXISTS temp.{table}")
        copy.execute("DETACH nu")


def _close_unconfirmed(copy: sqlite3.Connection, moment: datetime) -> int:
    of = f"SELECT id FROM main.measurement WHERE {_UNCONFIRMED}"
    copy.execute(
        "DELETE FROM main.answer WHERE participation_key IN "
        f"(SELECT key FROM main.participation WHERE measurement_id IN ({of}))"
    )
    copy.execute(f"DELETE FROM main.participation WHERE measurement_id IN ({of})")
    at = moment.strftime("%Y-%m-%d %H:%M:%S.%f")
    changed = copy.execute(
        f"UPDATE main.measurement SET state = 'gesloten', tie_cut = 1, closed_at = coalesce(closed_at, ?) WHERE {_UNCONFIRMED}",
        (at,),
    )
    return changed.rowcount


def _below_a_measurement() -> Iterator[tuple[sa.Table, str]]:
    """Measurements and the tables whose rows go with one, and how to find those of the same measurements."""
    found = {"measurement": "id IN (SELECT id FROM same)"}
    for table in SQLModel.metadata.sorted_tables:
        for key in table.foreign_keys:
            above = key.column.table.name
            if above in found and key.ondelete != "SET NULL":
                mine, theirs = key.parent.name, key.column.name
                found[table.name] = f"{mine} IN (SELECT {theirs} FROM {{where}}.{above} WHERE {found[above]})"
        if table.name in found:
            yield table, found[table.name]


def _take_from_now(copy: sqlite3.Connection, table: sa.Table, which: str) -> None:
    if table.name in _ABOUT_AN_ACCOUNT:
        which += " AND account_id IN (SELECT id FROM same_account)"
    _copy_rows(copy, table, which)


def _copy_rows(copy: sqlite3.Connection, table: sa.Table, which: str) -> None:
    columns = ", ".join(f'"{one.name}"' for one in table.columns)
    copy.execute(f"INSERT INTO main.{table.name} ({columns}) SELECT {columns} FROM nu.{table.name} WHERE {which}")


def _withdrawn_stays_withdrawn(copy: sqlite3.Connection) -> None:
    """Of the same installation: self-scans and consents are those of now, and who was stopped stays stopped."""
    tables = SQLModel.metadata.tables
    for name in ("self_scan", "self_scan_owner"):
        copy.execute(f"DELETE FROM main.{name}")
    for name in ("self_scan_owner", "self_scan"):
        _copy_rows(copy, tables[name], "TRUE")
    both = "team_id IN (SELECT a.id FROM main.team a JOIN nu.team b ON a.id = b.id AND a.school_id = b.school_id)"
    copy.execute(f"DELETE FROM main.team_consent WHERE {both}")
    _copy_rows(copy, tables["team_consent"], both)
    _erased_stays_erased(copy)
    copy.execute(
        "UPDATE main.account SET (active, password_hash, stopped_at) = (SELECT b.active, b.password_hash, b.stopped_at FROM nu.account b "
        "WHERE b.id = main.account.id) WHERE id IN (SELECT id FROM same_account)"
    )


def _erased_stays_erased(copy: sqlite3.Connection) -> None:
    """Who was erased comes back without a name: the row is that of now, and what belonged to it stays gone."""
    gone = "SELECT id FROM nu.account WHERE erased_at IS NOT NULL AND id IN (SELECT id FROM same_account)"
    for table in SQLModel.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "account" and key.ondelete == "CASCADE":
                copy.execute(f"DELETE FROM main.{table.name} WHERE {key.parent.name} IN ({gone})")
    columns = ", ".join(
        one.name for one in SQLModel.metadata.tables["account"].columns if one.name not in ("id", "created_at")
    )
    copy.execute(
        f"UPDATE main.account SET ({columns}) = (SELECT {columns} FROM nu.account b WHERE b.id = main.account.id) "
        f"WHERE id IN ({gone})"
    )


def _leave_numbers_out(copy: sqlite3.Connection) -> None:
    """Of a database that nobody can read it is not known how far it had come: what it may have given out stays unused."""
    tables = "SELECT name FROM main.sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"
    copy.execute(
        f"INSERT INTO main.sqlite_sequence (name, seq) SELECT name, 0 FROM ({tables}) "
        "WHERE name NOT IN (SELECT name FROM main.sqlite_sequence)"
    )
    copy.execute("UPDATE main.sqlite_sequence SET seq = seq + ?", (LEFT_OUT,))


def _go_on_numbering(copy: sqlite3.Connection) -> None:
    """No number that was given out, before or after the backup, is given out again."""
    highest = "SELECT name, max(seq) FROM (SELECT * FROM main.sqlite_sequence UNION ALL SELECT * FROM nu.sqlite_sequence)"
    found = copy.execute(f"{highest} GROUP BY name").fetchall()
    copy.execute("DELETE FROM main.sqlite_sequence")
    copy.executemany("INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)", found)
