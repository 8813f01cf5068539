"""Takes over what is in a file that may be anything: its rows, one table at a time, into a database of our own making.

So nothing else of it comes along, no trigger, view or column, and every row has passed each of our own rules.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from leidraad.content import library
from leidraad.domain.result import Result
from leidraad.errors import DatabaseNewer, DiskFull, NotADatabase, StorageError
from leidraad.storage.database import copies
from leidraad.storage.database.driver_errors import translated

_EXTRA = {"alembic_version", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4"}
_KINDS = {sa.Integer: "integer", sa.Boolean: "integer", sa.LargeBinary: "blob"}
_RESULTS = ("result", "leader_result")
#: What SQLite's check says of a value, while the file is whole.
_VALUE = ("CHECK constraint", "NULL value")
_UNDATED = """SELECT 1 FROM measurement WHERE (state IN ('gesloten', 'gedeeld') AND closed_at IS NULL)
 OR (state = 'gedeeld' AND (shared_at IS NULL OR id NOT IN (SELECT measurement_id FROM result)))"""

_FOREIGN = (
    "In deze reservekopie staat iets wat niet van de Teamscan is. Er is niets veranderd. Neem een andere kopie."
)
_WRONG = (
    "In deze reservekopie staan gegevens die niet kunnen kloppen. Er is niets veranderd. Neem een andere kopie."
)


def taken_over(copy: sqlite3.Connection) -> sqlite3.Connection:
    """A new database with the rows of this one, at the present version of the tables; the copy is used up.

    Raises NotADatabase or DatabaseNewer, with the reason.
    """
    try:
        _require_only_tables(copy)
        _require_whole(copy)
        copies.modernise(copy)
        _require_our_schema(copy)
        fresh = _filled(copy)
        _read_everything(fresh)
    except (DatabaseNewer, DiskFull, _Unusable):
        raise
    except StorageError as error:
        raise NotADatabase(copies.NOT_OURS) from error
    except (sqlite3.Error, SQLAlchemyError, ValueError, OverflowError) as error:
        ours = type(error) in (ValueError, sqlite3.IntegrityError)  # what others say holds what is in the rows
        copies.log.error("Reservekopie afgekeurd: %s", str(error) if ours else type(error).__name__)
        raise _Unusable(_WRONG) from error
    return fresh


class _Unusable(NotADatabase):
    """What is in it is not what the Teamscan keeps; the message says in what."""


def _require_only_tables(copy: sqlite3.Connection) -> None:
    """Before anything of it runs: a trigger would run with the first change, a view pretends to be a table."""
    with translated():
        found = copy.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    if not any(name == "alembic_version" for _, name, _ in found):
        raise _Unusable(copies.NOT_OURS)
    for kind, name, sql in found:
        if kind not in ("table", "index") or "VIRTUAL TABLE" in (sql or "").upper():
            copies.log.error("Reservekopie afgekeurd: %s %s", kind, name)
            raise _Unusable(_FOREIGN)


def _require_whole(copy: sqlite3.Connection) -> None:
    with translated():
        said = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok":
        copies.log.error("Reservekopie afgekeurd: %s", said)
        raise _Unusable(_WRONG if said.startswith(_VALUE) else copies.NOT_OURS)


def _require_our_schema(copy: sqlite3.Connection) -> None:
    ours = _schema(_fresh())
    theirs = _schema(copy)
    theirs = {name: found for name, found in theirs.items() if name in ours or name not in _EXTRA}
    if theirs != {name: ours[name] for name in theirs if name in ours} or not set(_tables()) <= set(theirs):
        raise _Unusable(_FOREIGN)


def _schema(copy: sqlite3.Connection) -> dict[str, tuple[set[tuple[str, int]], set[str]]]:
    """Of each table its columns (with how they are hidden), and the indexes that somebody named."""
    found = {}
    for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = {(row[1], row[6]) for row in copy.execute(f"PRAGMA table_xinfo({_quoted(name)})")}
        indexes = {row[1] for row in copy.execute(f"PRAGMA index_list({_quoted(name)})") if row[3] == "c"}
        found[name] = (columns, indexes)
    return found


def _tables() -> dict[str, sa.Table]:
    return dict(SQLModel.metadata.tables)


def _fresh() -> sqlite3.Connection:
    return copies.loaded(_empty_of_ours())


@cache
def _empty_of_ours() -> bytes:
    """A database as our own migrations make it, made once."""
    with closing(copies.empty()) as made:
        copies.modernise(made)
        return copies.content(made)


def _filled(copy: sqlite3.Connection) -> sqlite3.Connection:
    fresh = _fresh()
    fresh.execute("PRAGMA foreign_keys=OFF")  # all of them are looked at when everything is there
    fresh.execute("BEGIN")
    for name, table in _tables().items():
        columns = ", ".join(_quoted(one.name) for one in table.columns)
        places = ", ".join("?" for _ in table.columns)
        rows = copy.execute(f"SELECT {columns} FROM {_quoted(name)}")  # noqa: S608 - names of our own
        fresh.executemany(f"INSERT INTO {_quoted(name)} ({columns}) VALUES ({places})", rows)  # noqa: S608
    fresh.execute("COMMIT")
    return fresh


def _read_everything(fresh: sqlite3.Connection) -> None:
    """Raise ValueError or _Unusable when a value is of another kind, or a Result or moment is not what it must be."""
    if dangling := fresh.execute("PRAGMA foreign_key_check").fetchone():
        raise ValueError(f"{dangling[0]} names a row that is not there")
    for table in _tables().values():
        for wrong in _wrong_kinds(table):
            if fresh.execute(f"SELECT 1 FROM {_quoted(table.name)} WHERE {wrong}").fetchone():  # noqa: S608
                raise ValueError(f"{table.name}: {wrong}")
    with copies.as_engine(fresh).connect() as connection:
        for table in _tables().values():
            for row in connection.execute(sa.select(table)):  # every moment is read as one
                if table.name in _RESULTS:
                    Result.model_validate_json(row.body)
        connection.rollback()
    if fresh.execute(_UNDATED).fetchone():
        raise ValueError("measurement: a state without its moment or its Result")
    _require_known_questionnaires(fresh)


def _require_known_questionnaires(fresh: sqlite3.Connection) -> None:
    """Of a measurement that was shown the questionnaire may be gone; without it, any other cannot be gone on with."""
    used = "SELECT DISTINCT instrument_id, instrument_version FROM measurement WHERE state <> 'gedeeld'"
    for name, version in fresh.execute(used):
        if library.known(name, version) is None and not _holds(fresh, name, version):
            raise _Unusable(
                f"Deze reservekopie gebruikt vragenlijst {name}, versie {version}, en die is hier niet. Er is niets veranderd. "
                "Zet eerst dat inhoudsbestand terug."
            )


def _holds(fresh: sqlite3.Connection, name: str, version: int) -> bool:
    """Whether the copy has its words with it: a questionnaire that a school wrote, or one of ours that was kept."""
    found = fresh.execute(
        "SELECT body FROM questionnaire WHERE id = ? AND version = ?", (name, version)
    ).fetchone()
    return found is not None and library.is_readable(found[0])


def _wrong_kinds(table: sa.Table) -> Iterator[str]:
    for column in table.columns:
        name = _quoted(column.name)
        kind = next((said for known, said in _KINDS.items() if isinstance(column.type, known)), "text")
        yield f"{name} IS NOT NULL AND typeof({name}) <> '{kind}'"
        if length := getattr(column.type, "length", None):
            yield f"length({name}) > {length}"
        if isinstance(column.type, sa.Boolean):
            yield f"{name} NOT IN (0, 1)"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
