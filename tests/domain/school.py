"""Teams of a school for the domain's tests, with measurements worked out by hand (see halves)."""

from leidraad.domain.progress import Moment
from leidraad.domain.result import Result
from leidraad.domain.selection import Listed, ListedResult
from leidraad.domain.teams_beside import TeamRow

A1, D1 = "aanbeveling-1", "dimensie-1"
BOTH = [A1, D1]


def team(name: str, *results: Result | tuple[int, Result], named: bool = True) -> TeamRow:
    """A team with these measurements, one per school year from 2020 on, or in the year given."""
    years = [one if isinstance(one, tuple) else (2020 + place, one) for place, one in enumerate(results)]
    measured = [
        ListedResult(
            Listed(id=place, year=year, mode=result.mode, short=result.short, order=place),
            Moment(f"november {year}", f"nov '{year % 100}", place, result),
        )
        for place, (year, result) in enumerate(years, start=1)
    ]
    return TeamRow(ord(name[-1]), name, tuple(measured), named)
