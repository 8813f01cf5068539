"""A school over the years: who measured when, how many took part, and where its teams stand beside each other.

Says how many, never one score for the school: teams differ in size and in who took part, and an average of averages
would hide that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leidraad.domain import closeness, selection
from leidraad.domain.result import ConstructResult, Mode, Result
from leidraad.domain.selection import Listed, Selection


@dataclass(frozen=True)
class Taken:
    """One shared measurement: its team, school year, how it was scored, and how many of how many took part."""

    team: int
    year: int
    mode: Mode
    participants: int
    invited: int


@dataclass(frozen=True)
class Year:
    """One school year: how many teams measured, and of everybody invited to fill in alone how many did.

    Somebody who was in two measurements counts twice, and so does the invitation.
    """

    year: int
    teams: int
    measurements: int
    joint: int
    participants: int
    invited: int


@dataclass(frozen=True)
class TeamScore:
    """A published score (1-5), of how many people, and in a word how close their answers lie."""

    score: float
    n: int | None = None
    word: str = ""


@dataclass(frozen=True)
class TeamDot:
    """One team on one construct in one school year."""

    team: str
    moment: str
    published: TeamScore

    @property
    def score(self) -> float:
        """Where it lies, 1-5."""
        return self.published.score


@dataclass(frozen=True)
class Stand:
    """What one team scored in one school year: by construct, None where it was not published.

    `name` is the team's, `moment` that of the measurement ("november 2025").
    """

    team: int
    year: int
    scores: Mapping[str, TeamScore | None]
    name: str = ""
    moment: str = ""


@dataclass(frozen=True)
class Spread:
    """The teams with a published score on one construct in one school year, in the school's own order."""

    construct: str
    year: int
    dots: tuple[TeamDot, ...]
    without: tuple[str, ...]  # teams that measured, but under the threshold or without a score

    @property
    def scores(self) -> tuple[float, ...]:
        """Of all these teams."""
        return tuple(dot.score for dot in self.dots)

    @property
    def hidden(self) -> int:
        """How many teams measured without a score."""
        return len(self.without)


def years(taken: Iterable[Taken]) -> list[Year]:
    """Every school year with a measurement, newest first."""
    by_year: dict[int, list[Taken]] = {}
    for one in taken:
        by_year.setdefault(one.year, []).append(one)
    return [_year(year, by_year[year]) for year in sorted(by_year, reverse=True)]


def _year(year: int, taken: Sequence[Taken]) -> Year:
    alone = [one for one in taken if one.mode is Mode.INDIVIDUAL]
    return Year(
        year=year,
        teams=len({one.team for one in taken}),
        measurements=len(taken),
        joint=len(taken) - len(alone),
        participants=sum(min(one.participants, one.invited) for one in alone),
        invited=sum(one.invited for one in alone),
    )


def latest_of(years: Sequence[int], listed: Sequence[Listed]) -> list[Listed]:
    """The last individual measurement of one team in each of these school years."""
    found = (selection.chosen(listed, Selection(year=year, mode=Mode.INDIVIDUAL)) for year in years)
    return [one for one in found if one]


def scores(result: Result) -> dict[str, TeamScore | None]:
    """The published score of every construct that was asked; None where it was not published."""
    return {one.id: _score(one) for one in result.constructs}


def _score(shown: ConstructResult) -> TeamScore | None:
    if shown.published is None:
        return None
    return TeamScore(shown.published, shown.score.n if shown.score else None, closeness.word(shown))


def spreads(stands: Sequence[Stand], constructs: Sequence[str], years: Sequence[int]) -> list[Spread]:
    """Per construct and year the scores of the teams, in the order given; one measurement per team and year."""
    by_year = {year: [one for one in stands if one.year == year] for year in years}
    return [_spread(by_year[year], construct, year) for construct in constructs for year in years]


def _spread(stands: Sequence[Stand], construct: str, year: int) -> Spread:
    asked = [(one, one.scores[construct]) for one in stands if construct in one.scores]
    dots = tuple(TeamDot(one.name, one.moment, score) for one, score in asked if score is not None)
    return Spread(construct, year, dots, tuple(one.name for one, score in asked if score is None))
