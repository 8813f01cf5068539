"""The publication gate, the only maker of Results: from all answers of a measurement to what may be shown.

Why nothing can be solved for one person (privacy.md, rule 3; tests/domain/test_attack.py): suppose a reader
knows exactly who skipped what. Every cell depends on the answers only through `scoring.blocks`, the items that the
same people answered. Within a block any two people may trade their answers without changing one cell, and a
published block has k people or more. So every answer always has at least k possible owners. A new cell must
keep this: compute it from columns or blocks, never from person scores across different gaps.
"""

from collections.abc import Mapping, Sequence

from leidraad.content.models import Construct, Instrument, Item
from leidraad.domain import cells
from leidraad.domain.answers import CANNOT_JUDGE, SCALE, Answers
from leidraad.domain.result import Mode, Result
from leidraad.errors import InvalidAnswer, Refused

#: Fewest valid answers behind any mean, and behind any distribution (privacy.md, rule 1).
K = 5
K_DISTRIBUTION = 8

_HALF_POINTS = tuple(half / 2 for half in range(2, 11))


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
    require_limits(k, k_distribution)
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
            cells.of_construct(construct.id, asked(construct, short), taking_part, limits, short=short)
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
    if not all(score in _HALF_POINTS for score in scores.values()):
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


def may_replace(counted: Sequence[Answers], late: Sequence[Answers], k: int = K) -> bool:
    """Whether a Result over `counted` and `late` together may replace the one over `counted` (rules 2 and 3).

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


def hidden(sizes: Mapping[str, int], k: int = K) -> frozenset[str]:
    """The groups of a partition to hide, from their numbers of people (rule 4, secondary suppression).

    Groups below k go; then the smallest shown one follows until the hidden ones together hold at least k,
    since the total minus the shown groups tells what the hidden ones have together. Empty groups hide nobody.
    """
    by_size = sorted((name for name in sizes if sizes[name]), key=lambda name: (sizes[name], name))
    gone = [name for name in by_size if sizes[name] < k]
    while gone and sum(sizes[name] for name in gone) < k and len(gone) < len(by_size):
        gone.append(by_size[len(gone)])
    return frozenset(gone)


def require_limits(k: int, k_distribution: int) -> None:
    """Thresholds may be raised, never lowered. Raises Refused."""
    if k < K or k_distribution < K_DISTRIBUTION:
        raise Refused(
            f"De drempels mogen hoger, niet lager: een gemiddelde vraagt ten minste {K} antwoorden, "
            f"een verdeling ten minste {K_DISTRIBUTION}. Er is niets veranderd."
        )
    if k_distribution < k:
        raise Refused(
            "De drempel voor een verdeling kan niet lager zijn dan de drempel voor een gemiddelde. "
            "Er is niets veranderd."
        )


def asked(construct: Construct, short: bool) -> tuple[Item, ...]:
    """The items of a construct that a short or a full measurement asks."""
    return construct.core_items if short else construct.items


def _require_asked(instrument: Instrument, short: bool, people: Sequence[Answers]) -> None:
    known = {item.id for construct in instrument.constructs for item in asked(construct, short)}
    for person in people:
        if not person.keys() <= known:
            raise InvalidAnswer("Deze stelling hoort niet bij deze meting. Er is niets veranderd.")
        if not all(value == CANNOT_JUDGE or value in SCALE for value in person.values()):
            raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")
