"""The improvement cycle: on, back, and nowhere else."""

import pytest

from leidraad.domain import cycle
from leidraad.domain.cycle import CycleStep
from leidraad.errors import Refused


def test_a_point_goes_on_one_step_at_a_time() -> None:
    assert [int(cycle.ways(step)[0]) for step in CycleStep][:4] == [2, 3, 4, 5]


def test_there_is_a_way_back_from_carrying_out_and_from_securing() -> None:
    back = {int(step): [int(one) for one in cycle.ways(step) if one < step] for step in CycleStep}
    assert back == {1: [], 2: [], 3: [], 4: [3], 5: [1, 2, 3]}


def test_a_new_point_stands_in_step_two() -> None:
    assert cycle.BEGINNING == 2


@pytest.mark.parametrize(("leaving", "to"), [(1, 3), (2, 4), (2, 5), (3, 2), (4, 2), (5, 4), (3, 3)])
def test_no_other_way_is_taken(leaving: int, to: int) -> None:
    with pytest.raises(Refused, match=f"Van stap {leaving} ga je niet naar stap {to}"):
        cycle.require_way(CycleStep(leaving), CycleStep(to))


def test_the_titles_are_those_of_the_leidraad() -> None:
    assert [step.title for step in CycleStep] == [
        "Verkennen en prioriteren",
        "Verdiepen en analyseren",
        "Besluiten en plannen",
        "Uitvoeren, monitoren en bijstellen",
        "Borgen",
    ]
