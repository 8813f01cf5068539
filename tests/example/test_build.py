"""What stands in the database after the example school was made, through the doors that real answers take."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from leidraad.content import library
from leidraad.domain import change
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.example import build, stories
from leidraad.storage.database import clock, engine
from leidraad.storage.measurements import answers, measurements, results
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from tests.content.ours import BESIDE
from tests.example.conftest import TODAY

pytestmark = pytest.mark.usefixtures("example")


def of(team: str) -> list[Measurement]:
    """The measurements of a team, oldest first."""
    [found] = [one for one in schools.teams() if one.name == team]
    return measurements.of_team(found.id)[::-1]


def everything() -> list[Measurement]:
    return [one for team in schools.teams() for one in of(team.name)]


def count(table: str) -> int:
    with engine.reading() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_two_marked_schools_with_their_teams():
    assert [(one.name, one.sector, one.example) for one in schools.schools()] == [
        ("Voorbeeldschool De Brug (vo)", "vo", True),
        ("Voorbeeldschool De Linde (po)", "po", True),
    ]
    assert [one.name for one in schools.teams()] == [story.team for story in stories.tell(TODAY)]


def test_every_measurement_is_shared_but_one_that_is_open():
    assert [one.state for one in everything()].count(State.SHARED) == len(everything()) - 1 == 31
    [still_open] = [one for one in everything() if one.state == State.OPEN]
    assert still_open.join_code
    assert answers.people(still_open.id).people == 5
    assert still_open.invited == 16


def test_no_raw_answers_are_left_except_of_the_open_one():
    [still_open] = [one for one in everything() if one.state == State.OPEN]
    assert count("participation") == answers.people(still_open.id).people == 5
    assert count("answer") > 0
    with engine.reading() as session:
        owners = session.execute(text("SELECT DISTINCT measurement_id FROM participation")).scalars().all()
    assert owners == [still_open.id]


def test_the_results_are_those_of_the_gate_over_the_told_answers():
    first = of("Onderbouw")[0]
    told = stories.tell(TODAY)[0].measurements[0]
    found = results.shared(first.id)
    assert (found.participants, found.invited, found.newcomers) == (22, 24, None)
    item = told.instrument.items[0].id
    values = [person[item] for person in told.people if person.get(item)]
    [cell] = [one for one in found.constructs[0].items if one.id == item]
    assert cell.counts == tuple(values.count(value) for value in range(1, 6))


def test_the_moments_are_those_of_the_story():
    first = of("Onderbouw")[0]
    days = [first.created_at, first.opened_at, first.closed_at, first.shared_at]
    assert [moment and (moment.month, moment.day) for moment in days] == [(4, 9), (4, 16), (4, 16), (4, 16)]
    assert all(moment and moment.year == 2024 for moment in days)
    assert days == sorted(moment for moment in days if moment)
    assert all(one.created_at < TODAY for one in everything())


def test_the_growth_of_onderbouw_is_read_from_the_stored_results():
    before, after = (results.shared(one.id) for one in of("Onderbouw")[-2:])
    found = change.of(before, after, "aanbeveling-4")
    assert found is not None
    assert found.verdict == "duidelijk hoger"


def test_every_other_questionnaire_has_a_shared_result_of_its_own():
    taken = [library.family(one.instrument_id) for one in everything() if one.state == State.SHARED]
    assert {family: taken.count(family) for family in taken if family != library.FIRST} == {
        one.family: 1 for one in BESIDE
    }


def test_the_team_of_four_scored_together():
    together = [one for one in of("PLG toetsen") if library.family(one.instrument_id) == library.FIRST]
    assert [one.mode for one in together] == [Mode.JOINT] * 3
    score = results.shared(together[-1].id).construct("aanbeveling-5").score
    assert score is not None
    assert score.mean == 3.5


def test_making_it_twice_is_refused_and_changes_nothing():
    before = count("measurement"), count("answer"), count("school")
    with pytest.raises(Exception, match="Er is al een voorbeeldschool"):
        build.make(TODAY)
    assert (count("measurement"), count("answer"), count("school")) == before


def test_without_a_day_it_is_about_today():
    newest = max(one.at for story in stories.tell(clock.now()) for one in story.measurements)
    assert (datetime.now(UTC) - newest).days <= 1
