"""Several processes on one server: one migrates, one cleans up, and they hear each other."""

import asyncio
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from leidraad.access import cookies
from leidraad.domain.day import DayStep
from leidraad.storage import retention
from leidraad.storage.database import between, engine, memory, migrate, schema_version, server
from leidraad.storage.study_day import day
from tests.bench.server import free_port
from tests.bench.visitors import a_leader
from tests.databases import PostgresServer
from tests.harness import served
from tests.server.test_woken import NeverLooks
from tests.storage.scene import opened, rows

PATIENCE = 30.0


def until(met: Callable[[], object], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not met():
        assert time.monotonic() < deadline, "dat gebeurde niet"
        time.sleep(0.01)


@pytest.mark.parametrize("older", ["", "0006"], ids=["leeg", "ouder"])
def test_of_processes_that_start_at_once_one_migrates_and_all_come_up(postgres: PostgresServer, older: str):
    address = postgres.empty()
    if older:
        of_before = server.connect(engine.settings.database_url(address))
        with of_before.begin() as connection:
            settings = migrate.config()
            settings.attributes["connection"] = connection
            migrate.command.upgrade(settings, older)
        of_before.dispose()
    started = [served.process(engine.open_database, address) for _ in range(3)]
    for one in started:
        one.join(PATIENCE)
    assert [one.exitcode for one in started] == [0, 0, 0]
    engine.open_database(address)
    assert rows("SELECT version_num FROM alembic_version") == [(schema_version.present(),)]
    engine.close_database()


@pytest.mark.usefixtures("server_database")
def test_whoever_cleans_up_does_it_alone_and_the_other_goes_on(monkeypatch):
    done: list[int] = []
    monkeypatch.setattr(retention, "_purge_expired", lambda _at: done.append(1) or 3)
    with server.alone(engine.engine(), "opruimen") as mine:
        assert mine
        assert retention.purge_expired() == 0
    assert done == []
    for _ in range(5):  # and whoever did it before is not in the way
        assert retention.purge_expired() == 3


@pytest.fixture
def listening(server_database: None) -> Iterator[None]:
    """This process hears the others."""
    between.listen()
    until(between.listens)
    yield
    between.hush()


def listening_in() -> Callable[[], list[str]]:
    """From now on hear what the server passes on, as its log would write it down; at least one message of a note."""
    line = psycopg.connect(
        engine.address().set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
    )
    line.execute("LISTEN teamscan")

    def said() -> list[str]:
        with closing(line):
            found = [one.payload for one in line.notifies(timeout=0)]
        assert any('"noot"' in one for one in found)
        return found

    return said


def from_another(address: str, name: str) -> None:
    """In another process: ask, note something, and say that something changed."""
    engine.open_database(address)
    between.listen()
    until(between.listens)
    until(lambda: between.noted("wifi 7"))
    between.note(name, between.noted("wifi 7"))
    between.changed()
    between.hush()
    engine.close_database()


@pytest.mark.usefixtures("listening")
def test_who_starts_later_hears_what_was_noted_before_and_tells_the_others_what_it_notes():
    said = listening_in()
    between.note("wifi 7", ["Brug-gast", "zonnebloem"])
    before = memory._writes
    other = served.process(from_another, engine.address().render_as_string(hide_password=False), "wifi 8")
    until(lambda: between.noted("wifi 8") == ["Brug-gast", "zonnebloem"])
    until(lambda: memory._writes > before)
    other.join(PATIENCE)
    assert other.exitcode == 0
    kept = rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert all("zonnebloem" not in str(rows(f"SELECT * FROM {table}")) for (table,) in kept)
    assert [one for one in said() if "zonnebloem" in one or "Brug-gast" in one] == []


def who_it_is(file: Path) -> None:
    file.write_text(between.me())


def test_two_that_were_forked_from_one_loaded_program_do_not_take_each_other_for_themselves(tmp_path: Path):
    files = [tmp_path / "een", tmp_path / "twee"]
    for one in [served.process(who_it_is, file) for file in files]:
        one.join(PATIENCE)
    assert len({file.read_text() for file in files}) == 2


@pytest.mark.usefixtures("listening")
def test_who_lost_the_server_looks_for_himself_until_it_hears_again():
    before = memory._writes
    with engine.engine().connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query = 'SELECT 1'"
            )
        )
    until(lambda: memory._writes > before)  # whatever was said meanwhile is missed
    until(between.listens)


async def drawn_anew(wall: NeverLooks, page: str, measurement: int) -> list[str]:
    """Take a step here while the wall of another process shows the day; gives what went wrong there."""
    await wall.open(page)
    before = time.perf_counter()
    await asyncio.to_thread(day.go_to, measurement, DayStep.FILL, leaving=DayStep.JOIN)
    async with asyncio.timeout(PATIENCE):
        while wall.drawn_at < before:
            await asyncio.sleep(0.01)
    await wall.close()
    return wall.exceptions


@pytest.mark.usefixtures("server_database")
def test_a_wall_that_never_looks_shows_a_step_that_was_taken_in_another_process(tmp_path: Path):
    measurement = opened()
    day.start(measurement, 90)
    address = engine.address().render_as_string(hide_password=False)
    with served.running(address, tmp_path, free_port()) as there:
        wall = NeverLooks(there.address)
        wall.cookie = f"{cookies.SESSION}={a_leader()}"
        assert asyncio.run(drawn_anew(wall, f"/presenteren?meting={measurement}", measurement)) == []


def test_a_note_that_was_sealed_with_other_keys_is_not_taken_and_the_log_says_why(file, caplog):
    said = {"van": "een ander", "wat": "noot", "noot": ["wifi 9", time.time(), secrets.token_hex(40)]}
    between._hear(json.dumps(said))
    assert between.noted("wifi 9") is None
    assert "de map sleutels is niet van alle processen samen" in caplog.text


def test_a_file_has_one_process_that_tells_nobody(file):
    between.listen()
    between.note("wifi 7", ["Brug-gast", ""])
    assert between.noted("wifi 7") == ["Brug-gast", ""]
    assert not between.listens()
    assert not [one for one in threading.enumerate() if one.name == "tussen-processen"]
