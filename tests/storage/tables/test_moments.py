"""Moments come back from both databases as they were written, in UTC and with their zone."""

from datetime import UTC, datetime

from leidraad.notation import AMSTERDAM
from leidraad.storage.measurements import measurements
from tests.storage.scene import chosen, team


def test_a_moment_is_written_as_the_same_moment_in_utc(database):
    lunch = datetime(2026, 7, 1, 12, 30, tzinfo=AMSTERDAM)
    made = measurements.prepare(chosen(team()), at=lunch)
    found = measurements.get(made.id).created_at
    assert (found, found.tzinfo) == (datetime(2026, 7, 1, 10, 30, tzinfo=UTC), UTC)


def test_no_moment_stays_none(database):
    assert measurements.prepare(chosen(team())).opened_at is None
