"""The second vote beside the first Result: which cells, and what cannot be solved from the two together.

A vote is a change by somebody who took part, so that the people behind both outcomes are the same.
"""

import random
from collections import defaultdict
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import after_talk, gate, scoring
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.result import Agreement, Visibility
from leidraad.errors import InvalidAnswer
from tests.domain.teams import D1, DIMENSION, modest, team

ITEM = "vo-d1-01"


def first_of(values: str, **more):
    """The Result of a team of which each person is one sign: what they answered to ITEM, "-" for skipped."""
    return gate.publish(DIMENSION, False, team(*[f"{value}33" for value in values], items=D1), 20, **more)


def ballots(*votes: str):
    """A vote is two signs: "24" went from 2 to 4, "33" stayed."""
    return [{ITEM: SecondVote(int(before), int(after))} for before, after in votes]


def after(values: str, *votes: str, **more):
    """The cell of ITEM after these votes in this team."""
    return gate.publish_after_talk(first_of(values, **more), [ITEM], ballots(*votes)).items[0]


def test_the_first_distribution_is_shown_with_the_changes_applied():
    # 11224455, two groups. Four come to the middle, one says the same again: 1 1 4 1 1, mean 24 / 8.
    cell = after("11224455", "13", "23", "43", "53", "44")
    assert first_of("11224455").constructs[0].items[0].agreement is Agreement.TWO_GROUPS
    assert (cell.counts, cell.n, cell.mean) == ((1, 1, 4, 1, 1), 8, 3.0)
    assert cell.agreement is Agreement.SOME  # deviations 2 1 0 0 0 0 1 2: 6 / 8 = 0,75


def test_who_does_not_vote_keeps_the_first_answer():
    assert after("33333444", "33", "33", "33", "33", "33").counts == (0, 0, 5, 3, 0)


def test_statements_come_in_the_order_of_the_talk_and_others_are_refused():
    first = first_of("33333333")
    asked = ["vo-d1-03", "vo-d1-01"]
    outcome = gate.publish_after_talk(first, asked, [dict.fromkeys(asked, SecondVote(3, 4))] * 8)
    assert [item.id for item in outcome.items] == asked
    assert outcome.participants == 8
    assert outcome.item("vo-d1-02") is None
    for wrong in (
        {"vo-d1-02": SecondVote(3, 4)},
        {ITEM: SecondVote(3, 6)},
        {ITEM: SecondVote(0, 3)},
        {ITEM: SecondVote(3, 0)},
    ):
        with pytest.raises(InvalidAnswer):
            gate.publish_after_talk(first, asked, [wrong] * 8)


def test_of_a_statement_on_which_fewer_than_the_threshold_voted_nothing_is_shown():
    cell = after("11224455", "13", "23", "43", "53")
    assert cell.visibility is Visibility.BELOW_THRESHOLD
    assert (cell.mean, cell.counts, cell.n) == (None, None, None)
    assert after("112244553", *["33"] * 5, k=6, k_distribution=9).visibility is Visibility.BELOW_THRESHOLD


def test_each_statement_asks_its_own_threshold():
    votes = [{ITEM: SecondVote(3, 4), "vo-d1-02": SecondVote(3, 3)}] * 4 + [{"vo-d1-02": SecondVote(3, 3)}]
    one, two = gate.publish_after_talk(first_of("3" * 8), [ITEM, "vo-d1-02"], votes).items
    assert one.visibility is Visibility.BELOW_THRESHOLD
    assert two.counts == (0, 0, 8, 0, 0)


def test_what_the_first_result_hides_stays_hidden():
    assert after("3333----", *["34"] * 5).visibility is Visibility.BELOW_THRESHOLD  # four answered it at first


def test_from_five_to_seven_answers_the_outcome_is_as_coarse_as_the_first():
    # 333444: 3,5. Three go from 3 to 4: 3 / 6 = 0,5 higher, 4,0; and no counts.
    cell = after("333444", "34", "34", "34", "44", "44")
    assert cell.model_dump(exclude={"id", "core", "visibility"}, exclude_defaults=True) == {"mean": 4.0}
    assert after("333444", "35", "35", "35", "45", "45", "45").mean == 5.0  # 9 / 6 = 1,5 higher: 5,0
    assert after("55555", *["55"] * 5).mean == 5.0


def test_people_who_did_not_answer_a_statement_at_first_do_not_dilute_its_changes():
    # 333444 and six who skipped it. Three go from 3 to 5: (5 5 5 4 4 4) / 6 = 4,5; over all twelve it would be 4,0.
    assert after("333444------", "35", "35", "35", "44", "44").mean == 4.5


# Ballots that cannot be true: somebody misremembers, or lies.


def test_no_more_people_change_an_answer_than_gave_it():
    # One person said 1. Of two who say so one is left out: five others voted, so the outcome is shown.
    cell = after("13333333", "15", "15", *["33"] * 4)
    assert cell.counts == (0, 0, 7, 0, 1)


def test_who_is_left_out_has_voted_and_a_first_answer_of_nobody_is_no_vote():
    assert after("13333333", "15", "15", *["33"] * 3).counts == (0, 0, 7, 0, 1)
    assert after("13333333", "15", "25", *["33"] * 3).visibility is Visibility.BELOW_THRESHOLD


