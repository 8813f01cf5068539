"""What may be shown of private choices, and room for focus points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import choosing
from leidraad.domain.result import Visibility
from leidraad.errors import InvalidAnswer, TooManyFocusPoints
from tests.domain.teams import modest

CONSTRUCTS = ["aanbeveling-1", "aanbeveling-2", "dimensie-1"]


def words(votes, k=5):
    published = choosing.publish(CONSTRUCTS, votes, k)
    return [one.words for one in published.choices]


def votes(*numbers: int, voters: int):
    """`numbers[i]` of the voters chose construct i; everybody else chose nothing of these three."""
    return [
        [id for id, number in zip(CONSTRUCTS, numbers, strict=True) if person < number] or ["dimensie-4"]
        for person in range(voters)
    ]


def test_counts_are_told_in_the_order_of_the_leidraad():
    assert words(votes(6, 3, 5, voters=10)) == ["6", "3", "5"]


def test_none_one_and_two_are_told_alike():
    assert words(votes(0, 1, 2, voters=10)) == ["minder dan 3"] * 3


def test_all_all_but_one_and_all_but_two_are_told_alike():
    assert words(votes(10, 9, 8, voters=10)) == ["ten minste 8"] * 3
    assert words(votes(7, 8, 10, voters=10)) == ["7", "ten minste 8", "ten minste 8"]


def test_five_voters_see_only_whether_three_or_more_chose_something():
    assert words(votes(2, 3, 5, voters=5)) == ["minder dan 3", "ten minste 3", "ten minste 3"]


def test_fewer_voters_than_the_threshold_publish_nothing():
    published = choosing.publish(CONSTRUCTS, votes(4, 4, 4, voters=4), 5)
    assert (published.visibility, published.voters, published.choices) == (Visibility.BELOW_THRESHOLD, 4, ())
    assert choosing.publish(CONSTRUCTS, votes(4, 4, 4, voters=6), 7).visibility is Visibility.BELOW_THRESHOLD


def test_somebody_who_chose_nothing_did_not_vote():
    assert choosing.publish(CONSTRUCTS, [["aanbeveling-1"]] * 4 + [[]], 5).voters == 4


def test_the_most_chosen_come_first_and_what_is_not_told_is_left_out():
    published = choosing.publish(CONSTRUCTS, votes(3, 1, 5, voters=10), 5)
    assert [one.construct_id for one in published.most_chosen] == ["dimensie-1", "aanbeveling-1"]


@modest
@given(st.integers(5, 30), st.data())
def test_neither_who_chose_nor_who_did_not_is_told_below_three(voters, data):
    chosen = data.draw(st.integers(0, voters))
    (told,) = choosing.publish(["x"], [["x"]] * chosen + [["y"]] * (voters - chosen), 5).choices
    possible = [
        other
        for other in range(voters + 1)
        if choosing.publish(["x"], [["x"]] * other + [["y"]] * (voters - other), 5).choices == (told,)
    ]
    assert chosen in possible
    if chosen < 3 or voters - chosen < 3:
        assert len(possible) >= 3


@pytest.mark.parametrize("chosen", [["dimensie-9"], CONSTRUCTS, ["dimensie-1", "dimensie-1"]])
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
