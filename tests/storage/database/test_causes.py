"""Each cause by which a database cannot be used has its own error and sentence, and one log line without a secret.

A cause is produced wherever it can be; a disk that fails only says what its driver would say.
"""

import logging
import os
import re
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from leidraad import errors
from leidraad.storage.database import engine, server
from leidraad.storage.database.driver_errors import translated
from leidraad.storage.measurements import answers
from tests.cast import ALICE
from tests.databases import PostgresServer, migrated_file
from tests.storage.another_program import another_program_holds
from tests.storage.scene import CORE, ONE, opened

SECRET = "hunkerbunker"
NOBODY = 65534


class Cause(NamedTuple):
    """How it comes about, the error it is, and what the sentence must say; of what we look at ourselves no log line comes."""

    make: Callable[..., object]
    kind: type[errors.StorageError]
    said: str
    logged: bool = True


# SQLite: what is done with a good file of a closed database.


def use(file: Path, more: str = "") -> None:
    """Open it, and save an answer to a new measurement."""
    engine.open_database(f"sqlite:///{file}{more}")
    answers.save(opened(), ALICE, {ONE: 4})


def full(file: Path) -> None:
    engine.open_database(f"sqlite:///{file}")
    event.listen(engine.engine(), "connect", lambda one, _: one.execute("PRAGMA max_page_count = 1"))
    engine.engine().dispose()
    for _ in range(200):
        answers.save(opened(short=False), ALICE, dict.fromkeys(CORE, 3))


