"""Choosing what to work on: what may be shown of private votes, and how many focus points a team may have.

A count says something about two groups: who chose it and who did not. Neither is told below three, nor where it would
follow from the votes that so many people have (decision 0013).
"""

from collections.abc import Collection, Sequence

from leidraad.domain.result import Frozen, Visibility
from leidraad.errors import InvalidAnswer, TooManyFocusPoints

MOST_CHOICES = 2
MOST_FOCUS_POINTS = 3
_TOLD_FROM = 3
#: Fewest votes that may still lie with what is masked; with fewer, masked counts follow from the others.
_SPARE = 3


class PriorityCount(Frozen):
    """How many people chose one topic (a construct, or a statement that stands alone): exactly `votes`, fewer than that many, or at least that many."""

    construct_id: str
    votes: int
    fewer: bool = False  # "minder dan 3": 0, 1 or 2; a higher number where the counts above would solve those
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
    handed_over: int = 0  # times that somebody gave the device to a colleague: one device can be several voters

    @property
    def withheld(self) -> bool:
        """Whether nothing is told although enough people chose: together the counts would tell too much."""
        return self.visibility is Visibility.SHOWN and not self.choices

    @property
    def most_chosen(self) -> tuple[PriorityCount, ...]:
        """Those that were told and chosen, most chosen first; of equals the first in the Leidraad."""
        return tuple(sorted((one for one in self.choices if not one.fewer), key=lambda one: -one.votes))


def require_choices(chosen: Collection[str], offered: Collection[str]) -> None:
    """At most two different topics of this measurement. Raises InvalidAnswer."""
    if not set(chosen) <= set(offered):
        raise InvalidAnswer("Dit onderdeel hoort niet bij deze meting. Er is niets veranderd.")
    if len(set(chosen)) > MOST_CHOICES or len(set(chosen)) != len(chosen):
        raise InvalidAnswer(f"Kies hoogstens {MOST_CHOICES} onderdelen. Er is niets veranderd.")


def publish(offered: Sequence[str], votes: Sequence[Collection[str]], k: int) -> Priorities:
    """What may be shown of these votes (one collection of topics per person, by id); nothing below k voters."""
    voters = [vote for vote in votes if vote]
    if len(voters) < k:
        return Priorities(k=k, voters=len(voters), visibility=Visibility.BELOW_THRESHOLD)
    counts = {id: sum(id in vote for vote in voters) for id in offered}
    fewest = _fewest_told(list(counts.values()), len(voters))
    return Priorities(
        k=k,
        voters=len(voters),
        visibility=Visibility.SHOWN,
        choices=() if fewest is None else tuple(_told(*one, len(voters), fewest) for one in counts.items()),
    )


def _fewest_told(counts: Sequence[int], voters: int) -> int | None:
    """From how many votes on a count is told: three, or as few as leaves masked counts unsolved; None when nothing does.

    Somebody who adds up what is told knows how many votes are left, at most and at least. Where that is little, the
    least of the told counts is masked too: then what is masked holds different counts, and nobody knows which is whose.
    """
    most_told = _most_told(voters)
    levels = sorted({min(votes, most_told) for votes in counts if votes >= _TOLD_FROM})
    for fewest in (_TOLD_FROM, *levels[1:]):
        told = [votes for votes in counts if votes >= fewest]
        if fewest > _TOLD_FROM and max(told) >= most_told:
            return None  # that little is left would tell what stands behind "ten minste"
        most_left = MOST_CHOICES * voters - sum(min(votes, most_told) for votes in told)
        highest = sum(votes if votes < most_told else voters for votes in told)
        least_free = highest + (len(counts) - len(told)) * (fewest - 1) - voters
        if min(most_left, least_free) >= _SPARE:
            return fewest
    return None


def _most_told(voters: int) -> int:
    return max(_TOLD_FROM, voters - _TOLD_FROM + 1)


def _told(construct_id: str, votes: int, voters: int, fewest: int) -> PriorityCount:
    if votes < fewest:
        return PriorityCount(construct_id=construct_id, votes=fewest, fewer=True)
    most_told = _most_told(voters)
    return PriorityCount(construct_id=construct_id, votes=min(votes, most_told), or_more=votes >= most_told)


def require_room(open_points: int) -> None:
    """A team works on at most three focus points at a time. Raises TooManyFocusPoints."""
    if open_points >= MOST_FOCUS_POINTS:
        raise TooManyFocusPoints(
            f"Jullie hebben al {MOST_FOCUS_POINTS} open speerpunten. Rond er eerst een af. Er is niets opgeslagen."
        )
