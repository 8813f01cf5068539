"""The thresholds protect people: they may go up, never down."""

import pytest

from leidraad.domain import thresholds
from leidraad.errors import Refused


@pytest.mark.parametrize(("k", "k_distribution"), [(5, 8), (8, 8), (12, 20)])
def test_the_thresholds_may_be_raised(k: int, k_distribution: int) -> None:
    thresholds.require(k, k_distribution)


@pytest.mark.parametrize(("k", "k_distribution"), [(4, 8), (5, 7), (0, 0), (-5, 8)])
def test_the_thresholds_may_not_be_lowered(k: int, k_distribution: int) -> None:
    with pytest.raises(Refused, match="mogen hoger, niet lager"):
        thresholds.require(k, k_distribution)


def test_a_distribution_never_asks_fewer_answers_than_a_mean() -> None:
    with pytest.raises(Refused, match="kan niet lager zijn"):
        thresholds.require(12, 8)
