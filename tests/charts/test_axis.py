"""The axis from 1 to 5: every picture puts a score at the same place on it."""

import pytest

from leidraad.charts import axis


@pytest.mark.parametrize(("score", "share"), [(1, 0.0), (2, 0.25), (3.5, 0.625), (5, 1.0)])
def test_a_score_lies_at_its_share_of_the_axis_and_as_far_below_the_top_as_is_left(
    score: float, share: float
) -> None:
    assert axis.share(score) == share
    assert axis.depth(score) == 1 - share


def test_places_are_percents_with_two_decimals() -> None:
    assert [axis.left(score) for score in (1, 3.27, 5)] == ["0.00%", "56.75%", "100.00%"]
    assert [axis.top(score) for score in (1, 3.27, 5)] == ["100.00%", "43.25%", "0.00%"]
    assert axis.width(2, 3) == "25.00%"


@pytest.mark.parametrize(("score", "under"), [(1.2, False), (2.5, True), (3.1, False), (4.4, False), (4.8, True)])
def test_a_number_never_stands_on_the_line_of_three_nor_above_the_picture(score: float, under: bool) -> None:
    assert axis.number_under(score) is under


def test_a_strip_draws_the_marks_that_there_are_over_the_band() -> None:
    assert axis.strip([("toen", None), ("nu", 3.5)], (2.0, 3.0)) == (
        '<div class="as5" aria-hidden="true"><i class="anderen" style="left:25.0%;width:25.0%"></i>'
        '<i class="nu" style="left:62.5%"></i></div>'
    )


def test_a_strip_without_scores_is_an_empty_axis() -> None:
    assert axis.strip([("ander", None), ("nu", None)]) == '<div class="as5" aria-hidden="true"></div>'
