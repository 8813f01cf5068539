"""What all figures of the desk share: letters, colours, what one reads who points, and that nothing zooms or slides.

Heights are pixels from the top, as on paper; across, a figure takes the width of the page. A figure is made of rows that
hold published values only: whoever points reads no more than what the table beside it says.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from leidraad.charts.marks import Mark
from leidraad.charts.palette import Palette

FONT = '"Source Sans", "Source Sans Pro", sans-serif'
#: How near a finger must come to a mark, in pixels.
_REACH = 36
_SAVE = "Bewaar als afbeelding"
_DUTCH = {
    "dictionary": {
        "Download plot as a PNG": _SAVE,
        "Preparing image - this may take a few seconds": "De afbeelding wordt gemaakt",
        "Image download succeeded": "De afbeelding is bewaard",
        "Sorry, there was a problem downloading your image!": "Bewaren als afbeelding is niet gelukt.",
    },
    "format": {"decimal": ",", "thousands": "."},
}


def config(name: str) -> dict[str, Any]:
    """How a figure behaves: one button, in Dutch; no dragging, zooming or selecting. `name` is that of the file."""
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": name},
        "locale": "nl",
        "locales": {"nl": _DUTCH},
        "scrollZoom": False,
        "doubleClick": False,
        "showAxisDragHandles": False,
        "showTips": False,
    }


def spec(
    traces: Sequence[Mapping[str, Any]], height: float, margin: Mapping[str, float], colours: Palette, **more: Any
) -> str:
    """The whole figure as JSON, without anything of Plotly's own look."""
    layout = {
        "template": {},
        "height": round(height),
        "margin": {"pad": 0, **margin},
        "showlegend": False,
        "plot_bgcolor": colours.ground,
        "paper_bgcolor": colours.ground,  # also of the image that somebody keeps
        "font": {"family": FONT, "size": 15, "color": colours.ink},
        "separators": ",.",
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": _REACH,
        "hoverlabel": {
            "bgcolor": colours.ground,
            "bordercolor": colours.axis,
            "align": "left",
            "font": {"family": FONT, "size": 15, "color": colours.ink},
        },
        "modebar": {
            "orientation": "h",
            "bgcolor": colours.ground,
            "color": colours.axis,
            "activecolor": colours.ink,
        },
        **more,
    }
    return json.dumps({"data": list(traces), "layout": layout}, ensure_ascii=False, separators=(",", ":"))


def said(text: str) -> str:
    """Text of anybody, letter for letter: Plotly reads some HTML in it."""
    return escape(text, quote=False)


def pointed(lines: Sequence[str]) -> str:
    """What one reads who points at a mark: first what it is, then a line for each thing there is to say."""
    head, *rest = (said(line) for line in lines if line)
    return "<br>".join([f"<b>{head}</b>", *rest])


def axis(**more: Any) -> dict[str, Any]:
    """An axis without anything drawn by itself, which nobody can drag."""
    return {"visible": False, "fixedrange": True, "zeroline": False, "showgrid": False, **more}


def label(text: str, colour: str, size: float, **more: Any) -> dict[str, Any]:
    """Words in the picture, at a place that `more` says."""
    return {"text": text, "showarrow": False, "font": {"color": colour, "size": size}, **more}


def marker(mark: Mark, size: float, colours: Palette) -> dict[str, Any]:
    """How a mark is drawn: a hollow one has the ground inside, so that no line runs through it."""
    symbol = "square" if mark.square else "circle"
    if mark.hollow:
        edge = {"width": 2.5, "color": colours.earlier}
        return {"size": size, "symbol": symbol, "opacity": 1, "color": colours.ground, "line": edge}
    edge = {"width": 1.5, "color": colours.ground}
    return {"size": size, "symbol": symbol, "opacity": 1, "color": colours.team, "line": edge}


def lines(
    stretches: Sequence[tuple[tuple[float, float], tuple[float, float]]],
    colour: str,
    width: float,
    dash: str = "solid",
    **more: Any,
) -> dict[str, Any]:
    """Straight lines as one trace, with gaps in between; nobody points at them."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for (x1, _), (x2, _) in stretches for x in (x1, x2, None)],
        "y": [y for (_, y1), (_, y2) in stretches for y in (y1, y2, None)],
        "line": {"color": colour, "width": width, "dash": dash},
        "hoverinfo": "skip",
        **more,
    }
