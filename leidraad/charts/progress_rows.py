"""Progress over time as rows: what stands in the panel of each construct, for the screen, for pointing and for paper.

A line joins only what was compared, at the scores of that comparison; where those are about fewer statements than a dot,
a dash of its own says so. The word is the last step's and nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from leidraad.charts import change_words, marks, progress
from leidraad.charts.marks import Mark
from leidraad.charts.no_score import missing
from leidraad.content.models import Construct, Scale
from leidraad.domain.progress import Moment, Point, Progress, TrendLine
from leidraad.domain.result import Mode, Visibility
from leidraad.notation import count, decimal

_ALL_TICKS = 4  # more moments than this: only the first and the last are named
_MOST_COUNTS = 10
_CROWDED = 12  # from here on marks are smaller
_SAME = 0.005


@dataclass(frozen=True)
class PanelMark:
    """One mark: at which moment, at which score, and what one reads who points at it."""

    place: int
    score: float
    kind: Mark
    pointed: tuple[str, ...]
    value: str = ""  # the score, where it is written out


@dataclass(frozen=True)
class PanelColumn:
    """One moment under a panel: how many people, and its name; empty where there is no room for all."""

    people: str
    tick: str
    hidden: tuple[str, ...] = ()  # what one reads where a threshold is why there is no score


@dataclass(frozen=True)
class Panel:
    """One construct over time."""

    name: str
    word: str
    said: str
    columns: tuple[PanelColumn, ...]
    lines: tuple[tuple[tuple[int, float], tuple[int, float]], ...]
    marks: tuple[PanelMark, ...]

    @property
    def crowded(self) -> bool:
        """Whether there are so many moments that marks are smaller."""
        return len(self.columns) > _CROWDED


def of(found: Progress, constructs: Sequence[Construct], scale: Scale) -> tuple[Panel, ...]:
    """The panels of these constructs, in the order of the instrument."""
    return tuple(_panel(found, construct, scale) for construct in constructs)


def _panel(found: Progress, construct: Construct, scale: Scale) -> Panel:
    line, moments = progress.line_of(found, construct), found.moments
    return Panel(
        name=construct.name,
        word=progress.word(line, moments),
        said=progress.description(line, construct, moments, scale),
        columns=tuple(_columns(line, construct, moments)),
        lines=tuple((start, end) for step in line.steps if step.compared for start, end in [progress.ends(step)]),
        marks=(*_points(line, construct, moments), *_in_part(line, construct, moments)),
    )


def _columns(line: TrendLine, construct: Construct, moments: Sequence[Moment]) -> list[PanelColumn]:
    last = len(moments) - 1
    every = -(-len(moments) // _MOST_COUNTS)
    named = [len(moments) <= _ALL_TICKS or place in (0, last) for place in range(len(moments))]
    points = {point.place: point for point in line.points}
    found = []
    for place, moment in enumerate(moments):
        point = points.get(place)
        people = str(point.n) if point and point.n is not None and (last - place) % every == 0 else ""
        hidden = _hidden(point, construct, moment) if point else ()
        found.append(PanelColumn(people, moment.tick if named[place] else "", hidden))
    return found


def _hidden(point: Point, construct: Construct, moment: Moment) -> tuple[str, ...]:
    if point.visibility is not Visibility.BELOW_THRESHOLD:
        return ()
    return (construct.name, f"{moment.name}: {missing(point.visibility, moment.result.k)}")


def _points(line: TrendLine, construct: Construct, moments: Sequence[Moment]) -> list[PanelMark]:
    mixed = progress.has_mixed_lengths(moments)
    last = progress.last_shown(line)
    words = {step.end: change_words.compared(step) for step in line.steps}
    found = []
    for point in line.points:
        if point.mean is None:
            continue
        joint = point.mode is Mode.JOINT
        short = point.short and not joint
        people = "" if point.n is None else count(point.n, "mens", "mensen")
        score = " · ".join(part for part in (decimal(point.mean), people, moments[point.place].name) if part)
        said = (
            construct.name,
            score,
            "samen afgesproken" if joint else "korte scan" if short and mixed else "",
            words.get(point.place, ""),
        )
        kind = Mark.SHORT if short and mixed else marks.score(joint=joint)
        value = decimal(point.mean) if point is last else ""
        found.append(PanelMark(point.place, point.mean, kind, tuple(one for one in said if one), value))
    return found


def _in_part(line: TrendLine, construct: Construct, moments: Sequence[Moment]) -> list[PanelMark]:
    """A dash beside a dot, where fewer statements were compared than its score is about."""
    shown = {point.place: point.mean or 0 for point in line.points}
    ends = dict.fromkeys(end for step in line.steps for end in progress.ends(step))
    return [
        PanelMark(
            place,
            score,
            Mark.IN_PART,
            (
                construct.name,
                f"{decimal(score)} · {moments[place].name}",
                "op de stellingen die beide keren meetelden",
            ),
        )
        for place, score in ends
        if abs(score - shown[place]) > _SAME
    ]


def places(moments: int) -> list[float]:
    """How far from the left the moments lie, as a share of the panel; a single one in the middle."""
    return [place / (moments - 1) if moments > 1 else 0.5 for place in range(moments)]
