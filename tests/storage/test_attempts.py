"""Counting failed tries: who guesses waits longer and longer, nobody else notices."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from leidraad.storage import attempts
from leidraad.storage.attempts import WINDOW, Limit
from leidraad.storage.database.engine import writing

LIMIT = Limit(free=3, first=10, longest=60)


def fail(key: str, times: int) -> None:
    for _ in range(times):
        attempts.failed(key)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (2, 0), (3, 10), (4, 20), (5, 40), (6, 60), (7, 60), (1000, 60)]
)
def test_the_wait_doubles_after_the_free_tries_up_to_the_longest(failures, seconds):
    assert LIMIT.seconds(failures) == seconds


def test_nobody_waits_before_the_limit_and_everybody_after_it(database):
    fail("a", 2)
    assert attempts.wait("a", LIMIT) == 0
    fail("a", 1)
    assert attempts.wait("a", LIMIT) == 10


def test_the_wait_gets_shorter_as_time_passes(database, later):
    fail("a", 4)
    later(timedelta(seconds=15))
    assert attempts.wait("a", LIMIT) == 5
    later(timedelta(seconds=21))
    assert attempts.wait("a", LIMIT) == 0


def test_one_key_says_nothing_about_another(database):
    fail("a", 9)
    assert attempts.wait("b", LIMIT) == 0


def test_several_keys_are_counted_at_once(database):
    for _ in range(3):
        attempts.failed("a", "b")
    assert (attempts.wait("a", LIMIT), attempts.wait("b", LIMIT)) == (10, 10)


def test_a_success_forgets(database):
    fail("a", 9)
    attempts.forget("a")
    assert attempts.wait("a", LIMIT) == 0
    fail("a", 2)
    assert attempts.wait("a", LIMIT) == 0


def test_counts_start_anew_when_their_hour_is_over(database, later):
    fail("a", 9)
    later(WINDOW + timedelta(seconds=1))
    assert attempts.wait("a", LIMIT) == 0
    fail("a", 1)
    assert attempts.wait("a", LIMIT) == 0


def test_no_count_outlives_its_hour(database, later):
    fail("a", 1)
    fail("b", 1)
    later(WINDOW + timedelta(seconds=1))
    with writing() as session:
        attempts.purge(session)
        assert session.connection().exec_driver_sql("SELECT count(*) FROM attempt").scalar() == 0


def test_the_key_itself_is_not_in_the_database(database):
    fail("account:alice@school.nl", 1)
    with writing() as session:
        rows = session.connection().exec_driver_sql("SELECT * FROM attempt").all()
    assert len(rows) == 1
    assert "alice" not in str(rows)


def test_failures_at_the_same_moment_are_all_counted(database):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: attempts.failed("a", "b"), range(40)))
    with writing() as session:
        counts = session.connection().exec_driver_sql("SELECT failures FROM attempt").scalars().all()
    assert counts == [40, 40]


@pytest.mark.parametrize("back", [timedelta(seconds=40), timedelta(minutes=30)])
def test_nobody_waits_longer_than_the_limit_after_the_clock_was_put_back(database, later, back):
    fail("a", 4)
    later(-back)
    assert attempts.wait("a", LIMIT) == 20


def test_a_count_from_a_clock_that_was_put_back_far_counts_no_more(database, later):
    fail("a", 9)
    later(-timedelta(days=6 * 365))
    assert attempts.wait("a", LIMIT) == 0
    fail("a", 4)
    assert attempts.wait("a", LIMIT) == 20
