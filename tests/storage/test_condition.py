"""How the installation is: only counts, on both databases."""

from datetime import timedelta

import pytest

from leidraad import product
from leidraad.storage import backup, backup_files, clock_watch, condition
from leidraad.storage.condition import Trouble
from leidraad.storage.database import clock, engine, moved_away
from leidraad.storage.measurements import closing, measurements
from tests.cast import phones
from tests.storage.scene import fill_in, opened, revealed, write


def test_of_a_fresh_installation_nothing_is_wrong_and_nothing_is_due(database):
    found = condition.look()
    assert found.version == product.version()
    assert found.server.startswith("PostgreSQL ") == (engine.engine().dialect.name == "postgresql")
    assert found.size > 10_000
    assert (found.room, found.doubt, found.processes, found.open_measurements) == (True, None, 1, 0)
    assert (found.closing, found.answers, found.years, found.left_behind) == (None, None, None, ())
    assert condition.troubles() == []


def test_it_counts_what_is_open_and_says_when_the_first_closes_by_itself(database):
    first, _second = opened(), opened()
    ends = measurements.get(first).closes_at
    found = condition.look()
    assert found.open_measurements == 2
    assert found.closing is not None
    assert (found.closing.at, found.closing.measurements) == (ends, 2)


def test_it_says_when_answers_go_and_of_how_many_measurements(database):
    now = clock.now()
    for days_ago in (3, 3, 1):
        measurement = opened()
        fill_in(measurement, phones(5))
        closing.close(measurement, at=now - timedelta(days=days_ago))
    opened()
    found = condition.look()
    assert found.answers is not None
    assert (found.answers.at, found.answers.measurements) == (now + timedelta(days=27), 2)
    assert found.years is not None
    assert found.years.measurements == 2
    assert found.years.at.year in (now.year + 4, now.year + 5)


def test_a_measurement_without_answers_has_none_to_go(database):
    measurement = opened(retention_days=0)
    fill_in(measurement, phones(5))
    revealed(measurement)
    assert condition.look().answers is None


def test_a_clock_that_leapt_and_a_database_of_another_version_are_named(database):
    clock_watch.look()
    clock_watch.look(clock.now() + timedelta(days=400))
    assert condition.look().doubt is not None
    assert condition.troubles() == [Trouble.CLOCK]
    write("UPDATE alembic_version SET version_num = '0003'")
    assert condition.troubles() == [Trouble.VERSION]


def test_a_database_that_cannot_be_reached_is_named_and_nothing_raises(server_database, postgres):
    postgres._run("DROP DATABASE leidraad WITH (FORCE)")
    assert condition.troubles() == [Trouble.DATABASE]


def test_each_process_that_uses_a_server_is_counted_once(server_database):
    with engine.looking(), engine.looking():
        assert condition.look().processes == 1
        other = engine._connect(engine.address())
        with other.connect():
            assert condition.look().processes == 2
        other.dispose()


# -- the newest backup, tried ---------------------------------------------------------------------------------


def test_the_newest_backup_is_tried_once(file, monkeypatch):
    assert condition.try_newest() is None
    made = backup.make()
    found = condition.try_newest()
    assert found is not None
    assert (found.backup.name, found.why_not) == (made.name, "")
    monkeypatch.setattr(backup, "loaded", None)
    assert condition.try_newest() == found
    monkeypatch.undo()
    newer = backup.make()
    again = condition.try_newest()
    assert again is not None
    assert again.backup.name == newer.name


@pytest.mark.parametrize("damage", [lambda it: it[:-100], lambda it: it[:200] + b"x" + it[201:]])
def test_a_backup_that_would_not_go_back_is_found_out(file, damage):
    made = backup_files.folder() / backup.make().name
    made.write_bytes(damage(made.read_bytes()))
    found = condition.try_newest()
    assert found is not None
    assert found.why_not


def test_the_file_of_before_a_move_is_seen_until_it_is_gone(server_database, tmp_path, monkeypatch):
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    (tmp_path / "leidraad.db").write_bytes(b"")
    until = clock.now() + timedelta(days=3)
    moved_away.note(tmp_path / "leidraad.db", until)
    (found,) = condition.look().left_behind
    assert (found.file.name, found.until) == ("leidraad.db", until)
    (tmp_path / "leidraad.db").unlink()
    assert condition.look().left_behind == ()
