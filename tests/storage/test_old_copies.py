"""A copy with the tables of an older version, as a migration leaves one, obeys the same rules as the others."""

from contextlib import closing
from datetime import timedelta

import pytest

from leidraad.domain import gate
from leidraad.storage import backup, backup_cleaning, backup_files, clock_watch, retention
from leidraad.storage.accounts import erasing
from leidraad.storage.database import copies
from leidraad.storage.measurements import answers, handing_over, measurements, results
from leidraad.storage.measurements import closing as ending
from tests.cast import ALICE, BOB, phones
from tests.databases import upgrade_to
from tests.storage.people import HOST, person
from tests.storage.scene import ONE, VO, fill_in, opened, revealed, row, rows, write

pytestmark = pytest.mark.usefixtures("file")
OLDER = "0012"


def of_before_a_migration() -> backup.Backup:
    """A backup of this moment, as the version with those tables would have made it."""
    made = backup.make()
    with (
        closing(copies.loaded(backup_files.opened(backup.content(made.name)))) as now,
        closing(copies.empty()) as older,
    ):
        with copies.as_engine(older).connect() as connection, connection.begin():
            upgrade_to(connection, OLDER)
        older.execute("PRAGMA foreign_keys=OFF")
        for (table,) in older.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            names = [row[1] for row in older.execute(f"PRAGMA table_info({table})")]
            if table == "alembic_version" or table.startswith("sqlite_"):
                continue
            found = now.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall()
            older.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' for _ in names)})", found)
        backup_files.replace(made, copies.content(older))
    return made


def inside(one: backup.Backup, query: str) -> list[tuple]:
    with closing(backup.loaded(one.name)) as copy:
        return copy.execute(query).fetchall()


def version_of(one: backup.Backup) -> str:
    return str(inside(one, "SELECT version_num FROM alembic_version")[0][0])


def test_nothing_to_clean_leaves_it_byte_for_byte_the_version_that_it_was():
    fill_in(opened(), phones(8))
    made = of_before_a_migration()
    before = backup.content(made.name)
    assert backup_cleaning.clean(backup.make) == 0
    assert backup.content(made.name) == before
    assert version_of(made) == OLDER


def test_after_the_reveal_its_answers_and_devices_go_and_it_can_still_be_put_back():
    measurement = opened()
    fill_in(measurement, phones(8))
    made = of_before_a_migration()
    result = revealed(measurement)
    backup_cleaning.clean(backup.make)
    assert inside(made, "SELECT * FROM answer") == inside(made, "SELECT * FROM participation") == []
    newest = backup.backups()[0]
    assert inside(newest, "SELECT measurement_id FROM result") == [(measurement,)], "first a copy with the Result"
    backup.restore(made.name)
    assert results.shared(measurement) == result


def test_a_result_that_an_older_version_made_before_the_reveal_leaves_it_and_the_answers_stay():
    measurement = opened()
    given = fill_in(measurement, phones(8))
    ending.close(measurement)
    made = of_before_a_migration()
    with closing(backup.loaded(made.name)) as copy:
        body = gate.publish(VO, short=True, people=given, invited=8).model_dump_json()
        copy.execute("INSERT INTO result (measurement_id, body) VALUES (?, ?)", (measurement, body))
        backup_files.replace(made, copies.content(copy))
    assert backup_cleaning.clean(backup.make) == 1
    assert inside(made, "SELECT * FROM result") == []
    assert len(inside(made, "SELECT * FROM answer")) == sum(map(len, given))


def test_who_withdrew_or_handed_over_has_it_done_there_too():
    measurement = opened()
    for device in (ALICE, BOB):
        answers.save(measurement, device, {ONE: 4})
    made = of_before_a_migration()
    answers.withdraw(measurement, ALICE)
    handing_over.hand_over(measurement, BOB)
    backup_cleaning.clean(backup.make)
    assert len(inside(made, "SELECT * FROM answer")) == 1
    keys = rows("SELECT key FROM participation WHERE token_hash IS NOT NULL")
    assert len(inside(made, "SELECT key FROM participation WHERE token_hash IS NOT NULL")) == len(keys) == 1


def test_a_measurement_that_is_thrown_away_takes_its_answers_along_at_once():
    measurement = opened()
    fill_in(measurement, phones(8))
    made = of_before_a_migration()
    ending.close(measurement)
    measurements.discard(measurement)
    assert inside(made, "SELECT * FROM answer") == []


def test_within_a_month_it_knows_nobody_who_was_erased(later):
    person("Alice", HOST)
    bob = person("Bob")
    measurement = opened()
    fill_in(measurement, phones(8))
    revealed(measurement)
    made = of_before_a_migration()
    erasing.remove(bob, None)
    later(timedelta(days=31))
    retention.purge_expired()
    assert "Bob" not in str(inside(made, "SELECT * FROM account"))
    assert "Alice" in str(inside(made, "SELECT * FROM account"))
    assert len(inside(made, "SELECT * FROM result")) == 1


def test_years_over_their_time_leave_it_like_any_other_and_a_younger_focus_point_forgets_where_it_came_from(later):
    measurement = opened()
    fill_in(measurement, phones(8))
    revealed(measurement)
    write(
        "INSERT INTO focus_point (team_id, measurement_id, construct_id, why, decided_on) "
        f"VALUES ({row(measurement).team_id}, {measurement}, 'aanbeveling-3', 'Zo leren we.', '2031-05-21')"
    )
    made = of_before_a_migration()
    years = timedelta(days=6 * 365)
    later(years)
    clock_watch.believe()
    retention.purge_expired()
    assert inside(made, "SELECT * FROM result") == []
    assert inside(made, "SELECT measurement_id FROM focus_point") == [(None,)]
    assert [one.name for one in backup.backups()] == [made.name]
    later(years + timedelta(days=8))
    retention.purge_expired()
    assert rows("SELECT * FROM result") == []
