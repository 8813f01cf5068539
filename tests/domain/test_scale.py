"""The scale from 1 to 5: what may be chosen on it, by one person and by people together."""

import pytest

from leidraad.domain import scale


@pytest.mark.parametrize("value", [0, 1, 2, 3, 4, 5])
def test_an_answer_lies_on_the_scale_or_is_the_sixth_choice(value: int) -> None:
    assert scale.is_answer(value)


@pytest.mark.parametrize("value", [-1, 6, 2.0, 2.5, True, "3", None])
def test_nothing_else_is_an_answer(value: object) -> None:
    assert not scale.is_answer(value)


@pytest.mark.parametrize("value", [1, 1.0, 1.5, 3, 4.5, 5.0])
def test_people_together_choose_whole_and_half_points(value: float) -> None:
    assert scale.is_half_point(value)


@pytest.mark.parametrize("value", [0.5, 5.5, 3.25, float("nan"), float("inf"), True, "3,5", None])
def test_nothing_else_is_a_half_point(value: object) -> None:
    assert not scale.is_half_point(value)


def test_the_half_points_go_from_end_to_end_and_are_counted_in_halves() -> None:
    assert scale.HALF_POINTS[0] == scale.LOWEST == scale.SCALE[0]
    assert scale.HALF_POINTS[-1] == scale.HIGHEST == scale.SCALE[-1]
    assert [scale.in_halves(score) for score in scale.HALF_POINTS] == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert [scale.from_halves(halves) for halves in (2, 7, 10)] == [1.0, 3.5, 5.0]


@pytest.mark.parametrize(("value", "kept"), [(0.4, 1.0), (1.0, 1.0), (3.27, 3.27), (5.01, 5.0)])
def test_what_goes_beyond_the_scale_stays_at_its_end(value: float, kept: float) -> None:
    assert scale.within(value) == kept
