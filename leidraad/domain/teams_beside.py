"""Teams beside each other: which measurement stands for a team, its cells, and what may be said about all of them.

Reads Results only. Teams keep the school's own order: nothing here sorts by score, adds teams up or words a
difference between two teams. po and vo never meet: a caller hands in the teams of one sector.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Any

from leidraad.domain import progress
from leidraad.domain.change import FLOOR, RELEVANT, student
from leidraad.domain.progress import Comparison, Moment, TrendStep
from leidraad.domain.result import Agreement, ConstructResult, Mode, Result, Score, Visibility
from leidraad.notation import rounded

#: A construct is among a team's own lowest when at most so many score as low, and there are more than that.
_LOWEST = 2
#: Individual measurements before the chosen one that its words need: the one compared with, and for "bevestigd".
_EARLIER = 2
#: The words that say that the answers of a team lie far apart; the last is the second of two levels (n 5-7).
DIVIDED = frozenset({Agreement.TWO_GROUPS, Agreement.CLEAR, Agreement.DIFFERENT})
_NOT_ASKED = ConstructResult(id="", visibility=Visibility.NO_DATA)


@dataclass(frozen=True)
class Listed:
    """A shared measurement as the list of a school has it, before its Result is read. A higher `order` is later."""

    id: int
    year: int  # the school year, by the calendar year in which it began
    mode: Mode
    short: bool
    order: Any


@dataclass(frozen=True)
class Selection:
    """Which measurement of each team to show; None leaves it open, and the latest that fits is taken."""

    year: int | None = None
    mode: Mode | None = None
    short: bool | None = None


@dataclass(frozen=True)
class ListedResult:
    """One shared measurement with its Result; `moment` names it as on the page Ontwikkeling."""

    listed: Listed
    moment: Moment


@dataclass(frozen=True)
class TeamRow:
    """A team of the school with the measurements that matter; `named`: it agreed to be named for a visit."""

    id: int
    name: str
    measured: tuple[ListedResult, ...]
    named: bool = False


@dataclass(frozen=True)
class TeamCell:
    """One construct of one team. `step` is its change since the team's own earlier measurement, if there is one."""

    construct: str
    visibility: Visibility
    mode: Mode
    short: bool
    k: int
    n: int | None = None
    mean: float | None = None  # 1-5
    agreement: Agreement | None = None
    step: TrendStep | None = None
    score: Score | None = None


@dataclass(frozen=True)
class TeamColumn:
    """One team: the measurement that stands for it and its cells by construct; none when nothing fits."""

    team: TeamRow
    measured: ListedResult | None
    against: Comparison | None
    cells: Mapping[str, TeamCell]

    @property
    def result(self) -> Result | None:
        """The Result of the measurement shown."""
        return self.measured.moment.result if self.measured else None


@dataclass(frozen=True)
class TeamsTable:
    """Teams × constructs: the constructs in the order of the Leidraad, the teams in the school's own."""

    constructs: tuple[str, ...]
    columns: tuple[TeamColumn, ...]

    @property
    def measured(self) -> tuple[TeamColumn, ...]:
        """The teams with a measurement that fits."""
        return tuple(column for column in self.columns if column.measured)


@dataclass(frozen=True)
class Tally:
    """At how many teams (`count`) of those that have this cell (`of`) something is so, for one construct."""

    construct: str
    count: int
    of: int


@dataclass(frozen=True)
class Visit:
    """Two teams, in the school's order, that could visit each other about a construct; says nothing of who scored what."""

    construct: str
    teams: tuple[TeamRow, TeamRow]


def school_year(year: int, month: int) -> int:
    """The calendar year in which the school year of this month (1-12) began: August to July."""
    return year if month >= 8 else year - 1


def chosen(listed: Iterable[Listed], choice: Selection) -> Listed | None:
    """The latest measurement that fits, or None."""
    fitting = [one for one in listed if _fits(one, choice)]
    return max(fitting, key=lambda one: one.order, default=None)


def _fits(one: Listed, choice: Selection) -> bool:
    return (
        choice.year in (None, one.year) and choice.mode in (None, one.mode) and choice.short in (None, one.short)
    )


def enough(measured: Sequence[ListedResult], all_of_them: int) -> bool:
    """Whether the Results loaded for a team suffice: an older one can count where one in between was not published."""
    if all_of_them == len(measured) or not measured or measured[0].listed.mode is Mode.JOINT:
        return True
    earlier = measured[1:]
    usable = [one for one in earlier if any(cell.score for cell in one.moment.result.constructs)]
    moments = [one.moment for one in measured]
    compared = progress.previous(moments, moments[0])
    return len(earlier) < _EARLIER or (len(usable) == len(earlier) and compared is not None)


def needed(listed: Sequence[Listed], choice: Selection) -> list[Listed]:
    """The measurements of one team whose Results the table needs: the chosen one and those its change words rest on."""
    shown = chosen(listed, choice)
    if shown is None:
        return []
    before = [one for one in listed if one.mode is Mode.INDIVIDUAL and one.order < shown.order]
    before.sort(key=lambda one: one.order, reverse=True)
    return [shown, *(before[:_EARLIER] if shown.mode is Mode.INDIVIDUAL else [])]


def table(teams: Sequence[TeamRow], constructs: Sequence[str], choice: Selection | None = None) -> TeamsTable:
    """The table over these teams, in the order given. A team may bring all its measurements, or the needed ones."""
    wanted = choice or Selection()
    return TeamsTable(tuple(constructs), tuple(column(team, constructs, wanted) for team in teams))


def column(team: TeamRow, constructs: Sequence[str], choice: Selection) -> TeamColumn:
    """One team of the table."""
    by_id = {one.listed.id: one for one in team.measured}
    shown = chosen((one.listed for one in team.measured), choice)
    if shown is None:
        return TeamColumn(team, None, None, {})
    measured = by_id[shown.id]
    against = _against([one.moment for one in team.measured], measured.moment)
    cells = {construct: _cell(measured, construct, against) for construct in constructs}
    return TeamColumn(team, measured, against, cells)


def _against(moments: Sequence[Moment], after: Moment) -> Comparison | None:
    if after.result.mode is not Mode.INDIVIDUAL:
        return None
    before = progress.previous(moments, after)
    return progress.compare(moments, before, after) if before else None


def _cell(measured: ListedResult, construct: str, against: Comparison | None) -> TeamCell:
    result = measured.moment.result
    found = next((one for one in result.constructs if one.id == construct), _NOT_ASKED)
    score = found.score if found.visibility is Visibility.SHOWN else None
    return TeamCell(
        construct=construct,
        visibility=found.visibility,
        mode=result.mode,
        short=result.short,
        k=result.k,
        n=score.n if score else None,
        mean=score.mean if score else None,
        agreement=found.agreement,
        step=against.steps.get(construct) if against else None,
        score=score,
    )


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
        cells = [(column.cells[construct], more) for column, more in columns if construct in column.cells]
        counted = [(cell, more) for cell, more in cells if counts(cell, more)]
        found.append(Tally(construct, sum(holds(cell, more) for cell, more in counted), len(counted)))
    return found


def most(tallies: Sequence[Tally]) -> list[Tally]:
    """Those with the highest count, in the order given; none when nothing was counted."""
    highest = max((one.count for one in tallies), default=0)
    return [one for one in tallies if highest and one.count == highest]


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
