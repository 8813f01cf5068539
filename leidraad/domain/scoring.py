"""From answers to scores: person scores, means, and how far people lie apart. Decides nothing about showing.

A column holds the answers to one item, every column with the same people in the same order: 1-5, 0 for
"kan ik niet beoordelen", None when skipped. Both 0 and None count as missing; nothing is filled in.
"""

from collections.abc import Iterable, Sequence
from statistics import fmean, quantiles, stdev

from leidraad.domain.scale import SCALE, within

Column = Sequence[int | None]
Counts = tuple[int, int, int, int, int]


def person_score(values: Sequence[int | None]) -> float | None:
    """Mean (1-5) of one person's answers to a construct's items; None unless more than half were answered."""
    answered = [value for value in values if value]
    return fmean(answered) if len(answered) * 2 > len(values) else None


def people_with_score(columns: Sequence[Column]) -> int:
    """How many people answered more than half of these items."""
    return sum(person_score(row) is not None for row in zip(*columns, strict=True))


def valid(column: Iterable[int | None]) -> list[int]:
    """The answers 1-5 of a column."""
    return [value for value in column if value]


def counts(column: Iterable[int | None]) -> Counts:
    """How often 1, 2, 3, 4 and 5 were answered."""
    answers = valid(column)
    return (answers.count(1), answers.count(2), answers.count(3), answers.count(4), answers.count(5))


def item_mean(column: Iterable[int | None]) -> float:
    """Mean (1-5) of the valid answers; there must be at least one."""
    return fmean(valid(column))


def mean_of(counts: Counts) -> float:
    """Mean (1-5) of answers that were counted; there must be at least one."""
    return sum(value * number for value, number in zip(SCALE, counts, strict=True)) / sum(counts)


def construct_mean(columns: Iterable[Column]) -> float:
    """Mean (1-5) of the item means.

    Not of the person scores: beside the item means, that would tell what the one person who skipped an item
    answered to the others.
    """
    return fmean(item_mean(column) for column in columns)


def blocks(columns: Sequence[Column]) -> list[list[Column]]:
    """The columns, grouped by who answered them: within a block everybody answered every item.

    This is what makes a spread safe. Whoever knows who skipped what can tell people with different gaps
    apart; inside a block nobody differs, so that any two people could have given each other's answers.
    """
    found: dict[tuple[bool, ...], list[Column]] = {}
    for column in columns:
        found.setdefault(tuple(bool(value) for value in column), []).append(column)
    return list(found.values())


def spread(columns: Sequence[Column]) -> float:
    """Standard deviation (n - 1, scale points) of people's scores, or more; each item needs two answers.

    Per block the standard deviation of its people's means, weighted by its number of items. When nobody
    skipped there is one block and this is the standard deviation of the person scores. Otherwise it is the
    highest value that the deviation of the sum can have given its parts (Minkowski's inequality): skipping
    makes a change look less sure, not surer. The plain deviation of person scores can give away how the one
    who skipped answered.
    """
    return sum(len(block) / len(columns) * stdev(_block_scores(block)) for block in blocks(columns))


def middle_half(columns: Sequence[Column], fewest: int) -> tuple[float, float] | None:
    """Quartiles (1-5, linear interpolation) of people's scores, around the construct mean.

    Over the largest block, which must hold more than half of the items and `fewest` people, else None. When
    nobody skipped these are the quartiles of the person scores. Otherwise the block's quartiles are moved by
    the difference between its mean and the construct mean, so that the line fits the dot.
    """
    block = max(blocks(columns), key=len)
    scores = _block_scores(block)
    if len(block) * 2 <= len(columns) or len(scores) < fewest:
        return None
    low, _, high = quantiles(scores, n=4, method="inclusive")
    shift = construct_mean(columns) - construct_mean(block)
    return within(low + shift), within(high + shift)


def _block_scores(block: Sequence[Column]) -> list[float]:
    return [fmean(valid(row)) for row in zip(*block, strict=True) if any(row)]
