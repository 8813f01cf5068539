"""What is over cannot be found in the bytes of an installation; the look itself is `python -m tests.storage.forensic`."""

import logging
import random
from pathlib import Path

import pytest
from sqlalchemy import insert

from leidraad.storage import retention
from leidraad.storage.database import engine, old_pages
from leidraad.storage.measurements import answers
from leidraad.storage.tables.measurements import Answer, Participation
from tests.cast import ALICE
from tests.storage import forensic, scene


def test_nothing_that_is_over_is_left_in_the_database_its_copies_or_the_log(tmp_path):
    assert forensic.looked(tmp_path) == []


def test_the_look_finds_what_is_there():
    secrets = forensic.Secrets()
    secrets.add("sleutel", b"\x01\x02\x03\x04")
    secrets.add("link", "een-token")
    assert secrets.found_in(b"..\x01\x02\x03\x04..") == secrets.found_in(b"key=01020304") == ["sleutel"]
    assert secrets.found_in(b"GET /uitnodiging/een-token") == ["link"]
    assert secrets.found_in(b"niets") == []


def test_the_look_reads_every_line_of_the_log():
    with forensic.said() as log:
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


def test_a_large_file_is_written_anew_once_no_phone_saves(file, gone, monkeypatch):
    monkeypatch.setattr(old_pages, "SMALL", 0)
    answers.change(scene.opened(), ALICE, {scene.ONE: 4}, {})
    retention.purge_expired()
    assert left(file, gone), "somebody is filling in and would wait for it"
    monkeypatch.setattr(old_pages, "CALM", 0)
    retention.purge_expired()
    assert not left(file, gone)


def test_a_large_file_is_written_anew_within_a_day_whoever_saves(file, gone, monkeypatch):
    monkeypatch.setattr(old_pages, "SMALL", 0)
    monkeypatch.setattr(old_pages, "LATEST", 0)
    answers.change(scene.opened(), ALICE, {scene.ONE: 4}, {})
    retention.purge_expired()
    assert not left(file, gone)


def test_a_stop_writes_the_file_anew(file, gone):
    engine.end(30)
    assert not left(file, gone)


def test_a_file_from_which_nothing_was_deleted_is_not_written_anew(file):
    retention.purge_expired()
    before = scene.rows("PRAGMA schema_version")
    answers.change(scene.opened(), ALICE, {scene.ONE: 4}, {})
    retention.purge_expired()
    assert scene.rows("PRAGMA schema_version") == before, "VACUUM raises it"
