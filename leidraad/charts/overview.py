"""The overview of a Result: one row per construct on an axis from 1 to 5, in the order of the Leidraad.

With a comparison each row also has the earlier score and the word for the change, from leidraad.domain.progress.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from leidraad.charts import tables
from leidraad.charts.palette import Palette
from leidraad.content.models import Part, Scale
from leidraad.domain.change import decimal
from leidraad.domain.progress import Comparison, Step
from leidraad.domain.result import Agreement, ConstructResult, Mode, Result, Visibility

ROW_HEIGHT = 78
_WORD_HEIGHT = 24  # more per row when a word about change stands in it
_TOP = 34
_BOTTOM = 10  # room for the number under the last line
_LOW, _HIGH = 0.94, 5.06


@dataclass(frozen=True)
class Row:
    """One construct, in the words and numbers that picture, text and table share."""

    name: str
    score: str  # "3,4", or why there is none
    value: float | None  # 1-5
    middle_half: tuple[float, float] | None
    n: int | None
    words: str
    earlier: float | None = None  # 1-5, in the measurement compared with
    change: str = ""  # the word for the difference
    compared: str = ""  # the same with the two scores that were compared


def rows(result: Result, part: Part, against: Comparison | None = None) -> list[Row]:
    """The rows of one part, in the order of the instrument; `against` an earlier measurement when there is one."""
    return [
        _row(result, result.construct(construct.id), f"{construct.number} {construct.short}", against)
        for construct in part.constructs
    ]


def _row(result: Result, construct: ConstructResult, name: str, against: Comparison | None) -> Row:
    more = _earlier(construct.id, against) if against else {}
    score = construct.score
    if construct.visibility is not Visibility.SHOWN or score is None or score.mean is None:
        return Row(name, missing(construct.visibility, result.k), None, None, None, "", **more)
    return Row(
        name=name,
        score=decimal(score.mean),
        value=score.mean,
        middle_half=construct.middle_half,
        n=score.n,
        words=_words(result, construct.agreement),
        **more,
    )


def _earlier(construct: str, against: Comparison) -> dict[str, Any]:
    before = next((one for one in against.before.result.constructs if one.id == construct), None)
    step = against.steps[construct]
    return {
        "earlier": before.score.mean if before and before.score else None,
        "change": _word(step, against),
        "compared": compared(step) if _word(step, against) else "",
    }


def _word(step: Step, against: Comparison) -> str:
    if Mode.JOINT in (against.before.result.mode, against.after.result.mode):
        return ""
    said = step.verdict.value if step.verdict else "niet te vergelijken"
    return f"{said}, bevestigd" if step.confirmed else said


def compared(step: Step) -> str:
    """A step in a table: its word with the two scores that were compared."""
    if step.change is None:
        return "niet te vergelijken"
    if not step.compared or step.change.before is None or step.change.after is None:
        return step.change.verdict.value
    scores = f"{decimal(step.change.before.mean)} → {decimal(step.change.after.mean)}"
    confirmed = ", bevestigd" if step.confirmed else ""
    part = ", op dezelfde stellingen" if step.in_part else ""
    return f"{step.change.verdict.value}{confirmed} ({scores}{part})"


def _words(result: Result, agreement: Agreement | None) -> str:
    if result.mode is Mode.JOINT:
        return "samen afgesproken"
    return agreement.value if agreement else ""


def missing(visibility: Visibility, k: int) -> str:
    """Why a score is not there; under the threshold and without data read differently."""
    return {
        Visibility.BELOW_THRESHOLD: f"onder de drempel van {k} antwoorden",
        Visibility.NO_DATA: "geen gegevens",
        Visibility.CANNOT_JUDGE: "te veel collega's konden dit niet beoordelen",
        Visibility.SHOWN: "geen score",
    }[visibility]


def figure(rows: list[Row], scale: Scale, colours: Palette) -> go.Figure:
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
            "annotations": _labels(rows, height, scale, colours),
        },
    )


def _axis(index: int, height: int) -> float:
    """How high the line of a row lies: five pixels under its middle, lower when a word about change stands above."""
    return -index - (5 + (height - ROW_HEIGHT) / 2) / height


def _marks(rows: list[Row], height: int, colours: Palette) -> list[dict[str, Any]]:
    at = [(row, _axis(index, height)) for index, row in enumerate(rows)]
    whole = [(1.0, 5.0, y) for row, y in at if row.value is not None or row.earlier is not None]
    below = [
        (1.0, 5.0, y) for row, y in at if row.value is None and row.earlier is None and "drempel" in row.score
    ]
    bands = [(*row.middle_half, y) for row, y in at if row.middle_half is not None]
    shown = [(row.value, y, f"<b>{row.score}</b>") for row, y in at if row.value is not None]
    return [
        _lines(whole, colours.line, 2),
        _lines(below, colours.line, 2, dash="dot"),
        _lines(bands, colours.team_light, 9),
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
            "marker": {"size": 18, "color": colours.team, "line": {"width": 2, "color": colours.ground}},
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


def _labels(rows: list[Row], height: int, scale: Scale, colours: Palette) -> list[dict[str, Any]]:
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


def description(rows: list[Row], scale: Scale) -> str:
    """What the picture says, in a sentence per row."""
    said = ". ".join(_said(row) for row in rows)
    return f"Scores van 1 ({scale.labels[0]}) tot 5 ({scale.labels[-1]}). {said}."


def _said(row: Row) -> str:
    before = "" if row.earlier is None else f"eerder {decimal(row.earlier)}"
    return f"{row.name}: {', '.join(part for part in (row.score, row.words, before, row.change) if part)}"


def table(rows: list[Row], earlier: str = "") -> pd.DataFrame:
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


def table_html(rows: list[Row], earlier: str = "") -> str:
    """The table as HTML."""
    return tables.as_html(table(rows, earlier))