@contextmanager
def somebody_else() -> Iterator[Path]:
    """A folder for everybody, used by one who is not root: root may write everywhere."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "van-een-ander"
        folder.mkdir()
        Path(made).chmod(0o755)
        root = os.geteuid() == 0
        migrated_file(folder / "leidraad.db")
        if root:
            os.chown(folder, NOBODY, NOBODY)
            os.chown(folder / "leidraad.db", NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


def file_read_only(_: Path) -> None:
    with somebody_else() as folder:
        (folder / "leidraad.db").chmod(0o444)
        use(folder / "leidraad.db")


def folder_read_only(_: Path) -> None:
    with somebody_else() as folder:
        folder.chmod(0o555)
        use(folder / "leidraad.db")


def occupied(file: Path) -> None:
    with another_program_holds(file):
        use(file, "?timeout=0.1")


def half_gone(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    use(file)


def a_letter(file: Path) -> None:
    file.write_text("Beste collega, dit is een brief.")
    use(file)


def of_a_newer_version(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    use(file)


def emptied(file: Path) -> None:
    (file.parent / "reservekopieen").mkdir()
    (file.parent / "reservekopieen" / "een.kopie").touch()
    file.write_bytes(b"")
    use(file)


def says(error: sqlite3.Error) -> Callable[[Path], None]:
    def say(_: Path) -> None:
        with engine.writing():
            raise OperationalError("UPDATE answer SET value = 4", {}, error)

    return say


OF_A_FILE = [
    Cause(full, errors.DiskFull, "De schijf is vol.*nog.*ruimte vrij"),
    Cause(file_read_only, errors.DatabaseReadOnly, "alleen gelezen.*rechten van het bestand"),
    Cause(folder_read_only, errors.DatabaseReadOnly, "map"),
    Cause(occupied, errors.DatabaseLocked, "ander programma.*bezet.*Sluit dat programma"),
    Cause(half_gone, errors.NotADatabase, "beschadigd.*reservekopie terug"),
    Cause(a_letter, errors.NotADatabase, "geen database.*niet aangeraakt", logged=False),
    Cause(of_a_newer_version, errors.DatabaseNewer, "nieuwere versie", logged=False),
    Cause(emptied, errors.NotADatabase, "er was hier al een Teamscan.*terugzetten", logged=False),
    Cause(says(sqlite3.OperationalError("disk I/O error")), errors.DiskFault, "schijf.*fout.*losgeraakt of stuk"),
    Cause(
        says(sqlite3.OperationalError("something new\nof SQLite")), errors.StorageError, "kan dit nu niet.*waarom"
    ),
]

# PostgreSQL: what is done with the address of a good database.


def of_server(address: URL, *changes: str, **other: str) -> None:
    """Open this, make these changes in SQL, and save an answer."""
    engine.open_database(address.set(**other).render_as_string(hide_password=False))  # type: ignore[arg-type]
    measurement = opened()
    with engine.writing() as session:
        for change in changes:
            session.connection().exec_driver_sql(change)
    answers.save(measurement, ALICE, {ONE: 4})


def as_administrator(address: URL, *changes: str) -> None:
    with create_engine(address, poolclass=NullPool).begin() as connection:
        for change in changes:
            connection.exec_driver_sql(change)


@contextmanager
def role(address: URL, name: str, *more: str) -> Iterator[None]:
    """A user of the server who can do nothing yet but come in."""
    as_administrator(address, f"CREATE ROLE {name} LOGIN PASSWORD 'goed'", *more)
    try:
        yield
    finally:
        engine.close_database()
        as_administrator(address, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


def unknown_database(address: URL) -> None:
    of_server(address, database="bestaat_niet")


def unknown_user(address: URL) -> None:
    of_server(address, username="niemand")


def wrong_password(address: URL) -> None:
    with create_engine(address, poolclass=NullPool).connect() as connection:
        rules = Path(str(connection.exec_driver_sql("SHOW hba_file").scalar()))
    before = rules.read_text()
    with role(address, "streng"):
        try:
            rules.write_text(f"local all streng scram-sha-256\nhost all streng all scram-sha-256\n{before}")
            as_administrator(address, "SELECT pg_reload_conf()")
            of_server(address, username="streng")
        finally:
            rules.write_text(before)
            as_administrator(address, "SELECT pg_reload_conf()")


def away(address: URL) -> None:
    of_server(address.set(host=None, port=None, query={"host": tempfile.gettempdir()}))


def no_connection_left(address: URL) -> None:
    with role(address, "krap", "ALTER ROLE krap CONNECTION LIMIT 0"):
        of_server(address, username="krap")


def without_rights(address: URL) -> None:
    with role(address, "gast"):
        of_server(address, username="gast")


def connection_ended(address: URL) -> None:
    of_server(address, "SELECT pg_terminate_backend(pg_backend_pid())")


def only_reading(address: URL) -> None:
    of_server(address.update_query_dict({"options": "-c default_transaction_read_only=on"}))


def table_held(address: URL) -> None:
    engine.open_database(
        address.update_query_dict({"options": "-c lock_timeout=100"}).render_as_string(hide_password=False)
    )
    measurement = opened()
    with create_engine(address, poolclass=NullPool).begin() as other:
        other.exec_driver_sql("LOCK TABLE answer")
        answers.save(measurement, ALICE, {ONE: 4})


def raises(state: str) -> Callable[[URL], None]:
    """What the server says in German, with values of somebody in it, under this number."""

    def make(address: URL) -> None:
        more = "DETAIL = 'anna@school.nl'"
        of_server(
            address, f"DO $$ BEGIN RAISE EXCEPTION 'Geht gerade nicht' USING ERRCODE = '{state}', {more}; END $$"
        )

    return make


def refused_in(language: str) -> Callable[[URL], None]:
    """What a server that speaks another language says at the door, where there is no number."""

    def make(_: URL) -> None:
        said = f'connection failed: connection to server at "127.0.0.1", port 5432 failed: {language}'
        with translated():
            raise OperationalError(None, None, psycopg.OperationalError(said))

    return make


OF_A_SERVER = [
    Cause(unknown_database, errors.DatabaseRefuses, "kent deze database.*DATABASE_URL"),
    Cause(unknown_user, errors.DatabaseRefuses, "kent deze database of gebruiker niet.*DATABASE_URL"),
    Cause(wrong_password, errors.DatabaseRefuses, "weigert de naam of het wachtwoord.*DATABASE_URL"),
    Cause(away, errors.DatabaseAway, "niet bereikbaar.*server en het netwerk"),
    Cause(no_connection_left, errors.DatabaseLocked, "geen verbinding meer vrij.*over een minuut"),
    Cause(without_rights, errors.DatabaseRefuses, "geen recht.*beheerder van de server"),
    Cause(connection_ended, errors.DatabaseAway, "verbinding verbroken.*of dit laatste er staat"),
    Cause(only_reading, errors.DatabaseReadOnly, "alleen lezen.*beheerder van de server"),
    Cause(table_held, errors.DatabaseLocked, "ander programma.*bezet"),
    Cause(raises("53100"), errors.DiskFull, "schijf van de databaseserver is vol"),
    Cause(raises("53300"), errors.DatabaseLocked, "geen verbinding meer vrij"),
    Cause(raises("55P03"), errors.DatabaseLocked, "ander programma.*bezet"),
    Cause(raises("25006"), errors.DatabaseReadOnly, "alleen lezen"),
    Cause(raises("58030"), errors.DiskFault, "fout van zijn schijf"),
    Cause(raises("XX001"), errors.DiskFault, "fout van zijn schijf"),
    Cause(raises("57P03"), errors.DatabaseAway, "start of stopt nu"),
    Cause(
        refused_in("FATAL:  Passwort-Authentifizierung fehlgeschlagen"),
        errors.DatabaseRefuses,
        "niet binnen.*na\\.",
    ),
    Cause(
        refused_in("ВАЖНО:  база данных не существует"), errors.DatabaseRefuses, "niet binnen.*wat de server zegt"
    ),
    Cause(refused_in("Connection refused\n\tIs the server running on that host?"), errors.DatabaseAway, "netwerk"),
]


def name(cause: Cause) -> str:
    return f"{cause.kind.__name__}-{cause.make.__name__}"


def require(cause: Cause, given: object, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with pytest.raises(cause.kind) as raised:
        cause.make(given)
    assert type(raised.value) is cause.kind
    assert re.search(cause.said, str(raised.value)), raised.value
    assert "DETAIL" not in caplog.text
    assert "anna@school.nl" not in caplog.text + str(raised.value)
    assert SECRET not in caplog.text + str(raised.value)
    lines = [one.getMessage() for one in caplog.records if one.name == "leidraad.opslag"]
    assert [line.count("\n") for line in lines if line.startswith("Database: ")] == [0] * cause.logged, lines


@pytest.mark.parametrize("cause", OF_A_FILE, ids=name)
def test_a_file_that_cannot_be_used_says_why_and_what_to_do(
    cause: Cause, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    migrated_file(tmp_path / "leidraad.db")
    engine.open_database(f"sqlite:///{tmp_path / 'leidraad.db'}")
    if cause.make.__name__ != "say":
        engine.close_database()
    require(cause, tmp_path / "leidraad.db", caplog)
    engine.close_database()


@pytest.mark.parametrize("cause", OF_A_SERVER, ids=name)
def test_a_server_that_cannot_be_used_says_why_in_whatever_language_it_speaks(
    cause: Cause, postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    require(cause, make_url(postgres.migrated()).set(password=SECRET), caplog)
    engine.close_database()


def test_a_server_that_takes_a_connection_and_says_nothing_is_away_and_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(server._PATIENCE, "connect_timeout", 2)  # the least that libpq takes
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(errors.DatabaseAway, match="niet bereikbaar"),
    ):
        engine.open_database(f"postgresql://school:{SECRET}@127.0.0.1:{silent.getsockname()[1]}/leidraad")
