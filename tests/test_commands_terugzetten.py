"""`python -m leidraad terugzetten`: also when the app does not start, never while it runs, and nothing is lost by it."""

import io
import shutil
import sys
from errno import ENOSPC
from pathlib import Path

import pytest

from leidraad import __main__ as commands
from leidraad import settings
from leidraad.domain.measurement import State
from leidraad.errors import NotADatabase
from leidraad.storage import backup, backup_files, journal
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, measurements, results
from leidraad.storage.schools import schools
from tests.cast import ALICE
from tests.databases import migrated_file
from tests.storage.scene import ONE, TWO, opened, revealed

PASSPHRASE = "vier losse woorden samen"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The database of an installation, open."""
    monkeypatch.setenv("DATABASE_URL", migrated_file(tmp_path / "leidraad.db"))
    engine.open_database()
    yield tmp_path / "leidraad.db"
    engine.close_database()


def put_back(name: str | Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert commands.main(["terugzetten", str(name)]) == 0, capsys.readouterr().err
    said = capsys.readouterr().out
    engine.open_database()
    return said


def refused(name: str | Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert commands.main(["terugzetten", str(name)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "Er is niets veranderd" in output.err
    return output.err


def in_folder(file: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in file.parent.rglob("*") if one.is_file()}


def test_what_was_backed_up_is_there_again_and_what_there_was_is_a_backup(file, capsys):
    schools.add_school("De Brug", "vo")
    made = backup.make()
    schools.add_school("Zonnehof", "po")
    engine.close_database()
    said = put_back(made.name, capsys)
    assert [one.name for one in schools.schools()] == ["De Brug"]
    newest = backup.backups()[0]
    assert f"{made.name}. Wat er was, is bewaard als {newest.name}." in said
    backup.restore(newest.name)
    assert [one.name for one in schools.schools()] == ["De Brug", "Zonnehof"]
    assert file.stat().st_mode & 0o077 == 0


def test_a_damaged_database_that_does_not_start_is_replaced_with_its_log_and_kept_aside(file, capsys):
    schools.add_school("De Brug", "vo")
    result = revealed(opened())
    made = backup.make()
    engine.close_database()
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 40_000)
    with pytest.raises(NotADatabase, match="python -m leidraad terugzetten"):
        engine.open_database()
    file.with_name("leidraad.db-wal").write_bytes(b"the log of before" * 500)
    file.with_name("leidraad.db-shm").write_bytes(bytes(32_768))
    damaged = [file.read_bytes(), b"the log of before" * 500]
    put_back(made.name, capsys)
    assert results.shared(1) == result
    assert journal.lines()[0].detail == made.name
    kept = (file.parent / "reservekopieen").glob("beschadigd-*")
    assert sorted(backup_files.opened(one.read_bytes()) for one in kept) == sorted(damaged)


def test_answers_that_were_still_in_the_log_are_not_lost(file, capsys, tmp_path):
    measurement = opened()
    made = backup.make()
    answers.save(measurement, ALICE, {ONE: 4, TWO: 2})
    pulled = tmp_path / "stekker"
    shutil.copytree(
        file.parent, pulled, ignore=shutil.ignore_patterns("stekker")
    )  # as it lies there at that moment
    engine.close_database()
    assert (pulled / "leidraad.db-wal").stat().st_size
    for end in ("", "-wal"):
        shutil.copyfile(pulled / f"leidraad.db{end}", f"{file}{end}")
    put_back(made.name, capsys)
    assert answers.mine(measurement, ALICE) == {ONE: 4, TWO: 2}
    assert measurements.get(measurement).state is State.OPEN


def test_a_damaged_database_confirms_nothing_so_what_was_open_comes_back_closed(file, capsys):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    made = backup.make()
    engine.close_database()
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 40_000)
    put_back(made.name, capsys)
    assert measurements.get(measurement).state is State.CLOSED
    assert answers.people(measurement).people == 0


def test_on_a_new_computer_a_download_comes_back_with_its_passphrase(file, capsys, tmp_path, monkeypatch):
    schools.add_school("De Brug", "vo")
    (tmp_path / "meegenomen").write_bytes(backup.take(backup.make().name, None, PASSPHRASE))
    engine.close_database()
    monkeypatch.setenv("DATABASE_URL", str(settings.sqlite_url(tmp_path / "nieuw" / "leidraad.db")))
    monkeypatch.setattr(sys, "stdin", io.StringIO("vier andere woorden samen\n" + PASSPHRASE + "\n"))
    assert "hoort niet bij" in refused(tmp_path / "meegenomen", capsys)
    put_back(tmp_path / "meegenomen", capsys)
    assert [one.name for one in schools.schools()] == ["De Brug"]


# -- refusals -------------------------------------------------------------------------------------------------


def test_while_the_app_runs_nothing_is_put_back(file, capsys):
    made = backup.make()
    schools.add_school("De Brug", "vo")
    path = file.parent / "reservekopieen" / made.name
    with pytest.raises(commands.Refused, match="draait nog"):
        backup.restore_stopped(path)
    assert [one.name for one in schools.schools()] == ["De Brug"]


def test_while_a_measurement_runs_that_the_backup_does_not_know_nothing_is_put_back(file, capsys):
    made = backup.make()
    measurement = opened()
    engine.close_database()
    assert "Sluit die en toon de uitslag" in refused(made.name, capsys)
    engine.open_database()
    closing.close(measurement)


def test_a_disk_too_full_to_look_at_the_database_of_now_does_not_make_it_a_damaged_one(file, capsys, monkeypatch):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    made = backup.make()
    engine.close_database()

    def full(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    before = in_folder(file)
    with monkeypatch.context() as disk:
        disk.setattr(shutil, "copyfile", full)
        assert "De schijf is vol" in refused(made.name, capsys)
    assert in_folder(file) == before
    put_back(made.name, capsys)
    assert answers.mine(measurement, ALICE) == {ONE: 4}


@pytest.mark.parametrize("what", ["niets", "brief", "leeg", "half", "map"])
def test_what_is_no_whole_backup_is_a_sentence_and_nothing_changed(file, capsys, what):
    made = backup.make()
    given = file.parent / "gegeven"
    whole = backup.content(made.name)
    engine.close_database()
    if what == "map":
        given.mkdir()
    elif what != "niets":
        given.write_bytes({"brief": b"Beste collega", "leeg": b"", "half": whole[: len(whole) // 2]}[what])
    before = in_folder(file)
    refused(given, capsys)
    assert in_folder(file) == before
