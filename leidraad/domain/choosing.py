"""Choosing what to work on: what may be shown of private votes, and how many focus points a team may have.

A count says something about two groups: who chose it and who did not. Neither is told below three (decision 0013).
"""

from collections.abc import Collection, Sequence

from leidraad.domain.result import Frozen, Visibility
from leidraad.errors import InvalidAnswer, TooManyFocusPoints

MOST_CHOICES = 2
MOST_FOCUS_POINTS = 3
_TOLD_FROM = 3


class PriorityCount(Frozen):
    """How many people chose one construct: exactly `votes`, fewer than that many, or at least that many."""

    construct_id: str
    votes: int
    fewer: bool = False  # "minder dan 3": 0, 1 or 2
    or_more: bool = False  # "ten minste n - 2"

    @property
    def words(self) -> str:
        """What the screen says: "4", "minder dan 3" or "ten minste 10"."""
        if self.fewer:
            return f"minder dan {self.votes}"
        return f"ten minste {self.votes}" if self.or_more else str(self.votes)


class Priorities(Frozen):
    """What is published of one round of choosing."""

    k: int
    voters: int
    visibility: Visibility
    choices: tuple[PriorityCount, ...] = ()  # in the order of the Leidraad; empty below the threshold

    @property
    def most_chosen(self) -> tuple[PriorityCount, ...]:
        """Those that were told and chosen, most chosen first; of equals the first in the Leidraad."""
        return tuple(sorted((one for one in self.choices if not one.fewer), key=lambda one: -one.votes))


def require_choices(chosen: Collection[str], constructs: Collection[str]) -> None:
    """At most two different constructs of this measurement. Raises InvalidAnswer."""
    if not set(chosen) <= set(constructs):
        raise InvalidAnswer("Dit onderdeel hoort niet bij deze meting. Er is niets veranderd.")
    if len(set(chosen)) > MOST_CHOICES or len(set(chosen)) != len(chosen):
        raise InvalidAnswer(f"Kies hoogstens {MOST_CHOICES} onderdelen. Er is niets veranderd.")


def publish(constructs: Sequence[str], votes: Sequence[Collection[str]], k: int) -> Priorities:
    """What may be shown of these votes (one collection of construct ids per person); nothing below k voters."""
    voters = [vote for vote in votes if vote]
    if len(voters) < k:
        return Priorities(k=k, voters=len(voters), visibility=Visibility.BELOW_THRESHOLD)
    return Priorities(
        k=k,
        voters=len(voters),
        visibility=Visibility.SHOWN,
        choices=tuple(_told(id, sum(id in vote for vote in voters), len(voters)) for id in constructs),
    )


def _told(construct_id: str, votes: int, voters: int) -> PriorityCount:
    if votes < _TOLD_FROM:
        return PriorityCount(construct_id=construct_id, votes=_TOLD_FROM, fewer=True)
    most_told = voters - _TOLD_FROM + 1
    if votes >= most_told:
        return PriorityCount(construct_id=construct_id, votes=max(_TOLD_FROM, most_told), or_more=True)
    return PriorityCount(construct_id=construct_id, votes=votes)


def require_room(open_points: int) -> None:
    """A team works on at most three focus points at a time. Raises TooManyFocusPoints."""
    if open_points >= MOST_FOCUS_POINTS:
        raise TooManyFocusPoints(
            f"Jullie hebben al {MOST_FOCUS_POINTS} open speerpunten. Rond er eerst een af. Er is niets opgeslagen."
        )
