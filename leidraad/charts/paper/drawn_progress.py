"""Progress over time as a picture to print or save: the panels of a part, three beside each other."""

from collections.abc import Sequence
from math import ceil

from leidraad.charts import axis
from leidraad.charts import progress as panels
from leidraad.charts.palette import LIGHT
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.content.models import Construct, Scale
from leidraad.domain.progress import Moment, Point, Progress, TrendLine, TrendStep
from leidraad.domain.result import Mode, Visibility
from leidraad.notation import decimal

_ACROSS = 3
_WIDE, _GAP = 206, 31
_LEFT, _RIGHT = 24, 182  # the first and the last measurement, within a panel
_TOP, _HIGH = 58, 92  # score 5, and how far 1 lies below it
_TALL = 204


def picture(progress: Progress, constructs: Sequence[Construct], scale: Scale) -> Picture:
    """The panels of these constructs, in the order of the instrument."""
    drawn, said = [], []
    for index, construct in enumerate(constructs):
        line = panels.line_of(progress, construct)
        x, y = (index % _ACROSS) * (_WIDE + _GAP), (index // _ACROSS) * _TALL
        panel = _panel(line, construct, progress.moments)
        drawn.append(f'<g transform="translate({x} {y})">{panel}</g>')
        said.append(panels.description(line, construct, progress.moments, scale))
    rows = ceil(len(constructs) / _ACROSS)
    return Picture("".join(drawn), rows * _TALL - 12, " ".join(said))


def legend(progress: Progress, scale: Scale) -> str:
    """What the marks mean, in sentences."""
    return " ".join(f"{said[0].upper()}{said[1:]}." for said in panels.marks(progress, scale))


def _panel(line: TrendLine, construct: Construct, moments: Sequence[Moment]) -> str:
    word = pen.lines(panels.word(line, moments), _WIDE, 12.5)[:2]
    return "".join(
        (
            pen.block(pen.lines(construct.name, _WIDE, 14.5, bold=True)[:1], 0, 14, 14.5, step=18, bold=True),
            pen.block(word, 0, 31, 12.5, step=15, colour=LIGHT.soft),
            _axis(),
            *(_step(step, line, len(moments)) for step in line.steps),
            _points(line, moments),
            _foot(line, moments),
        )
    )


def _axis() -> str:
    return "".join(
        pen.line(_LEFT - 8, _y(value), _RIGHT + 8, _y(value), LIGHT.axis, 1)
        + pen.text(str(value), 0, _y(value) + 4, 11.5, colour=LIGHT.soft)
        for value in axis.TICKS
    )


def _step(step: TrendStep, line: TrendLine, moments: int) -> str:
    ends = [(_x(place, moments), mean, line.points[place].mean) for place, mean in panels.ends(step)]
    dashes = "".join(
        pen.line(x - 6, _y(mean), x + 6, _y(mean), LIGHT.team, 2.5)
        for x, mean, shown in ends
        if panels.differs(mean, shown)
    )
    if not step.compared:
        return dashes
    (x1, first, _), (x2, second, _) = ends
    return pen.line(x1, _y(first), x2, _y(second), LIGHT.team, 2.2) + dashes


def _points(line: TrendLine, moments: Sequence[Moment]) -> str:
    last = panels.last_shown(line)
    return "".join(_point(point, moments, point is last) for point in line.points)


def _point(point: Point, moments: Sequence[Moment], last: bool) -> str:
    x = _x(point.place, len(moments))
    if point.mean is None:
        under = point.visibility is Visibility.BELOW_THRESHOLD
        return pen.line(x, _y(5), x, _y(1), LIGHT.soft, 1.5, dots=True) if under else ""
    y, size = _y(point.mean), 6.0 if len(moments) <= panels.CROWDED else 4.0
    if point.mode is Mode.JOINT:
        mark = pen.square(x, y, size, LIGHT.team)
    else:
        small = point.short and panels.has_mixed_lengths(moments)
        mark = pen.circle(x, y, size * (0.7 if small else 1), LIGHT.team)
    if not last:
        return mark
    above = y - 11 if point.mean <= 4.4 else y + 21
    return mark + pen.text(decimal(point.mean), x, above, 14, colour=LIGHT.team, bold=True, anchor="middle")


def _foot(line: TrendLine, moments: Sequence[Moment]) -> str:
    foot = _y(1)
    counts = "".join(
        pen.text(str(point.n), _x(point.place, len(moments)), foot + 20, 11.5, colour=LIGHT.soft, anchor="middle")
        for point in panels.counted(line)
    )
    ticks = "".join(
        pen.text(moments[place].tick, _x(place, len(moments)), foot + 37, 11.5, colour=LIGHT.soft, anchor="middle")
        for place in panels.ticked(moments)
    )
    return counts + ticks


def _x(place: int, moments: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (place / (moments - 1) if moments > 1 else 0.5)


def _y(mean: float) -> float:
    return _TOP + _HIGH * axis.depth(mean)
