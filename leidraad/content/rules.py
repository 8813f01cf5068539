"""What must fit together in one questionnaire, beyond the shape of each key; every mistake is a Dutch sentence with its place."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leidraad.content.models import Construct, Instrument, Item, Part

MOST_ITEMS = 60
MOST_CONSTRUCTS = 12
#: Fewest statements behind a score.
LEAST_ITEMS = 3


def broken(instrument: "Instrument") -> list[str]:
    """Every rule that this questionnaire breaks, in Dutch; empty when it keeps them all."""
    return [
        *_doubles("deel.id", (part.id for part in instrument.parts)),
        *_doubles("onderdeel.id", (construct.id for construct in instrument.constructs)),
        *_doubles("stelling.id", (item.id for item in instrument.items)),
        *_too_many(instrument),
        *(said for part in instrument.parts for said in _part(part)),
        *_sources(instrument),
    ]


def _doubles(key: str, ids: Iterable[str]) -> Iterator[str]:
    seen, double = set[str](), dict[str, None]()
    for id in ids:
        if id in seen:
            double[id] = None
        seen.add(id)
    for id in double:
        yield f"{key}: '{id}' komt twee keer voor. Geef elk een eigen naam, bijvoorbeeld '{_another(id)}'."


def _another(id: str) -> str:
    return f"{id[:-1]}x" if len(id) > 3 else f"{id}-2"


def _too_many(instrument: "Instrument") -> Iterator[str]:
    for what, number, most in (
        ("stellingen", len(instrument.items), MOST_ITEMS),
        ("onderdelen", len(instrument.constructs), MOST_CONSTRUCTS),
    ):
        if number > most:
            yield f"vragenlijst: er zijn {number} {what}, en hoogstens {most} past in een meting. Laat er {number - most} weg."


def _part(part: "Part") -> Iterator[str]:
    position, balance = part.asks.value == "positie", part.asks.value == "balans"
    for construct in part.constructs:
        yield from _construct(construct)
        for item in construct.items:
            yield from _poles(item, position=position)
    if balance:
        yield from _balance(part)
    elif part.pairs or part.sides:
        yield f"deel '{part.id}': 'paren' en 'zijden' horen alleen bij soort = \"balans\". Laat ze hier weg."


def _construct(construct: "Construct") -> Iterator[str]:
    if construct.scored and len(construct.items) < LEAST_ITEMS:
        yield (
            f"onderdeel '{construct.id}': een onderdeel met een score heeft minstens {LEAST_ITEMS} stellingen, "
            f"en hier zijn het er {len(construct.items)}. Voeg er een toe, of zet zonder_score = true bij het deel."
        )


def _poles(item: "Item", *, position: bool) -> Iterator[str]:
    keys = ("links", "rechts", "links_kort", "rechts_kort")
    if position:
        for key, pole in zip(keys, item.poles, strict=True):
            if pole is None:
                yield f"stelling '{item.id}': '{key}' ontbreekt. Een positie heeft twee polen, bijvoorbeeld {key} = \"blijvend\"."
    elif any(item.poles) or item.mirrored:
        yield f"stelling '{item.id}': polen ('links', 'rechts') horen alleen bij soort = \"positie\". Laat ze hier weg."


def _balance(part: "Part") -> Iterator[str]:
    for what, numbers in (
        ("stellingen", {one.id: len(one.items) for one in part.constructs}),
        ("kernstellingen", {one.id: len(one.asked(short=True)) for one in part.constructs}),
    ):
        if len(set(numbers.values())) > 1:
            told = ", ".join(f"{id} {number}" for id, number in numbers.items())
            yield f"deel '{part.id}': bij soort = \"balans\" heeft elk onderdeel evenveel {what}. Nu: {told}."
    paired = [id for pair in part.pairs for id in pair]
    if len(part.pairs) != 2 or len(part.sides) != 2 or sorted(paired) != sorted(one.id for one in part.constructs):
        yield (
            f"deel '{part.id}': bij soort = \"balans\" staan vier onderdelen in twee paren, en elk paar heeft een kant. "
            'Bijvoorbeeld paren = [["ruimte-1", "ruimte-2"], ["ruimte-3", "ruimte-4"]] en zijden = ["resultaat", "betekenis"].'
        )


def _sources(instrument: "Instrument") -> Iterator[str]:
    covered = {source for item in instrument.items for source in item.sources}
    for construct in instrument.constructs:
        places = instrument.places_of(construct)
        if missing := [place for place in places if place not in covered]:
            yield f"onderdeel '{construct.id}': stelling.bron noemt {', '.join(missing)} nergens. Elke plaats heeft een stelling."
        for item in construct.items:
            if places and not set(item.sources) & set(places):
                yield f"stelling '{item.id}': bron noemt geen plaats van {construct.id}, bijvoorbeeld bron = [\"{places[0]}\"]."
