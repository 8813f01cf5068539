"""The team's numbers for somebody who puts the own answers beside them: those are nowhere but in the open tab."""

from dataclasses import dataclass, replace

from leidraad.charts import axis, places
from leidraad.charts.no_score import missing_in_short
from leidraad.content.models import Construct, Instrument, QuestionKind
from leidraad.domain import agreement, closeness
from leidraad.domain.result import Result, Visibility
from leidraad.notation import decimal


@dataclass(frozen=True)
class BesideRow:
    """One construct or statement: what the team answered, and where somebody finds the own answers to put beside it."""

    name: str
    items: tuple[str, ...]  # the statements that the own value is made of
    as_mean: bool  # of more than half of them, as every score
    place: str | None  # of the team on the axis; None where there is no number
    said: str
    apart: str = ""  # of a statement that is not as the sentence above all of them says: how it is
    words: tuple[
        str, ...
    ] = ()  # of a place between two poles: what each answer is called, with no axis to put it on


def profile(instrument: Instrument, result: Result) -> list[BesideRow]:
    """A row per construct with a score: the team's, beside which somebody's own mean goes."""
    rows = []
    for construct in (one for one in instrument.constructs if one.scored):
        cell = result.construct(construct.id)
        items = tuple(item.id for item in construct.asked(result.short))
        rows.append(_row(construct.name, items, cell.published, cell.visibility, as_mean=True))
    return rows


def statements(construct: Construct, result: Result) -> list[BesideRow]:
    """A row per statement that was asked: the team's mean, or its places in words, beside which somebody's own answer goes."""
    asked = {item.id: item for item in construct.items}
    if construct.asks is QuestionKind.POSITION:
        return [
            BesideRow(one.text, (one.id,), False, None, places.told(one, cell, result.k), words=one.places)
            for cell in result.construct(construct.id).items
            for one in (asked[cell.id],)
        ]
    shown = result.construct(construct.id)
    odd = closeness.exceptions(shown)
    rows = []
    for cell in shown.items:
        row = _row(asked[cell.id].text, (cell.id,), cell.mean, cell.visibility, as_mean=False)
        if cell in odd and cell.agreement:
            row = replace(row, apart=agreement.observation(cell.agreement))
        rows.append(row)
    return rows


def _row(
    name: str, items: tuple[str, ...], team: float | None, why_not: Visibility, *, as_mean: bool
) -> BesideRow:
    said = missing_in_short(why_not) if team is None else decimal(team)
    return BesideRow(name, items, as_mean, None if team is None else axis.left(team), said)
