"""Teams beside each other: every cell has its number, its mark and its words, and no team is compared with another."""

from leidraad.charts import teams_table
from leidraad.domain import teams_beside
from leidraad.domain.exchange import Band
from leidraad.domain.result import Result
from leidraad.domain.tallies import Tally
from leidraad.domain.teams_beside import TeamColumn, TeamRow
from tests.charts.seen import HOSTILE, hostile_instrument, is_text, lefts, words
from tests.domain.halves import half, joint, published
from tests.domain.school import A1, BOTH, D1, team
from tests.domain.teams import INSTRUMENT

PART, SCALE = INSTRUMENT.parts[0], INSTRUMENT.scale


def columns(*teams: TeamRow) -> tuple[TeamColumn, ...]:
    return teams_beside.table(teams, BOTH).measured


def table(*teams: TeamRow) -> str:
    return teams_table.table(columns(*teams), PART, SCALE)


def band(_: Result, construct: str) -> Band | None:
    """Other schools lie between 2,0 and 3,0 on the recommendation, and are too few on the dimension."""
    return Band(2.0, 3.0, 6) if construct == A1 else None


def test_a_cell_has_the_score_the_people_the_agreement_and_the_change_of_its_own_team() -> None:
    drawn = table(team("Team A", half(2, 3), half(3, 4)))
    assert words(drawn).startswith(
        "1 nog niet 5 helemaal Team A nov '21, 8 van 8 vergeleken met nov '20 (open stip) "
        "Onderdeel 1: aanbeveling-1 3,5 8 mensen dicht bij elkaar duidelijk hoger Onderdeel 2: dimensie-1"
    )
    assert lefts(drawn, "nu") == [62.5, 62.5]
    assert lefts(drawn, "toen") == [37.5, 37.5]


def test_teams_stay_in_the_order_given() -> None:
    drawn = words(table(team("Zesde", half(2, 3)), team("Atheneum", half(4, 5))))
    assert drawn.index("Zesde") < drawn.index("Atheneum")


def test_a_narrow_screen_has_a_list_per_team_with_the_way_to_it_and_the_same_cells() -> None:
    two = columns(team("Zesde", half(2, 3)), team("Atheneum", half(4, 5)))
    drawn = teams_table.lists(two, PART)
    assert drawn.count("<details><summary>") == 2
    assert words(drawn).startswith(
        "Zesde Naar de ontwikkeling van dit team Onderdeel 1: aanbeveling-1 2,5 8 mensen dicht bij elkaar"
    )
    assert words(drawn).index("Zesde") < words(drawn).index("Atheneum")
    assert lefts(drawn, "nu") == [37.5, 37.5, 87.5, 87.5]


def test_what_a_team_agreed_on_is_a_square_without_people_or_a_change() -> None:
    drawn = table(team("Team A", half(2, 3), joint(4.0)))
    assert lefts(drawn, "vierkant") == [75.0, 75.0]
    assert lefts(drawn, "toen") == []
    assert "nov '21, 8 mensen samen gescoord Onderdeel 1: aanbeveling-1 4,0 samen afgesproken Ond" in words(drawn)


def test_a_short_measurement_and_a_low_response_are_marked() -> None:
    assert teams_table.marks_of(half(2, 3)) == []
    assert teams_table.marks_of(half(2, 3, short=True)) == ["korte scan"]
    assert teams_table.marks_of(half(2, 3, invited=14)) == ["minder dan 60 % deed mee"]
    assert teams_table.marks_of(joint(3.0)) == ["samen gescoord"]


def test_cells_without_a_score_say_why_and_look_different() -> None:
    few = team("Team A", half(2, 3, people=4, invited=8))
    unasked = team("Team B", published(*["3333---"] * 8, invited=8))
    hard = team("Team C", published(*["3333000"] * 8, invited=8))
    drawn = table(few, unasked, hard)
    assert drawn.count('<td class="onder"><p>onder de drempel van 5 antwoorden</p></td>') == 2
    assert drawn.count('<td class="niets"><p>geen gegevens</p></td>') == 1
    assert drawn.count('<td class="anders"><p>te veel collega\'s konden dit niet beoordelen</p></td>') == 1


def test_other_schools_are_a_band_under_the_marks_and_in_words_beside_the_name() -> None:
    drawn = teams_table.table(columns(team("Team A", half(2, 3))), PART, SCALE, band)
    assert '<i class="anderen" style="left:25.0%;width:25.0%"></i><i class="nu"' in drawn
    assert drawn.count('class="anderen"') == 1
    assert "Onderdeel 1: aanbeveling-1 andere scholen: 2,0 tot 3,0 2,5" in words(drawn)


def test_the_legend_has_only_the_marks_that_are_there() -> None:
    alone = columns(team("Team A", half(2, 3)))
    assert words(teams_table.key(alone)) == "score van het team"
    everything = columns(
        team("Team A", half(2, 3), half(3, 4)),
        team("Team B", joint(3.0)),
        team("Team C", published(*["3------"] * 4, *["-3-----"] * 4, invited=8)),
    )
    assert words(teams_table.key(everything, band)) == (
        "score van het team eerdere meting van hetzelfde team samen gescoord: één score die het team afsprak "
        "onder de drempel: te weinig antwoorden geen gegevens: niet ingevuld of niet gevraagd "
        "middelste helft van 6 teams van andere scholen"
    )


def test_tallies_count_teams_and_weigh_the_most_without_moving_them() -> None:
    found = [Tally(A1, 1, 4), Tally(D1, 3, 4)]
    drawn = teams_table.tallies(found, {A1: "Eerst", D1: "Dan"}, found[1:])
    assert words(drawn) == "Eerst 1 van 4 Dan 3 van 4"
    assert drawn.index("Eerst") < drawn.index("<li class=meest>") < drawn.index("Dan")
    assert ["width:25%" in drawn, "width:75%" in drawn] == [True, True]


def test_a_tally_over_no_teams_is_an_empty_bar() -> None:
    assert "width:0%" in teams_table.tallies([Tally(A1, 0, 0)], {A1: "Eerst"}, [])


def test_names_stay_text() -> None:
    named = hostile_instrument()
    assert is_text(teams_table.table(columns(team("Team A", half(2, 3))), named.parts[0], SCALE))
    assert is_text(teams_table.table(columns(team("Team A", half(2, 3))), PART, named.scale))
    assert is_text(table(team(HOSTILE, half(2, 3))))
    assert is_text(teams_table.tallies([Tally(A1, 1, 1)], {A1: HOSTILE}, []))
