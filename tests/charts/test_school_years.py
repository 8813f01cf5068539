"""The school over the years: how many measured, a dot per team, and never one score for the school."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from leidraad.charts import school_years, years_panels, years_rows
from leidraad.domain.school_view import Spread, Year
from tests.charts.seen import HOSTILE, hostile_construct, is_text, said, words
from tests.charts.spread import spread
from tests.domain.teams import INSTRUMENT

A1 = INSTRUMENT.constructs[0]
YEARS = (2024, 2025)


def panels(first: Spread, second: Spread) -> str:
    return years_panels.still(years_rows.of([first, second], [A1], YEARS))


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
    places = re.findall(r'<i class="teamstip" style="left:([\d.]+)%;top:([\d.]+)%"', drawn)
    # six tenths for the dots: the years at 15 and 45 %, two equal scores 3.4 apart
    assert places == [("13.3", "50.00"), ("16.7", "50.00"), ("45.0", "25.00")]
    assert words(drawn) == "Onderdeel 1: aanbeveling-1 5 3 1 Team 1 '24-'25 '25-'26"


def test_the_teams_of_the_last_year_have_their_names_apart_from_each_other() -> None:
    (panel,) = years_rows.of([spread(2025, 3.0, 4.9, 3.0, 1.2, 3.2)], [A1], [2025])
    assert [one.team for one in panel.names] == ["Team 2", "Team 5", "Team 1", "Team 3", "Team 4"]
    assert all(high.at - low.at > 0.49 for high, low in pairwise(panel.names))
    assert (panel.names[0].at, panel.names[-1].at) == (4.9, 1.2)  # as high as their dots, where there is room


@given(st.lists(st.floats(1, 5), max_size=8))
def test_names_lie_apart_and_within_the_picture_wherever_the_teams_are(scores: list[float]) -> None:
    found = years_rows.apart(sorted(scores, reverse=True), 0.5, 1, 5)
    assert all(high - low > 0.499 for high, low in pairwise(found))
    assert all(0.99 <= one <= 5.01 for one in found)


def test_many_teams_have_no_names_but_who_points_reads_which_it_is() -> None:
    (panel,) = years_rows.of([spread(2025, *[3.0] * 9)], [A1], [2025])
    assert panel.names == ()
    assert panel.dots[8].pointed == ("Team 9", "Onderdeel 1: aanbeveling-1", "3,0 · 8 mensen · mei 2026")


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
    assert said(years_panels.still(years_rows.of(found, [A1], YEARS))) == (
        "Onderdeel 1: aanbeveling-1. Schooljaar 2024-2025: onder de drempel. Schooljaar 2025-2026: 1 team, 3,0."
    )
    assert words(school_years.spread_table(found, [A1], YEARS)) == (
        "Onderdeel Team 2024-2025 2025-2026 Onderdeel 1: aanbeveling-1 Verborgen 1 geen score "
        "Onderdeel 1: aanbeveling-1 Verborgen 2 geen score Onderdeel 1: aanbeveling-1 Team 1 3,0"
    )


def test_names_stay_text() -> None:
    construct = hostile_construct()
    found = [spread(2024), spread(2025, 3.0)]
    assert is_text(years_panels.still(years_rows.of(found, [construct], YEARS)))
    assert is_text(school_years.spread_table(found, [construct], YEARS))
    assert is_text(school_years.grid({(HOSTILE, 2024): "mei"}, [HOSTILE], YEARS))
