"""The pictures on the wall: what may be read from ten metres, and what the whole room may not see."""

from leidraad.charts import shared_screen
from leidraad.charts.shared_screen import WallValue
from leidraad.content import library
from leidraad.domain import choosing, gate
from leidraad.domain.result import Result
from tests.charts.seen import HOSTILE, hostile_construct, hostile_instrument, is_text, lefts, said, words
from tests.domain.halves import half, joint, published
from tests.domain.teams import INSTRUMENT

SINGLE = library.instrument("professionele-cultuur", 1)
A1, D1 = INSTRUMENT.constructs
SCALE = INSTRUMENT.scale
FEW = half(2, 3, people=4, invited=8)


def construct(result: Result, expected: str = "") -> str:
    return shared_screen.construct(result, A1, SCALE, expected)


def test_the_profile_of_one_construct_without_a_score_is_its_statements() -> None:
    people = [dict.fromkeys((one.id for one in SINGLE.items), 2)] * 8
    drawn = shared_screen.profile(gate.publish(SINGLE, False, people, 8), SINGLE)
    assert [one.text for one in SINGLE.items if one.text not in words(drawn)] == []
    assert "8 een beetje" in drawn


def test_the_profile_has_the_score_and_the_word_of_every_construct() -> None:
    drawn = shared_screen.profile(half(2, 3, people=10), INSTRUMENT)
    assert words(drawn) == (
        "Proef nog niet helemaal Onderdeel 1: aanbeveling-1 2,5 dicht bij elkaar Onderdeel 2: dimensie-1 2,5 dicht bij elkaar"
    )
    assert drawn.count('<i style="left:37.50%"></i><b style="left:37.50%">2,5</b>') == 2
    assert drawn.count('<em style="left:25.00%;width:25.00%"></em>') == 2  # half of the people: 2,0 to 3,0
    assert said(drawn) == "2,5 op een schaal van 1 tot 5"
    assert "<em" not in shared_screen.profile(half(2, 3, people=9), INSTRUMENT)


def test_a_band_is_never_too_narrow_to_be_seen() -> None:
    assert "width:1.00%" in shared_screen.score_line(3.0, (3.0, 3.0))


def test_scored_together_has_no_band_and_says_so() -> None:
    drawn = shared_screen.profile(joint(4.0), INSTRUMENT)
    assert words(drawn).count("4,0 samen afgesproken") == 2
    assert "<em" not in drawn


def test_the_marks_of_the_profile_are_told_with_only_those_that_are_there() -> None:
    assert shared_screen.legend(joint(4.0), INSTRUMENT) == "Vierkant: wat we samen afspraken"
    assert shared_screen.legend(half(2, 3), INSTRUMENT) == "Stip: score van het team"
    assert (
        shared_screen.legend(half(2, 3, people=10), INSTRUMENT)
        == "Stip: score van het team · band: de middelste helft van de mensen"
    )


def test_under_the_threshold_the_line_is_empty_and_says_why() -> None:
    drawn = shared_screen.profile(FEW, INSTRUMENT)
    assert drawn.count('<div class="wand-as leeg"></div>') == 2
    assert words(drawn).count("onder de drempel van 5 antwoorden") == 2
    assert "2,5" not in drawn


def test_a_construct_has_its_score_its_people_and_its_statements() -> None:
    drawn = construct(half(2, 3), "Alice verwachtte 3,0")
    assert words(drawn).startswith(
        "2,5 van 5 · 8 collega's · Alice verwachtte 3,0 We geven bijna hetzelfde antwoord. "
        "nog niet een beetje deels grotendeels helemaal Wij doen iets. 4 een beetje 4 deels"
    )
    assert said(drawn) == "4 een beetje, 4 deels"
    assert 'class="wand-stellingen"' in drawn


def test_a_construct_under_the_threshold_shows_only_why_and_no_expectation() -> None:
    drawn = construct(FEW, "Alice verwachtte 3,0")
    assert words(drawn).startswith("Onder de drempel van 5 antwoorden.")
    assert "Alice" not in drawn
    assert "wand-sleutel" not in drawn


def test_from_five_to_seven_people_a_statement_is_about_its_mean() -> None:
    drawn = construct(half(2, 3, people=6))
    assert words(drawn).count("Wij doen iets. ongeveer 2,5") == 4
    assert "wand-balk" not in drawn


def test_a_statement_to_talk_about_tells_two_groups_apart() -> None:
    torn = published(*["1111333"] * 4, *["5555333"] * 5, invited=9)
    drawn = shared_screen.statement(torn, A1, A1.items[0], SCALE)
    assert words(drawn) == "4 nog niet 5 helemaal Onze meningen gaan twee kanten op. 4 laag, 5 hoog."


def test_a_statement_under_the_threshold_has_no_ends_and_no_sentence() -> None:
    assert words(shared_screen.statement(FEW, A1, A1.items[0], SCALE)) == "onder de drempel van 5 antwoorden"


def test_values_of_different_kinds_stand_under_each_other_and_are_never_averaged() -> None:
    marks = [
        WallValue("ons oordeel", "4,0", 4.0, "samen"),
        WallValue("ieder voor zich", "2,0", 2.0),
        WallValue("meer", "", None),
    ]
    drawn = shared_screen.side_by_side(marks, SCALE)
    assert words(drawn) == "nog niet helemaal ons oordeel 4,0 ieder voor zich 2,0 meer"
    assert (lefts(drawn, ""), lefts(drawn, "samen")) == ([25.0], [75.0])
    assert drawn.count("wand-as plat leeg") == 1


def test_a_count_of_choices_is_told_exactly_only_from_three_on() -> None:
    votes = [[A1.id]] * 5 + [[D1.id]] + [["elders"]] * 3
    told = choosing.publish([A1.id, D1.id, "elders", "nergens"], votes, k=5)
    drawn = shared_screen.votes(INSTRUMENT, told)
    assert words(drawn) == "Proef Onderdeel 1: aanbeveling-1 5 Onderdeel 2: dimensie-1 –"
    assert shared_screen.masked(told) == "– minder dan 3 keer gekozen"
    assert "width:41.7%" in drawn  # three quarters of 5 / 9
    assert drawn.count("<i ") == 1


def test_below_the_threshold_no_choice_is_told() -> None:
    few = choosing.publish([A1.id, D1.id], [[A1.id]] * 4, k=5)
    assert words(shared_screen.votes(INSTRUMENT, few)) == "Proef"


def test_names_stay_text() -> None:
    named, odd = hostile_instrument(), hostile_construct()
    chosen = choosing.publish([odd.id], [[odd.id]] * 5, k=5)
    assert is_text(shared_screen.profile(half(2, 3), named))
    assert is_text(shared_screen.construct(half(2, 3), odd, SCALE))
    assert is_text(shared_screen.construct(half(2, 3), A1, SCALE, HOSTILE))
    assert is_text(shared_screen.statement(half(2, 3), A1, A1.items[0], named.scale))
    assert is_text(shared_screen.votes(named, chosen))
    assert is_text(shared_screen.side_by_side([WallValue(HOSTILE, "2,0", 2.0)], SCALE))
