"""The improvement cycle: on, back, and nowhere else."""

from datetime import date

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


def test_a_round_began_at_the_decision_or_at_the_last_way_back() -> None:
    decided, forth, back, again = date(2025, 9, 1), date(2025, 12, 1), date(2026, 3, 1), date(2026, 5, 1)
    assert cycle.began(decided, []) == decided
    assert cycle.began(decided, [(2, decided), (3, forth)]) == decided
    assert cycle.began(decided, [(2, decided), (3, forth), (2, back), (3, again)]) == back
    assert cycle.began(decided, [(2, decided), (2, forth)]) == forth
    assert cycle.began(decided, [(2, decided), (3, date(2026, 9, 1))]) == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("began", "today", "over"),
    [
        (date(2025, 11, 27), date(2026, 11, 26), False),
        (date(2025, 11, 27), date(2026, 11, 27), True),
        (date(2025, 12, 31), date(2026, 12, 30), False),
        (date(2025, 6, 1), date(2028, 1, 1), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (date(2026, 11, 27), date(2026, 11, 27), False),
    ],
)
def test_a_year_is_over_on_the_same_day_of_the_next(began: date, today: date, over: bool) -> None:
    assert cycle.is_a_year_later(began, today) is over
