"""Between two poles a team agrees on where it stands and where it wants to be; nowhere else is there a wish."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from leidraad.domain import talk
from leidraad.domain.day import DayStep
from leidraad.domain.result import Mode
from leidraad.errors import InvalidAnswer
from leidraad.storage.measurements import answers, measurements
from leidraad.storage.measurements.measurements import Preparation
from leidraad.storage.schools import schools
from leidraad.storage.study_day import ballots, day, judgements, rounds, wishes
from leidraad.storage.study_day.judgements import Judgement
from tests.content.examples import example, offered_too
from tests.storage import scene

PLACES = example("positie")
HERE = Judgement("pi-51", 2.5, "Drie van de vier keer was het ingepland.", certain=True, wish=4.0)


@pytest.fixture(autouse=True)
def questionnaires(tmp_path: Path, database: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, offered_too(tmp_path / "data", patch):
        yield


@pytest.fixture
def talked() -> int:
    return revealed(schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo").id)


def revealed(team: int) -> int:
    """A study day on which eight people look at their result."""
    made = measurements.prepare(Preparation(team, "nu", PLACES.id, 1, False, Mode.INDIVIDUAL, 9))
    measurements.open_(made.id)
    for person in range(8):
        answers.save(made.id, f"toestel-{person}", {item.id: 1 + person % 5 for item in PLACES.items})
    day.start(made.id, 45)
    day.go_to(made.id, DayStep.REVEAL, leaving=DayStep.JOIN)
    return made.id


def test_where_it_stands_and_wants_to_be_is_kept_per_indicator(talked: int) -> None:
    judgements.save(talked, HERE)
    assert judgements.of_measurement(talked) == {"pi-51": HERE}
    judgements.save(talked, replace(HERE, wish=None))
    assert judgements.of_measurement(talked)["pi-51"].wish is None


@pytest.mark.parametrize(
    "wrong", [replace(HERE, topic="waar-1"), replace(HERE, wish=4.2), replace(HERE, wish=0.5)]
)
def test_no_value_for_all_of_them_and_no_wish_off_the_line(talked: int, wrong: Judgement) -> None:
    with pytest.raises(InvalidAnswer):
        judgements.save(talked, wrong)
    assert judgements.of_measurement(talked) == {}


def test_the_next_talk_begins_with_what_divides_and_then_with_the_wishes_of_the_last_time(talked: int) -> None:
    one, *_, last = PLACES.items
    judgements.save(talked, Judgement(one.id, 2.0, "Zo.", certain=True, wish=2.5))
    judgements.save(talked, Judgement(last.id, 1.0, "Zo.", certain=True, wish=4.0))
    assert wishes.apart(talked) == {}, "of today is no wish of the last time"
    again = revealed(measurements.get(talked).team_id)
    assert wishes.apart(again) == {one.id: 0.5, last.id: 3.0}
    day.go_to(again, DayStep.TALK, leaving=DayStep.REVEAL)
    divided = [each.item_id for each in talk.propose(day.result(again))]
    rest = [each for each in (last.id, one.id) if each not in divided]
    assert day.standing(again).talk == (*divided, *rest)


def test_the_wishes_of_another_team_or_of_no_measurement_are_nobody_s(talked: int) -> None:
    judgements.save(talked, HERE)
    other = revealed(schools.add_school_with_team("De Haven", "vo", "Onderbouw").id)
    assert wishes.apart(other) == {}
    assert wishes.apart(0) == {}


def test_of_an_extent_there_is_no_wish(database: str) -> None:
    measurement = scene.opened()
    scene.fill_in(measurement, [f"toestel-{number}" for number in range(8)])
    day.start(measurement, 45)
    day.go_to(measurement, DayStep.REVEAL, leaving=DayStep.JOIN)
    with pytest.raises(InvalidAnswer):
        judgements.save(measurement, Judgement("aanbeveling-1", 3.0, "Zo.", certain=True, wish=4.0))


def test_an_indicator_is_chosen_to_work_on_and_all_of_them_together_are_not(talked: int) -> None:
    for leaving, step in ((DayStep.REVEAL, DayStep.TALK), (DayStep.TALK, DayStep.CHOOSE)):
        day.go_to(talked, step, leaving=leaving)
    for person in range(8):
        ballots.save_choices(talked, f"toestel-{person}", ["pi-52"])
    with pytest.raises(InvalidAnswer):
        ballots.save_choices(talked, "toestel-0", ["waar-1"])
    rounds.close(talked, rounds.RoundKind.CHOOSING)
    found = rounds.choices(talked)
    assert found is not None
    assert (found.voters, found.withheld) == (8, True), "of two topics the counts would tell who chose what"
