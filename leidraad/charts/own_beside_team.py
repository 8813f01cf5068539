"""One's own answers beside the team's, as HTML for a phone: per row an axis from 1 to 5 with two marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from leidraad.charts import axis
from leidraad.charts.no_score import missing_in_short
from leidraad.charts.own import TOO_FEW
from leidraad.content.models import Construct, Instrument, Scale
from leidraad.domain import selfscan
from leidraad.domain.result import Result, Visibility
from leidraad.domain.scale import CANNOT_JUDGE, Answers
from leidraad.notation import decimal

CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class BesideRow:
    """One construct or statement: what I answered and what the team did; a text where there is no number."""

    name: str
    mine: float | None
    mine_said: str
    team: float | None
    team_said: str


def profile(instrument: Instrument, result: Result, own: Answers) -> list[BesideRow]:
    """A row per construct: my mean (more than half answered) beside the team's score."""
    mine = {one.construct.id: one.value for one in selfscan.profile(instrument, result.short, own).scores}
    rows = []
    for construct in instrument.constructs:
        cell = result.construct(construct.id)
        value, team = mine[construct.id], cell.published
        rows.append(
            BesideRow(
                f"{construct.kind}: {construct.short}",
                value,
                TOO_FEW if value is None else decimal(value),
                team,
                missing_in_short(cell.visibility) if team is None else decimal(team),
            )
        )
    return rows


def statements(construct: Construct, scale: Scale, result: Result, own: Answers) -> list[BesideRow]:
    """A row per statement that was asked: my answer beside the team's mean."""
    texts = {item.id: item.text for item in construct.items}
    return [
        _statement(texts[cell.id], cell.mean, cell.visibility, own.get(cell.id), scale)
        for cell in result.construct(construct.id).items
    ]


def _statement(text: str, team: float | None, why_not: Visibility, answer: int | None, scale: Scale) -> BesideRow:
    return BesideRow(
        text,
        float(answer) if answer else None,
        said(answer, scale),
        team,
        missing_in_short(why_not) if team is None else decimal(team),
    )


def said(answer: int | None, scale: Scale) -> str:
    """An answer in words: "grotendeels", "kan ik niet beoordelen" or "overgeslagen"."""
    if answer is None:
        return "overgeslagen"
    return scale.cannot_judge if answer == CANNOT_JUDGE else scale.by_answer[answer]


def picture(rows: Sequence[BesideRow], scale: Scale) -> str:
    """The rows as HTML. What is drawn stands in words above every line, so the line itself is decoration."""
    ends = f"<span>{escape(scale.labels[0])}</span><span>{escape(scale.labels[-1])}</span>"
    return (
        '<div class="naast-team"><p class="uitleg"><span><i class="ik"></i>jij</span><span><i class="wij"></i>het team</span></p>'
        f'<div class="ends" aria-hidden="true">{ends}</div>{"".join(map(_row, rows))}</div>'
    )


def _row(row: BesideRow) -> str:
    marks = _mark("wij", row.team) + _mark("ik", row.mine)
    return (
        f'<div class="rij"><p class="naam">{escape(row.name)}</p>'
        f'<p class="getal">jij <b>{escape(row.mine_said)}</b> · het team <b>{escape(row.team_said)}</b></p>'
        f'<div class="lat" aria-hidden="true">{marks}</div></div>'
    )


def _mark(who: str, value: float | None) -> str:
    return "" if value is None else f'<i class="{who}" style="left:{axis.left(value)}"></i>'
