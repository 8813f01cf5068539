"""The school over the years to point at: a dot for every team, saying which, its score, people, moment and word."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from leidraad.charts.desk import frame, grid
from leidraad.charts.desk.grid import PanelPlace
from leidraad.charts.marks import Mark
from leidraad.charts.palette import Palette
from leidraad.charts.paper import pen
from leidraad.charts.years_rows import YearsPanel

_SIZE, _SMALL = 12, 8
_NAME, _LETTERS = 126, 13  # room for a name beside its dot, in pixels; its letters
_NEAR = 0.025  # of a panel, between a dot, the line to its name and the name

_Placed = Sequence[tuple[YearsPanel, PanelPlace]]


@lru_cache(maxsize=32)
def figure(panels: tuple[YearsPanel, ...], colours: Palette) -> str:
    """The figure as JSON, made once for these rows and kept."""
    placed = grid.places((panel.name, "") for panel in panels)
    both = list(zip(panels, placed, strict=True))
    traces = []
    for column in range(min(grid.ACROSS, len(both))):
        mine = both[column :: grid.ACROSS]
        traces += [_to_names(mine, colours), _dots(mine, colours)]
    labels = [label for panel, place in both for label in _labels(panel, place, colours)]
    right = min((panel.left for panel in panels if panel.names), default=1.1) - _NEAR
    return grid.spec(placed, [one for one in traces if one["x"]], labels, colours, right)


def _dots(mine: _Placed, colours: Palette) -> dict[str, Any]:
    found = [(dot, panel, place) for panel, place in mine for dot in panel.dots]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.x for dot, _, _ in found],
        "y": [place.y(dot.score) for dot, _, place in found],
        "marker": frame.marker(Mark.SCORE, 0, colours)
        | {"size": [_SMALL if panel.small else _SIZE for _, panel, _ in found]},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [frame.pointed(dot.pointed) for dot, _, _ in found],
        **mine[0][1].axes,
    }


def _to_names(mine: _Placed, colours: Palette) -> dict[str, Any]:
    stretches = [
        ((one.x + _NEAR, place.y(one.score)), (panel.left - _NEAR / 2, place.y(one.at)))
        for panel, place in mine
        for one in panel.names
    ]
    return frame.lines(stretches, colours.axis, 1, **mine[0][1].axes)


def _labels(panel: YearsPanel, place: PanelPlace, colours: Palette) -> list[dict[str, Any]]:
    here = {"xref": grid.across(place.column), "xanchor": "left"}
    names = [
        frame.label(
            frame.said(_short(one.team)), colours.ink, _LETTERS + 0.5, x=panel.left, y=place.y(one.at), **here
        )
        for one in panel.names
    ]
    return names + [grid.under(place, x, 0, text, colours) for x, text in panel.ticks]


def _short(team: str) -> str:
    """As much of a name as there is room for; whoever points at the dot reads all of it."""
    if pen.width_of(team, _LETTERS) <= _NAME:
        return team
    kept = team
    while pen.width_of(f"{kept}…", _LETTERS) > _NAME:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
