"""What is known after the talk: the second vote on some statements (`na gesprek`), published by the gate.

A vote is a change, cast by somebody who took part: from the answer given at first to the answer given now. Who does not
vote keeps the first answer. So the people behind both outcomes are the same, whoever left, came or kept silent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from leidraad.domain.result import Frozen, ItemResult
from leidraad.domain.scale import LOWEST
from leidraad.domain.scoring import Counts


@dataclass(frozen=True)
class SecondVote:
    """One vote on one statement: the answer at first and the answer now, both 1-5; they may be equal."""

    before: int
    after: int


#: One voter's changes by item id.
Ballot = Mapping[str, SecondVote]


class AfterTalk(Frozen):
    """The published cells of a second vote (`na gesprek`), kept beside the Result and never averaged with it."""

    k: int
    k_distribution: int
    participants: int  # who cast a ballot
    items: tuple[ItemResult, ...]

    def item(self, id: str) -> ItemResult | None:
        """The cell of one statement, or None when it was not voted on."""
        return next((one for one in self.items if one.id == id), None)


def possible(counts: Counts, changes: list[SecondVote]) -> list[SecondVote]:
    """The changes from an answer that somebody gave at first; what others voted does not matter."""
    return [change for change in changes if counts[change.before - LOWEST]]


def fitting(counts: Counts, changes: list[SecondVote]) -> list[SecondVote]:
    """The changes that can be true together: of every first answer no more than gave it. What is over keeps its first answer.

    People misremember, and somebody may lie; neither may make an answer of nobody.
    """
    left = list(counts)
    found = []
    for change in changes:
        if left[change.before - LOWEST] > 0:
            left[change.before - LOWEST] -= 1
            found.append(change)
    return found


def changed(counts: Counts, changes: list[SecondVote]) -> Counts:
    """The first distribution with these changes applied."""
    now = list(counts)
    for change in changes:
        now[change.before - LOWEST] -= 1
        now[change.after - LOWEST] += 1
    one, two, three, four, five = now
    return (one, two, three, four, five)
