"""The team's judgement: kept apart from every score."""

import pytest

from leidraad.domain.day import DayStep
from leidraad.errors import InvalidAnswer, NotFound, WrongState
from leidraad.storage.study_day import day, judgements
from leidraad.storage.study_day.judgements import LONGEST, Judgement
from tests.storage import scene


@pytest.fixture
def talked(database: str) -> int:
    measurement = scene.opened()
    scene.fill_in(measurement, [f"toestel-{number}" for number in range(8)])
    day.start(measurement, 45)
    day.go_to(measurement, DayStep.REVEAL, leaving=DayStep.JOIN)
    return measurement


def test_a_judgement_is_written_rewritten(talked: int) -> None:
    first = Judgement("aanbeveling-1", 3.5, "We bespreken elke maand twee lessen.", certain=True)
    before, result = day.standing(talked).version, day.result(talked)
    judgements.save(talked, first)
    assert judgements.of_measurement(talked) == {"aanbeveling-1": first}
    second = Judgement("aanbeveling-1", 2.0, "Nog niet  iedereen\nbezoekt een les.", certain=False)
    judgements.save(talked, second)
    kept = judgements.of_measurement(talked)["aanbeveling-1"]
    assert kept == Judgement("aanbeveling-1", 2.0, "Nog niet iedereen bezoekt een les.", False)
    assert day.standing(talked).version == before + 2
    assert day.result(talked) == result
    other = scene.opened()
    assert judgements.of_measurements([other, talked]) == {other: {}, talked: {"aanbeveling-1": kept}}


@pytest.mark.parametrize(
    "wrong",
    [
        Judgement("aanbeveling-9", 3.0, "Zo.", True),
        Judgement("aanbeveling-1", 3.2, "Zo.", True),
        Judgement("aanbeveling-1", 0.5, "Zo.", True),
        Judgement("aanbeveling-1", 5.5, "Zo.", True),
        Judgement("aanbeveling-1", float("nan"), "Zo.", True),
        Judgement("aanbeveling-1", 3.0, "   ", True),
        Judgement("aanbeveling-1", 3.0, "x" * (LONGEST + 1), True),
        Judgement("aanbeveling-1", 3.0, "Zo\x00.", True),
    ],
    ids=str,
)
def test_a_judgement_that_cannot_be_is_refused(talked: int, wrong: Judgement) -> None:
    with pytest.raises(InvalidAnswer):
        judgements.save(talked, wrong)
    assert judgements.of_measurement(talked) == {}


def test_a_judgement_comes_after_the_reveal_and_on_a_study_day(database: str) -> None:
    measurement, chosen = scene.opened(), Judgement("aanbeveling-1", 3.0, "Zo.", True)
    with pytest.raises(NotFound):
        judgements.save(measurement, chosen)
    day.start(measurement, 45)
    with pytest.raises(WrongState):
        judgements.save(measurement, chosen)
