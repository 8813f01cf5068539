"""Places between two poles as rows to take along: words and counts, and nothing that could be added up."""

from collections.abc import Iterable

from leidraad.charts import places
from leidraad.content.models import Instrument, QuestionKind
from leidraad.domain.result import ConstructResult, ItemResult, Mode, Result

ABOUT = "Een rij per meting, onderwerp en plek. Geen plek is beter dan een andere."
Row = tuple[str | int | float | None, ...]


def rows(result: Result, instrument: Instrument | None, which: tuple[str, ...]) -> Iterable[Row]:
    """The rows of one measurement, each after what says `which` it is; where the questionnaire is gone without its words."""
    for cell in result.constructs:
        if cell.asks is QuestionKind.POSITION:
            yield from (row for item in cell.items for row in _item(result, instrument, cell, item, which))


def _item(
    result: Result, instrument: Instrument | None, cell: ConstructResult, shown: ItemResult, which: tuple[str, ...]
) -> Iterable[Row]:
    item = next((one for one in instrument.items if one.id == shown.id), None) if instrument else None
    kind = (
        next((one.kind for one in instrument.constructs if one.id == cell.id), cell.id) if instrument else cell.id
    )
    poles = (item.left_short, item.right_short) if item else (None, None)
    start = (
        *which,
        kind,
        shown.id,
        item.text if item else None,
        *poles,
        result.mode.value,
        shown.visibility.value,
    )
    close = shown.agreement.value if shown.agreement else None
    if shown.counts is None:
        about = (
            places.about(item, shown, result.k, joint=result.mode is Mode.JOINT) if item and shown.mean else None
        )
        yield (*start, about, None, close)
        return
    names = item.places if item else ("1", "2", "3", "4", "5")
    for name, count in zip(names, shown.counts, strict=True):
        yield (*start, name, count, close)
