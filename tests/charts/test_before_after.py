"""The second vote on the wall: both distributions of a statement and how close each lies, as far as the gate gives them."""

from leidraad.charts import before_after
from leidraad.charts.palette import ANSWERS
from leidraad.domain import gate
from leidraad.domain.after_talk import SecondVote
from tests.charts.seen import HOSTILE, hostile_instrument, is_text, words
from tests.domain.halves import published
from tests.domain.teams import INSTRUMENT

ITEM = INSTRUMENT.items[0]
SCALE = INSTRUMENT.scale


def drawn(first: str, *votes: str) -> str:
    """The picture of one statement: a sign per person for the first answers, two ("13") for a change."""
    result = published(*[f"{answer}333333" for answer in first], invited=12)
    ballots = [{ITEM.id: SecondVote(int(before), int(now))} for before, now in votes]
    (after,) = gate.publish_after_talk(result, [ITEM.id], ballots).items
    before = result.constructs[0].items[0]
    return before_after.statement(ITEM, before, after, SCALE, result.k)


def test_two_groups_that_meet_in_the_middle_are_seen_to_meet() -> None:
    """The mean was 3,0 and is 3,0: only the two bars and the two sentences tell what the talk did."""
    picture = drawn("11115555", *["13"] * 4, *["53"] * 4)
    assert words(picture) == (
        "Wij doen iets. eerst 4 nog niet 4 helemaal Onze meningen gaan twee kanten op. "
        "nu 8 deels We geven bijna hetzelfde antwoord."
    )
    assert picture.count('role="img" aria-label="4 nog niet, 4 helemaal"') == 1
    assert picture.count('role="img" aria-label="8 deels"') == 1
    assert "3,0" not in picture


def test_a_segment_is_as_wide_as_its_count_in_the_colour_of_its_answer() -> None:
    picture = drawn("222233344", "23", "24", "33", "33", "44")  # 4 3 2 becomes 2 4 3
    two, three, four = (fill for fill, _ in ANSWERS[1:4])
    first, now = picture.split(">nu<")
    for half, wide in ((first, (4, 3, 2)), (now, (2, 4, 3))):
        for count, fill in zip(wide, (two, three, four), strict=True):
            assert f"flex:{count};background:{fill}" in half
        assert half.count("flex:") == 3


def test_the_sentences_give_no_advice_to_talk_after_the_talk() -> None:
    # 1 1 2 3 3 4 5 5: deviations from 3 are 2 2 1 0 0 1 2 2, 10 / 8 = 1,25; 3 of 8 low, 3 high, but a quarter in the middle.
    assert words(drawn("11233455", *["33"] * 2, "11", "22", "44")).count("We verschillen duidelijk.") == 2
    assert "Goed om te bespreken" not in drawn("11233455", *["33"] * 2, "11", "22", "44")


def test_from_five_to_seven_answers_both_are_about_a_half_point_without_a_bar() -> None:
    picture = drawn("333444", "34", "34", "34", "44", "44")
    assert words(picture) == "Wij doen iets. eerst ongeveer 3,5 nu ongeveer 4,0"
    assert "flex:" not in picture


def test_where_too_few_ballots_counted_one_sentence_says_so_and_no_outcome_is_there() -> None:
    picture = drawn("11115555", "13", "13", "53", "53")
    assert words(picture) == "Wij doen iets. Er telden minder dan 5 stemmen mee. Dan tonen we geen uitslag."
    assert "flex:" not in picture


def test_what_the_first_result_hides_says_why() -> None:
    assert words(drawn("3333----", *["34"] * 5)) == "Wij doen iets. onder de drempel van 5 antwoorden"


def test_names_stay_text() -> None:
    result = published(*["3333333"] * 8, invited=8)
    cell = result.constructs[0].items[0]
    assert is_text(before_after.statement(ITEM.model_copy(update={"text": HOSTILE}), cell, cell, SCALE, 5))
    assert is_text(before_after.statement(ITEM, cell, cell, hostile_instrument().scale, 5))
