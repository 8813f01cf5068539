"""Papers for before and during a measurement: the empty questionnaire, and cards with the joining code."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import segno

from leidraad.charts.palette import INK, WHITE
from leidraad.content import topics
from leidraad.content.models import Construct, Instrument, Item, Part, QuestionKind
from leidraad.notation import count
from leidraad.reports import credits, printing

CARDS = 8  # on one page


@dataclass(frozen=True)
class Joining:
    """How to come in: what the measurement is called, the address of the QR code, and the code in two groups."""

    name: str  # "Bovenbouw havo, najaar 2026"
    address: str
    code: str
    people: int  # how many cards are needed


def code_cards(joining: Joining, date: tuple[int, int, int]) -> bytes:
    """Eight cards on a page, as many pages as there are people invited. Raises NotPrinted."""
    return printing.pdf("kaarten", cards_data(joining, date))


def cards_data(joining: Joining, date: tuple[int, int, int]) -> dict[str, Any]:
    """What the template of the cards is filled with."""
    picture = BytesIO()
    segno.make(joining.address, error="m").save(picture, kind="svg", scale=4, border=2, dark=INK, light=WHITE)
    return {
        "title": f"Codekaarten {joining.name}",
        "date": list(date),
        "foot": "",
        "name": joining.name,
        "address": joining.address,
        "code": joining.code,
        "qr": picture.getvalue().decode(),
        "qr_alt": "QR-code met het adres om mee te doen",
        "promise": "Meedoen is vrijwillig. Niemand krijgt jouw antwoorden te zien.",
        "sheets": -(-max(joining.people, 1) // CARDS),
    }


def questionnaire(
    instrument: Instrument, date: tuple[int, int, int], *, short: bool, own: Construct | None = None
) -> bytes:
    """The empty questionnaire on paper, with what a team asks itself besides. Raises NotPrinted."""
    return printing.pdf("vragenlijst", questionnaire_data(instrument, date, short=short, own=own))


def questionnaire_data(
    instrument: Instrument, date: tuple[int, int, int], *, short: bool, own: Construct | None = None
) -> dict[str, Any]:
    """What the template of the questionnaire is filled with."""
    number = len(instrument.asked(short))
    length = f"{'korte' if short else 'volledige'} scan, {topics.counted(instrument, number)}"
    if own is not None:
        length += f", en {count(len(own.items), 'eigen stelling', 'eigen stellingen')}"
    return {
        "kind": "Vragenlijst op papier",
        "title": instrument.title,
        "date": list(date),
        "foot": f"{instrument.title}, versie {instrument.version}.{instrument.revision}",
        "facts": [["Versie", f"{instrument.version}.{instrument.revision}"], ["Lengte", length]],
        "use": "Dit blad is om vooraf te lezen of om samen te bespreken. Wie meedoet, vult in op een telefoon of laptop. "
        "Op papier kan een ander zien wat iemand koos.",
        "question": _question(instrument, own),
        "labels": list(instrument.scale.labels),
        "cannot_judge": instrument.scale.cannot_judge,
        "parts": [*(_part(part, short) for part in instrument.parts), *([_own(own)] if own else ())],
        "terms": [[word, said] for word, said in instrument.terms.items()],
        "source": credits.of(instrument),
    }


def _question(instrument: Instrument, own: Construct | None) -> str:
    """What is asked of whatever is no place: a part with places has its own question above it."""
    extents = own is not None or any(part.asks is not QuestionKind.POSITION for part in instrument.parts)
    return instrument.scale.question if extents else ""


def _part(part: Part, short: bool) -> dict[str, Any]:
    return {
        "title": f"{part.title} {part.question}" if part.asks is QuestionKind.POSITION else part.heading,
        "constructs": [
            {
                "heading": construct.name,
                "items": [item.text for item in construct.asked(short)],
                "places": [_placed(item) for item in construct.asked(short) if item.places],
            }
            for construct in part.constructs
        ],
    }


def _own(construct: Construct) -> dict[str, Any]:
    """As on a phone after the questionnaire, and as there under a heading of its own."""
    items = [item.text for item in construct.items]
    return {
        "title": construct.short,
        "constructs": [{"heading": construct.title, "items": items, "places": []}],
    }


def _placed(item: Item) -> dict[str, Any]:
    """An aspect with both poles and the five places between them."""
    return {
        "text": item.text,
        "left": item.left,
        "right": item.right,
        "places": list(item.places),
    }
