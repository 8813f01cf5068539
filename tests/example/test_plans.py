"""The plans of the example school: every step of the cycle is there to look at, and every ending."""

from datetime import date

from leidraad.example import asked, plans, stories
from leidraad.storage.measurements import results
from leidraad.storage.plans import focus_points, inquiries, looking_back
from leidraad.storage.schools import schools

TODAY = date(2026, 11, 27)


def test_there_is_one_in_every_step_one_secured_and_one_stopped(database: object) -> None:
    wanted: dict[tuple[str, str], list[str]] = {}
    for sector, team, *_ in stories._TEAMS:
        wanted.setdefault((stories.SCHOOLS[sector], sector), []).append(team)
    teams = schools.add_examples(wanted)
    plans.make(teams, TODAY)
    asked.make(teams, TODAY)
    points = [point for team in teams for point in focus_points.of_team(team.id)]
    assert {one.step for one in points if one.closed_on is None} == {1, 2, 3, 4, 5}
    assert {one.ending for one in points if one.closed_on} == {"geborgd", "gestopt"}
    assert all(one.decided_on < TODAY for one in points)
    assert any(looking_back.of_points([one.id])[one.id] for one in points)
    shown = [one for found in inquiries.of_points([one.id for one in points]).values() for one in found]
    assert len(shown) == 1
    assert shown[0].measurement_id is not None
    counts = [item.counts for item in results.shared(shown[0].measurement_id).constructs[0].items]
    assert counts == [(0, 0, 2, 15, 3), (0, 7, 10, 3, 0)]
