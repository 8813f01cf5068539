"""The school over the years as a picture to print or save: per construct a dot for every team, never one score."""

from collections.abc import Sequence
from math import ceil

from leidraad.charts import axis
from leidraad.charts.palette import LIGHT
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.charts.years_rows import YearsPanel

_ACROSS = 3
_WIDE, _GAP, _TALL = 206, 31, 184
_LEFT, _TOP, _HIGH = 16, 38, 96


def picture(panels: Sequence[YearsPanel]) -> Picture:
    """These panels, in the order of the instrument."""
    drawn = []
    for index, panel in enumerate(panels):
        x, y = (index % _ACROSS) * (_WIDE + _GAP), (index // _ACROSS) * _TALL
        drawn.append(f'<g transform="translate({x} {y})">{_panel(panel)}</g>')
    height = ceil(len(panels) / _ACROSS) * _TALL - 8
    return Picture("".join(drawn), height, " ".join(panel.said for panel in panels))


def _panel(panel: YearsPanel) -> str:
    name = pen.lines(panel.name, _WIDE, 14.5, bold=True)[:1]
    end = _x(panel.left) - 4 if panel.names else _WIDE
    lines = "".join(
        pen.line(_LEFT, _y(score), end, _y(score), LIGHT.axis, 1)
        + pen.text(str(score), 0, _y(score) + 4, 11.5, colour=LIGHT.soft)
        for score in axis.TICKS
    )
    size = 2.0 if panel.small else 4.0
    dots = "".join(pen.circle(_x(dot.x), _y(dot.score), size, LIGHT.team) for dot in panel.dots)
    ticks = "".join(
        pen.text(text, _x(x), _y(1) + 20, 11.5, colour=LIGHT.soft, anchor="middle") for x, text in panel.ticks
    )
    return pen.block(name, 0, 14, 14.5, step=18, bold=True) + lines + _names(panel) + dots + ticks


def _names(panel: YearsPanel) -> str:
    room = _WIDE - _x(panel.left)
    return "".join(
        pen.line(_x(one.x) + 5, _y(one.score), _x(panel.left) - 3, _y(one.at), LIGHT.axis, 0.8)
        + pen.text(pen.lines(one.team, room, 10.5)[0], _x(panel.left), _y(one.at) + 3.5, 10.5)
        for one in panel.names
    )


def _x(place: float) -> float:
    return _LEFT + (_WIDE - _LEFT) * place


def _y(score: float) -> float:
    return _TOP + _HIGH * axis.depth(score)
