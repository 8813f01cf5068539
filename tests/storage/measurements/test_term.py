"""A measurement that nobody closes closes by itself, at a moment that was fixed and told when it opened."""

from datetime import UTC, datetime, timedelta

import pytest

from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.storage import journal, retention
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.measurements.measurements import OPEN_FOR
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day
from tests.cast import ALICE, phones
from tests.storage.scene import ONE, chosen, fill_in, rows

pytestmark = pytest.mark.usefixtures("database")

OPENED = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
TERM = OPENED + timedelta(weeks=8)


@pytest.fixture
def team() -> int:
    return schools.add_school_with_team("De Brug", "vo", "Onderbouw").id


def opened(team: int, **choices: object) -> int:
    made = measurements.prepare(chosen(team, **choices), at=OPENED).id
    measurements.open_(made, at=OPENED)
    return made


def test_it_stays_open_until_its_term_and_is_closed_after_it_without_a_result(team, later):
    measurement = opened(team)
    fill_in(measurement, phones(8))
    assert measurements.get(measurement).closes_at == TERM
    retention.purge_expired(at=TERM - timedelta(minutes=1))
    assert measurements.get(measurement).state == State.OPEN
    retention.purge_expired(at=TERM + timedelta(minutes=1))
    closed = measurements.get(measurement)
    assert (closed.state, closed.closed_by_itself) == (State.CLOSED, True)
    assert rows("SELECT * FROM result") == []
    line = journal.lines()[0]
    assert (line.what, line.who, line.detail) == ("meting gesloten", "", f"{closed.label} (vanzelf)")


def test_everybody_is_recognised_for_a_day_after_it_and_no_longer(team):
    measurement = opened(team)
    fill_in(measurement, phones(8))
    retention.purge_expired(at=TERM)
    retention.purge_expired(at=TERM + timedelta(hours=23))
    assert rows("SELECT count(*) FROM participation WHERE token_hash IS NOT NULL") == [(8,)]
    retention.purge_expired(at=TERM + timedelta(hours=25))
    assert rows("SELECT count(*) FROM participation WHERE token_hash IS NOT NULL") == [(0,)]
    reveal.share(measurement)
    assert len(rows("SELECT * FROM result")) == 1


def test_what_nobody_ever_reveals_keeps_no_answers_after_the_term_of_answers(team):
    measurement = opened(team)
    fill_in(measurement, phones(8))
    retention.purge_expired(at=TERM)
    for days in (30, 31):
        retention.purge_expired(at=TERM + timedelta(days=days))
    assert rows("SELECT * FROM answer") == rows("SELECT * FROM result") == []
    assert measurements.get(measurement).state == State.CLOSED


def test_opened_again_it_has_a_week_at_least(team, later):
    measurement = opened(team)
    answers.save(measurement, ALICE, {ONE: 4})
    retention.purge_expired(at=TERM)
    closing.reopen(measurement)
    assert measurements.get(measurement).closes_at == clock.now() + closing.REOPENED_FOR
    answers.save(measurement, ALICE, {ONE: 5})
    retention.purge_expired(at=clock.now() + timedelta(days=6))
    assert measurements.get(measurement).state == State.OPEN
    retention.purge_expired(at=clock.now() + timedelta(days=8))
    assert measurements.get(measurement).state == State.CLOSED


def test_an_early_closing_that_is_undone_keeps_its_term(team, later):
    measurement = measurements.open_(measurements.prepare(chosen(team)).id).id
    closing.close(measurement)
    assert not measurements.get(measurement).closed_by_itself
    closing.reopen(measurement)
    assert measurements.get(measurement).closes_at == clock.now() + OPEN_FOR


def test_not_in_the_middle_of_a_study_day(team, later):
    measurement = opened(team)
    day.start(measurement, 90)
    began = clock.now()
    retention.purge_expired(at=began + timedelta(hours=11))
    assert measurements.get(measurement).state == State.OPEN
    retention.purge_expired(at=began + timedelta(hours=13))
    assert measurements.get(measurement).state == State.CLOSED


def test_scoring_together_holds_nobody_s_answers_and_waits(team):
    measurement = opened(team, mode=Mode.JOINT, invited=3)
    assert measurements.get(measurement).closes_at is None
    retention.purge_expired(at=TERM + timedelta(days=400))
    assert measurements.get(measurement).state == State.OPEN


def test_what_an_example_tells_of_years_ago_is_not_closed_while_it_is_being_made():
    [team] = schools.add_examples({("Voorbeeldschool", "vo"): ["Onderbouw"]})
    measurement = opened(team.id)
    retention.purge_expired(at=TERM + timedelta(days=400))
    answers.save(measurement, ALICE, {ONE: 4})
    assert measurements.get(measurement).state == State.OPEN
