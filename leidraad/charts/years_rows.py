"""The school over the years as rows: per construct a dot for every team, for the screen, for pointing and for paper.

Teams with the same score lie beside each other. Where they are few, those of the last year have their name beside the dot:
as high as the dot, and apart from the name above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from leidraad.charts import school_years
from leidraad.content.models import Construct
from leidraad.domain.scale import HIGHEST, LOWEST
from leidraad.domain.school_view import Spread, TeamDot
from leidraad.notation import count, decimal

#: So many names fit beside each other's dots.
_MOST_NAMES = 8
#: The width that dots take where names stand beside them; and between two dots, as a share of a panel.
_DOTS, _STEP = 0.6, 0.034
_TICK = 0.2  # of a panel, that the name of a year takes
#: Between two names, in scale points.
_APART = 0.5
#: Scores as near as this lie on each other.
_TOUCH = 0.31
_SMALL = 12  # with more teams than this in a year, dots are smaller


@dataclass(frozen=True)
class YearsDot:
    """One team: how far from the left (0-1), how high, and what one reads who points at it."""

    x: float
    score: float
    pointed: tuple[str, ...]


@dataclass(frozen=True)
class YearsName:
    """The name of a team: how high it stands, and the dot that it belongs to."""

    team: str
    at: float
    x: float
    score: float


@dataclass(frozen=True)
class YearsPanel:
    """One construct: the school years from left to right. `left` is where the names begin, 1 where there are none."""

    name: str
    said: str
    ticks: tuple[tuple[float, str], ...]
    dots: tuple[YearsDot, ...]
    names: tuple[YearsName, ...]
    years: int
    left: float
    most: int  # dots in one year

    @property
    def small(self) -> bool:
        """Whether dots are smaller, since there are many."""
        return self.most > _SMALL


def of(spreads: Sequence[Spread], constructs: Sequence[Construct], years: Sequence[int]) -> tuple[YearsPanel, ...]:
    """The panels of these constructs; in all of them names or in none, so that years stand under each other."""
    by_place = {(one.construct, one.year): one for one in spreads}
    rows = [(construct, [by_place[construct.id, year] for year in years]) for construct in constructs]
    named = 0 < max((len(row[-1].dots) for _, row in rows if row), default=0) <= _MOST_NAMES
    return tuple(_panel(construct, row, named=named) for construct, row in rows)


def _panel(construct: Construct, spreads: Sequence[Spread], *, named: bool) -> YearsPanel:
    wide = (_DOTS if named else 1.0) / max(1, len(spreads))
    columns = [_column(spread, wide * place, wide) for place, spread in enumerate(spreads)]
    return YearsPanel(
        name=construct.name,
        said=school_years.description(construct, spreads),
        ticks=tuple(_ticks(spreads, wide)),
        dots=tuple(YearsDot(x, score, _pointed(construct, dot)) for column in columns for dot, x, score in column),
        names=_names(columns[-1]) if named else (),
        years=len(spreads),
        left=_DOTS if named else 1.0,
        most=max((len(one.dots) for one in spreads), default=0),
    )


def _ticks(spreads: Sequence[Spread], wide: float) -> list[tuple[float, str]]:
    """The years under a panel; only the first and the last where all would run into each other."""
    last = len(spreads) - 1
    return [
        (wide * (place + 0.5), school_years.short_name(one.year))
        for place, one in enumerate(spreads)
        if wide >= _TICK or place in (0, last)
    ]


_Placed = tuple[TeamDot, float, float]


def _column(spread: Spread, left: float, wide: float) -> list[_Placed]:
    """The dots of one year with their place: those that would lie on each other stand beside each other, in school order."""
    heights = [round(dot.score * 10) / 10 for dot in spread.dots]
    groups = _touching(heights, _TOUCH if len(heights) <= _SMALL else 0)
    step = min(_STEP, 0.9 * wide / max(map(len, groups), default=1))
    x = {
        dot: left + wide / 2 + step * (turn - (len(group) - 1) / 2)
        for group in groups
        for turn, dot in enumerate(sorted(group))
    }
    return [(dot, x[turn], heights[turn]) for turn, dot in enumerate(spread.dots)]


def _touching(heights: Sequence[float], reach: float) -> list[list[int]]:
    """Which of them, by their turn, lie no further than `reach` from the next."""
    groups: list[list[int]] = []
    for turn in sorted(range(len(heights)), key=lambda one: heights[one]):
        if groups and heights[turn] - heights[groups[-1][-1]] <= reach:
            groups[-1].append(turn)
        else:
            groups.append([turn])
    return groups


def _names(column: Sequence[_Placed]) -> tuple[YearsName, ...]:
    """The names from above, each as high as its dot or as near to that as those beside it allow."""
    ordered = sorted(column, key=lambda one: -one[2])
    heights = apart([score for _, _, score in ordered], _APART, LOWEST, HIGHEST)
    return tuple(YearsName(dot.team, at, x, score) for (dot, x, score), at in zip(ordered, heights, strict=True))


def apart(heights: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """The same heights, from above, moved as little as it takes to lie `least` apart and between low and high."""
    groups: list[list[float]] = []  # of each: its middle, and how many there are
    for height in heights:
        groups.append([height, 1])
        _inside(groups[-1], least, low, high)
        while len(groups) > 1 and groups[-2][0] - groups[-1][0] < least * (groups[-2][1] + groups[-1][1]) / 2:
            middle, many = groups.pop()
            before, more = groups[-1]
            groups[-1] = [(middle * many + before * more) / (many + more), many + more]
            _inside(groups[-1], least, low, high)
    return [middle - least * (turn - (many - 1) / 2) for middle, many in groups for turn in range(int(many))]


def _inside(group: list[float], least: float, low: float, high: float) -> None:
    reach = least * (group[1] - 1) / 2
    group[0] = max(low + reach, min(high - reach, group[0]))


def _pointed(construct: Construct, dot: TeamDot) -> tuple[str, ...]:
    n = dot.published.n
    people = "" if n is None else count(n, "mens", "mensen")
    score = " · ".join(one for one in (decimal(dot.score), people, dot.moment) if one)
    return tuple(one for one in (dot.team, construct.name, score, dot.published.word) if one)
