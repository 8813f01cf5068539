"""The overview of a Result: one row per construct on an axis from 1 to 5, in the order of the Leidraad."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from leidraad.charts.palette import Palette
from leidraad.content.models import Part, Scale
from leidraad.domain.result import Agreement, ConstructResult, Mode, Result, Visibility

ROW_HEIGHT = 78
_TOP = 34
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


def rows(result: Result, part: Part) -> list[Row]:
    """The rows of one part, in the order of the instrument."""
    return [
        _row(result, result.construct(construct.id), f"{construct.number} {construct.short}")
        for construct in part.constructs
    ]


def _row(result: Result, construct: ConstructResult, name: str) -> Row:
    score = construct.score
    if construct.visibility is not Visibility.SHOWN or score is None or score.mean is None:
        return Row(name, missing(construct.visibility, result.k), None, None, None, "")
    return Row(
        name=name,
        score=decimal(score.mean),
        value=score.mean,
        middle_half=construct.middle_half,
        n=score.n,
        words=_words(result, construct.agreement),
    )


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


def decimal(value: float) -> str:
    """One decimal with a comma."""
    return f"{value:.1f}".replace(".", ",")


def figure(rows: list[Row], scale: Scale, colours: Palette) -> go.Figure:
    """The picture: dot is the score, the band is the middle half of the people, words at the right."""
    picture = go.Figure()
    for index, row in enumerate(rows):
        _draw(picture, row, -index, colours)
    picture.update_layout(
        height=_TOP + ROW_HEIGHT * len(rows),
        margin={"l": 0, "r": 0, "t": _TOP, "b": 0},
        showlegend=False,
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        font={"family": '"Source Sans", "Source Sans Pro", sans-serif', "size": 15, "color": colours.ink},
        separators=",.",
    )
    picture.update_xaxes(range=[_LOW, _HIGH], visible=False, fixedrange=True)
    picture.update_yaxes(range=[0.62 - len(rows), 0.62], visible=False, fixedrange=True)
    for x, label, anchor in ((0, scale.labels[0], "left"), (1, scale.labels[-1], "right")):
        _write(picture, label, x, 0.62, anchor, colours.soft, size=14, yanchor="bottom")
    return picture


def _draw(picture: go.Figure, row: Row, y: float, colours: Palette) -> None:
    axis = y - 0.06
    _write(picture, f"<b>{row.name}</b>", 0, y + 0.36, "left", colours.ink)
    _write(picture, row.words or row.score, 1, y + 0.36, "right", colours.soft)
    if row.value is None:
        if "drempel" in row.score:
            _line(picture, 1, 5, axis, colours.line, 2, dash="dot")
        return
    _line(picture, 1, 5, axis, colours.line, 2)
    if row.middle_half is not None:
        _line(picture, *row.middle_half, axis, colours.team_light, 9)
    picture.add_scatter(
        x=[row.value],
        y=[axis],
        mode="markers+text",
        marker={"size": 18, "color": colours.team, "line": {"width": 2, "color": colours.ground}},
        text=[f"<b>{row.score}</b>"],
        textposition="bottom center",
        textfont={"size": 15, "color": colours.team},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _line(
    picture: go.Figure, start: float, end: float, y: float, colour: str, width: int, dash: str = "solid"
) -> None:
    picture.add_scatter(
        x=[start, max(end, start + 0.02)],
        y=[y, y],
        mode="lines",
        line={"color": colour, "width": width, "dash": dash},
        hoverinfo="skip",
    )


def _write(
    picture: go.Figure,
    text: str,
    x: float,
    y: float,
    anchor: str,
    colour: str,
    size: int = 16,
    yanchor: str = "middle",
) -> None:
    picture.add_annotation(
        text=text,
        x=x,
        y=y,
        xref="paper",
        yref="y",
        xanchor=anchor,
        yanchor=yanchor,
        showarrow=False,
        font={"color": colour, "size": size},
        align=anchor,
    )


def description(rows: list[Row], scale: Scale) -> str:
    """What the picture says, in a sentence per row."""
    said = [f"{row.name}: {row.score}{f', {row.words}' if row.words else ''}" for row in rows]
    return f"Scores van 1 ({scale.labels[0]}) tot 5 ({scale.labels[-1]}). " + ". ".join(said) + "."


def table(rows: list[Row]) -> pd.DataFrame:
    """The same as a table: one row per construct."""
    return pd.DataFrame(
        {
            "Onderdeel": [row.name for row in rows],
            "Score": [row.score for row in rows],
            "Aantal mensen": ["" if row.n is None else str(row.n) for row in rows],
            "Middelste helft": [
                ""
                if row.middle_half is None
                else f"{decimal(row.middle_half[0])} tot {decimal(row.middle_half[1])}"
                for row in rows
            ],
            "Eensgezindheid": [row.words for row in rows],
        }
    )
