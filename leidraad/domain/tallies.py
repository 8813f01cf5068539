"""At how many teams something is so, per construct, and at which; no other team comes into it, and nothing is ranked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leidraad.domain.result import Agreement, Mode
from leidraad.domain.teams_beside import TeamCell, TeamColumn, TeamsTable
from leidraad.notation import rounded

#: A construct is among a team's own lowest when at most so many score as low, and there are more than that.
_LOWEST = 2
#: The words that say that the answers of a team lie far apart; the last is the second of two levels (n 5-7).
DIVIDED = frozenset({Agreement.TWO_GROUPS, Agreement.CLEAR, Agreement.DIFFERENT})


@dataclass(frozen=True)
class Tally:
    """At how many teams (`count`) of those that have this cell (`of`) something is so, for one construct.

    `teams` are their names, in the school's own order.
    """

    construct: str
    count: int
    of: int
    teams: tuple[str, ...] = ()


def lowest(table: TeamsTable, constructs: Sequence[str]) -> list[Tally]:
    """Per construct of one part: at how many teams it is among the two lowest scores of that team itself.

    No norm and no other team comes into it. A team with two shown scores or fewer, or whose lowest are more than
    two alike, has no lowest there.
    """
    columns = [(column, _own_lowest(column, constructs)) for column in table.measured]
    return _tallies(
        constructs, columns, lambda cell, low: cell.mean is not None, lambda cell, low: cell.construct in low
    )


def _own_lowest(column: TeamColumn, constructs: Sequence[str]) -> frozenset[str]:
    scores = {
        construct: rounded(cell.mean, "0.1")  # as it stands on the screen
        for construct in constructs
        if (cell := column.cells.get(construct)) and cell.mean is not None
    }
    if len(scores) <= _LOWEST:
        return frozenset()
    return frozenset(
        construct for construct, score in scores.items() if sum(one <= score for one in scores.values()) <= _LOWEST
    )


def divided(table: TeamsTable, constructs: Sequence[str]) -> list[Tally]:
    """Per construct: at how many teams the answers lie far apart, of those whose agreement was published."""
    columns = [(column, frozenset[str]()) for column in table.measured]
    return _tallies(
        constructs,
        columns,
        lambda cell, _: cell.mode is Mode.INDIVIDUAL and cell.agreement is not None,
        lambda cell, _: cell.agreement in DIVIDED,
    )


def _tallies(
    constructs: Sequence[str],
    columns: Sequence[tuple[TeamColumn, frozenset[str]]],
    counts: Callable[[TeamCell, frozenset[str]], bool],
    holds: Callable[[TeamCell, frozenset[str]], bool],
) -> list[Tally]:
    found = []
    for construct in constructs:
        there = [(column, more) for column, more in columns if construct in column.cells]
        counted = [(column, more) for column, more in there if counts(column.cells[construct], more)]
        names = tuple(column.team.name for column, more in counted if holds(column.cells[construct], more))
        found.append(Tally(construct, len(names), len(counted), names))
    return found


def most(tallies: Sequence[Tally]) -> list[Tally]:
    """Those with the highest count, in the order given; none when nothing was counted."""
    highest = max((one.count for one in tallies), default=0)
    return [one for one in tallies if highest and one.count == highest]
