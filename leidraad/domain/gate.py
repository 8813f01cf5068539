"""The publication gate, the only maker of Results: from all answers of a measurement to what may be shown.

Why nothing can be solved for one person (tests/domain/test_attack.py): suppose a reader
knows exactly who skipped what. Every cell depends on the answers only through `scoring.blocks`, the items that the
same people answered. Within a block any two people may trade their answers without changing one cell, and a
published block has k people or more. So every answer always has at least k possible owners. A new cell must
keep this: compute it from columns or blocks, never from person scores across different gaps.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from leidraad.content import topics
from leidraad.content.models import Construct, Instrument, Item
from leidraad.domain import after_talk, agreement, cells, scoring, small_inquiry, thresholds
from leidraad.domain.after_talk import AfterTalk, Ballot, SecondVote
from leidraad.domain.result import ConstructResult, ItemResult, Mode, Result, Visibility
from leidraad.domain.scale import SCALE, Answers, is_answer, is_half_point, within
from leidraad.domain.scoring import Counts
from leidraad.domain.thresholds import K_DISTRIBUTION, K
from leidraad.errors import InvalidAnswer
from leidraad.notation import rounded


def publish(
    instrument: Instrument,
    short: bool,
    people: Sequence[Answers],
    invited: int,
    newcomers: int | None = None,
    k: int = K,
    k_distribution: int = K_DISTRIBUTION,
    own: Construct | None = None,
    earlier: Mapping[str, Sequence[Counts]] = MappingProxyType({}),
) -> Result:
    """The Result of an individual measurement; the order of `people` does not matter. `own` is what the team asked itself.

    `earlier` holds what it was shown of those shortly before: beside too much that is alike they stay hidden.
    Someone without any answer is not a participant. Below k participants every cell is "onder de drempel".
    Raises Refused for thresholds below 5 and 8, InvalidAnswer for an item or value that was not asked.
    """
    thresholds.require(k, k_distribution)
    _require_asked((*instrument.asked(short), *(own.items if own else ())), people)
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
            cells.of_construct(construct, taking_part, limits, short=short) for construct in instrument.constructs
        ),
        own=own and _beside(cells.of_construct(own, taking_part, limits, short=False), taking_part, earlier),
    )


def _beside(
    cell: ConstructResult, people: Sequence[Answers], earlier: Mapping[str, Sequence[Counts]]
) -> ConstructResult:
    items = tuple(_unless_alike(item, people, earlier.get(item.id, ())) for item in cell.items)
    return cell if items == cell.items else cell.model_copy(update={"items": items, "visibility": _seen_of(items)})


def publish_small(
    instrument: Instrument,
    people: Sequence[Answers],
    earlier: Mapping[str, Sequence[Counts]],
    invited: int,
    k: int = K,
    k_distribution: int = K_DISTRIBUTION,
) -> Result:
    """The Result of a small inquiry: of each statement what `publish` makes of it, except beside too much that is alike.

    `earlier` holds, by statement, every distribution of it that this team was ever shown. Raises as `publish` does.
    """
    whole = publish(instrument, False, people, invited, None, k, k_distribution)
    constructs = tuple(
        one.model_copy(update={"items": items, "visibility": _seen_of(items), "agreement": None})
        for one in whole.constructs
        if (items := tuple(_unless_alike(item, people, earlier.get(item.id, ())) for item in one.items))
    )
    return whole.model_copy(update={"constructs": constructs})


def _unless_alike(item: ItemResult, people: Sequence[Answers], earlier: Sequence[Counts]) -> ItemResult:
    now = scoring.counts([person.get(item.id) for person in people])
    if item.visibility is Visibility.SHOWN and any(small_inquiry.too_alike(one, now) for one in earlier):
        return ItemResult(id=item.id, core=item.core, visibility=Visibility.ALIKE)
    return item


def _seen_of(items: Sequence[ItemResult]) -> Visibility:
    return next((one.visibility for one in items if one.visibility is Visibility.SHOWN), items[0].visibility)


def publish_joint(
    instrument: Instrument,
    short: bool,
    scores: Mapping[str, float],
    invited: int,
    newcomers: int | None = None,
) -> Result:
    """The Result of filling in together, from the agreed score or place (1-5, half points) by topic.

    Raises InvalidAnswer for an unknown topic or a score that is not on the scale.
    """
    if not scores.keys() <= {topic.id for topic in topics.to_agree(instrument, short)}:
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
        constructs=tuple(cells.agreed(construct, scores, short=short) for construct in instrument.constructs),
    )


def publish_after_talk(first: Result, items: Sequence[str], ballots: Sequence[Ballot]) -> AfterTalk:
    """The published cells of a second vote on these items, beside the Result `first` of the same measurement.

    Made of the published first cell and the changes alone (decision 0012): what somebody who did not vote answered is
    in it as far as it was published before, and no further. Of a statement only where at least k cast a ballot; whether
    two claim the same first answer decides nothing, since somebody could claim one to learn whose it was. The order of `ballots` decides which of too many are left out: it must be random.
    Raises InvalidAnswer for an item or value that was not asked.
    """
    voted = [ballot for ballot in ballots if ballot]
    for ballot in voted:
        require_changes(items, ballot)
    earlier = {item.id: item for construct in first.constructs for item in construct.items}
    return AfterTalk(
        k=first.k,
        k_distribution=first.k_distribution,
        participants=len(voted),
        items=tuple(_after(earlier[id], [ballot[id] for ballot in voted if id in ballot], first) for id in items),
    )


def require_changes(items: Sequence[str], ballot: Ballot) -> None:
    """A ballot is about these items, with answers on the scale. Raises InvalidAnswer."""
    if not ballot.keys() <= set(items):
        raise InvalidAnswer("Deze stelling hoort niet bij deze stemming. Er is niets veranderd.")
    if not all(change.before in SCALE and change.after in SCALE for change in ballot.values()):
        raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")


def _after(earlier: ItemResult, changes: list[SecondVote], first: Result) -> ItemResult:
    if earlier.visibility is not Visibility.SHOWN or (earlier.mean is None and earlier.counts is None):
        return ItemResult(id=earlier.id, core=earlier.core, visibility=earlier.visibility)
    if earlier.counts is not None:
        changes = after_talk.possible(earlier.counts, changes)
    if len(changes) < first.k:
        return ItemResult(id=earlier.id, core=earlier.core, visibility=Visibility.BELOW_THRESHOLD)
    if earlier.counts is None:
        people = min(first.participants, first.k_distribution - 1)  # more than that, and there were counts
        assert earlier.mean is not None
        moved = sum(change.after - change.before for change in changes) / people
        return earlier.model_copy(update={"mean": rounded(within(earlier.mean + moved), "0.5")})
    counts = after_talk.changed(earlier.counts, after_talk.fitting(earlier.counts, changes))
    return earlier.model_copy(
        update={
            "counts": counts,
            "mean": None if earlier.mean is None else scoring.mean_of(counts),
            "agreement": agreement.item_agreement(counts),
        }
    )


def _require_asked(asked: Sequence[Item], people: Sequence[Answers]) -> None:
    known = {item.id for item in asked}
    for person in people:
        if not person.keys() <= known:
            raise InvalidAnswer("Deze stelling hoort niet bij deze meting. Er is niets veranderd.")
        if not all(is_answer(value) for value in person.values()):
            raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")
