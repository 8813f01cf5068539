"""The school over the years as HTML: a table of who measured when, and per construct a dot for every team."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from leidraad.charts import axis, tables
from leidraad.content.models import Construct
from leidraad.domain.school_view import Spread, Year
from leidraad.notation import decimal

#: From so many teams on, dots would lie over each other: then the width of a bar tells how many there are.
_MOST_DOTS = 60


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
            f"{one.participants} van {one.invited} ({100 * one.participants / one.invited:.0f} %)"
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


def panels(spreads: Sequence[Spread], constructs: Sequence[Construct], years: Sequence[int]) -> str:
    """One small panel per construct, the same axis everywhere: the school years from left to right."""
    by_place = {(one.construct, one.year): one for one in spreads}
    drawn = "".join(
        _panel(construct, [by_place[construct.id, year] for year in years]) for construct in constructs
    )
    return f'<div class="panelen">{drawn}</div>'


def _panel(construct: Construct, spreads: Sequence[Spread]) -> str:
    columns = "".join(_year_column(one, place, len(spreads)) for place, one in enumerate(spreads))
    ticks = "".join(
        f'<span style="left:{_x(place, len(spreads))}">{short_name(one.year)}</span>'
        for place, one in enumerate(spreads)
    )
    lines = "".join(f'<i class="as" style="top:{axis.top(score)}"></i>' for score in axis.TICKS)
    digits = "".join(f'<span class="cijfer" style="top:{axis.top(score)}">{score}</span>' for score in axis.TICKS)
    return (
        f'<section class="paneel"><h3>{escape(construct.name)}</h3>'
        f'<div class="verloop" role="img" aria-label="{escape(description(construct, spreads))}">'
        f'<div class="vlak">{lines}{digits}{columns}</div><div class="tikken">{ticks}</div></div></section>'
    )


def short_name(year: int) -> str:
    """ "'25-'26" under a picture."""
    return f"'{year % 100:02}-'{(year + 1) % 100:02}"


def _year_column(one: Spread, place: int, amount: int) -> str:
    bins = Counter(round(score * 10) / 10 for score in one.scores)  # only a place: no number is shown
    left = _x(place, amount)
    if len(one.scores) > _MOST_DOTS:
        widest = max(bins.values())
        return "".join(
            f'<i class="teams-balk" style="left:{left};top:{axis.top(score)};width:{100 * times / widest / amount * 0.8:.1f}%"></i>'
            for score, times in sorted(bins.items())
        )
    size = " klein" if len(one.scores) > 12 else ""
    step = 6 if size else 11
    return "".join(
        f'<i class="teamstip{size}" style="left:calc({left} + {step * (turn - (times - 1) / 2):.1f}px);top:{axis.top(score)}"></i>'
        for score, times in sorted(bins.items())
        for turn in range(times)
    )


def _x(place: int, amount: int) -> str:
    return f"{100 * (place + 0.5) / amount:.1f}%"


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
    """The same as a table: one row per construct, one column per school year."""
    by_place = {(one.construct, one.year): one for one in spreads}
    rows = [[construct.name, *(said(by_place[construct.id, year]) for year in years)] for construct in constructs]
    return tables.as_html(pd.DataFrame(rows, columns=["Onderdeel", *(name(year) for year in years)]), words=True)
