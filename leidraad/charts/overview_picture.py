"""The overview as a Plotly picture and as a table; its rows and words are made in overview.py."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from leidraad.charts import tables
from leidraad.charts.overview import OverviewRow
from leidraad.charts.palette import Palette
from leidraad.content.models import Scale
from leidraad.domain.scale import SCALE
from leidraad.notation import decimal

ROW_HEIGHT = 78
_WORD_HEIGHT = 24  # more per row when a word about change stands in it
_TOP = 34
_BOTTOM = 10  # room for the number under the last line
_TICK = 4  # how far a tick stands out, in pixels
_LOW, _HIGH = 0.94, 5.06


def figure(rows: list[OverviewRow], scale: Scale, colours: Palette) -> go.Figure:
    """The picture: dot is the score, the band is the middle half of the people, words at the right.

    A hollow, lighter dot is the earlier score. Few traces with many points: a trace per mark would make this
    the slowest part of the page.
    """
    height = ROW_HEIGHT + (_WORD_HEIGHT if any(row.change for row in rows) else 0)
    return go.Figure(
        data=_marks(rows, height, colours),
        layout={
            "template": {},
            "height": _TOP + height * len(rows) + _BOTTOM,
            "margin": {"l": 0, "r": 0, "t": _TOP, "b": 0},
            "showlegend": False,
            "plot_bgcolor": "rgba(0,0,0,0)",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "font": {
                "family": '"Source Sans", "Source Sans Pro", sans-serif',
                "size": 15,
                "color": colours.ink,
            },
            "separators": ",.",
            "xaxis": {"range": [_LOW, _HIGH], "visible": False, "fixedrange": True},
            "yaxis": {"range": [0.62 - len(rows) - _BOTTOM / height, 0.62], "visible": False, "fixedrange": True},
            "shapes": [*_ticks(rows, height, colours), *(_rule(index, colours) for index in range(1, len(rows)))],
            "annotations": _labels(rows, height, scale, colours),
        },
    )


def _rule(index: int, colours: Palette) -> dict[str, Any]:
    """The line between two rows, so that a number is seen to belong to the name above it."""
    y = -index + 0.5
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": y,
        "y1": y,
        "line": {"color": colours.line, "width": 1},
    }


def _ticks(rows: list[OverviewRow], height: int, colours: Palette) -> list[dict[str, Any]]:
    """A small tick at every score from 1 to 5, on the lines that are drawn whole."""
    tall = _TICK / height
    at = [
        _axis(index, height) for index, row in enumerate(rows) if row.value is not None or row.earlier is not None
    ]
    line = {"color": colours.axis, "width": 1.5}
    return [
        {"type": "line", "x0": score, "x1": score, "y0": y - tall, "y1": y + tall, "line": line, "layer": "below"}
        for y in at
        for score in SCALE
    ]


def _axis(index: int, height: int) -> float:
    """How high the line of a row lies: five pixels under its middle, lower when a word about change stands above."""
    return -index - (5 + (height - ROW_HEIGHT) / 2) / height


def _marks(rows: list[OverviewRow], height: int, colours: Palette) -> list[dict[str, Any]]:
    at = [(row, _axis(index, height)) for index, row in enumerate(rows)]
    whole = [(1.0, 5.0, y) for row, y in at if row.value is not None or row.earlier is not None]
    below = [
        (1.0, 5.0, y) for row, y in at if row.value is None and row.earlier is None and "drempel" in row.score
    ]
    bands = [(*row.middle_half, y) for row, y in at if row.middle_half is not None]
    shown = [(row.value, y, f"<b>{row.score}</b>") for row, y in at if row.value is not None]
    symbols = ["square" if row.joint else "circle" for row, _ in at if row.value is not None]
    return [
        _lines(whole, colours.axis, 2),
        _lines(below, colours.axis, 2, dash="dot"),
        _lines(bands, colours.team_light, 7),
        {
            "mode": "markers",
            "x": [row.earlier for row, _ in at if row.earlier is not None],
            "y": [y for row, y in at if row.earlier is not None],
            "marker": {"size": 14, "color": colours.ground, "line": {"width": 2.5, "color": colours.earlier}},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
        {
            "mode": "markers+text",
            "x": [value for value, _, _ in shown],
            "y": [y for _, y, _ in shown],
            "text": [text for _, _, text in shown],
            "textposition": "bottom center",
            "textfont": {"size": 15, "color": colours.team},
            "marker": {
                "size": 18,
                "symbol": symbols,
                "color": colours.team,
                "line": {"width": 2, "color": colours.ground},
            },
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]


def _lines(
    spans: list[tuple[float, float, float]], colour: str, width: int, dash: str = "solid"
) -> dict[str, Any]:
    """Horizontal lines (start, end, height) as one trace, with gaps in between."""
    return {
        "mode": "lines",
        "x": [x for start, end, _ in spans for x in (start, max(end, start + 0.02), None)],
        "y": [value for _, _, y in spans for value in (y, y, None)],
        "line": {"color": colour, "width": width, "dash": dash},
        "hoverinfo": "skip",
    }


def _labels(rows: list[OverviewRow], height: int, scale: Scale, colours: Palette) -> list[dict[str, Any]]:
    found = [
        _label(scale.labels[0], 0, 0.62, colours.soft, size=14, yanchor="bottom"),
        _label(scale.labels[-1], 1, 0.62, colours.soft, size=14, yanchor="bottom"),
    ]
    for index, row in enumerate(rows):
        top = -index + (28 + (height - ROW_HEIGHT) / 2) / height
        found.append(_label(f"<b>{row.name}</b>", 0, top, colours.ink))
        found.append(_label(row.words or row.score, 1, top, colours.soft, size=14))
        if row.change:
            found.append(_label(row.change, 1, top - _WORD_HEIGHT / height, colours.ink, size=14))
    return found


def _label(text: str, side: int, y: float, colour: str, size: int = 16, yanchor: str = "middle") -> dict[str, Any]:
    """Text at the left (0) or right (1) edge."""
    anchor = "right" if side else "left"
    return {
        "text": text,
        "x": side,
        "y": y,
        "xref": "paper",
        "yref": "y",
        "xanchor": anchor,
        "yanchor": yanchor,
        "showarrow": False,
        "font": {"color": colour, "size": size},
        "align": anchor,
    }


def table(rows: list[OverviewRow], earlier: str = "") -> pd.DataFrame:
    """The same as a table: one row per construct. `earlier` names the measurement compared with, if any."""
    columns = {
        "Onderdeel": [row.name for row in rows],
        "Score": [row.score for row in rows],
        "Aantal mensen": ["" if row.n is None else str(row.n) for row in rows],
        "Middelste helft": [_span(row.middle_half) for row in rows],
        "Eensgezindheid": [row.words for row in rows],
    }
    if earlier:
        columns[f"Score in {earlier}"] = ["" if row.earlier is None else decimal(row.earlier) for row in rows]
        columns["Verschil"] = [row.compared for row in rows]
    return pd.DataFrame(columns)


def _span(middle_half: tuple[float, float] | None) -> str:
    return "" if middle_half is None else f"{decimal(middle_half[0])} tot {decimal(middle_half[1])}"


def table_html(rows: list[OverviewRow], earlier: str = "") -> str:
    """The table as HTML."""
    return tables.as_html(table(rows, earlier))