@modest
@given(st.text(st.sampled_from("12345-0"), min_size=8, max_size=14), st.data())
def test_whatever_is_voted_the_outcome_is_a_distribution_of_the_same_people(values, data):
    votes = data.draw(st.lists(st.text(st.sampled_from("12345"), min_size=2, max_size=2), max_size=14))
    first = first_of(values).constructs[0].items[0]
    cell = after(values, *votes)
    if cell.counts is not None:
        assert min(cell.counts) >= 0
        assert sum(cell.counts) == cell.n == first.n
        assert cell.cannot_judge == first.cannot_judge


# The attacks of decision 0012, rule 3. Each is told against the old way too: all votes published by themselves.


def published_alone(values):
    return scoring.counts([int(value) for value in values])


def test_somebody_who_leaves_is_not_laid_bare():
    """The old way: eight answered, one of them 1; that one leaves, nobody changes, and the two differ by that one."""
    before, staying = "13333344", "3333344"
    assert [a - b for a, b in zip(published_alone(before), published_alone(staying), strict=True)] == [
        1,
        0,
        0,
        0,
        0,
    ]
    for answer in "12345":  # whatever the one who left had answered, the outcome differs from the first by nothing
        first = first_of(answer + staying)
        votes = ballots(*[f"{value}{value}" for value in staying])
        assert gate.publish_after_talk(first, [ITEM], votes).items[0].counts == first.constructs[0].items[0].counts


@modest
@given(st.text(st.sampled_from("12345"), min_size=8, max_size=14), st.data())
def test_an_outcome_tells_of_somebody_who_did_not_vote_nothing_that_the_first_did_not(values, data):
    """The difference between the two outcomes is what the voters changed, and nothing else, whoever else is there."""
    voters = data.draw(st.integers(5, len(values) - 1))
    now = data.draw(st.text(st.sampled_from("12345"), min_size=voters, max_size=voters))
    votes = [f"{values[one]}{now[one]}" for one in range(voters)]
    differences = set()
    for silent in "12345":  # what the last person, who does not vote, had answered
        first = first_of(values[:-1] + silent).constructs[0].items[0].counts
        later = after(values[:-1] + silent, *votes).counts
        differences.add(tuple(b - a for a, b in zip(first, later, strict=True)))
    assert len(differences) == 1


def test_somebody_who_comes_late_or_fills_up_the_numbers_changes_nothing():
    """Puppets and newcomers have no right to vote (storage); even a vote of theirs adds nobody to the distribution."""
    first = first_of("33333444")
    outcome = gate.publish_after_talk(first, [ITEM], ballots(*["33"] * 5, "11", "22"))
    assert outcome.items[0].counts == (0, 0, 5, 3, 0)


def test_an_insider_who_votes_on_purpose_does_not_decide_what_is_shown_of_the_others():
    """Whether something is shown, and how coarse, depends on how many voted, never on what they answered."""
    shown = {after("33333444", "33", "33", "33", "44", f"3{own}").visibility for own in "12345"}
    assert shown == {Visibility.SHOWN}


@modest
@given(st.text(st.sampled_from("12345"), min_size=8, max_size=12), st.randoms(use_true_random=False), st.data())
def test_beside_an_insider_every_change_has_as_many_owners_as_there_are_other_voters(values, chance, data):
    """The others may have cast each other's ballots: whoever did, the outcome is the same. At least four others voted."""
    voters = data.draw(st.integers(5, len(values)))
    now = data.draw(st.text(st.sampled_from("12345"), min_size=voters, max_size=voters))
    insider, *others = [f"{values[one]}{now[one]}" for one in range(voters)]
    traded = list(others)
    chance.shuffle(traded)
    assert after(values, insider, *others) == after(values, insider, *traded)


def owners(insiders: int, honest: int, told=lambda _: None) -> set[int]:
    """Who can have been the one in eight that answered 1 at first: how many people remain, per outcome.

    The insiders, who answered 3, claim that 1 as theirs and go to 5, to see whether there is room. So many others vote
    what they answered; the rest keeps silent. An outcome is the cell, and whatever more is `told` of the ballots.
    """
    first = first_of("13333333")
    found = defaultdict(set)
    for holder in range(8 - insiders):
        votes = ["11" if one == holder else "33" for one in range(honest)] + ["15"] * insiders
        for order in set(permutations(votes)):
            cast = ballots(*order)
            cell = gate.publish_after_talk(first, [ITEM], cast).items[0]
            found[cell, told([one[ITEM] for one in cast])].add(holder)
    return {len(holders) for holders in found.values()}


@pytest.mark.parametrize(("insiders", "honest"), [(1, 4), (1, 6), (2, 3), (2, 4), (3, 4)])
def test_insiders_who_claim_somebodys_first_answer_do_not_learn_whose_it_was(insiders, honest):
    """At least as many as voted remain, the insiders included: as everywhere, no fewer than the threshold."""
    assert min(owners(insiders, honest)) + insiders >= 5


def test_insiders_would_learn_it_if_only_what_fits_counted_for_the_threshold():
    def enough(votes):
        return len(after_talk.fitting((1, 0, 7, 0, 0), votes)) >= 5

    assert min(owners(1, 4, enough)) == 3  # shown: it is one of the three who kept silent
    assert min(owners(2, 4, enough)) == 2
    assert min(owners(3, 4, enough)) == 1


def test_which_ballots_are_left_out_is_a_matter_of_their_random_order():
    votes = ["15", "14", *["33"] * 5]
    seen = set()
    for seed in range(20):
        random.Random(seed).shuffle(votes)
        seen.add(after("13333333", *votes).counts)
    assert seen == {(0, 0, 7, 0, 1), (0, 0, 7, 1, 0)}
