"""An ordinary stop: the database is one file afterwards, and whoever copies that file has everything."""

import asyncio
import os
import shutil
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from leidraad.errors import StorageError
from leidraad.server import lifespan
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from leidraad.storage.schools import schools
from tests.browser.site import until
from tests.cast import ALICE
from tests.databases import migrated_file
from tests.harness import acts, served
from tests.harness.acts import PHONES
from tests.harness.commands import run
from tests.harness.place import Place


def beside(file: Path) -> list[str]:
    return sorted(one.name for one in file.parent.glob(f"{file.name}?*"))


def stored_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as opened:
        return int(opened.execute("SELECT count(*) FROM answer").fetchone()[0])


def stored_in_a_copy(file: Path) -> int:
    shutil.copy(file, file.with_name("kopie.db"))
    return stored_in(file.with_name("kopie.db"))


@pytest.mark.parametrize("told", [["TERM"], ["INT"], ["HUP"], ["TERM", "TERM"]], ids=" ".join)
def test_after_an_ordinary_stop_the_one_file_holds_every_confirmed_answer(tmp_path: Path, told: list[str]) -> None:
    """Also when a window is closed, when somebody cannot wait, and while a backup is being made."""
    place = Place(tmp_path)

    async def filled_and_stopped() -> None:
        await place.start()
        try:
            await place.ask("filled")
            await place.ask("backup-beside")
        finally:
            await place.end(*(signal.Signals[f"SIG{one}"] for one in told))

    asyncio.run(filled_and_stopped())
    assert place.file is not None
    assert beside(place.file) == []
    assert stored_in_a_copy(place.file) == PHONES * 30


@contextmanager
def somebody_writing(file: Path) -> Iterator[tuple[threading.Event, threading.Thread]]:
    """In a thread, until the event is set; and somebody else who stops, with patience."""
    engine.open_database(f"{migrated_file(file)}?timeout=0.2")
    writes, ends = threading.Event(), threading.Event()

    def write() -> None:
        with engine.together():
            schools.add_school("De Brug", "vo")
            writes.set()
            ends.wait(30)

    writer, stopper = threading.Thread(target=write), threading.Thread(target=engine.end, args=(30,))
    writer.start()
    assert writes.wait(20)
    stopper.start()
    try:
        yield ends, stopper
    finally:
        ends.set()
        for one in (writer, stopper):
            one.join(20)
        engine.close_database()


def test_a_stop_waits_for_who_is_writing_and_nobody_opens_the_database_after_it(tmp_path: Path) -> None:
    file = tmp_path / "leidraad.db"
    with somebody_writing(file) as (ends, stopper):
        ends.set()
        stopper.join(20)
        assert beside(file) == []
        with pytest.raises(StorageError, match="stopt"):
            schools.schools()
        assert beside(file) == []
    engine.open_database(f"sqlite:///{file}")
    assert [one.name for one in schools.schools()] == ["De Brug"]
    engine.close_database()


def test_who_stops_it_a_second_time_waits_for_nobody(tmp_path: Path) -> None:
    with somebody_writing(tmp_path / "leidraad.db") as (ends, stopper):
        engine.end(0.1)
        assert not ends.is_set()
        stopper.join(20)
        assert not stopper.is_alive()


def test_a_command_leaves_one_file_too(tmp_path: Path) -> None:
    file, log = tmp_path / "leidraad.db", tmp_path / "opdracht.log"
    began = served.process(run, f"sqlite:///{file}", ["meting-open", "--team", "Bovenbouw"], log)
    began.join(40)
    assert began.exitcode == 0, log.read_text()
    assert beside(file) == []


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_command_that_is_stopped_half_way_leaves_one_file_too_and_says_that_it_was(
    tmp_path: Path, told: signal.Signals
) -> None:
    file, log = tmp_path / "leidraad.db", tmp_path / "opdracht.log"
    began = served.process(run, migrated_file(file), ["voorbeeld"], log)
    until(lambda: log.exists() and "wordt gemaakt" in log.read_text(), 30)
    os.kill(began.pid or 0, told)
    began.join(20)
    assert began.exitcode == 1, log.read_text()
    assert log.read_text().endswith("Gestopt voordat de opdracht klaar was.\n")
    assert beside(file) == []


def test_while_the_program_runs_the_file_is_brought_up_to_date_and_nobody_waits(tmp_path: Path) -> None:
    file = tmp_path / "leidraad.db"
    engine.open_database(migrated_file(file))
    try:
        with engine.reading() as session:  # somebody who looks at an older moment holds nobody up
            session.connection()
            assert engine.checkpoint()
        shutil.copy(file, tmp_path / "kopie.db")
        with closing(sqlite3.connect(tmp_path / "kopie.db")) as opened:
            assert opened.execute("PRAGMA quick_check").fetchone() == ("ok",)
    finally:
        engine.close_database()


def test_every_few_minutes_what_was_saved_is_in_the_one_file_also_while_somebody_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lifespan, "CHECKPOINT_EVERY_SECONDS", 0.01)
    file = tmp_path / "leidraad.db"
    engine.open_database(migrated_file(file))

    async def brought_together() -> None:
        beside = asyncio.create_task(lifespan._keep_in_one_file())
        made = await asyncio.to_thread(acts.filled)
        async with asyncio.timeout(20):
            while await asyncio.to_thread(stored_in_a_copy, file) < len(made["items"]) * PHONES:
                await asyncio.sleep(0.01)
        assert not beside.done()
        beside.cancel()

    try:
        with engine.reading() as session:
            session.connection()
            asyncio.run(brought_together())
    finally:
        engine.close_database()


def test_the_log_beside_the_database_does_not_grow_during_a_long_fill_in(tmp_path: Path) -> None:
    engine.open_database(migrated_file(tmp_path / "leidraad.db"))
    made = acts.opened()
    was: dict[str, int] = {}
    for number in range(1500):
        value = {made["items"][number % 7]: number % 5 + 1}
        was |= answers.change(made["id"], ALICE, value, was, joining=not was).stored
        answers.mine(made["id"], ALICE)
    grown = (tmp_path / "leidraad.db-wal").stat().st_size
    engine.close_database()
    assert grown < 5 * 2**20


def test_a_reader_of_an_older_moment_keeps_it_from_being_whole_and_that_is_said(tmp_path: Path) -> None:
    engine.open_database(f"{migrated_file(tmp_path / 'leidraad.db')}?timeout=0.2")
    try:
        with engine.raw() as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM school").fetchone()
            schools.add_school_with_team("De Brug", "vo", "Bovenbouw")
            assert not engine.checkpoint(whole=True)
            reader.execute("ROLLBACK")
        assert engine.checkpoint(whole=True)
    finally:
        engine.close_database()
    assert beside(tmp_path / "leidraad.db") == []
