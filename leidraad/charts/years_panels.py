"""The school over the years lying still: a small panel per construct in HTML, a dot for every team."""

from collections import Counter
from functools import lru_cache
from html import escape

from leidraad.charts import axis
from leidraad.charts.years_rows import YearsName, YearsPanel

#: From so many teams on, dots would lie over each other: then the width of a bar tells how many there are.
_MOST_DOTS = 60


@lru_cache(maxsize=32)
def still(panels: tuple[YearsPanel, ...]) -> str:
    """The panels beside each other, made once for these rows and kept."""
    return f'<div class="panelen">{"".join(_panel(panel) for panel in panels)}</div>'


def _panel(panel: YearsPanel) -> str:
    end = f";right:{1 - panel.left:.1%}" if panel.names else ""
    lines = "".join(f'<i class="as" style="top:{axis.top(score)}{end}"></i>' for score in axis.TICKS)
    digits = "".join(f'<span class="cijfer" style="top:{axis.top(score)}">{score}</span>' for score in axis.TICKS)
    ticks = "".join(f'<span style="left:{x:.1%}">{text}</span>' for x, text in panel.ticks)
    names = "".join(_name(one, panel.left) for one in panel.names)
    return (
        f'<section class="paneel"><h3>{escape(panel.name)}</h3>'
        f'<div class="verloop" role="img" aria-label="{escape(panel.said)}">'
        f'<div class="vlak">{lines}{digits}{_dots(panel)}{names}</div><div class="tikken">{ticks}</div></div></section>'
    )


def _dots(panel: YearsPanel) -> str:
    if panel.most > _MOST_DOTS:
        return _bars(panel)
    small = " klein" if panel.small else ""
    return "".join(
        f'<i class="teamstip{small}" style="left:{dot.x:.1%};top:{axis.top(dot.score)}"></i>' for dot in panel.dots
    )


def _bars(panel: YearsPanel) -> str:
    wide = panel.left / panel.years
    bins = Counter((min(int(dot.x / wide), panel.years - 1), dot.score) for dot in panel.dots)
    most = max(bins.values())
    return "".join(
        f'<i class="teams-balk" style="left:{wide * (year + 0.5):.1%};top:{axis.top(score)};width:{times / most * wide * 0.8:.1%}"></i>'
        for (year, score), times in sorted(bins.items())
    )


def _name(one: YearsName, left: float) -> str:
    """The name with a thin line to its dot."""
    y = (axis.top(one.score), axis.top(one.at))
    x = (f"calc({one.x:.1%} + 8px)", f"calc({left:.1%} - 3px)")
    corners = f"{x[0]} {y[0]},{x[1]} {y[1]},{x[1]} calc({y[1]} + 1px),{x[0]} calc({y[0]} + 1px)"
    return (
        f'<i class="lijn naar" style="clip-path:polygon({corners})"></i>'
        f'<span class="teamnaam" style="left:{left:.1%};top:{y[1]}">{escape(one.team)}</span>'
    )
