"""The five steps of the improvement cycle of the Leidraad (H1 and H2, figure 1), and the ways between them.

After securing comes a new cycle, or the way back to analysing or deciding when the problem is not solved; carrying out
and deciding take turns.
"""

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import Any

from leidraad.errors import Refused


class CycleStep(IntEnum):
    """A step of the cycle."""

    EXPLORE = 1
    ANALYSE = 2
    DECIDE = 3
    CARRY_OUT = 4
    SECURE = 5

    @property
    def title(self) -> str:
        """As the Leidraad calls it."""
        return _TITLES[self]


_TITLES = {
    CycleStep.EXPLORE: "Verkennen en prioriteren",
    CycleStep.ANALYSE: "Verdiepen en analyseren",
    CycleStep.DECIDE: "Besluiten en plannen",
    CycleStep.CARRY_OUT: "Uitvoeren, monitoren en bijstellen",
    CycleStep.SECURE: "Borgen",
}
_WAYS = {
    CycleStep.EXPLORE: (CycleStep.ANALYSE,),
    CycleStep.ANALYSE: (CycleStep.DECIDE,),
    CycleStep.DECIDE: (CycleStep.CARRY_OUT,),
    CycleStep.CARRY_OUT: (CycleStep.SECURE, CycleStep.DECIDE),
    CycleStep.SECURE: (CycleStep.EXPLORE, CycleStep.ANALYSE, CycleStep.DECIDE),
}
#: A point that is chosen on a study day was explored there.
BEGINNING = CycleStep.ANALYSE
#: Where a team that worked on a point for a year begins anew, when it does not end it.
ANEW = (CycleStep.ANALYSE, CycleStep.DECIDE)


def ways(step: CycleStep) -> tuple[CycleStep, ...]:
    """Where a point can go from here: on first, then back."""
    return _WAYS[step]


def require_way(leaving: CycleStep, to: CycleStep) -> None:
    """Raises Refused where no way leads from one step to the other."""
    if to not in ways(leaving):
        raise Refused(
            f"Van stap {leaving} ga je niet naar stap {to}, maar naar stap {' of '.join(map(str, map(int, ways(leaving))))}. "
            "Er is niets veranderd."
        )


def began(decided_on: Any, moves: Sequence[tuple[int, Any]]) -> Any:
    """When the present round of a point began: when it was decided, went back, or began anew after a year.

    `moves` are the steps with their days, in order.
    """
    found = decided_on
    for (before, _), (step, day) in pairwise(moves):
        if step <= before or (step in ANEW and is_a_year_later(found, day)):
            found = day
    return found


def is_a_year_later(began: Any, today: Any) -> bool:
    """Whether twelve months went by since this round began."""
    return bool((today.year - began.year, today.month, today.day) >= (1, began.month, began.day))
