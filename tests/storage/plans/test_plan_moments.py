"""What happened with a focus point in time, and how often the teams of a school did so; nothing that was typed."""

from datetime import date, timedelta

import pytest

from leidraad.domain.cycle import CycleStep
from leidraad.domain.focus import HowFar, LookingBack, Sequel
from leidraad.storage.database import clock
from leidraad.storage.plans import cycle_moves, focus_points, looking_back, plan_moments
from leidraad.storage.schools import school_results, schools
from leidraad.storage.schools.school_results import PlanTally
from tests.plan import begin
from tests.storage import scene

BACK = LookingBack(HowFar.PARTLY, "Geheim", "Geheim", Sequel.ADJUST, "Geheim", 49)


@pytest.fixture
def team(database: str) -> int:
    return scene.team()


def days_ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def test_every_moment_is_there_in_order_and_no_word_that_was_typed(team: int) -> None:
    point = begin(team, on=days_ago(90))
    cycle_moves.move(team, point.id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE, on=days_ago(60))
    looking_back.look_back(team, point.id, BACK, seen=1, on=days_ago(40))
    cycle_moves.move(team, point.id, CycleStep.CARRY_OUT, leaving=CycleStep.DECIDE, on=days_ago(30))
    looking_back.stop(team, point.id, "Geheim", seen=2, on=days_ago(1))
    (found,) = plan_moments.of_team(team)
    assert [(one.on, one.step) for one in found.moments] == [
        (days_ago(90), 2),
        (days_ago(60), 3),
        (days_ago(40), None),
        (days_ago(30), 4),
        (days_ago(1), None),
    ]
    said = " ".join(one.what for one in found.moments)
    assert "teruggekeken: deels, daarna bijstellen" in said
    assert said.endswith("gestopt")
    assert "Geheim" not in said


def test_a_school_counts_over_its_own_teams_since_a_day(team: int) -> None:
    other = scene.team()
    for one in (team, other):
        point = begin(one, on=days_ago(90))
        looking_back.look_back(one, point.id, BACK, seen=1, on=days_ago(40))
        looking_back.secure(one, point.id, "Werkboek", "Kartrekker", seen=2, on=days_ago(2))
    school = schools.team(team).school_id
    assert school_results.plan_tally(school, days_ago(60)) == PlanTally(1, 1, 0)
    assert school_results.plan_tally(school, days_ago(20)) == PlanTally(0, 1, 0)
    assert focus_points.open_of_team(team) == []
