"""Change between two Results of one team: how sure we are, and the one word that may be said about it.

Reads Results only; per item nothing is ever said. The statistics are leidraad.domain.welch's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, stdev

from leidraad.content.rules import LEAST_ITEMS
from leidraad.domain.result import ConstructResult, Mode, Result, Score
from leidraad.domain.scoring import Counts
from leidraad.domain.thresholds import K_DISTRIBUTION, LOW_RESPONSE, MANY_NEWCOMERS, K
from leidraad.domain.welch import RELEVANT, Wave, margin, smallest_difference


class Verdict(StrEnum):
    """What may be said about a difference; never more, never "significant"."""

    CLEARLY_HIGHER = "duidelijk hoger"
    CLEARLY_LOWER = "duidelijk lager"
    POSSIBLY_HIGHER = "mogelijk hoger"
    POSSIBLY_LOWER = "mogelijk lager"
    NO_CLEAR_DIFFERENCE = "geen duidelijk verschil"
    TOO_FEW = "te weinig antwoorden om te vergelijken"

    @property
    def side(self) -> int:
        """1 for higher, -1 for lower, 0 when nothing is said."""
        return _SIDES.get(self, 0)

    @property
    def clear(self) -> bool:
        """Whether it is one of the two clear ones."""
        return self in (Verdict.CLEARLY_HIGHER, Verdict.CLEARLY_LOWER)


_SIDES = {
    Verdict.CLEARLY_HIGHER: 1,
    Verdict.POSSIBLY_HIGHER: 1,
    Verdict.CLEARLY_LOWER: -1,
    Verdict.POSSIBLY_LOWER: -1,
}


@dataclass(frozen=True)
class Change:
    """A verdict with its numbers, in scale points; `smallest` is the least difference that would be clear.

    `interval` (95 %) is there only when both sides have enough answers to show it.
    """

    verdict: Verdict
    before: Wave | None
    after: Wave | None
    difference: float | None = None
    smallest: float | None = None
    interval: tuple[float, float] | None = None


def between(before: Wave | None, after: Wave | None, k: int = K, k_distribution: int = K_DISTRIBUTION) -> Change:
    """The change from `before` to `after`; None is a score that was not published."""
    if before is None or after is None or min(before.n, after.n) < k:
        return Change(Verdict.TOO_FEW, before, after)
    difference = after.mean - before.mean
    sure, likely = margin(before, after, 0.95), margin(before, after, 0.90)
    shown = min(before.n, after.n) >= k_distribution
    return Change(
        verdict=_verdict(difference, sure, likely, min(before.response, after.response)),
        before=before,
        after=after,
        difference=difference,
        smallest=smallest_difference(before, after),
        interval=(difference - sure, difference + sure) if shown else None,
    )


def _verdict(difference: float, sure: float, likely: float, response: float) -> Verdict:
    size = abs(difference)
    if size < RELEVANT - 1e-9 or size <= likely:
        return Verdict.NO_CLEAR_DIFFERENCE
    if size > sure and response >= LOW_RESPONSE:
        return Verdict.CLEARLY_HIGHER if difference > 0 else Verdict.CLEARLY_LOWER
    return Verdict.POSSIBLY_HIGHER if difference > 0 else Verdict.POSSIBLY_LOWER


def of(before: Result, after: Result, construct: str) -> Change | None:
    """The change of one construct between two individual Results of one team.

    None where no change word may be said, though points can be drawn: scored together, no score by its kind, another version, another set of items,
    or items left out on one side while the other has too few answers to be scored again without them.
    Raises KeyError for an unknown construct.
    """
    if Mode.JOINT in (before.mode, after.mode):
        return None
    old, new = before.construct(construct), after.construct(construct)
    if not (old.scored and new.scored) or before.version != after.version:
        return None
    ids = _common_items(old, new)
    if ids is None:
        return None
    limits = max(before.k, after.k), max(before.k_distribution, after.k_distribution)
    if not ids or old.score is None or new.score is None:
        return between(None, None, *limits)
    waves = _wave(old, ids, before.response), _wave(new, ids, after.response)
    return None if None in waves else between(*waves, *limits)


def shared_scores(before: Result, after: Result, construct: str) -> tuple[float, float] | None:
    """Both scores over the statements that two versions of a questionnaire share: two points, and never a word.

    None within one version (`of` compares), where fewer statements than a score needs count on both sides, or where
    too few people answered to score again without the others. Raises KeyError for an unknown construct.
    """
    if Mode.JOINT in (before.mode, after.mode) or before.version == after.version:
        return None
    old, new = before.construct(construct), after.construct(construct)
    ids = _counting(old) & _counting(new)
    if not (old.scored and new.scored) or len(ids) < LEAST_ITEMS:
        return None
    first, second = _wave(old, ids, before.response), _wave(new, ids, after.response)
    return (first.mean, second.mean) if first and second else None


def _counting(construct: ConstructResult) -> frozenset[str]:
    return frozenset(item.id for item in construct.items if item.mean is not None)


def _common_items(old: ConstructResult, new: ConstructResult) -> frozenset[str] | None:
    """The items to compare on, without those left out: all if both asked the same, else the core."""
    for core in (False, True):
        asked = [{item.id for item in one.items if item.core or not core} for one in (old, new)]
        if asked[0] == asked[1]:
            left_out = {item.id for one in (old, new) for item in one.items if item.mean is None}
            return frozenset(asked[0] - left_out)
    return None


def _wave(construct: ConstructResult, ids: frozenset[str], response: float) -> Wave | None:
    for score in (construct.full, construct.core):
        if score is not None and frozenset(score.items) == ids and score.sd is not None:
            return _of_score(score, response)
    items = [item for item in construct.items if item.id in ids]
    people = construct.score.n if construct.score else None
    counts = [item.counts for item in items if item.counts]
    if people is None or len(counts) < len(items):
        return None
    return Wave(people, fmean(item.mean or 0 for item in items), _widest_spread(counts), response)


def _of_score(score: Score, response: float) -> Wave | None:
    if score.n is None or score.mean is None or score.sd is None:
        return None
    return Wave(score.n, score.mean, score.sd, response)


def _widest_spread(counts: Sequence[Counts]) -> float:
    """The mean of the items' standard deviations: the highest that people's scores over them can have."""
    answers = [[value for value, times in enumerate(one, start=1) for _ in range(times)] for one in counts]
    return fmean(stdev(one) for one in answers)


def confirmed(earlier: Verdict, later: Verdict) -> bool:
    """ "Bevestigd": two successive changes to the same side, at least one of them clear; two that may be chance are not."""
    return earlier.side == later.side != 0 and (earlier.clear or later.clear)


def team_changed(result: Result) -> bool:
    """Whether more than a quarter of the invited is new, so that the team itself is another one."""
    return (result.newcomers or 0) > MANY_NEWCOMERS * result.invited
