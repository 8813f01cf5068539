"""Focus points: what a team works on, at most three at a time."""

import threading
from datetime import date

import pytest

from leidraad.errors import InvalidAnswer, NotFound, TooManyFocusPoints
from leidraad.storage.measurements import measurements
from leidraad.storage.plans import focus_points
from leidraad.storage.study_day import day
from tests.storage import scene

TODAY = date(2026, 11, 21)


def test_a_focus_point_is_kept_with_the_team_and_told_on_the_study_day(database: str) -> None:
    measurement = scene.opened()
    team = measurements.get(measurement).team_id
    version = day.start(measurement, 45).version
    made = focus_points.add(
        team, "aanbeveling-3", " We  willen\nvaker vragen. ", on=TODAY, measurement_id=measurement
    )
    (kept,) = focus_points.open_of_team(team)
    assert (kept.id, kept.construct_id, kept.why) == (made.id, "aanbeveling-3", "We willen vaker vragen.")
    assert (kept.decided_on, kept.closed_on, kept.measurement_id) == (TODAY, None, measurement)
    assert day.standing(measurement).version == version + 1


def test_a_fourth_is_refused_until_one_is_closed(database: str) -> None:
    team = scene.team()
    points = [focus_points.add(team, f"aanbeveling-{number}", "Nodig.", on=TODAY) for number in (1, 2, 3)]
    with pytest.raises(TooManyFocusPoints):
        focus_points.add(team, "dimensie-1", "Ook nodig.", on=TODAY)
    focus_points.add(scene.team(), "dimensie-1", "Een ander team.", on=TODAY)
    scene.write(f"UPDATE focus_point SET closed_on = '2027-01-15' WHERE id = {points[0].id}")
    fourth = focus_points.add(team, "dimensie-1", "Ook nodig.", on=TODAY)
    assert [one.id for one in focus_points.open_of_team(team)] == [points[1].id, points[2].id, fourth.id]


def test_two_leaders_at_once_cannot_make_a_fourth(database: str) -> None:
    team = scene.team()
    for number in (1, 2):
        focus_points.add(team, f"aanbeveling-{number}", "Nodig.", on=TODAY)
    start, refused = threading.Barrier(4), []

    def add() -> None:
        start.wait()
        try:
            focus_points.add(team, "dimensie-1", "Nodig.", on=TODAY)
        except TooManyFocusPoints as error:
            refused.append(error)

    leaders = [threading.Thread(target=add) for _ in range(4)]
    for one in leaders:
        one.start()
    for one in leaders:
        one.join()
    assert len(refused) == 3
    assert len(focus_points.open_of_team(team)) == 3


def test_a_mistake_can_be_taken_back(database: str) -> None:
    team = scene.team()
    made = focus_points.add(team, "dimensie-2", "Eerste reden.", on=TODAY)
    focus_points.remove(made.id)
    assert focus_points.open_of_team(team) == []
    with pytest.raises(NotFound):
        focus_points.remove(made.id)


def test_impossible_focus_points_are_refused(database: str) -> None:
    team, other = scene.team(), scene.opened()
    for construct, why in (("dimensie-9", "Zo."), ("dimensie-1", "  "), ("dimensie-1", "x" * 301)):
        with pytest.raises(InvalidAnswer):
            focus_points.add(team, construct, why, on=TODAY)
    with pytest.raises(NotFound, match="niet van dit team"):
        focus_points.add(team, "dimensie-1", "Zo.", on=TODAY, measurement_id=other)
    with pytest.raises(NotFound):
        focus_points.add(987, "dimensie-1", "Zo.", on=TODAY)
    assert focus_points.open_of_team(team) == []
