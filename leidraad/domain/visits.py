"""Who could visit whom: teams that agreed to be named and whose scores on a construct lie apart, surely.

Says of a pair only that the intervals do not touch: not who scored higher, and not by how much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from leidraad.domain.result import ConstructResult, Result, Score, Visibility
from leidraad.domain.teams_beside import TeamColumn, TeamRow, TeamsTable
from leidraad.domain.welch import FLOOR, RELEVANT, student

_NOT_ASKED = ConstructResult(id="", visibility=Visibility.NO_DATA)


@dataclass(frozen=True)
class Visit:
    """Two teams, in the school's order, that could visit each other about a construct; says nothing of who scored what."""

    construct: str
    teams: tuple[TeamRow, TeamRow]


def visits(table: TeamsTable) -> list[Visit]:
    """Who could visit each other: two named teams whose intervals (95 %) on a construct lie apart.

    Over the same statements, at most one school year apart, individual scores only. Per construct every team
    stands in at most one pair, found in the school's own order, so that nothing shows how large a difference is.
    """
    named = [column for column in table.measured if column.team.named]
    return [
        Visit(construct, (one.team, other.team))
        for construct in table.constructs
        for one, other in _pairs(named, construct)
    ]


def _pairs(columns: Sequence[TeamColumn], construct: str) -> list[tuple[TeamColumn, TeamColumn]]:
    free = list(columns)
    found = []
    while free:
        one = free.pop(0)
        other = next((other for other in free if _apart(one, other, construct)), None)
        if other:
            free.remove(other)
            found.append((one, other))
    return found


def _apart(one: TeamColumn, other: TeamColumn, construct: str) -> bool:
    if one.measured is None or other.measured is None:
        return False
    if abs(one.measured.listed.year - other.measured.listed.year) > 1:
        return False
    scores = _alike(one.measured.moment.result, other.measured.moment.result, construct)
    return scores is not None and intervals_apart(*scores)


def intervals_apart(one: Score, other: Score) -> bool:
    """Whether the 95 % intervals of two scores do not touch, and the scores differ enough to matter."""
    spans = [_margin(score.n, score.sd) for score in (one, other) if score.n and score.sd is not None]
    if len(spans) < 2 or one.mean is None or other.mean is None:
        return False
    difference = abs(one.mean - other.mean)
    return difference > sum(spans) and difference >= RELEVANT - 1e-9


@lru_cache(maxsize=4096)
def _margin(n: int, sd: float) -> float:
    return student(n - 1, 0.975) * max(sd, FLOOR) / sqrt(n)


def _alike(one: Result, other: Result, construct: str) -> tuple[Score, Score] | None:
    """The two scores over the same statements: all of them, else the core ones; None when there are none."""
    found = [
        next((cell for cell in result.constructs if cell.id == construct), _NOT_ASKED) for result in (one, other)
    ]
    for left, right in ((found[0].full, found[1].full), (found[0].core, found[1].core)):
        if left and right and left.items and set(left.items) == set(right.items):
            return left, right
    return None
