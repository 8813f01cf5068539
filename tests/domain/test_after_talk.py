"""The second vote beside the first Result: which cells, and what cannot be solved from the two together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import gate, scoring
from leidraad.domain.result import Agreement, Visibility
from leidraad.errors import InvalidAnswer
from leidraad.notation import rounded
from tests.domain.teams import D1, DIMENSION, modest, team
from tests.domain.test_attack import exposes, item_sum

ITEM = "vo-d1-01"


def answered(values: str):
    """One sign per person: what they answered to ITEM; "-" for skipped."""
    return team(*[f"{value}33" for value in values], items=D1)


def voted(values: str):
    return [{ITEM: int(value)} for value in values if value != "-"]


def both(before: str, after: str, **more):
    """The first cell and the later cell of ITEM."""
    first = gate.publish(DIMENSION, False, answered(before), 20, **more)
    return first.constructs[0].items[0], gate.publish_after_talk(DIMENSION, first, [ITEM], voted(after)).items[0]


def test_as_many_votes_as_before_give_counts_mean_and_label():
    first, later = both("11224455", "33344444")
    assert first.agreement is Agreement.TWO_GROUPS
    assert (later.counts, later.n, later.mean) == ((0, 0, 3, 5, 0), 8, 3.625)
    assert later.agreement is Agreement.CLOSE


def test_statements_come_in_the_order_of_the_talk_and_others_are_refused():
    first = gate.publish(DIMENSION, False, answered("11224455"), 20)
    asked = ["vo-d1-03", "vo-d1-01"]
    outcome = gate.publish_after_talk(DIMENSION, first, asked, [dict.fromkeys(asked, 4)] * 8)
    assert [item.id for item in outcome.items] == asked
    assert outcome.participants == 8
    assert outcome.item("vo-d1-02") is None
    with pytest.raises(InvalidAnswer):
        gate.publish_after_talk(DIMENSION, first, asked, [{"vo-d1-02": 4}] * 8)
    with pytest.raises(InvalidAnswer):
        gate.publish_after_talk(DIMENSION, first, asked, [{"vo-d1-01": 6}] * 8)


def test_fewer_votes_than_the_threshold_are_below_it():
    _, later = both("11224455", "3333")
    assert later.visibility is Visibility.BELOW_THRESHOLD
    _, later = both("112244553", "33333", k=6, k_distribution=9)
    assert later.visibility is Visibility.BELOW_THRESHOLD


def test_one_vote_fewer_gives_a_rounded_mean_only():
    # 12 x 3: one who left can move the mean by at most 2/11. Eleven times 4 is further: shown, 4,0.
    _, later = both("3" * 12, "4" * 11)
    assert later.model_dump(exclude={"id", "core", "visibility"}, exclude_defaults=True) == {"mean": 4.0}
    # Mean 34/11 = 3,09: within reach, so the earlier mean stands.
    _, later = both("3" * 12, "3" * 10 + "4")
    assert later.mean == 3.0


def test_within_reach_of_who_left_the_earlier_mean_is_shown():
    # 111 33333 555 4: mean 37/12 = 3,08 -> 3,0. Without a 1: 36/11 = 3,27, which alone would be rounded to 3,5.
    _, later = both("111333335554", "11333335554")
    assert later.mean == 3.0


def test_too_many_who_voted_once_show_nothing():
    # Mean 3, two left, n 7: 2 x 2 / 7 = 0,57 > 0,5
    _, later = both("222333444", "2333344")
    assert later.visibility is Visibility.BELOW_THRESHOLD
    assert later.mean is None
    # one left, n 8: 2 / 8
    assert both("222333444", "22333444")[1].mean == 3.0


def test_at_least_as_many_as_the_threshold_who_voted_once_change_nothing():
    _, later = both("3" * 20, "3" * 10 + "44444")
    assert later.counts == (0, 0, 10, 5, 0)


def test_after_five_to_seven_answers_only_the_same_number_of_votes_is_shown():
    assert both("333444", "444444")[1].mean == 4.0
    assert both("333444", "44444")[1].visibility is Visibility.BELOW_THRESHOLD
    assert both("333444", "4444444")[1].visibility is Visibility.BELOW_THRESHOLD


# The attack: somebody left, everybody saw who, and the attacker supposes that nobody else changed an answer.


def without_one(before: str) -> list[str]:
    """Every second vote that is possible after one of the people left and nobody changed an answer."""
    return [before.replace(value, "", 1) for value in sorted(set(before))]


def exact(before: str, after: str):
    return scoring.counts([int(value) for value in after])


def to_a_half_point(before: str, after: str):
    return rounded(scoring.item_mean([int(value) for value in after]), "0.5")


def through_the_gate(before: str, after: str):
    return both(before, after)[1]


def answers_of_who_left(before: str, publish) -> list[int]:
    """For each value that the one who left may have had: how many values are left when the outcome is known."""
    outcomes = [publish(before, after) for after in without_one(before)]
    return [outcomes.count(one) for one in outcomes]


def test_the_attack_succeeds_against_two_distributions():
    assert answers_of_who_left("122333445", exact) == [1, 1, 1, 1, 1]


def test_the_attack_succeeds_against_a_rounded_mean_at_the_edge_of_rounding():
    assert 1 in answers_of_who_left("122334444", to_a_half_point)  # 27/9; without the 1 it is 26/8 = 3,25 -> 3,5


def test_the_attack_fails_against_the_gate():
    for before in ("122333445", "122334444", "111333335554", "555555551"):
        values = len(set(before))
        assert answers_of_who_left(before, through_the_gate) == [values] * values


@modest
@given(st.lists(st.integers(1, 5), min_size=9, max_size=25), st.integers(1, 4), st.randoms(use_true_random=False))
def test_if_nobody_changed_the_outcome_is_the_same_whoever_left_or_came(values, some, chance):
    """Up to four who left, or up to four who came: any answers they may have had give the same outcome."""
    before = "".join(map(str, values))
    outcomes = set()
    for _ in range(6):
        people = list(before)
        chance.shuffle(people)
        outcomes.add(through_the_gate(before, "".join(people[some:])))
    assert len(outcomes) == 1
    came = {through_the_gate(before, before + "".join(chance.choices("12345", k=some))) for _ in range(6)}
    assert len(came) == 1


@modest
@given(st.text(st.sampled_from("12345"), min_size=5, max_size=12), st.text(st.sampled_from("12345"), max_size=12))
def test_the_two_outcomes_are_sums_over_different_unknowns_of_at_least_five_people_each(before, after):
    """A vote after the talk is a new answer: without suppositions neither outcome tells about fewer than five."""
    first, later = both(before, after)
    people = [*answered(before), *[{f"later-{ITEM}": vote[ITEM]} for vote in voted(after)]]
    published = [item_sum(people, ITEM)] if first.mean is not None else []
    published += [item_sum(people, f"later-{ITEM}")] if later.mean is not None else []
    assert not exposes(published)


@modest
@given(st.lists(st.sampled_from(["1", "2", "3", "4", "5", "0", "-"]), min_size=5, max_size=14), st.data())
def test_who_voted_what_does_not_matter(values, data):
    """Any two voters may trade their votes: every vote has as many possible owners as there are voters."""
    first = gate.publish(DIMENSION, False, answered("3" * 9), 20)
    votes = [{ITEM: int(value)} for value in values if value != "-"]
    traded = data.draw(st.permutations(votes))
    assert gate.publish_after_talk(DIMENSION, first, [ITEM], votes) == gate.publish_after_talk(
        DIMENSION, first, [ITEM], traded
    )
