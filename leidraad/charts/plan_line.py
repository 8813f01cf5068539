"""The focus points of a team on a line of time, under its measurements: the steps as stretches, and marks for looking back.

In HTML, so that it wraps on a phone. Days are numbers here; what they are called stands with them. Nothing is compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from leidraad.charts import tables


@dataclass(frozen=True)
class LineMark:
    """Something on one day; the day as a number, and in words."""

    day: int
    when: str
    what: str
    step: int | None = None  # of the cycle, when the point came into one


@dataclass(frozen=True)
class PointLine:
    """A focus point: how it is called, its moments in order, and the day on which its line ends."""

    title: str
    marks: tuple[LineMark, ...]
    end: int


def figure(lines: Sequence[PointLine], measured: Sequence[LineMark], today: int) -> str:
    """A row for the measurements and one per focus point, on one axis from the first day to today."""
    everything = [*measured, *(one for line in lines for one in line.marks)]
    earliest = min(everything, key=lambda one: one.day)
    first, last = earliest.day, max([today, *(one.day for one in everything)])
    dots = "".join(
        f'<i class="meting" style="left:{_at(one.day, first, last)}" title="{escape(one.when)}"></i>'
        for one in measured
    )
    said = ", ".join(one.when for one in measured) or "nog geen"
    rows = "".join(_row(line, first, last) for line in lines)
    return (
        f'<div class="planlijn"><section><h4>Metingen</h4><div class="tijd" role="img" aria-label="Metingen: {escape(said)}">{dots}</div></section>'
        f'{rows}<p class="einden"><span>{escape(earliest.when)}</span><span>nu</span></p></div>'
    )


def _row(line: PointLine, first: int, last: int) -> str:
    steps = [one for one in line.marks if one.step is not None]
    ends = [one.day for one in steps[1:]] + [line.end]
    stretches = "".join(
        f'<b class="stap-{one.step}" style="left:{_at(one.day, first, last)};width:{_wide(one.day, end, first, last)}">{one.step}</b>'
        for one, end in zip(steps, ends, strict=True)
        if end > one.day
    )
    marks = "".join(
        f'<i class="{_kind(one)}" style="left:{_at(one.day, first, last)}" title="{escape(f"{one.when}: {one.what}")}"></i>'
        for one in line.marks
        if one.step is None
    )
    told = ". ".join(f"{one.when}: {one.what}" for one in line.marks)
    return f'<section><h4>{escape(line.title)}</h4><div class="tijd" role="img" aria-label="{escape(told)}">{stretches}{marks}</div></section>'


def _kind(one: LineMark) -> str:
    return "vraag" if one.what == "klein onderzoek" else "terug"


def _at(day: int, first: int, last: int) -> str:
    return f"{100 * (day - first) / max(1, last - first):.1f}%"


def _wide(start: int, end: int, first: int, last: int) -> str:
    return f"{100 * (end - start) / max(1, last - first):.1f}%"


LEGEND = (
    "Elke balk is een speerpunt, van de keuze tot nu of tot het eind; het cijfer is de stap van de cyclus. Een streep: het team keek "
    "terug, of rondde af. Een driehoek: een klein onderzoek. Een punt: een meting."
)


def table(lines: Sequence[PointLine]) -> str:
    """The same as a table: a row per moment."""
    rows = [[line.title, one.when, one.what] for line in lines for one in line.marks]
    return tables.as_html(pd.DataFrame(rows, columns=["Speerpunt", "Wanneer", "Wat"]), words=True)
