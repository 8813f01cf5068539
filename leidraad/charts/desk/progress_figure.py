"""Progress over time to point at: the panels of a part, each mark saying its score, people, moment and word."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from leidraad.charts import axis
from leidraad.charts.desk import frame, grid
from leidraad.charts.desk.grid import PanelPlace
from leidraad.charts.marks import Mark
from leidraad.charts.palette import Palette
from leidraad.charts.progress_rows import Panel, PanelMark, places
from leidraad.domain.scale import HIGHEST, LOWEST

_SIZES = {Mark.SCORE: 14, Mark.SHORT: 10, Mark.JOINT: 13, Mark.IN_PART: 16}
_CROWDED = 0.65  # of the size, where there are many

_Placed = Sequence[tuple[Panel, PanelPlace]]


@lru_cache(maxsize=128)
def figure(panels: tuple[Panel, ...], colours: Palette) -> str:
    """The figure as JSON, made once for these rows and kept."""
    placed = grid.places((panel.name, panel.word) for panel in panels)
    both = list(zip(panels, placed, strict=True))
    traces = []
    for column in range(min(grid.ACROSS, len(both))):
        mine = both[column :: grid.ACROSS]
        traces += [_lines(mine, colours), _hidden(mine, colours)]
        traces += [_marks(mine, kind, colours) for kind in _SIZES]
        traces.append(_values(mine, colours))
    return grid.spec(placed, [one for one in traces if one["x"]], _under(both, colours), colours)


def _lines(mine: _Placed, colours: Palette) -> dict[str, Any]:
    stretches = [
        ((at[start], place.y(low)), (at[end], place.y(high)))
        for panel, place in mine
        for at in [places(len(panel.columns))]
        for (start, low), (end, high) in panel.lines
    ]
    return frame.lines(stretches, colours.team, 2.5, **mine[0][1].axes)


def _hidden(mine: _Placed, colours: Palette) -> dict[str, Any]:
    """A dotted line where a threshold is why there is no score."""
    found = [
        (x, place, column.hidden)
        for panel, place in mine
        for x, column in zip(places(len(panel.columns)), panel.columns, strict=True)
        if column.hidden
    ]
    stretches = [((x, place.y(HIGHEST)), (x, place.y(LOWEST))) for x, place, _ in found]
    said = [text for _, _, hidden in found for text in [*2 * [frame.pointed(hidden)], ""]]
    drawn = frame.lines(stretches, colours.soft, 2, "dot", **mine[0][1].axes)
    return {**drawn, "hoverinfo": "text", "hovertext": said}


def _marks(mine: _Placed, kind: Mark, colours: Palette) -> dict[str, Any]:
    found = _of_kind(mine, kind)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _, _, _ in found],
        "y": [y for _, y, _, _ in found],
        "marker": _drawn(kind, [size for _, _, size, _ in found], colours),
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [frame.pointed(mark.pointed) for _, _, _, mark in found],
        **mine[0][1].axes,
    }


def _of_kind(mine: _Placed, kind: Mark) -> list[tuple[float, float, float, PanelMark]]:
    return [
        (places(len(panel.columns))[mark.place], place.y(mark.score), _size(panel, kind), mark)
        for panel, place in mine
        for mark in panel.marks
        if mark.kind is kind
    ]


def _size(panel: Panel, kind: Mark) -> float:
    return _SIZES[kind] * (_CROWDED if panel.crowded else 1)


def _drawn(kind: Mark, sizes: list[float], colours: Palette) -> dict[str, Any]:
    if kind is Mark.IN_PART:
        return {"symbol": "line-ew", "size": sizes, "line": {"width": 3, "color": colours.team}}
    return frame.marker(kind, 0, colours) | {"size": sizes}


def _values(mine: _Placed, colours: Palette) -> dict[str, Any]:
    """The last score of every panel, written out."""
    found = [
        (places(len(panel.columns))[mark.place], place.y(mark.score), mark)
        for panel, place in mine
        for mark in panel.marks
        if mark.value
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _, _ in found],
        "y": [y + (21 if axis.number_under(mark.score) else -21) for _, y, mark in found],
        "text": [f"<b>{mark.value}</b>" for _, _, mark in found],
        "textfont": {"size": 17, "color": colours.team},
        "cliponaxis": False,
        "hoverinfo": "skip",
        **mine[0][1].axes,
    }


def _under(both: _Placed, colours: Palette) -> list[dict[str, Any]]:
    return [
        grid.under(place, x, row, text, colours)
        for panel, place in both
        for x, column in zip(places(len(panel.columns)), panel.columns, strict=True)
        for row, text in enumerate((column.people, column.tick))
        if text
    ]
