"""What is kept for years: Results, focus points and what belongs to them go when five years are over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from leidraad.domain.result import Mode
from leidraad.storage import retention
from leidraad.storage.measurements import closing, joint, measurements, reveal
from leidraad.storage.schools import schools
from tests.cast import phones
from tests.storage.scene import chosen, fill_in, rows, write

pytestmark = pytest.mark.usefixtures("database")

CLOSED = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
FIVE_YEARS = timedelta(days=5 * 365 + 1)


def finished(team: int, at: datetime, **choices: object) -> int:
    made = measurements.prepare(chosen(team, **choices), at=at).id
    measurements.open_(made, at=at)
    if choices.get("mode") == Mode.JOINT:
        joint.save(made, "aanbeveling-1", 3.5)
    else:
        fill_in(made, phones(8))
    closing.close(made, at=at)
    reveal.share(made, at=at)
    return made


def purged(at: datetime) -> None:
    """The announcement, and the deletion a week later."""
    retention.purge_expired(at=at - timedelta(days=7))
    retention.purge_expired(at=at)


@pytest.fixture
def team() -> int:
    return schools.add_school_with_team("De Brug", "vo", "Onderbouw").id


def test_a_measurement_is_there_for_five_years_and_then_gone_with_its_result(team):
    finished(team, CLOSED)
    purged(CLOSED + FIVE_YEARS - timedelta(minutes=1))
    assert len(rows("SELECT * FROM result")) == 1
    purged(CLOSED + FIVE_YEARS + timedelta(minutes=1))
    for table in ("measurement", "result", "participation", "answer"):
        assert rows(f"SELECT * FROM {table}") == [], table
    assert [one.name for one in schools.teams()] == ["Onderbouw"]


def test_scores_of_scoring_together_go_too(team):
    finished(team, CLOSED, mode=Mode.JOINT, invited=3)
    purged(CLOSED + FIVE_YEARS + timedelta(minutes=1))
    for table in ("measurement", "result", "joint_score"):
        assert rows(f"SELECT * FROM {table}") == [], table


def test_younger_measurements_of_the_same_team_stay(team):
    finished(team, CLOSED)
    younger = finished(team, CLOSED + timedelta(days=180))
    purged(CLOSED + FIVE_YEARS + timedelta(minutes=1))
    assert [one.id for one in measurements.of_team(team)] == [younger]


def test_a_measurement_that_was_never_closed_is_not_counted_from_anything(team):
    kept = measurements.open_(measurements.prepare(chosen(team), at=CLOSED).id, at=CLOSED).id
    retention.purge_expired(at=CLOSED + 2 * FIVE_YEARS)
    assert [one.id for one in measurements.of_team(team)] == [kept]


def test_a_focus_point_goes_five_years_after_it_was_decided(team):
    for day in (date(2026, 11, 21), date(2027, 5, 21)):
        write(
            "INSERT INTO focus_point (team_id, construct_id, why, decided_on) "
            f"VALUES ({team}, 'aanbeveling-3', 'Zo leren we van elkaar.', '{day.isoformat()}')"
        )
    purged(CLOSED + FIVE_YEARS + timedelta(days=2))
    assert [str(row[0]) for row in rows("SELECT decided_on FROM focus_point")] == ["2027-05-21"]


def test_a_focus_point_outlives_the_measurement_that_it_came_from(team):
    measurement = finished(team, CLOSED)
    write(
        "INSERT INTO focus_point (team_id, measurement_id, construct_id, why, decided_on) "
        f"VALUES ({team}, {measurement}, 'aanbeveling-3', 'Zo leren we van elkaar.', '2027-05-21')"
    )
    purged(CLOSED + FIVE_YEARS + timedelta(minutes=1))
    assert rows("SELECT measurement_id FROM focus_point") == [(None,)]
