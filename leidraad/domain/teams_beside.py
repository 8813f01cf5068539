"""Teams beside each other: a column per team with the measurement that stands for it, and its cells.

Reads Results only. Teams keep the school's own order: nothing here sorts by score, adds teams up or words a
difference between two teams. po and vo never meet: a caller hands in the teams of one sector.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leidraad.domain import closeness, progress
from leidraad.domain.progress import Comparison, Moment, TrendStep
from leidraad.domain.result import Agreement, ConstructResult, Mode, Result, Score, Visibility
from leidraad.domain.selection import ListedResult, Selection, chosen

_NOT_ASKED = ConstructResult(id="", visibility=Visibility.NO_DATA)


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
    closeness: str = ""  # how close the answers lie, in words, with the exceptions
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
        closeness=closeness.word(found),
        step=against.steps.get(construct) if against else None,
        score=score,
    )
