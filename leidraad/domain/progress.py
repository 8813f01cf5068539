"""Progress of one team over time: which measurements may be joined by a line, and what may be said about each step.

Reads Results only and adds no rule of its own about change: every word and number of a step is change.of's.
Scores that the team agreed on together stand apart: points, never part of a step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from leidraad.domain import change
from leidraad.domain.change import Change, Verdict
from leidraad.domain.result import ConstructResult, Mode, Result, Visibility
from leidraad.domain.thresholds import LOW_RESPONSE, MANY_NEWCOMERS

_ABSENT = ConstructResult(id="", visibility=Visibility.NO_DATA)
_SAME = 1e-9


@dataclass(frozen=True)
class Moment:
    """One measurement in time. `name` follows "in" ("november 2025"), `tick` is its shortest form ("nov '25").

    `order` only sorts: later measurements have a higher one.
    """

    name: str
    tick: str
    order: Any
    result: Result


@dataclass(frozen=True)
class Point:
    """The published score of one construct in one measurement; `place` counts the team's moments from 0."""

    place: int
    mode: Mode
    short: bool
    visibility: Visibility
    n: int | None = None
    mean: float | None = None  # 1-5


@dataclass(frozen=True)
class TrendStep:
    """From one individual measurement to the next; `change` is None where they cannot be compared.

    `in_part`: the step is about fewer items than at least one of its points (short and full, or items left out).
    `shared`: between two versions both scores over the statements that they share, which say nothing about change.
    """

    start: int
    end: int
    change: Change | None
    confirmed: bool = False
    in_part: bool = False
    shared: tuple[float, float] | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The word that may be said, or None."""
        return self.change.verdict if self.change else None

    @property
    def compared(self) -> bool:
        """Whether there is a difference to draw: enough answers to the same items on both sides."""
        return self.change is not None and self.change.difference is not None

    @property
    def clear(self) -> bool:
        """Whether the verdict is one of the two clear ones."""
        return self.verdict is not None and self.verdict.clear


@dataclass(frozen=True)
class TrendLine:
    """One construct over time: a point per measurement, a step per two individual measurements in a row."""

    construct: str
    points: tuple[Point, ...]
    steps: tuple[TrendStep, ...]


@dataclass(frozen=True)
class Comparison:
    """All constructs of one measurement against an earlier one of the same team."""

    before: Moment
    after: Moment
    steps: dict[str, TrendStep]
    smallest: tuple[float, float] | None  # the least and the most that a construct needs to be clear
    lowest: str | None  # the construct that was lowest before, when it was one
    team_changed: bool  # more than a quarter of the people is new since then
    low_response: tuple[Moment, ...]  # the sides in which fewer than 60 % took part

    def said(self, verdict: Verdict) -> list[str]:
        """The constructs with this verdict, in the order of the Result."""
        return [construct for construct, step in self.steps.items() if step.verdict is verdict]

    @property
    def compared(self) -> list[str]:
        """The constructs that could be compared."""
        return [construct for construct, step in self.steps.items() if step.compared]


@dataclass(frozen=True)
class Progress:
    """A team's measurements in order, a line per construct, and the last two individual ones compared."""

    moments: tuple[Moment, ...]
    lines: tuple[TrendLine, ...]
    latest: Comparison | None

    def line(self, construct: str) -> TrendLine:
        """The line of one construct; raises KeyError for one that no measurement had."""
        for one in self.lines:
            if one.construct == construct:
                return one
        raise KeyError(construct)

    @property
    def shows_anything(self) -> bool:
        """Whether at least one score was published."""
        return any(point.mean is not None for line in self.lines for point in line.points)


def of(moments: Sequence[Moment]) -> Progress:
    """The progress over these measurements, in any order given."""
    ordered = tuple(sorted(moments, key=lambda moment: moment.order))
    pairs = list(pairwise(_individual(ordered)))
    constructs = dict.fromkeys(one.id for moment in ordered for one in moment.result.constructs)
    return Progress(
        moments=ordered,
        lines=tuple(_line(ordered, pairs, construct) for construct in constructs),
        latest=_compare(ordered, *pairs[-1]) if pairs else None,
    )


def compare(moments: Sequence[Moment], before: Moment, after: Moment) -> Comparison:
    """Any measurement against any earlier one; `moments` are all of the team, to know who came in between."""
    ordered = sorted(moments, key=lambda moment: moment.order)
    return _compare(ordered, ordered.index(before), ordered.index(after))


