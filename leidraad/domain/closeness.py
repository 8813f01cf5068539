"""How close the answers to a construct lie, with its exceptions: a word never contradicts a row that stands beneath it.

The word of a construct is about the mean of its statements. A statement is an exception where the answers make two groups,
or where it lies two levels from that word; it is named in the sentence and marked in every picture. Wall, page, phone and
report all read their sentence here.
"""

from collections import Counter

from leidraad.content import topics
from leidraad.domain import agreement
from leidraad.domain.result import Agreement, ConstructResult, ItemResult

_LEVELS = {Agreement.CLOSE: 0, Agreement.SOME: 1, Agreement.CLEAR: 2}
#: In the order in which they are told: what is most worth a talk first.
_CLAUSES = {
    Agreement.TWO_GROUPS: "gaan onze meningen twee kanten op",
    Agreement.CLEAR: "verschillen we duidelijk",
    Agreement.SOME: "verschillen we een beetje",
    Agreement.CLOSE: "geven we bijna hetzelfde antwoord",
}
_NUMBERS = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def exceptions(shown: ConstructResult) -> tuple[ItemResult, ...]:
    """The statements whose own word does not fit that of the construct, in order."""
    return tuple(item for item in shown.items if _is_exception(item, shown.agreement))


def _is_exception(item: ItemResult, word: Agreement | None) -> bool:
    if item.agreement is None or word not in _LEVELS:
        return False
    if item.agreement is Agreement.TWO_GROUPS:
        return True
    return abs(_LEVELS[item.agreement] - _LEVELS[word]) > 1


def sentence(shown: ConstructResult) -> str:
    """What a team reads about the answers to one construct, in Dutch; empty where nothing is known of that."""
    if shown.agreement is None:
        return ""
    odd = exceptions(shown)
    if not odd:
        return agreement.sentence(shown.agreement)
    if _fits_most(shown):
        there = " of ".join(_CLAUSES[kind] for kind in _kinds(odd))
        said = f"Bij de meeste {topics.named(shown.asks)[1]} {_CLAUSES[shown.agreement]}, behalve bij {_number(len(odd))}: daar {there}."
    else:
        said = _counted(shown)
    return f"{said} Goed om te bespreken."


def word(shown: ConstructResult) -> str:
    """The same in a few words, for a row or a cell."""
    if shown.agreement is None:
        return ""
    odd = exceptions(shown)
    if not odd:
        return shown.agreement.value
    if _fits_most(shown):
        return f"{shown.agreement.value}, behalve bij {_number(len(odd))}"
    if odd[0].agreement and _all_one_kind(shown):
        return odd[0].agreement.value
    return f"verschilt per {topics.named(shown.asks)[0]}"


def _fits_most(shown: ConstructResult) -> bool:
    """Whether more than half of all statements that were asked have the very word of the construct."""
    return 2 * sum(item.agreement is shown.agreement for item in shown.items) > len(shown.items)


def _all_one_kind(shown: ConstructResult) -> bool:
    return len({item.agreement for item in shown.items}) == 1


def _kinds(items: tuple[ItemResult, ...]) -> list[Agreement]:
    return [kind for kind in _CLAUSES if any(item.agreement is kind for item in items)]


def _counted(shown: ConstructResult) -> str:
    """Every statement told by its own word: where no word holds for most of them."""
    kinds = _kinds(shown.items)
    if _all_one_kind(shown):
        return f"Bij alle {topics.named(shown.asks)[1]} {_CLAUSES[kinds[0]]}."
    times = Counter(item.agreement for item in shown.items)
    first, *rest = (f"bij {_number(times[kind])}{{}} {_CLAUSES[kind]}" for kind in kinds)
    whole = f" van de {_number(len(shown.items))} {topics.named(shown.asks)[1]}"
    return f"{', '.join([first.format(whole), *(one.format('') for one in rest)]).capitalize()}."


def _number(amount: int) -> str:
    return _NUMBERS[amount] if amount < len(_NUMBERS) else str(amount)
