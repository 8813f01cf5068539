"""Welch's comparison of two means, with a floor under the standard deviations: a small team may agree by chance.

Explained in data/uitleg/scores.md. What may be said with these numbers is leidraad.domain.change's.
"""

from dataclasses import dataclass
from math import sqrt

FLOOR = 0.30  # smallest standard deviation believed
RELEVANT = 0.30  # smallest difference worth a word, in scale points


@dataclass(frozen=True)
class Wave:
    """One side of a comparison: people with a score, mean and standard deviation (1-5), response (0-1)."""

    n: int
    mean: float
    sd: float
    response: float = 1.0


def margin(before: Wave, after: Wave, confidence: float) -> float:
    """Half the width of Welch's interval in scale points: t times the standard error; n must be 2 or more."""
    a, b = (max(wave.sd, FLOOR) ** 2 / wave.n for wave in (before, after))
    freedom = (a + b) ** 2 / (a**2 / (before.n - 1) + b**2 / (after.n - 1))
    return student(freedom, (1 + confidence) / 2) * sqrt(a + b)


def student(freedom: float, share: float) -> float:
    """The value that Student's t with so many degrees of freedom (above 0) stays below in this share of cases (0-1)."""
    from scipy.special import stdtrit  # a quarter of a second, which no first page should wait for

    return float(stdtrit(freedom, share))


def smallest_difference(before: Wave, after: Wave) -> float:
    """The least difference, in scale points, that these two measurements can call clear."""
    return max(RELEVANT, margin(before, after, 0.95))
