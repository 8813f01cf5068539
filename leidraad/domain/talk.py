"""What to talk about: at most four statements proposed from a Result.

Reads published cells only. Nothing is proposed that a Result hides.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from leidraad.content.models import QuestionKind
from leidraad.content.topics import Topic
from leidraad.domain import agreement
from leidraad.domain.result import Agreement, ConstructResult, ItemResult, Result, Visibility
from leidraad.domain.scale import SCALE

MOST_STATEMENTS = 4
_DIVIDED = 2
_WISHED = 2
_EXTREMES = 2
_MIDDLE = 3.0
ASK_WHY_ABOVE = 1.0  # scale points between the judgement and the individual score


class Reason(StrEnum):
    """Why a statement is proposed."""

    TWO_GROUPS = "twee groepen"
    DIVIDED = "uiteen"
    DIVIDED_PART = "onderdeel uiteen"  # 5-7 answers: only of the construct is known that people differ
    HIGH = "hoog"
    LOW = "laag"
    WISH = "wens"
    CHOSEN = "zelf gekozen"


_WHY = {
    Reason.TWO_GROUPS: "Onze meningen gaan hier twee kanten op.",
    Reason.DIVIDED: "Hier lopen onze antwoorden het meest uiteen.",
    Reason.DIVIDED_PART: "Bij dit onderdeel verschillen we. Deze stelling ligt in het midden.",
    Reason.HIGH: "Dit herkennen we het meest.",
    Reason.LOW: "Dit herkennen we het minst.",
    Reason.WISH: "Vorige keer lag de plek waar we heen willen hier het verst van waar we stonden.",
    Reason.CHOSEN: "Zelf gekozen.",
}


@dataclass(frozen=True)
class Proposal:
    """One statement to talk about."""

    item_id: str
    construct_id: str
    reason: Reason

    @property
    def why(self) -> str:
        """What the team reads, in Dutch."""
        return _WHY[self.reason]


def discussable(result: Result) -> tuple[Proposal, ...]:
    """Every statement that a leader may choose instead: those with something published, in the order of the Leidraad."""
    return tuple(Proposal(item.id, construct.id, Reason.CHOSEN) for construct, item in _published(result))


def propose(result: Result, apart: Mapping[str, float] | None = None) -> tuple[Proposal, ...]:
    """At most four statements: the two most divided, the highest, the lowest; each once, always the same.

    A place between two poles is never high or low: there come those where the place that the team wanted lay furthest from
    where it agreed that it stood (`apart`, by statement), and the highest and lowest only where both still fit.
    Of equals the first in the Leidraad. Where distributions are not published (5-7 answers) division is known
    per construct only; then the statement nearest to the middle stands for it.
    """
    published = list(_published(result))
    chosen = _divided(published) or _divided_parts(published)
    chosen += _wished(published, apart or {}, {one.item_id for one in chosen})
    if len(chosen) + _EXTREMES > MOST_STATEMENTS:
        return chosen
    taken = {one.item_id for one in chosen}
    rest = [
        (construct, item)
        for construct, item in published
        if item.id not in taken and construct.asks is not QuestionKind.POSITION
    ]
    return (*chosen, *_extremes(rest))


def of_items(
    result: Result, items: Iterable[str], apart: Mapping[str, float] | None = None
) -> tuple[Proposal, ...]:
    """These statements with the reason that the proposal has for them, or "zelf gekozen"; unknown ones are left out."""
    reasons = {one.item_id: one for one in (*discussable(result), *propose(result, apart))}
    return tuple(reasons[item] for item in items if item in reasons)


def asks_why(judgement: float, individual: float | None) -> bool:
    """Whether the team's judgement lies more than one point from its individual score: then ask why."""
    return individual is not None and round(abs(judgement - individual), 9) > ASK_WHY_ABOVE


def alone(result: Result, topic: Topic) -> float | None:
    """Around which value people answered a topic alone, to know whether to ask why; of places never to be shown."""
    if topic.item is None:
        return result.construct(topic.id).published
    cell = result.item(topic.id)
    if cell is None or cell.counts is None:
        return cell.mean if cell else None
    return float(median(value for value, times in zip(SCALE, cell.counts, strict=True) for _ in range(times)))


_Cell = tuple[ConstructResult, ItemResult]


def _published(result: Result) -> Iterable[_Cell]:
    return (
        (construct, item)
        for construct in result.constructs
        for item in construct.items
        if item.visibility is Visibility.SHOWN and (item.mean is not None or item.counts is not None)
    )


def _divided(published: list[_Cell]) -> tuple[Proposal, ...]:
    cells = [
        (construct, item, agreement.average_deviation(item.counts)) for construct, item in published if item.counts
    ]
    ranked = sorted(
        (one for one in cells if one[2] > 0),
        key=lambda one: (one[1].agreement is not Agreement.TWO_GROUPS, -round(one[2], 9)),
    )
    return tuple(
        Proposal(
            item.id,
            construct.id,
            Reason.TWO_GROUPS if item.agreement is Agreement.TWO_GROUPS else Reason.DIVIDED,
        )
        for construct, item, _ in ranked[:_DIVIDED]
    )


def _divided_parts(published: list[_Cell]) -> tuple[Proposal, ...]:
    nearest: dict[str, ItemResult] = {}
    for construct, item in published:
        if construct.agreement is Agreement.DIFFERENT and item.counts is None:
            best = nearest.setdefault(construct.id, item)
            if _from_middle(item) < _from_middle(best):
                nearest[construct.id] = item
    ranked = sorted(nearest.items(), key=lambda one: _from_middle(one[1]))
    return tuple(Proposal(item.id, construct, Reason.DIVIDED_PART) for construct, item in ranked[:_DIVIDED])


def _wished(published: list[_Cell], apart: Mapping[str, float], taken: Collection[str]) -> tuple[Proposal, ...]:
    cells = [
        (construct, item)
        for construct, item in published
        if construct.asks is QuestionKind.POSITION and item.id not in taken and apart.get(item.id, 0) > 0
    ]
    ranked = sorted(cells, key=lambda one: -apart[one[1].id])
    return tuple(Proposal(item.id, construct.id, Reason.WISH) for construct, item in ranked[:_WISHED])


def _from_middle(item: ItemResult) -> float:
    return abs((item.mean or 0) - _MIDDLE)


def _extremes(rest: list[_Cell]) -> tuple[Proposal, ...]:
    by_mean = sorted(rest, key=lambda one: one[1].mean or 0)
    if len(by_mean) < 2 or by_mean[0][1].mean == by_mean[-1][1].mean:
        return ()
    low = by_mean[0]
    high = next(one for one in by_mean if one[1].mean == by_mean[-1][1].mean)
    return (
        Proposal(high[1].id, high[0].id, Reason.HIGH),
        Proposal(low[1].id, low[0].id, Reason.LOW),
    )
