"""The attack on a small inquiry: the same statement twice, with one person fewer or more, must tell nobody's answer.

The attacker sees both distributions, knows who left and who came, and supposes that everybody else answered the same
again. Whatever the rule is, the attacker knows it too: what is hidden tells only that it was hidden.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement

import pytest

from leidraad.content import library
from leidraad.domain import gate
from leidraad.domain.result import ItemResult, Visibility
from leidraad.domain.scale import CANNOT_JUDGE, SCALE, Answers

ITEM = "vo-a4-02"
ASKED = library.instrument(library.small("leidraad-vo", [ITEM]), 1)
Counts = tuple[int, ...]


def people(values: list[int]) -> list[Answers]:
    return [{ITEM: value} for value in values]


def counted(values: list[int]) -> Counts:
    return tuple(values.count(value) for value in SCALE)


def asked(values: list[int], *earlier: list[int]) -> ItemResult:
    """What is shown of these answers beside what was shown before."""
    shown = gate.publish_small(ASKED, people(values), {ITEM: [counted(one) for one in earlier]}, len(values))
    (construct,) = shown.constructs
    return construct.items[0]


def teams(size: int) -> Iterator[list[int]]:
    yield from map(list, combinations_with_replacement(SCALE, size))


def test_a_team_that_thinks_otherwise_sees_counts_and_the_word_and_no_score() -> None:
    found = gate.publish_small(ASKED, people([4, 4, 4, 5, 4, 4, 5, 4]), {ITEM: [(0, 4, 4, 0, 0)]}, 8)
    (construct,) = found.constructs
    assert construct.items[0].counts == (0, 0, 0, 6, 2)
    assert construct.items[0].agreement is not None
    assert (construct.score, construct.published, construct.agreement) == (None, None, None)


def told(values: list[int], *earlier: list[int]) -> tuple[object, ...]:
    one = asked(values, *earlier)
    return one.visibility, one.counts, one.mean, one.cannot_judge


@pytest.mark.parametrize("size", [8, 9])
def test_of_one_who_left_every_answer_that_anybody_gave_stays_possible(size: int) -> None:
    for before in list(teams(size))[::23]:
        possible = {told([*before[:at], *before[at + 1 :]], before) for at in range(size)}
        assert len(possible) == 1, before


@pytest.mark.parametrize("size", [7, 8])
def test_of_one_who_came_every_answer_stays_possible(size: int) -> None:
    for before in list(teams(size))[::23]:
        assert len({told([*before, answer], before) for answer in SCALE}) == 1, before


def test_of_one_who_left_and_one_who_came_neither_is_told() -> None:
    for before in list(teams(8))[::23]:
        seen = {told([*before[:at], *before[at + 1 :], new], before) for at in range(8) for new in SCALE}
        assert len(seen) == 1, before


def test_fewer_than_five_who_all_left_or_all_came_are_not_told_from_each_other() -> None:
    before = [1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5]
    for gone in (1, 2, 3, 4):
        assert asked(before[gone:], before).visibility is Visibility.ALIKE
        assert asked([*before, *[2] * gone], before).visibility is Visibility.ALIKE
    assert asked([*before, *[2] * 5], before).visibility is Visibility.SHOWN


def test_two_small_inquiries_beside_each_other_keep_the_same_rule() -> None:
    whole, first = [2, 2, 2, 3, 3, 3, 3, 3, 3], [4, 4, 4, 4, 4, 5, 5, 3, 3]
    assert asked(first, whole).visibility is Visibility.SHOWN
    assert asked(first[1:], whole).visibility is Visibility.SHOWN
    assert asked(first[1:], whole, first).visibility is Visibility.ALIKE


def test_what_is_hidden_holds_nothing_of_the_answers() -> None:
    hidden = asked([3] * 9, [3] * 8)
    assert hidden == ItemResult(id=ITEM, core=hidden.core, visibility=Visibility.ALIKE)


def test_no_statement_is_told_below_the_threshold_and_no_counts_below_eight() -> None:
    assert asked([4, 4, 4, 4]).visibility is Visibility.BELOW_THRESHOLD
    assert asked([4, 4, 4, 4, CANNOT_JUDGE]).visibility is Visibility.BELOW_THRESHOLD
    few = asked([4, 4, 4, 5, 5, 5, 5])
    assert (few.counts, few.agreement, few.mean) == (None, None, 4.5)
