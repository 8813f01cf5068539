"""The pictures of a school: teams in its own order, every mark where its score is, nothing about which team is best."""

from leidraad.charts import school_years, years_rows
from leidraad.charts.palette import LIGHT
from leidraad.charts.paper import drawn_teams, drawn_years
from leidraad.domain import teams_beside
from leidraad.domain.progress import Moment
from leidraad.domain.result import Result
from leidraad.domain.selection import Listed, ListedResult, Selection
from leidraad.domain.teams_beside import TeamColumn, TeamRow
from tests.charts.paper.test_drawn_pictures import circles
from tests.charts.paper.test_pen import words
from tests.charts.spread import spread
from tests.domain.halves import half, joint, published
from tests.domain.teams import INSTRUMENT

PART = INSTRUMENT.parts[0]
IDS = tuple(construct.id for construct in PART.constructs)
A1 = PART.constructs[0]


def team(number: int, name: str, *results: Result) -> TeamRow:
    measured = [
        ListedResult(
            Listed(10 * number + place, 2025, one.mode, one.short, place), Moment(f"m{place}", "mei", place, one)
        )
        for place, one in enumerate(results)
    ]
    return TeamRow(number, name, tuple(measured))


def columns(*teams: TeamRow) -> tuple[TeamColumn, ...]:
    return teams_beside.table(teams, IDS, Selection()).measured


def test_teams_stand_under_each_other_in_the_order_of_the_school():
    drawn = drawn_teams.picture(
        columns(team(1, "Zesde", half(2, 3)), team(2, "Aardrijkskunde", half(4, 5))), PART
    ).svg()
    said = words(drawn)
    assert said.index("Zesde") < said.index("Aardrijkskunde")
    assert said.count("2,5") == said.count("4,5") == 2
    assert said.count("8 mensen") == 4


def test_a_dot_stands_where_the_score_is_and_an_earlier_one_is_hollow():
    drawn = drawn_teams.picture(columns(team(1, "Havo", half(2, 3), half(3, 4))), PART).svg()
    # two columns from 128 on, each (680 - 128) / 2 - 10 = 266 wide: 3.5 lies at 128 + 266 x 2.5 / 4, 2.5 at 1.5 / 4
    assert circles(drawn, LIGHT.team)[0][0] == 294.2
    assert circles(drawn, "#ffffff")[0][0] == 227.8
    assert words(drawn).count("duidelijk hoger") == 2


def test_together_under_the_threshold_and_no_data_each_look_differently():
    partly = published(*["3------"] * 4, *["-3-----"] * 4, invited=8)
    found = columns(team(1, "PLG", joint(3.0)), team(2, "Havo", partly))
    drawn = drawn_teams.picture(found, PART).svg()
    assert drawn.count('width="9" height="9"') == 2
    assert drawn.count("stroke-dasharray") == 1
    assert {"geen gegevens", "samen afgesproken"} <= set(words(drawn))
    assert drawn_teams.legend(found) == (
        "Lijn: van 1 tot 5. Vierkant: samen afgesproken. Stippels: onder de drempel, te weinig antwoorden."
    )


def test_the_description_says_every_team_with_its_words():
    assert drawn_teams.picture(columns(team(1, "Havo", half(2, 3))), PART).description == (
        "Havo (mei, 8 van 8): Onderdeel 1: aanbeveling-1 2,5, dicht bij elkaar; Onderdeel 2: dimensie-1 2,5, dicht bij elkaar."
    )


def test_the_school_over_the_years_has_a_dot_per_team_and_the_words_of_the_screen():
    spreads = [spread(2024, 2.0, 4.0), spread(2025, 3.0, 3.0, 3.0, hidden=1)]
    picture = drawn_years.picture(years_rows.of(spreads, [A1], [2024, 2025]))
    dots = circles(picture.svg(), LIGHT.team)
    # height 38 for 5 and 96 lower for 1; 16 to 206 across: dots take 0.6 of it, the years stand at 0.15 and 0.45 of it,
    # and equal scores 0.034 apart
    assert sorted(dots) == [(44.5, 62.0), (44.5, 110.0), (95.0, 86.0), (101.5, 86.0), (108.0, 86.0)]
    assert picture.description == school_years.description(A1, spreads)
    assert {"Team", "1", "2", "3"} <= {word for said in words(picture.svg()) for word in said.split()}
    nobody = drawn_years.picture(years_rows.of([spread(2025)], [A1], [2025]))
    assert "geen meting" in nobody.description
