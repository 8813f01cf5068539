"""The school over the years: how many measured, a dot per team, and never one score for the school."""

import re

from leidraad.charts import school_years
from leidraad.domain.school_view import Spread, Year
from tests.charts.seen import HOSTILE, hostile_construct, is_text, said, words
from tests.domain.teams import INSTRUMENT

A1 = INSTRUMENT.constructs[0]
YEARS = (2024, 2025)


def panels(first: Spread, second: Spread) -> str:
    return school_years.panels([first, second], [A1], YEARS)


def spread(year: int, *scores: float, hidden: int = 0) -> Spread:
    return Spread(A1.id, year, scores, hidden)


def test_a_year_says_how_many_teams_and_people() -> None:
    found = [Year(2025, 3, 4, 1, 20, 32), Year(2024, 1, 1, 1, 0, 0)]
    assert words(school_years.years_table(found, 6)) == (
        "Schooljaar Teams met een meting Metingen Vulden zelf in "
        "2025-2026 3 van 6 4, waarvan 1 samen 20 van 32 (62 %) "
        "2024-2025 1 van 6 1, waarvan 1 samen"
    )


def test_the_grid_has_the_teams_in_the_order_of_the_school() -> None:
    drawn = school_years.grid({("Zesde", 2025): "mei"}, ["Zesde", "Atheneum"], YEARS)
    assert words(drawn) == "Team 2024-2025 2025-2026 Zesde mei Atheneum"


def test_every_team_is_a_dot_at_its_score_and_equal_scores_stand_beside_each_other() -> None:
    drawn = panels(spread(2024, 3.0, 3.0), spread(2025, 4.0))
    places = re.findall(r'<i class="teamstip" style="left:calc\(([\d.]+)% \+ (-?[\d.]+)px\);top:([\d.]+)%"', drawn)
    assert places == [("25.0", "-5.5", "50.00"), ("25.0", "5.5", "50.00"), ("75.0", "0.0", "25.00")]
    assert words(drawn) == "Onderdeel 1: aanbeveling-1 5 3 1 '24-'25 '25-'26"


def test_more_than_twelve_teams_are_small_dots_and_more_than_sixty_a_bar() -> None:
    assert panels(spread(2024, *[3.0] * 13), spread(2025)).count('class="teamstip klein"') == 13
    drawn = panels(spread(2024, *[3.0] * 40, *[4.0] * 21), spread(2025))
    assert "teamstip" not in drawn
    assert [float(wide) for wide in re.findall(r"width:([\d.]+)%", drawn)] == [40.0, 21.0]


def test_a_year_is_said_in_a_range_without_a_mean() -> None:
    assert school_years.said(spread(2025, 2.75, 4.1, 3.0)) == "3 teams, van 2,8 tot 4,1"
    assert school_years.said(spread(2025, 3.0)) == "1 team, 3,0"
    assert school_years.said(spread(2025)) == "geen meting"


def test_what_was_not_published_is_counted_and_has_no_score() -> None:
    assert school_years.said(spread(2025, hidden=2)) == "onder de drempel"
    assert school_years.said(spread(2025, 3.0, 4.0, hidden=1)) == "2 teams, van 3,0 tot 4,0, en 1 onder de drempel"
    drawn = panels(spread(2024, hidden=2), spread(2025, 3.0, hidden=1))
    assert drawn.count("teamstip") == 1


def test_the_picture_and_the_table_say_the_same() -> None:
    found = [spread(2024, hidden=2), spread(2025, 3.0)]
    assert said(school_years.panels(found, [A1], YEARS)) == (
        "Onderdeel 1: aanbeveling-1. Schooljaar 2024-2025: onder de drempel. Schooljaar 2025-2026: 1 team, 3,0."
    )
    assert words(school_years.spread_table(found, [A1], YEARS)) == (
        "Onderdeel 2024-2025 2025-2026 Onderdeel 1: aanbeveling-1 onder de drempel 1 team, 3,0"
    )


def test_names_stay_text() -> None:
    construct = hostile_construct()
    found = [spread(2024), spread(2025, 3.0)]
    assert is_text(school_years.panels(found, [construct], YEARS))
    assert is_text(school_years.spread_table(found, [construct], YEARS))
    assert is_text(school_years.grid({(HOSTILE, 2024): "mei"}, [HOSTILE], YEARS))
