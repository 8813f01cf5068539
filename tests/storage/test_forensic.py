"""What is over cannot be found in the bytes of an installation; the look itself is `python -m tests.storage.forensic`."""

import logging
import random
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import insert

from leidraad.server import event_log
from leidraad.settings import ROOT
from leidraad.storage import retention
from leidraad.storage.database import engine, old_pages, one_file
from leidraad.storage.measurements import answers
from leidraad.storage.tables.measurements import Answer, Participation
from tests.cast import ALICE
from tests.storage import forensic, scene
from tests.storage.another_program import another_program_holds


def test_nothing_that_is_over_is_left_in_the_database_its_copies_what_was_taken_along_or_the_log(tmp_path):
    assert forensic.looked(tmp_path) == []


def test_nor_in_a_large_file_while_phones_save(tmp_path, monkeypatch):
    monkeypatch.setattr(old_pages, "SMALL", 0)
    assert forensic.looked(tmp_path, downloads=False) == []


def test_nor_in_a_database_server_and_its_log_when_its_host_does_what_the_manual_says(
    tmp_path, postgres, monkeypatch
):
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))  # for the keys of exchange files
    assert forensic.looked(tmp_path, postgres.migrated()) == []


def in_the_log(key: bytes) -> bool:
    return any(key in content for _, content in forensic.files_of_server())


def test_the_log_of_a_server_keeps_what_was_deleted_until_the_hour_of_the_manual(postgres):
    engine.open_database(postgres.migrated())
    try:
        forensic.tell_the_server(*forensic.AS_HOSTING_SAYS)
        key = one_who_went()
        assert in_the_log(key)
        until = monotonic() + 30
        while in_the_log(key) and monotonic() < until:  # what was put by before this was said goes at the next
            forensic.tell_the_server(*forensic.EACH_HOUR)
        assert not in_the_log(key)
    finally:
        engine.close_database()


def one_who_went() -> bytes:
    key = random.Random(5).randbytes(16)
    with engine.writing() as session:
        session.execute(insert(Participation), {"key": key, "measurement_id": scene.opened(), "withdrawn": False})
    scene.write("DELETE FROM participation WHERE key = :key", key=key)
    return key


def test_the_manual_tells_a_host_what_the_look_does():
    manual = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    for statements in (forensic.AS_HOSTING_SAYS, forensic.EACH_HOUR):
        assert "sudo -u postgres psql " + " ".join(f'-c "{one}"' for one in statements) in manual


def test_the_look_finds_what_is_there():
    secrets = forensic.Secrets()
    secrets.add("sleutel", b"\x01\x02\x03\x04")
    secrets.add("link", "een-token")
    assert secrets.found_in(b"..\x01\x02\x03\x04..") == secrets.found_in(b"key=01020304") == ["sleutel"]
    assert secrets.found_in(b"GET /uitnodiging/een-token") == ["link"]
    assert secrets.found_in(b"niets") == []


def test_the_look_reads_every_line_of_the_log():
    with event_log.written(), forensic.said() as log:
        logging.getLogger("leidraad.opslag").debug("sleutel 01020304")
    assert "01020304" in log.getvalue()


def deleted_after_it_was_moved() -> list[bytes]:
    """People who came and went in an open measurement; SQLite brought half empty pages together meanwhile."""
    keys, gone = random.Random(3), []
    measurement = scene.opened()
    with engine.writing() as session:
        for number in range(120):
            key = keys.randbytes(16)
            row = {"key": key, "measurement_id": measurement, "withdrawn": False}
            session.execute(insert(Participation), row)
            session.execute(
                insert(Answer), [{"participation_key": key, "item_id": one, "value": 3} for one in scene.CORE]
            )
            gone += [key] * (number % 4 != 0)
    for key in gone:
        scene.write("DELETE FROM answer WHERE participation_key = :key", key=key)
        scene.write("DELETE FROM participation WHERE key = :key", key=key)
    return gone


@pytest.fixture
def gone(file: Path) -> list[bytes]:
    return deleted_after_it_was_moved()


def left(file: Path, gone: list[bytes]) -> bool:
    return any(key in scene.on_disk(file) for key in gone)


def test_what_sqlite_moved_before_it_was_deleted_goes_with_the_clean_up(file, gone):
    assert left(file, gone)
    retention.purge_expired()
    assert not left(file, gone)


@pytest.fixture
def busy(file: Path, gone: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is a large one, and somebody is filling in who would wait for it."""
    monkeypatch.setattr(old_pages, "SMALL", 0)
    answers.change(scene.opened(), ALICE, {scene.ONE: 4}, {})


def version() -> int:
    """Writing the whole file anew raises it."""
    return int(scene.rows("PRAGMA schema_version")[0][0])


@pytest.mark.usefixtures("busy")
def test_of_a_large_file_in_which_somebody_fills_in_the_tables_are_written_anew_one_by_one(file, gone):
    before, whole = scene.everything(), version()
    assert left(file, gone)
    retention.purge_expired()
    assert not left(file, gone)
    assert version() == whole, "nobody waited for all of it"
    assert scene.everything() == before
    assert scene.rows("PRAGMA foreign_key_check") == []
    assert scene.opened() > before["measurement"][-1].id, "a number is never given out again"


@pytest.mark.usefixtures("busy")
def test_a_table_that_cannot_be_written_anew_is_tried_again_at_the_next_clean_up(file, gone, caplog, monkeypatch):
    monkeypatch.setattr(one_file, "_PATIENCE", 0.1)
    engine.open_database(f"sqlite:///{file}?timeout=0.1")
    with another_program_holds(file):
        old_pages.forget_all()
    assert left(file, gone)
    assert "bij het opruimen opnieuw" in caplog.text
    old_pages.forget_all()
    assert not left(file, gone)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("over", ["CALM", "LATEST"])
def test_a_large_file_is_written_anew_once_no_phone_saves_and_within_a_day_whoever_saves(over, monkeypatch):
    whole = version()
    monkeypatch.setattr(old_pages, over, 0)
    retention.purge_expired()
    assert version() > whole


def test_a_stop_writes_the_file_anew(file, gone):
    engine.end(30)
    assert not left(file, gone)


def test_a_file_from_which_nothing_was_deleted_is_not_written_anew(file):
    retention.purge_expired()
    before = scene.rows("PRAGMA schema_version")
    answers.change(scene.opened(), ALICE, {scene.ONE: 4}, {})
    retention.purge_expired()
    assert scene.rows("PRAGMA schema_version") == before, "VACUUM raises it"
