"""What a report draws by the kind of a part: scores, a balance, places between two poles, or statements by themselves."""

from leidraad.charts.overview import OverviewRow
from leidraad.charts.paper import drawn_butterfly, drawn_overview, drawn_places, drawn_statements
from leidraad.charts.paper.pen import Picture
from leidraad.content.models import Construct, Instrument, Part, QuestionKind
from leidraad.domain import closeness
from leidraad.domain.result import Mode, Result


def overview(instrument: Instrument, result: Result, part: Part, rows: list[OverviewRow]) -> Picture:
    """All constructs of a part with scores: at two sides of one axis where it asks a balance."""
    if part.asks is QuestionKind.BALANCE:
        return drawn_butterfly.picture(result, part, instrument.scale)
    return drawn_overview.picture(rows, instrument.scale)


def picture(construct: Construct, instrument: Instrument, result: Result) -> Picture:
    """The statements of any construct: their bars, or between two poles their places."""
    if construct.asks is QuestionKind.POSITION:
        return drawn_places.picture(construct, result)
    shown = result.construct(construct.id)
    return drawn_statements.picture(construct, shown, result.k, instrument.scale, joint=result.mode is Mode.JOINT)


def placed(instrument: Instrument, result: Result) -> list[list[str]]:
    """The counts per place as rows of a table; empty where none are told."""
    return [
        [item.text, label, str(count)]
        for construct in instrument.constructs
        for item in construct.items
        if item.places and (shown := result.item(item.id)) and shown.counts
        for label, count in zip(item.places, shown.counts, strict=True)
    ]


def limits(result: Result) -> str:
    """From how many people on something is told, of a Result without a score."""
    placed = any(one.asks is QuestionKind.POSITION for one in result.constructs)
    much, little = (
        ("wie waar staat", "ongeveer waar")
        if placed
        else ("hoeveel collega's wat kozen", "een gemiddelde per stelling")
    )
    return f"Vanaf {result.k_distribution} collega's staat er {much}, vanaf {result.k} {little}. Er wordt niets bij elkaar opgeteld."


def in_short(part: Part, result: Result) -> list[str]:
    """Of a part in which nothing is added up, in words: how close the answers to each construct lie."""
    words = ((one.name, closeness.word(result.construct(one.id))) for one in part.constructs)
    said = [f"{name}: {word}" for name, word in words if word]
    each = "plek" if part.asks is QuestionKind.POSITION else "stelling"
    return said or [f"Elke {each} staat op zichzelf."]
