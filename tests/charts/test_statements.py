"""The answers to a statement: a bar of counts from eight people on, else a rounded mean or the reason why not."""

from leidraad.charts import statements
from leidraad.charts.palette import ANSWERS
from leidraad.domain.result import ItemResult, Result
from tests.charts.seen import hostile_construct, hostile_instrument, is_text, said, words
from tests.domain.halves import half, published
from tests.domain.teams import INSTRUMENT

A1 = INSTRUMENT.constructs[0]
SCALE = INSTRUMENT.scale


def first(result: Result) -> ItemResult:
    return result.construct(A1.id).items[0]


def block(result: Result) -> str:
    return statements.block(result, A1, result.construct(A1.id), SCALE)


def test_a_bar_has_a_segment_per_chosen_answer_as_wide_as_its_count() -> None:
    drawn = block(published(*["2222333"] * 3, *["5555333"] * 6, invited=9))
    assert said(drawn) == "3 een beetje, 6 helemaal"
    (two, ink), (five, white) = ANSWERS[1], ANSWERS[4]
    assert f'<span style="flex:3;background:{two};color:{ink}">3</span>' in drawn
    assert f'<span style="flex:6;background:{five};color:{white}">6</span>' in drawn
    assert drawn.count("flex:") == 2 * len(A1.items)


def test_under_a_bar_stand_the_mean_and_how_close_the_answers_lie() -> None:
    assert statements.remarks(first(half(2, 3))) == ["gemiddeld 2,5, dicht bij elkaar"]


def test_two_groups_are_counted_low_and_high_and_have_no_mean() -> None:
    torn = first(published(*["1111333"] * 4, *["5555333"] * 5, invited=9))
    assert statements.remarks(torn) == ["Twee groepen: 4 laag, 5 hoog"]


def test_who_could_not_judge_is_told_masked_or_as_a_finding() -> None:
    masked = first(published(*["2222333"] * 8, "0222333", invited=9))
    assert statements.remarks(masked)[1:] == ["minder dan 3 konden het niet beoordelen"]
    many = first(published(*["2222333"] * 8, *["0222333"] * 4, invited=12))
    assert statements.remarks(many)[1:] == [
        "4 konden het niet beoordelen",
        "opvallend veel: praat erover hoe dat komt",
    ]


def test_from_five_to_seven_people_a_rounded_mean_stands_alone() -> None:
    drawn = block(half(2, 3, people=6))
    assert words(drawn).count("Ongeveer 2,5, afgerond op een half punt.") == len(A1.items)
    assert "flex:" not in drawn
    assert "Als tabel" not in drawn


def test_under_the_threshold_the_reason_stands_alone() -> None:
    drawn = block(half(2, 3, people=4, invited=8))
    assert words(drawn).count("Onder de drempel van 5 antwoorden.") == len(A1.items)
    assert "2,5" not in drawn


def test_the_table_counts_every_answer() -> None:
    table = words(block(half(2, 3)).partition("<summary>")[2])
    assert table.startswith(
        "Als tabel Stelling nog niet een beetje deels grotendeels helemaal Wij doen iets. 0 4 4 0 0"
    )


def test_the_legend_has_the_word_of_every_answer() -> None:
    assert words(statements.key(SCALE)) == "nog niet een beetje deels grotendeels helemaal"


def test_names_stay_text() -> None:
    result, construct = half(2, 3), hostile_construct()
    labels = hostile_instrument().scale
    assert is_text(statements.block(result, construct, result.construct(construct.id), SCALE))
    assert is_text(statements.block(result, A1, result.construct(A1.id), labels))
    assert is_text(statements.key(labels))
