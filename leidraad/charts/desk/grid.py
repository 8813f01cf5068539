"""Small panels beside each other in one figure: three across, on one axis from 1 to 5; heights are pixels from the top.

The columns have an axis of their own across, from 0 to 1; all share the one in height. So all panels of a column are drawn
by one trace for each kind of mark.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from leidraad.charts import axis
from leidraad.charts.desk import frame
from leidraad.charts.palette import Palette
from leidraad.charts.paper import pen
from leidraad.domain.scale import HIGHEST, LOWEST

ACROSS = 3
_GAP = 0.075  # of the width, between panels
_PAD = 0.1  # of a panel, beside its first and last place
_TOP, _LINE, _HIGH, _UNDER = 30, 21, 148, 84  # pixels: for the button, a line of words, from 5 to 1, below 1
_LETTERS = 232  # pixels in which words must fit, in the narrowest window that shows this
_DIGITS = 22  # how far left of a panel the digits of its axis stand


@dataclass(frozen=True)
class PanelPlace:
    """Where one panel lies: its column, and in pixels its top and that of its axis."""

    column: int
    name: tuple[str, ...]
    word: tuple[str, ...]
    top: float
    first: float

    def y(self, score: float) -> float:
        """How high a score lies."""
        return self.first + _HIGH * axis.depth(score)

    @property
    def foot(self) -> float:
        """Where score 1 lies."""
        return self.y(LOWEST)

    @property
    def axes(self) -> dict[str, str]:
        """The axes of a trace in this column."""
        return {"xaxis": across(self.column), "yaxis": "y"}


def across(column: int) -> str:
    """The name of the axis of a column."""
    return f"x{column + 1}" if column else "x"


def places(titles: Iterable[tuple[str, str]]) -> list[PanelPlace]:
    """A place for each panel, by its name and the word under that; panels in one row begin their axes at one height."""
    broken = [
        (tuple(pen.lines(name, _LETTERS, 14.5, bold=True)), tuple(pen.lines(word, _LETTERS, 13.5)) if word else ())
        for name, word in titles
    ]
    found, top = [], float(_TOP)
    for start in range(0, len(broken), ACROSS):
        row = broken[start : start + ACROSS]
        first = top + _LINE * max(len(name) + len(word) for name, word in row) + 30
        found += [PanelPlace(column, name, word, top, first) for column, (name, word) in enumerate(row)]
        top = first + _HIGH + _UNDER
    return found


def spec(
    placed: Sequence[PanelPlace],
    traces: Sequence[dict[str, Any]],
    labels: Sequence[dict[str, Any]],
    colours: Palette,
    right: float = 1 + _PAD,
) -> str:
    """The whole figure: the axes of its panels, their names and words, and what `traces` and `labels` draw in them.

    `right` is how far the lines of an axis go.
    """
    height = placed[-1].foot + _UNDER - 16 if placed else _TOP
    wide = (1 - _GAP * (ACROSS - 1)) / ACROSS
    columns = {
        f"xaxis{column + 1 if column else ''}": frame.axis(
            domain=[column * (wide + _GAP), min(1.0, column * (wide + _GAP) + wide)],
            range=[-_PAD, 1 + _PAD],
            anchor="y",
        )
        for column in range(ACROSS)
    }
    return frame.spec(
        traces,
        height,
        {"l": _DIGITS, "r": 4, "t": 0, "b": 0},
        colours,
        **columns,
        yaxis=frame.axis(range=[height, 0]),
        shapes=[_line(one, score, colours, right) for one in placed for score in axis.TICKS],
        annotations=[*(part for one in placed for part in _words(one, colours)), *labels],
    )


def _line(place: PanelPlace, score: int, colours: Palette, right: float) -> dict[str, Any]:
    y = place.y(score)
    return {
        "type": "line", "xref": across(place.column), "yref": "y", "x0": -_PAD, "x1": right, "y0": y, "y1": y,
        "layer": "below", "line": {"color": colours.axis, "width": 1},
    }  # fmt: skip


def _words(place: PanelPlace, colours: Palette) -> list[dict[str, Any]]:
    left = {"x": -_PAD, "xref": across(place.column), "xanchor": "left", "xshift": -_DIGITS}
    rows = [(f"<b>{frame.said(line)}</b>", colours.ink, 16.0) for line in place.name]
    rows += [(frame.said(line), colours.soft, 14.5) for line in place.word]
    found = [
        frame.label(text, colour, size, y=place.top + 10 + _LINE * turn, **left)
        for turn, (text, colour, size) in enumerate(rows)
    ]
    return found + [
        frame.label(str(score), colours.soft, 13, **left | {"y": place.y(score)})
        for score in range(LOWEST, HIGHEST + 1)
        if score in axis.TICKS
    ]


def under(place: PanelPlace, x: float, row: int, text: str, colours: Palette) -> dict[str, Any]:
    """Words under a place of a panel, in the first or second row."""
    return frame.label(
        frame.said(text), colours.soft, 13.5, x=x, xref=across(place.column), y=place.foot + 24 + 20 * row
    )
