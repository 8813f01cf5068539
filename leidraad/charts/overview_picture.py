"""The overview as a still picture in HTML and as a table; its rows and words are made in overview.py."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from leidraad.charts import axis, tables
from leidraad.charts.overview import OverviewRow, description
from leidraad.content.models import Scale
from leidraad.domain.scale import SCALE
from leidraad.notation import decimal

_LEAST_BAND = 0.04  # scale points; a narrower band would not be seen


def still(rows: Sequence[OverviewRow], scale: Scale) -> str:
    """One row per construct: its name, the axis with its marks, the words; on a phone the axis stands under both."""
    ends = "".join(f'<span style="left:{axis.left(score)}">{escape(text)}</span>' for score, text in named(scale))
    drawn = "".join(_row(row) for row in rows)
    return (
        f'<div class="overzicht" role="img" aria-label="{escape(description(list(rows), scale))}">'
        f'<div class="rij schaal"><span></span><div class="as-van">{ends}</div><span></span></div>{drawn}</div>'
    )


def named(scale: Scale) -> list[tuple[int, str]]:
    """The places of the axis that are named: both ends and the middle."""
    return [(score, scale.labels[score - 1]) for score in reversed(axis.TICKS)]


def _row(row: OverviewRow) -> str:
    kind = "b" if row.moved else "span"
    change = f"<{kind}>{escape(row.change)}</{kind}>" if row.change else ""
    return (
        f'<div class="rij"><strong>{escape(row.name)}</strong>{_axis(row)}'
        f"<p>{escape(row.words or row.score)}{change}</p></div>"
    )


def _axis(row: OverviewRow) -> str:
    if row.empty:
        return f'<div class="as-van {"onder" if row.hidden else "niets"}"></div>'
    drawn = "".join(f'<i class="tik" style="left:{axis.left(score)}"></i>' for score in SCALE)
    if row.middle_half is not None:
        low, high = row.middle_half
        wide = axis.width(low, max(high, low + _LEAST_BAND))
        drawn += f'<i class="helft" style="left:{axis.left(low)};width:{wide}"></i>'
    if row.earlier is not None:
        drawn += f'<i class="{row.earlier_mark.css}" style="left:{axis.left(row.earlier)}"></i>'
    if row.value is not None:
        left = axis.left(row.value)
        drawn += (
            f'<i class="{row.mark.css}" style="left:{left}"></i><b style="left:{left}">{escape(row.score)}</b>'
        )
    return f'<div class="as-van heel">{drawn}</div>'


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
