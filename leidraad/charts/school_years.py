"""The school over the years in words and tables: who measured when, and per construct every team in every school year."""

from collections.abc import Mapping, Sequence

import pandas as pd

from leidraad.charts import tables
from leidraad.content.models import Construct
from leidraad.domain.school_view import Spread, Year
from leidraad.notation import decimal


def name(year: int) -> str:
    """ "2025-2026" for the school year that began in 2025."""
    return f"{year}-{year + 1}"


def years_table(found: Sequence[Year], teams: int) -> str:
    """How many teams measured and how many people took part, per school year."""
    rows = [
        [
            name(one.year),
            f"{one.teams} van {teams}",
            f"{one.measurements}{f', waarvan {one.joint} samen' if one.joint else ''}",
            f"{one.participants} van {one.invited} ({100 * one.participants / one.invited:.0f}\N{NO-BREAK SPACE}%)"
            if one.invited
            else "",
        ]
        for one in found
    ]
    return tables.as_html(
        pd.DataFrame(rows, columns=["Schooljaar", "Teams met een meting", "Metingen", "Vulden zelf in"]),
        words=True,
    )


def grid(taken: Mapping[tuple[str, int], str], teams: Sequence[str], years: Sequence[int]) -> str:
    """Teams × school years, in the school's own order; each cell says which measurements there were."""
    rows = [[team, *(taken.get((team, year), "") for year in years)] for team in teams]
    return tables.as_html(pd.DataFrame(rows, columns=["Team", *(name(year) for year in years)]), words=True)


def short_name(year: int) -> str:
    """ "'25-'26" under a picture."""
    return f"'{year % 100:02}-'{(year + 1) % 100:02}"


def description(construct: Construct, spreads: Sequence[Spread]) -> str:
    """What one panel says, a sentence per school year."""
    return f"{construct.name}. " + " ".join(f"Schooljaar {name(one.year)}: {said(one)}." for one in spreads)


def said(one: Spread) -> str:
    """ "6 teams, van 2,8 tot 4,1"; one score says only itself."""
    if not one.scores:
        return "onder de drempel" if one.hidden else "geen meting"
    hidden = f", en {one.hidden} onder de drempel" if one.hidden else ""
    if len(one.scores) == 1:
        return f"1 team, {decimal(one.scores[0])}{hidden}"
    return f"{len(one.scores)} teams, van {decimal(min(one.scores))} tot {decimal(max(one.scores))}{hidden}"


def spread_table(spreads: Sequence[Spread], constructs: Sequence[Construct], years: Sequence[int]) -> str:
    """The same as a table: a row per construct and team in the school's own order, a column per school year."""
    by_place = {(one.construct, one.year): one for one in spreads}
    rows = [
        [construct.name, team, *(cells.get(team, "") for cells in columns)]
        for construct in constructs
        for columns in [[_by_team(by_place[construct.id, year]) for year in years]]
        for team in dict.fromkeys(team for spread in spreads for team in _by_team(spread))
        if any(team in cells for cells in columns)
    ]
    return tables.as_html(
        pd.DataFrame(rows, columns=["Onderdeel", "Team", *(name(year) for year in years)]), words=True
    )


def _by_team(one: Spread) -> dict[str, str]:
    return {dot.team: decimal(dot.score) for dot in one.dots} | dict.fromkeys(one.without, "geen score")
