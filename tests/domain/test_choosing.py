"""What may be shown of private choices, and room for focus points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import choosing
from leidraad.domain.result import Visibility
from leidraad.errors import InvalidAnswer, TooManyFocusPoints
from tests.domain.teams import modest

CONSTRUCTS = [
    *(f"aanbeveling-{number}" for number in range(1, 7)),
    *(f"dimensie-{number}" for number in range(1, 5)),
]
A1, _, A3, *_ = CONSTRUCTS


def words(votes, k=5):
    published = choosing.publish(CONSTRUCTS, votes, k)
    return [one.words for one in published.choices]


def votes(*numbers: int, voters: int):
    """`numbers[i]` of the voters chose construct i; everybody gives one vote or two."""
    given = [id for id, number in zip(CONSTRUCTS, numbers, strict=False) for _ in range(number)]
    assert voters <= len(given) <= 2 * voters
    return [given[person::voters] for person in range(voters)]


def test_counts_are_told_in_the_order_of_the_leidraad():
    assert words(votes(6, 3, 5, voters=10)) == ["6", "3", "5", *["minder dan 3"] * 7]


def test_none_one_and_two_are_told_alike():
    assert words(votes(0, 1, 2, 4, 4, voters=10))[:3] == ["minder dan 3"] * 3


def test_all_all_but_one_and_all_but_two_are_told_alike():
    assert {words(votes(number, 5, voters=10))[0] for number in (8, 9, 10)} == {"ten minste 8"}
    assert words(votes(7, 5, voters=10))[0] == "7"


def test_five_voters_see_only_whether_three_or_more_chose_something():
    assert words(votes(2, 3, 5, voters=5))[:3] == ["minder dan 3", "ten minste 3", "ten minste 3"]


def test_where_the_told_counts_leave_hardly_a_vote_the_least_of_them_is_masked_with_the_rest():
    # Ten people have twenty votes at most: 7 + 6 + 5 leaves two, and with 7 and 6 it is seven.
    assert words(votes(7, 6, 5, 1, voters=10)) == ["7", "6", *["minder dan 6"] * 8]
    assert words(votes(7, 6, 4, 1, voters=10)) == ["7", "6", "4", *["minder dan 3"] * 7]
    assert words(votes(7, 7, 3, 3, voters=10)) == ["7", "7", *["minder dan 7"] * 8]


@pytest.mark.parametrize(
    ("numbers", "voters"),
    [
        ((3, 3, 3), 5),  # of ten votes one is left
        ((8, 6, 6), 10),  # "ten minste 8" is eight then
        ((2,) * 10, 20),  # nothing told, and twenty votes at least
    ],
)
def test_where_all_counts_would_follow_none_is_told(numbers, voters):
    published = choosing.publish(CONSTRUCTS, votes(*numbers, voters=voters), 5)
    assert (published.visibility, published.voters, published.choices) == (Visibility.SHOWN, voters, ())
    assert published.withheld


def test_fewer_voters_than_the_threshold_publish_nothing():
    published = choosing.publish(CONSTRUCTS, votes(4, 2, voters=4), 5)
    assert (published.visibility, published.voters, published.choices) == (Visibility.BELOW_THRESHOLD, 4, ())
    assert not published.withheld
    assert choosing.publish(CONSTRUCTS, votes(4, 4, voters=6), 7).visibility is Visibility.BELOW_THRESHOLD


def test_somebody_who_chose_nothing_did_not_vote():
    assert choosing.publish(CONSTRUCTS, [["aanbeveling-1"]] * 4 + [[]], 5).voters == 4


def test_the_most_chosen_come_first_and_what_is_not_told_is_left_out():
    published = choosing.publish(CONSTRUCTS, votes(3, 1, 5, 1, voters=10), 5)
    assert [one.construct_id for one in published.most_chosen] == [A3, A1]


@modest
@given(st.integers(5, 30), st.data())
def test_neither_who_chose_nor_who_did_not_is_told_below_three(voters, data):
    numbers = data.draw(st.lists(st.integers(0, voters), min_size=10, max_size=10))
    while sum(numbers) > 2 * voters:
        numbers = [number // 2 for number in numbers]
    numbers[-1] += max(0, voters - sum(numbers))
    for one in choosing.publish(CONSTRUCTS, votes(*numbers, voters=voters), 5).choices:
        chosen = numbers[CONSTRUCTS.index(one.construct_id)]
        assert chosen < one.votes if one.fewer else chosen >= one.votes if one.or_more else chosen == one.votes
        assert one.votes >= 3
        assert one.fewer or one.or_more or voters - chosen >= 3
        assert one.votes <= max(3, voters - 2) or one.fewer


@pytest.mark.parametrize("chosen", [["dimensie-9"], CONSTRUCTS[:3], ["dimensie-1", "dimensie-1"]])
def test_unknown_double_or_three_choices_are_refused(chosen):
    with pytest.raises(InvalidAnswer):
        choosing.require_choices(chosen, CONSTRUCTS)


def test_none_one_or_two_choices_are_accepted():
    for number in range(3):
        choosing.require_choices(CONSTRUCTS[:number], CONSTRUCTS)


def test_a_team_has_room_for_three_focus_points():
    choosing.require_room(2)
    with pytest.raises(TooManyFocusPoints, match="al 3 open speerpunten"):
        choosing.require_room(3)
