"""The word of a construct never contradicts a row beneath it: exceptions are named in the sentence, whatever the answers."""

from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import agreement, closeness
from leidraad.domain.result import Agreement, ConstructResult, ItemResult, Visibility
from leidraad.domain.scoring import Counts
from tests.domain.teams import modest

SAME: Counts = (0, 0, 8, 0, 0)  # dicht bij elkaar
SIDES: Counts = (0, 4, 0, 4, 0)  # twee groepen
SOME: Counts = (0, 3, 3, 4, 0)  # enig verschil
WIDE: Counts = (2, 1, 3, 2, 2)  # duidelijk verschil
FEWER: Counts = (0, 3, 0, 7, 0)  # twee groepen, and as close as "dicht bij elkaar" goes


def construct(*rows: Counts | None) -> ConstructResult:
    """A construct as the gate makes it from these rows; None is a statement without a distribution."""
    items = tuple(
        ItemResult(
            id=f"vo-a1-{number:02}",
            visibility=Visibility.SHOWN,
            counts=row,
            agreement=None if row is None else agreement.item_agreement(row),
        )
        for number, row in enumerate(rows, start=1)
    )
    known = [row for row in rows if row is not None]
    word = agreement.construct_agreement(known) if known else None
    return ConstructResult(id="aanbeveling-1", visibility=Visibility.SHOWN, agreement=word, items=items)


def test_without_an_exception_the_sentence_is_that_of_the_word() -> None:
    for row, word in ((SAME, Agreement.CLOSE), (SOME, Agreement.SOME), (WIDE, Agreement.CLEAR)):
        shown = construct(row, row, row)
        assert closeness.sentence(shown) == agreement.sentence(word)
        assert closeness.word(shown) == word.value


def test_two_groups_under_a_close_word_are_named_and_marked() -> None:
    shown = construct(SAME, SAME, SIDES, SAME)
    assert closeness.sentence(shown) == (
        "Bij de meeste stellingen geven we bijna hetzelfde antwoord, behalve bij één: "
        "daar gaan onze meningen twee kanten op. Goed om te bespreken."
    )
    assert closeness.word(shown) == "dicht bij elkaar, behalve bij één"
    assert [one.id for one in closeness.exceptions(shown)] == ["vo-a1-03"]


def test_a_row_two_levels_away_is_an_exception_in_either_direction() -> None:
    assert closeness.word(construct(SAME, SAME, SAME, WIDE)) == "dicht bij elkaar, behalve bij één"
    wide: Counts = (4, 0, 3, 1, 4)
    assert agreement.item_agreement(wide) is Agreement.CLEAR
    apart = construct(wide, wide, SAME)
    assert closeness.sentence(apart) == (
        "Bij de meeste stellingen verschillen we duidelijk, behalve bij één: "
        "daar geven we bijna hetzelfde antwoord. Goed om te bespreken."
    )


def test_where_the_word_holds_for_no_more_than_half_every_row_is_told_by_its_own() -> None:
    shown = construct(FEWER, FEWER, SAME, SAME)
    assert shown.agreement is Agreement.CLOSE
    assert closeness.sentence(shown) == (
        "Bij twee van de vier stellingen gaan onze meningen twee kanten op, bij twee geven we bijna hetzelfde antwoord. "
        "Goed om te bespreken."
    )
    assert closeness.word(shown) == "verschilt per stelling"


def test_two_groups_everywhere_are_said_so_although_their_mean_is_called_close() -> None:
    shown = construct(FEWER, FEWER, FEWER)
    assert shown.agreement is Agreement.CLOSE
    assert closeness.sentence(shown) == (
        "Bij alle stellingen gaan onze meningen twee kanten op. Goed om te bespreken."
    )
    assert closeness.word(shown) == "twee groepen"


def test_statements_without_a_distribution_are_claimed_nothing_of() -> None:
    said = closeness.sentence(construct(FEWER, SAME, None, None))
    assert said.startswith("Bij één van de vier stellingen gaan onze meningen twee kanten op, bij één geven we")
    assert "alle" not in closeness.sentence(construct(FEWER, FEWER, None))
    assert closeness.sentence(construct(None, None)) == ""


def test_few_people_have_two_words_and_no_exceptions() -> None:
    few = construct(None, None).model_copy(update={"agreement": Agreement.DIFFERENT})
    assert closeness.sentence(few) == "We verschillen. Goed om te bespreken."
    assert closeness.exceptions(few) == ()


rows = st.lists(st.integers(0, 6), min_size=5, max_size=5).filter(lambda one: sum(one) >= 8).map(tuple)
CLAIMS = {
    "bijna hetzelfde antwoord": {Agreement.CLOSE},
    "verschillen we een beetje": {Agreement.SOME},
    "verschillen we duidelijk": {Agreement.CLEAR},
    "twee kanten op": {Agreement.TWO_GROUPS},
}


@modest
@given(st.lists(st.one_of(rows, st.sampled_from([SAME, SIDES, SOME, WIDE, FEWER])), min_size=3, max_size=7))
def test_no_answers_make_a_sentence_or_word_that_contradicts_a_row(many: list[Counts]) -> None:
    shown = construct(*many)
    odd = {one.id for one in closeness.exceptions(shown)}
    said, word = closeness.sentence(shown), closeness.word(shown)
    for item in shown.items:
        if item.agreement is Agreement.TWO_GROUPS:
            assert item.id in odd
            assert "twee kanten op" in said
        if shown.agreement is Agreement.CLOSE and item.agreement is Agreement.CLEAR:
            assert item.id in odd
            assert "verschillen we duidelijk" in said
    if not odd:
        assert word == shown.agreement.value  # type: ignore[union-attr]
        return
    assert word not in {one.value for one in Agreement} or len({one.agreement for one in shown.items}) == 1
    for claim, labels in CLAIMS.items():
        if claim in said:
            assert any(item.agreement in labels for item in shown.items), f"{claim}: {said}"
    if "de meeste" in said:
        assert 2 * sum(item.agreement is shown.agreement for item in shown.items) > len(shown.items)
