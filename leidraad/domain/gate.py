"""The publication gate, the only maker of Results: from all answers of a measurement to what may be shown.

Why nothing can be solved for one person (tests/domain/test_attack.py): suppose a reader
knows exactly who skipped what. Every cell depends on the answers only through `scoring.blocks`, the items that the
same people answered. Within a block any two people may trade their answers without changing one cell, and a
published block has k people or more. So every answer always has at least k possible owners. A new cell must
keep this: compute it from columns or blocks, never from person scores across different gaps.
"""

from collections.abc import Mapping, Sequence

from leidraad.content.models import Instrument
from leidraad.domain import cells, scoring, thresholds
from leidraad.domain.after_talk import AfterTalk
from leidraad.domain.result import ItemResult, Mode, Result, Visibility
from leidraad.domain.scale import HIGHEST, LOWEST, Answers, is_answer, is_half_point
from leidraad.domain.thresholds import K_DISTRIBUTION, K
from leidraad.errors import InvalidAnswer
from leidraad.notation import rounded

#: Furthest that people who voted once may be able to move a mean (scale points) that is still shown.
_MOST_REACH = 0.5


def publish(
    instrument: Instrument,
    short: bool,
    people: Sequence[Answers],
    invited: int,
    newcomers: int | None = None,
    k: int = K,
    k_distribution: int = K_DISTRIBUTION,
) -> Result:
    """The Result of an individual measurement; the order of `people` does not matter.

    Someone without any answer is not a participant. Below k participants every cell is "onder de drempel".
    Raises Refused for thresholds below 5 and 8, InvalidAnswer for an item or value that was not asked.
    """
    thresholds.require(k, k_distribution)
    _require_asked(instrument, short, people)
    taking_part = [person for person in people if person]
    limits = cells.Limits(k, k_distribution)
    return Result(
        mode=Mode.INDIVIDUAL,
        instrument=instrument.id,
        version=instrument.version,
        short=short,
        k=k,
        k_distribution=k_distribution,
        participants=len(taking_part),
        invited=invited,
        newcomers=newcomers,
        constructs=tuple(
            cells.of_construct(construct.id, construct.asked(short), taking_part, limits, short=short)
            for construct in instrument.constructs
        ),
    )


def publish_joint(
    instrument: Instrument,
    short: bool,
    scores: Mapping[str, float],
    invited: int,
    newcomers: int | None = None,
) -> Result:
    """The Result of scoring together, from the agreed score (1-5, half points) by construct id.

    Raises InvalidAnswer for an unknown construct or a score that is not on the scale.
    """
    if not scores.keys() <= {construct.id for construct in instrument.constructs}:
        raise InvalidAnswer("Dit onderdeel hoort niet bij deze meting. Er is niets veranderd.")
    if not all(is_half_point(score) for score in scores.values()):
        raise InvalidAnswer("Een score samen is een heel of half punt van 1 tot en met 5. Er is niets veranderd.")
    return Result(
        mode=Mode.JOINT,
        instrument=instrument.id,
        version=instrument.version,
        short=short,
        k=K,
        k_distribution=K_DISTRIBUTION,
        participants=invited,
        invited=invited,
        newcomers=newcomers,
        constructs=tuple(
            cells.agreed(construct.id, scores.get(construct.id)) for construct in instrument.constructs
        ),
    )


def publish_after_talk(
    instrument: Instrument, first: Result, items: Sequence[str], people: Sequence[Answers]
) -> AfterTalk:
    """The published cells of a second vote on these items, beside the Result `first` of the same measurement.

    Votes after a talk are new answers, but people change few of them: see `_beside`.
    Raises InvalidAnswer for an item or value that was not asked.
    """
    voted = [person for person in people if person]
    if not all(item in items and is_answer(value) for person in voted for item, value in person.items()):
        raise InvalidAnswer("Deze stem hoort niet bij deze stemming. Er is niets veranderd.")
    limits = cells.Limits(first.k, first.k_distribution)
    earlier = {item.id: item for construct in first.constructs for item in construct.items}
    found: dict[str, ItemResult] = {}
    for construct in instrument.constructs:
        chosen = [item for item in construct.items if item.id in items]
        result = cells.of_construct(construct.id, chosen, voted, limits, short=first.short)
        found |= {item.id: _beside(earlier[item.id], item, first, voted) for item in result.items}
    return AfterTalk(
        k=first.k,
        k_distribution=first.k_distribution,
        participants=len(voted),
        items=tuple(found[item] for item in items),
    )


def _beside(earlier: ItemResult, later: ItemResult, first: Result, voted: Sequence[Answers]) -> ItemResult:
    """What may be shown of a statement's second vote, beside its first (decision 0012).

    Somebody who left in between is seen to leave; whoever supposes that nobody else changed an answer could
    subtract one outcome from the other. So where fewer than k more or fewer answered, what is shown is the same
    whatever those few had answered, if nobody else changed: the earlier mean, unless the later lies further from
    it than they alone could bring it; rounded to 0,5. Where they could bring it further than half a point,
    nothing is shown. All that decides this but the later mean itself was published before.
    """
    if earlier.mean is None or later.mean is None:
        return later
    now = cells.valid_answers(voted, later.id)
    apart = abs(len(voted) - first.participants) if earlier.n is None else abs(now - earlier.n)
    if apart >= first.k or (apart == 0 and earlier.n is not None):
        return later
    bare = ItemResult(id=later.id, core=later.core, visibility=Visibility.SHOWN)
    if apart == 0:
        return bare.model_copy(update={"mean": rounded(later.mean, "0.5")})
    reach = apart * max(earlier.mean - LOWEST, HIGHEST - earlier.mean) / now
    if earlier.n is None or reach > _MOST_REACH:
        return bare.model_copy(update={"visibility": Visibility.BELOW_THRESHOLD})
    mean = scoring.item_mean([person.get(later.id) for person in voted])
    stayed = abs(mean - earlier.mean) <= reach + 1e-9
    return bare.model_copy(update={"mean": rounded(earlier.mean if stayed else mean, "0.5")})


def may_replace(counted: Sequence[Answers], late: Sequence[Answers], k: int = K) -> bool:
    """Whether a Result over `counted` and `late` together may replace the one over `counted`.

    Decided for the set as a whole: the people added, and per item the valid answers added, must each be 0 or
    at least k, else the two Results side by side tell about fewer than k people. Free are only what no earlier
    Result can have published: everything while fewer than k took part, and items with fewer than k answers.
    Nothing can be changed or withdrawn after the first closing, so that people are only added.
    """
    before = [person for person in counted if person]
    added = [person for person in late if person]
    if len(before) >= k and 0 < len(added) < k:
        return False
    items = {item for person in added for item in person}
    return not any(
        cells.valid_answers(before, item) >= k and 0 < cells.valid_answers(added, item) < k for item in items
    )


def _require_asked(instrument: Instrument, short: bool, people: Sequence[Answers]) -> None:
    known = {item.id for item in instrument.asked(short)}
    for person in people:
        if not person.keys() <= known:
            raise InvalidAnswer("Deze stelling hoort niet bij deze meting. Er is niets veranderd.")
        if not all(is_answer(value) for value in person.values()):
            raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")
