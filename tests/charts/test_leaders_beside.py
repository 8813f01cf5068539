"""A team's scores beside those of its leaders: both numbers on one line, and no word for the difference."""

from leidraad.charts import leaders_beside
from tests.charts.seen import HOSTILE, hostile_instrument, is_text, lefts, words
from tests.domain.halves import half, published
from tests.domain.teams import INSTRUMENT

PART = INSTRUMENT.parts[0]


def test_both_scores_stand_in_numbers_and_as_marks() -> None:
    drawn = leaders_beside.table(PART, half(2, 3), {"aanbeveling-1": 4.0}, "Leiding", "niets verwacht")
    assert words(drawn) == (
        "Onderdeel Team Leiding Onderdeel 1: aanbeveling-1 2,5 4,0 Onderdeel 2: dimensie-1 2,5 niets verwacht"
    )
    assert lefts(drawn, "nu") == [37.5, 37.5]
    assert lefts(drawn, "ander") == [75.0]


def test_what_is_withheld_of_the_team_has_no_mark_and_says_why() -> None:
    few = half(2, 3, people=4, invited=8)
    drawn = leaders_beside.table(PART, few, {"aanbeveling-1": 4.0}, "Leiding", "niets verwacht")
    assert words(drawn).count("onder de drempel van 5 antwoorden") == 2
    assert lefts(drawn, "nu") == []


def test_of_a_result_only_what_was_published_counts() -> None:
    assert leaders_beside.scores(half(2, 3)) == {"aanbeveling-1": 2.5, "dimensie-1": 2.5}
    only_first = published(*["2222---"] * 5, *["3333---"] * 5, invited=10)
    assert leaders_beside.scores(only_first) == {"aanbeveling-1": 2.5}
    assert leaders_beside.scores(half(2, 3, people=4, invited=8)) == {}


def test_names_stay_text() -> None:
    part = hostile_instrument().parts[0]
    assert is_text(leaders_beside.table(part, half(2, 3), {}, "Leiding", ""))
    assert is_text(leaders_beside.table(PART, half(2, 3), {}, HOSTILE, ""))
