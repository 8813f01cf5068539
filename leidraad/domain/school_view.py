"""A school over the years: who measured when, how many took part, and where its teams stand beside each other.

Says how many, never one score for the school: teams differ in size and in who took part, and an average of averages
would hide that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leidraad.domain import selection
from leidraad.domain.result import Mode, Result
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
class Stand:
    """What one team scored in one school year: by construct, None where it was not published."""

    team: int
    year: int
    scores: Mapping[str, float | None]


@dataclass(frozen=True)
class Spread:
    """The published scores (1-5) of the teams on one construct in one school year, in the school's own order."""

    construct: str
    year: int
    scores: tuple[float, ...]
    hidden: int  # teams that measured, but under the threshold or without a score


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


def scores(result: Result) -> dict[str, float | None]:
    """The published score (1-5) of every construct that was asked; None where it was not published."""
    return {one.id: one.published for one in result.constructs}


def spreads(stands: Sequence[Stand], constructs: Sequence[str], years: Sequence[int]) -> list[Spread]:
    """Per construct and year the scores of the teams, in the order given; one measurement per team and year."""
    by_year = {year: [one.scores for one in stands if one.year == year] for year in years}
    return [_spread(by_year[year], construct, year) for construct in constructs for year in years]


def _spread(scores: Sequence[Mapping[str, float | None]], construct: str, year: int) -> Spread:
    found = [one[construct] for one in scores if construct in one]
    shown = tuple(score for score in found if score is not None)
    return Spread(construct, year, shown, len(found) - len(shown))
