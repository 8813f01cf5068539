"""One person's own scores, as HTML: rows on an axis from 1 to 5, and the same for several scans beside each other.

No Plotly: a self-scan is done on a phone, and the same picture goes into the page that somebody downloads.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from leidraad.charts import axis
from leidraad.charts.overview import OverviewRow, description
from leidraad.content.models import Construct, Instrument, Item, Scale
from leidraad.domain.scale import SCALE
from leidraad.domain.selfscan import OwnScore
from leidraad.notation import decimal

TOO_FEW = "te weinig ingevuld"
#: The style of these pictures, for the screen and for the page to download; the colours are set around it.
CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class OwnMoment:
    """One kept scan: its name ("21 nov 2026, kort") and scores; None where its questionnaire is no longer there."""

    name: str
    scores: tuple[OwnScore, ...] | None

    def score(self, construct: str) -> OwnScore | None:
        """The score for a construct, if this scan asked it."""
        return next((one for one in self.scores or () if one.construct.id == construct), None)


def rows(scores: Iterable[OwnScore]) -> list[OverviewRow]:
    """The overview's rows for one person; the words say how much was answered, never how close people are."""
    return [
        OverviewRow(
            name=one.construct.name,
            score=TOO_FEW if one.value is None else decimal(one.value),
            value=one.value,
            middle_half=None,
            n=None,
            words=f"{one.answered} van {one.asked}",
        )
        for one in scores
    ]


def picture(rows: Sequence[OverviewRow], scale: Scale) -> str:
    """The rows as HTML; a text alternative says the same."""
    drawn = "".join(_row(row) for row in rows)
    return (
        f'<div class="eigen" role="img" aria-label="{escape(description(list(rows), scale))}">'
        f'<div class="ends"><span>{escape(scale.labels[0])}</span><span>{escape(scale.labels[-1])}</span></div>'
        f"{drawn}</div>"
    )


def _row(row: OverviewRow) -> str:
    said = f"{row.words} ingevuld" if row.value is not None else f"{row.score} ({row.words})"
    label = "" if row.value is None else f'<b style="left:{axis.left(row.value)}">{escape(row.score)}</b>'
    return (
        f'<div class="rij"><div class="top"><strong>{escape(row.name)}</strong><span>{escape(said)}</span></div>'
        f"{_axis(row.value, label)}</div>"
    )


def _axis(value: float | None, label: str = "", more: str = "") -> str:
    if value is None:
        return '<div class="lat leeg"></div>'
    return f'<div class="lat{more}"><i style="left:{axis.left(value)}"></i>{label}</div>'


def chosen(
    constructs: Iterable[Construct], instrument: Instrument, short: bool, answers: Mapping[str, int]
) -> str:
    """What somebody chose at each statement of which nothing is added up, in words; nothing says that one is more."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(item.text)}</th><td>{escape(_word(instrument, item, answers.get(item.id)))}</td></tr>"
        for construct in constructs
        for item in construct.asked(short)
    )
    return f'<div class="eigen"><table class="woorden"><tbody>{rows}</tbody></table></div>'


def _word(instrument: Instrument, item: Item, value: int | None) -> str:
    if value is None:
        return "overgeslagen"
    return instrument.labels(item)[value - 1] if value in SCALE else instrument.scale.cannot_judge


def years(moments: Sequence[OwnMoment], constructs: Sequence[Construct], scale: Scale) -> str:
    """Per construct one line for every scan, the newest filled; points only, without a word about change."""
    blocks = "".join(_years(moments, construct) for construct in constructs)
    ends = f"<span>{escape(scale.labels[0])}</span><span>{escape(scale.labels[-1])}</span>"
    return (
        f'<div class="eigen" role="img" aria-label="{escape(years_description(moments, constructs))}">'
        f'<div class="jaren kopje"><span></span><div class="ends">{ends}</div><b></b></div>{blocks}</div>'
    )


def _years(moments: Sequence[OwnMoment], construct: Construct) -> str:
    lines = []
    for moment in moments:
        found = moment.score(construct.id)
        value = found.value if found else None
        shown = "" if value is None else decimal(value)
        more = "" if moment is moments[-1] else " was"
        lines.append(f"<span>{escape(moment.name)}</span>{_axis(value, more=more)}<b>{shown}</b>")
    return f'<h3>{escape(construct.name)}</h3><div class="jaren">{"".join(lines)}</div>'


def years_description(moments: Sequence[OwnMoment], constructs: Sequence[Construct]) -> str:
    """The same in words, a sentence per construct."""
    said = [
        f"{construct.name}: "
        + ", ".join(f"{moment.name} {_said(moment.score(construct.id))}" for moment in moments)
        for construct in constructs
    ]
    return "Jouw scores van 1 tot 5 per zelfscan. " + ". ".join(said) + "."


def _said(found: OwnScore | None) -> str:
    if found is None:
        return "niet gevraagd"
    return TOO_FEW if found.value is None else decimal(found.value)


def table(scores: Iterable[OwnScore]) -> str:
    """One scan as a table."""
    body = "".join(
        f"<tr><th scope='row'>{escape(one.construct.name)}</th>"
        f"<td>{TOO_FEW if one.value is None else decimal(one.value)}</td><td>{one.answered} van {one.asked}</td></tr>"
        for one in scores
    )
    head = "<th scope='col'>Onderdeel</th><th scope='col'>Jouw score</th><th scope='col'>Ingevuld</th>"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def years_table(moments: Sequence[OwnMoment], constructs: Sequence[Construct]) -> str:
    """Several scans as a table: a row per construct, a column per scan."""
    head = "".join(f"<th scope='col'>{escape(moment.name)}</th>" for moment in moments)
    body = "".join(
        f"<tr><th scope='row'>{escape(construct.name)}</th>"
        + "".join(f"<td>{_said(moment.score(construct.id))}</td>" for moment in moments)
        + "</tr>"
        for construct in constructs
    )
    return f"<table><thead><tr><th scope='col'>Onderdeel</th>{head}</tr></thead><tbody>{body}</tbody></table>"
