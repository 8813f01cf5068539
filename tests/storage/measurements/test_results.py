"""Results through their door: one, and all of a team in the order in which they were closed."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from leidraad.domain.result import Mode
from leidraad.errors import NotFound, WrongState
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, joint, measurements, results, reveal
from tests.storage import scene

pytestmark = pytest.mark.usefixtures("database")


def closed(team: int, when: datetime, *, share: bool = True, people: int = 5, mode: Mode = Mode.INDIVIDUAL) -> int:
    made = measurements.prepare(scene.chosen(team, mode=mode))
    measurements.open_(made.id)
    if mode is Mode.JOINT:
        joint.save(made.id, "aanbeveling-1", 3.5)
    for person in range(people if mode is Mode.INDIVIDUAL else 0):
        answers.save(made.id, f"toestel-{person}", dict.fromkeys(scene.CORE, 3))
    closing.close(made.id, at=when)
    if share:
        reveal.share(made.id)
    return made.id


def moment(year: int) -> datetime:
    return datetime(year, 11, 20, 12, tzinfo=UTC)


def test_the_results_of_a_team_come_in_the_order_of_closing_with_their_measurement() -> None:
    team = scene.team()
    last, first = closed(team, moment(2025)), closed(team, moment(2023), mode=Mode.JOINT)
    middle = closed(team, moment(2024))
    found = results.of_team(team)
    assert [one.measurement.id for one in found] == [first, middle, last]
    assert [one.result for one in found] == [results.shared(id) for id in (first, middle, last)]
    assert [one.result.mode for one in found] == [Mode.JOINT, Mode.INDIVIDUAL, Mode.INDIVIDUAL]


def test_what_is_not_shared_and_what_is_of_another_team_stays_out() -> None:
    team, other = scene.team(), scene.team()
    closed(team, moment(2024), share=False)
    theirs = closed(other, moment(2024))
    measurements.open_(scene.concept())
    assert results.of_team(team) == []
    assert [one.measurement.id for one in results.of_team(other)] == [theirs]
    assert results.of_team(999) == []


def test_all_results_of_a_team_cost_one_query() -> None:
    team = scene.team()
    for year in (2023, 2024, 2025):
        closed(team, moment(year))
    asked: list[str] = []
    opened = engine.engine()

    def note(*call: object) -> None:
        asked.append(str(call[2]))

    event.listen(opened, "before_cursor_execute", note)
    try:
        assert len(results.of_team(team)) == 3
    finally:
        event.remove(opened, "before_cursor_execute", note)
    assert [one.split()[0] for one in asked if not one.startswith(("BEGIN", "PRAGMA"))] == ["SELECT"]


def test_one_result_is_there_only_after_sharing() -> None:
    team = scene.team()
    hidden = closed(team, moment(2024), share=False)
    with pytest.raises(WrongState):
        results.shared(hidden)
    with pytest.raises(NotFound):
        results.shared(999)
    reveal.share(hidden)
    assert results.shared(hidden).participants == 5
