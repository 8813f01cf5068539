"""Progress over time lying still: a small panel per construct on one axis from 1 to 5, in HTML so that panels wrap on a phone."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from leidraad.charts import axis
from leidraad.charts.marks import Mark
from leidraad.charts.progress_rows import Panel, PanelMark, places


@lru_cache(maxsize=128)
def still(panels: tuple[Panel, ...]) -> str:
    """The panels beside each other, made once for these rows and kept."""
    return f'<div class="panelen">{"".join(_panel(panel) for panel in panels)}</div>'


def _panel(panel: Panel) -> str:
    left = [f"{place:.2%}" for place in places(len(panel.columns))]
    lines = "".join(_line(left[start], low, left[end], high) for (start, low), (end, high) in panel.lines)
    hidden = "".join(
        f'<i class="{Mark.HIDDEN.css}" style="left:{at}"></i>'
        for at, column in zip(left, panel.columns, strict=True)
        if column.hidden
    )
    drawn = "".join(_mark(mark, left[mark.place]) for mark in panel.marks)
    return (
        f'<section class="paneel{" druk" if panel.crowded else ""}"><h3>{escape(panel.name)}</h3><p>{escape(panel.word)}</p>'
        f'<div class="verloop" role="img" aria-label="{escape(panel.said)}">'
        f'<div class="vlak">{_axis()}{lines}{hidden}{drawn}</div>'
        f"{_under(panel, left)}</div></section>"
    )


def _axis() -> str:
    return "".join(
        f'<i class="as" style="top:{axis.top(value)}"></i><span class="cijfer" style="top:{axis.top(value)}">{value}</span>'
        for value in axis.TICKS
    )


def _line(left: str, low: float, right: str, high: float) -> str:
    x, y = (left, right), (axis.top(low), axis.top(high))
    corners = ",".join(
        (
            f"{x[0]} calc({y[0]} - 1.3px)",
            f"{x[1]} calc({y[1]} - 1.3px)",
            f"{x[1]} calc({y[1]} + 1.3px)",
            f"{x[0]} calc({y[0]} + 1.3px)",
        )
    )
    return f'<i class="lijn" style="clip-path:polygon({corners})"></i>'


def _mark(mark: PanelMark, left: str) -> str:
    place = f'style="left:{left};top:{axis.top(mark.score)}"'
    under = " onder" if axis.number_under(mark.score) else ""
    value = f'<b class="waarde{under}" {place}>{mark.value}</b>' if mark.value else ""
    return f'<i class="{mark.kind.css}" {place}></i>{value}'


def _under(panel: Panel, left: Sequence[str]) -> str:
    people, ticks = (
        "".join(
            f'<span style="left:{at}">{escape(text)}</span>' for at, text in zip(left, row, strict=True) if text
        )
        for row in zip(*((one.people, one.tick) for one in panel.columns), strict=True)
    )
    return f'<div class="aantallen">{people}</div><div class="tikken">{ticks}</div>'
