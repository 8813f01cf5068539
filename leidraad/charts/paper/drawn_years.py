"""The school over the years as a picture to print or save: per construct a dot for every team, never one score."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from leidraad.charts import axis, school_years
from leidraad.charts.palette import LIGHT
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.content.models import Construct
from leidraad.domain.school_view import Spread

_ACROSS = 3
_WIDE, _GAP, _TALL = 206, 31, 184
_LEFT, _TOP, _HIGH = 16, 38, 96


def picture(spreads: Sequence[Spread], constructs: Sequence[Construct], years: Sequence[int]) -> Picture:
    """One panel per construct, the school years from left to right."""
    by_place = {(one.construct, one.year): one for one in spreads}
    drawn, said = [], []
    for index, construct in enumerate(constructs):
        mine = [by_place[construct.id, year] for year in years]
        x, y = (index % _ACROSS) * (_WIDE + _GAP), (index // _ACROSS) * _TALL
        drawn.append(f'<g transform="translate({x} {y})">{_panel(construct, mine)}</g>')
        said.append(school_years.description(construct, mine))
    return Picture("".join(drawn), ceil(len(constructs) / _ACROSS) * _TALL - 8, " ".join(said))


def _panel(construct: Construct, spreads: Sequence[Spread]) -> str:
    name = pen.lines(construct.name, _WIDE, 14.5, bold=True)[:1]
    lines = "".join(
        pen.line(_LEFT, _y(score), _WIDE, _y(score), LIGHT.axis, 1)
        + pen.text(str(score), 0, _y(score) + 4, 11.5, colour=LIGHT.soft)
        for score in axis.TICKS
    )
    columns = "".join(_year(one, place, len(spreads)) for place, one in enumerate(spreads))
    return pen.block(name, 0, 14, 14.5, step=18, bold=True) + lines + columns


def _year(one: Spread, place: int, amount: int) -> str:
    """Teams with the same score stand beside each other; when there are many, the dots are smaller and closer."""
    room = (_WIDE - _LEFT) / amount
    middle = _LEFT + room * (place + 0.5)
    bins = Counter(round(score * 10) / 10 for score in one.scores)  # only a place: no number is shown
    most = max(bins.values(), default=1)
    step = min(9.0, 0.9 * room / most)
    dots = "".join(
        pen.circle(middle + step * (turn - (times - 1) / 2), _y(score), max(1.5, min(4.0, step / 2.2)), LIGHT.team)
        for score, times in sorted(bins.items())
        for turn in range(times)
    )
    tick = pen.text(
        school_years.short_name(one.year), middle, _y(1) + 20, 11.5, colour=LIGHT.soft, anchor="middle"
    )
    return dots + tick


def _y(score: float) -> float:
    return _TOP + _HIGH * axis.depth(score)
