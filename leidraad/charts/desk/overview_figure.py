"""The overview to point at: names at the left, the axis from 1 to 5, words at the right; one row per construct."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from leidraad.charts import overview
from leidraad.charts.desk import frame
from leidraad.charts.marks import Mark
from leidraad.charts.overview import OverviewRow
from leidraad.charts.overview_picture import named
from leidraad.charts.palette import Palette
from leidraad.charts.paper import pen
from leidraad.content.models import Scale
from leidraad.domain.scale import HIGHEST, LOWEST, SCALE

_NAMES, _WORDS, _GAP = 262, 232, 34  # pixels at the left and the right, and between them and the axis
_TOP, _LEAST, _LINE, _AIR = 38, 58, 20, 22
_BAND = 8
#: A hollow one is larger: it is still seen around one of now that lies on it.
_SIZES = {Mark.SCORE: 15, Mark.JOINT: 13, Mark.EARLIER: 20, Mark.EARLIER_JOINT: 19}
_LEAST_BAND = 0.02  # scale points; a narrower band would not be seen


@dataclass(frozen=True)
class _Placed:
    """A row with the lines of its words, and where it lies, in pixels from the top."""

    row: OverviewRow
    names: tuple[str, ...]
    words: tuple[tuple[str, bool], ...]  # and whether it is about a change that one may speak of
    top: float
    tall: float

    @property
    def axis(self) -> float:
        return self.top + self.tall / 2 + 7  # the number stands above it


@lru_cache(maxsize=128)
def figure(rows: tuple[OverviewRow, ...], scale: Scale, colours: Palette) -> str:
    """The figure as JSON, made once for these rows and kept."""
    placed = _placed(rows)
    height = placed[-1].top + placed[-1].tall if placed else _TOP
    return frame.spec(
        [trace for trace in _traces(placed, colours) if trace["x"]],
        height,
        {"l": _NAMES, "r": _WORDS, "t": 0, "b": 0},
        colours,
        xaxis=frame.axis(range=[LOWEST - 0.12, HIGHEST + 0.12]),
        yaxis=frame.axis(range=[height, 0]),
        shapes=[part for one in placed for part in _rule(one.top, colours)],
        annotations=_labels(placed, scale, colours),
    )


def _placed(rows: Sequence[OverviewRow]) -> list[_Placed]:
    found, top = [], float(_TOP)
    for row in rows:
        names = tuple(pen.lines(row.name, _NAMES - _GAP, 14, bold=True))
        said = [(line, False) for line in pen.lines(row.words or row.score, _WORDS - _GAP, 13)]
        said += [(line, row.moved) for line in pen.lines(row.change, _WORDS - _GAP, 13)] if row.change else []
        tall = max(_LEAST, _LINE * max(len(names), len(said)) + _AIR)
        found.append(_Placed(row, names, tuple(said), top, tall))
        top += tall
    return found


def _rule(y: float, colours: Palette) -> list[dict[str, Any]]:
    """The line between two rows: over the names, the axis and the words."""
    line = {
        "type": "line", "xref": "paper", "yref": "y", "layer": "below", "y0": y, "y1": y,
        "line": {"color": colours.line, "width": 1},
    }  # fmt: skip
    beside = [(0, -_NAMES, 0), (1, 0, _WORDS)]
    return [
        {**line, "x0": 0, "x1": 1},
        *({**line, "xsizemode": "pixel", "xanchor": side, "x0": x0, "x1": x1} for side, x0, x1 in beside),
    ]


def _traces(placed: Sequence[_Placed], colours: Palette) -> list[dict[str, Any]]:
    """Few traces with many points: one for each kind of mark."""
    whole = [one for one in placed if not one.row.empty]
    tracks = [((LOWEST, one.axis), (HIGHEST, one.axis)) for one in whole]
    ticks = [((score, one.axis - 4), (score, one.axis + 4)) for one in whole for score in SCALE]
    bands = [
        ((low, one.axis), (max(high, low + _LEAST_BAND), one.axis))
        for one in placed
        if one.row.middle_half
        for low, high in [one.row.middle_half]
    ]
    return [
        frame.lines(tracks, colours.axis, 2),
        frame.lines(ticks, colours.axis, 1.5),
        frame.lines(bands, colours.team_light, _BAND),
        _hidden(placed, colours),
        *(_dots(placed, mark, colours) for mark in (Mark.EARLIER, Mark.EARLIER_JOINT, Mark.SCORE, Mark.JOINT)),
    ]


def _hidden(placed: Sequence[_Placed], colours: Palette) -> dict[str, Any]:
    """A dotted line where a threshold is why there is no score; whoever points at it reads just that."""
    rows = [one for one in placed if one.row.hidden]
    drawn = frame.lines([((LOWEST, one.axis), (HIGHEST, one.axis)) for one in rows], colours.axis, 2, "dot")
    said = [text for one in rows for text in 2 * [frame.pointed(overview.pointed(one.row))] + [""]]
    return {**drawn, "hoverinfo": "text", "hovertext": said}


def _dots(placed: Sequence[_Placed], mark: Mark, colours: Palette) -> dict[str, Any]:
    found = [(_score(one.row, mark), one) for one in placed]
    shown = [(score, one) for score, one in found if score is not None]
    drawn = {
        "type": "scatter",
        "mode": "markers",
        "x": [score for score, _ in shown],
        "y": [one.axis for _, one in shown],
        "marker": frame.marker(mark, _SIZES[mark], colours),
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [
            frame.pointed(overview.pointed_earlier(one.row) if mark.hollow else overview.pointed(one.row))
            for _, one in shown
        ],
    }
    if mark.hollow:
        return drawn
    return drawn | {
        "mode": "markers+text",
        "text": [f"<b>{frame.said(one.row.score)}</b>" for _, one in shown],
        "textposition": "top center",
        "textfont": {"size": 15.5, "color": colours.team},
    }


def _score(row: OverviewRow, mark: Mark) -> float | None:
    if mark.hollow:
        return row.earlier if row.earlier_mark is mark else None
    return row.value if row.mark is mark else None


def _labels(placed: Sequence[_Placed], scale: Scale, colours: Palette) -> list[dict[str, Any]]:
    found = [
        frame.label(frame.said(text), colours.soft, 14, x=score, y=_TOP / 2, xanchor=_anchor(score))
        for score, text in named(scale)
    ]
    for one in placed:
        middle = one.top + one.tall / 2
        for line, y in zip(one.names, _heights(len(one.names), middle), strict=True):
            found.append(_beside(0, -_NAMES, f"<b>{frame.said(line)}</b>", y, colours.ink, 15.5))
        for (line, moved), y in zip(one.words, _heights(len(one.words), middle), strict=True):
            colour = colours.ink if moved else colours.soft
            found.append(
                _beside(1, _GAP, f"<b>{frame.said(line)}</b>" if moved else frame.said(line), y, colour, 14.5)
            )
    return found


def _heights(amount: int, middle: float) -> list[float]:
    """Where so many lines of words lie, together around the middle of their row."""
    return [middle + _LINE * (turn - (amount - 1) / 2) for turn in range(amount)]


def _anchor(score: int) -> str:
    return {LOWEST: "left", HIGHEST: "right"}.get(score, "center")


def _beside(side: int, shift: float, text: str, y: float, colour: str, size: float) -> dict[str, Any]:
    """A line of words, so far from the left (0) or right (1) edge of the axis."""
    return frame.label(
        text, colour, size, x=side, xref="paper", xshift=shift, xanchor="left", y=y, yanchor="middle"
    )
