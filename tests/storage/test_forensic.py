"""What is over cannot be found in the bytes of an installation; the look itself is `python -m tests.storage.forensic`."""

import json
import logging
import random

from leidraad.storage import retention
from leidraad.storage.database import engine
from tests.databases import migrated_file
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


def test_what_sqlite_moved_before_it_was_deleted_goes_with_the_clean_up(tmp_path):
    file, keys = tmp_path / "leidraad.db", random.Random(3)
    engine.open_database(migrated_file(file))
    try:
        measurement, gone = scene.opened(), []
        for number in range(120):
            key = keys.randbytes(16)
            scene.write(
                "INSERT INTO participation (key, measurement_id, withdrawn) VALUES (:key, :id, 0)",
                key=key,
                id=measurement,
            )
            scene.write(
                f"INSERT INTO answer SELECT :key, value, 3 FROM json_each('{json.dumps(scene.CORE)}')", key=key
            )
            gone += [key] * (number % 4 != 0)
        for key in gone:
            scene.write("DELETE FROM answer WHERE participation_key = :key", key=key)
            scene.write("DELETE FROM participation WHERE key = :key", key=key)
        retention.purge_expired()
        assert not any(key in scene.on_disk(file) for key in gone)
    finally:
        engine.close_database()