def previous(moments: Sequence[Moment], after: Moment) -> Moment | None:
    """The nearest earlier individual measurement with at least one construct to compare, if there is one."""
    earlier = sorted((one for one in moments if one.order < after.order), key=lambda one: one.order, reverse=True)
    for before in earlier:
        steps = (_step(before.result, after.result, one.id, 0, 1) for one in after.result.constructs)
        if any(step.compared for step in steps):
            return before
    return None


def _individual(moments: Sequence[Moment]) -> list[int]:
    """The places of the individual measurements in which anything was published."""
    return [
        place
        for place, moment in enumerate(moments)
        if moment.result.mode is Mode.INDIVIDUAL and any(one.score for one in moment.result.constructs)
    ]


def _line(moments: Sequence[Moment], pairs: list[tuple[int, int]], construct: str) -> TrendLine:
    steps: list[TrendStep] = []
    for start, end in pairs:
        step = _step(moments[start].result, moments[end].result, construct, start, end)
        steps.append(_confirmed_by(steps[-1], step) if steps else step)
    points = tuple(_point(place, moment.result, construct) for place, moment in enumerate(moments))
    return TrendLine(construct, points, tuple(steps))


def _point(place: int, result: Result, construct: str) -> Point:
    shown = _cell(result, construct)
    score = shown.score if shown.visibility is Visibility.SHOWN else None
    return Point(
        place=place,
        mode=result.mode,
        short=result.short,
        visibility=shown.visibility,
        n=score.n if score else None,
        mean=score.mean if score else None,
    )


def _step(before: Result, after: Result, construct: str, start: int, end: int) -> TrendStep:
    if _ABSENT in (_cell(before, construct), _cell(after, construct)):
        return TrendStep(start, end, None)
    found = change.of(before, after, construct)
    shared = change.shared_scores(before, after, construct)
    return TrendStep(start, end, found, in_part=_in_part(found, before, after, construct), shared=shared)


def _in_part(found: Change | None, before: Result, after: Result, construct: str) -> bool:
    if found is None or found.before is None or found.after is None:
        return False
    sides = ((found.before, before), (found.after, after))
    scores = [(wave.mean, result.construct(construct).score) for wave, result in sides]
    moved = any(score and abs(mean - (score.mean or 0)) > _SAME for mean, score in scores)
    return moved or before.short != after.short


def _confirmed_by(earlier: TrendStep, later: TrendStep) -> TrendStep:
    if earlier.verdict is None or later.verdict is None or not change.confirmed(earlier.verdict, later.verdict):
        return later
    return TrendStep(later.start, later.end, later.change, confirmed=True, in_part=later.in_part)


def _cell(result: Result, construct: str) -> ConstructResult:
    return next((one for one in result.constructs if one.id == construct), _ABSENT)


def _compare(moments: Sequence[Moment], start: int, end: int) -> Comparison:
    before, after = moments[start], moments[end]
    steps = {one.id: _step(before.result, after.result, one.id, start, end) for one in after.result.constructs}
    needed = [step.change.smallest for step in steps.values() if step.change and step.change.smallest]
    return Comparison(
        before=before,
        after=after,
        steps=_with_confirmation(moments, start, end, steps),
        smallest=(min(needed), max(needed)) if needed else None,
        lowest=_lowest(steps),
        team_changed=_team_changed([moment.result for moment in moments[start + 1 : end + 1]]),
        low_response=tuple(one for one in (before, after) if one.result.response < LOW_RESPONSE),
    )


def _with_confirmation(
    moments: Sequence[Moment], start: int, end: int, steps: dict[str, TrendStep]
) -> dict[str, TrendStep]:
    """The same steps, confirmed where the one that ended at `start` went to the same side; only in a row."""
    row = _individual(moments)
    if start not in row or end not in row or row.index(end) != row.index(start) + 1 or row[0] == start:
        return steps
    first = row[row.index(start) - 1]
    return {
        id: _confirmed_by(_step(moments[first].result, moments[start].result, id, first, start), step)
        for id, step in steps.items()
    }


def _lowest(steps: dict[str, TrendStep]) -> str | None:
    before = {id: step.change.before.mean for id, step in steps.items() if step.change and step.change.before}
    least = min(before.values(), default=0.0)
    found = [id for id, mean in before.items() if mean - least < _SAME]
    return found[0] if len(found) == 1 and len(before) > 1 else None


def _team_changed(since: Sequence[Result]) -> bool:
    """Whether any measurement since then had many new colleagues, or all of them together."""
    newcomers = sum(result.newcomers or 0 for result in since)
    together = newcomers > MANY_NEWCOMERS * since[-1].invited if since else False
    return together or any(change.team_changed(result) for result in since)
