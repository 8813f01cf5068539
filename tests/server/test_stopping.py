"""An ordinary stop: the database is one file afterwards, and whoever copies that file has everything."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from leidraad.settings import ROOT
from leidraad.storage.database import engine
from leidraad.storage.schools import schools
from tests.bench.server import Server
from tests.browser.colleague import Colleague
from tests.browser.site import Site
from tests.databases import migrated_file

ONE = "vo-a1-01"


def beside(file: Path) -> list[str]:
    return sorted(one.name for one in file.parent.glob(f"{file.name}?*"))


def stored_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as opened:
        return int(opened.execute("SELECT count(*) FROM answer").fetchone()[0])


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_after_an_ordinary_stop_the_one_file_holds_every_confirmed_answer(
    tmp_path: Path, told: signal.Signals
) -> None:
    site = Site(tmp_path)
    site.start()
    try:
        measurement = site.open_measurement("Bovenbouw")
        for _ in range(5):
            with Colleague(site.url) as colleague:
                colleague.join(measurement.join_code or "")
                colleague.fill_in({ONE: 4})
        assert isinstance(site.server, Server)
        site.server.process.send_signal(told)
        site.server.process.wait(20)
    finally:
        site.stop()
    assert beside(site.database) == []
    shutil.copy(site.database, tmp_path / "kopie.db")
    assert stored_in(tmp_path / "kopie.db") == 5


def test_a_command_leaves_one_file_too(tmp_path: Path) -> None:
    address = {"DATABASE_URL": f"sqlite:///{tmp_path / 'leidraad.db'}"}
    command = [sys.executable, "-m", "leidraad", "meting-open", "--team", "Bovenbouw"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **address}, check=True, capture_output=True, timeout=40)
    assert beside(tmp_path / "leidraad.db") == []


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
