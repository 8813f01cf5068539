"""Progress over time as a picture to print or save: the panels of a part, three beside each other."""

from collections.abc import Sequence
from math import ceil

from leidraad.charts import axis
from leidraad.charts.marks import Mark
from leidraad.charts.palette import LIGHT
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.charts.progress_rows import Panel, PanelMark, places

_ACROSS = 3
_WIDE, _GAP = 206, 31
_LEFT, _RIGHT = 24, 182  # the first and the last measurement, within a panel
_TOP, _HIGH = 58, 92  # score 5, and how far 1 lies below it
_TALL = 204


def picture(panels: Sequence[Panel]) -> Picture:
    """These panels, in the order of the instrument."""
    drawn = []
    for index, panel in enumerate(panels):
        x, y = (index % _ACROSS) * (_WIDE + _GAP), (index // _ACROSS) * _TALL
        drawn.append(f'<g transform="translate({x} {y})">{_panel(panel)}</g>')
    rows = ceil(len(panels) / _ACROSS)
    return Picture("".join(drawn), rows * _TALL - 12, " ".join(panel.said for panel in panels))


def _panel(panel: Panel) -> str:
    word = pen.lines(panel.word, _WIDE, 12.5)[:2]
    x = [_LEFT + (_RIGHT - _LEFT) * place for place in places(len(panel.columns))]
    return "".join(
        (
            pen.block(pen.lines(panel.name, _WIDE, 14.5, bold=True)[:1], 0, 14, 14.5, step=18, bold=True),
            pen.block(word, 0, 31, 12.5, step=15, colour=LIGHT.soft),
            _axis(),
            *(
                pen.line(x[start], _y(low), x[end], _y(high), LIGHT.team, 2.2)
                for (start, low), (end, high) in panel.lines
            ),
            *(_mark(mark, x[mark.place], panel) for mark in panel.marks),
            _foot(panel, x),
        )
    )


def _axis() -> str:
    return "".join(
        pen.line(_LEFT - 8, _y(value), _RIGHT + 8, _y(value), LIGHT.axis, 1)
        + pen.text(str(value), 0, _y(value) + 4, 11.5, colour=LIGHT.soft)
        for value in axis.TICKS
    )


def _mark(mark: PanelMark, x: float, panel: Panel) -> str:
    y, size = _y(mark.score), 4.0 if panel.crowded else 6.0
    if mark.kind is Mark.IN_PART:
        return pen.line(x - 6, y, x + 6, y, LIGHT.team, 2.5)
    if mark.kind.square:
        drawn = pen.square(x, y, size, LIGHT.team)
    else:
        drawn = pen.circle(x, y, size * (0.7 if mark.kind is Mark.SHORT else 1), LIGHT.team)
    if not mark.value:
        return drawn
    beside = y + 21 if axis.number_under(mark.score) else y - 11
    return drawn + pen.text(mark.value, x, beside, 14, colour=LIGHT.team, bold=True, anchor="middle")


def _foot(panel: Panel, x: Sequence[float]) -> str:
    foot = _y(1)
    found = []
    for at, column in zip(x, panel.columns, strict=True):
        if column.hidden:
            found.append(pen.line(at, _y(5), at, foot, LIGHT.soft, 1.5, dots=True))
        for text, y in ((column.people, foot + 20), (column.tick, foot + 37)):
            if text:
                found.append(pen.text(text, at, y, 11.5, colour=LIGHT.soft, anchor="middle"))
    return "".join(found)


def _y(mean: float) -> float:
    return _TOP + _HIGH * axis.depth(mean)
