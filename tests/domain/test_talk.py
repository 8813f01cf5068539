"""Which statements are proposed for the talk, worked out by hand."""

import pytest
from hypothesis import given

from leidraad.domain import gate, talk
from leidraad.domain.result import Visibility
from leidraad.domain.talk import Reason
from tests.domain.teams import D1, DIMENSION, INSTRUMENT, ITEMS, modest, team, teams

# The columns: a1-01 11115555, a1-02 14414141, a1-03 4, a1-04 2, d1-01 3, d1-02 5, d1-03 5.
EIGHT = ["1142355", "1442355", "1442355", "1142355", "5142355", "5442355", "5142355", "5442355"]


def publish(rows, items=ITEMS, instrument=INSTRUMENT, **more):
    return gate.publish(instrument, False, team(*rows, items=items), len(rows), **more)


def said(result):
    return [(one.item_id, one.reason) for one in talk.propose(result)]


def test_two_divided_one_high_and_one_low_statement_are_proposed():
    assert said(publish(EIGHT)) == [
        ("vo-a1-01", Reason.TWO_GROUPS),  # deviation 2,0
        ("vo-a1-02", Reason.TWO_GROUPS),  # deviation 1,5
        ("vo-d1-02", Reason.HIGH),  # 5,0, the first of two
        ("vo-a1-04", Reason.LOW),  # 2,0
    ]


def test_two_groups_come_before_a_larger_deviation():
    # d1-01: 2 2 2 2 4 4 4 4: two groups, deviation 1,0. d1-02: 1 1 3 3 3 5 5 5: median 3, deviation 10/8 = 1,25;
    # 2 low, 3 middle, 3 high: no two groups.
    rows = ["213", "213", "233", "233", "433", "453", "453", "453"]
    result = publish(rows, D1, DIMENSION)
    assert said(result)[:2] == [("vo-d1-01", Reason.TWO_GROUPS), ("vo-d1-02", Reason.DIVIDED)]
    assert len(said(result)) == 2  # one statement is left: neither highest nor lowest


def test_a_team_that_fully_agrees_gets_the_highest_and_the_lowest():
    assert said(publish(["4435333"] * 8)) == [("vo-a1-04", Reason.HIGH), ("vo-a1-03", Reason.LOW)]


def test_a_team_that_answers_everything_alike_gets_no_proposal():
    assert said(publish(["3333333"] * 8)) == []


def test_five_to_seven_answers_are_judged_by_what_is_published_only():
    # recommendation 1: a1-01 is 1 1 1 5 5 (mean 2,6 -> 2,5), the others alike: mean deviation 1,6/4 = 0,4: close.
    # dimension 1: 1 1 1 5 5, 1 5 1 5 5, 3 3 3 3 3: deviation (1,6 + 1,6 + 0)/3 > 0,6: "verschillend"
    rows = ["1444113", "1444153", "1444113", "5444553", "5444553"]
    result = publish(rows)
    assert [one.agreement for one in result.constructs] == ["dicht bij elkaar", "verschillend"]
    # means in dimension 1: 2,5 (2,6), 3,5 (3,4), 3,0: the last lies in the middle
    assert said(result) == [
        ("vo-d1-03", Reason.DIVIDED_PART),
        ("vo-a1-02", Reason.HIGH),
        ("vo-a1-01", Reason.LOW),
    ]


def test_nothing_is_proposed_below_the_threshold():
    result = publish(["4435333"] * 4)
    assert said(result) == []
    assert talk.discussable(result) == ()


def test_a_leader_may_choose_any_published_statement_and_reads_why_it_was_proposed():
    result = publish([*EIGHT[:7], "54423--"], k_distribution=8)
    ids = [one.item_id for one in talk.discussable(result)]
    assert ids == ITEMS
    chosen = talk.of_items(result, ["vo-d1-01", "vo-a1-01", "vo-x9-99"])
    assert [(one.item_id, one.construct_id, one.reason) for one in chosen] == [
        ("vo-d1-01", "dimensie-1", Reason.CHOSEN),
        ("vo-a1-01", "aanbeveling-1", Reason.TWO_GROUPS),
    ]
    assert chosen[1].why == "Onze meningen gaan hier twee kanten op."


@modest
@given(teams())
def test_a_proposal_never_repeats_itself_never_reads_what_is_hidden_and_is_always_the_same(people):
    result = gate.publish(INSTRUMENT, False, people, 13)
    proposed = talk.propose(result)
    assert proposed == talk.propose(gate.publish(INSTRUMENT, False, people[::-1], 13))
    ids = [one.item_id for one in proposed]
    assert len(ids) == len(set(ids)) <= 4
    shown = {
        item.id
        for construct in result.constructs
        for item in construct.items
        if item.visibility is Visibility.SHOWN and item.mean is not None
    }
    assert set(ids) <= shown


@pytest.mark.parametrize(
    ("judgement", "individual", "asks"),
    [(3.5, 2.5, False), (3.5, 2.4, True), (2.0, 3.1, True), (3.0, None, False)],
)
def test_more_than_a_point_between_judgement_and_score_asks_why(judgement, individual, asks):
    assert talk.asks_why(judgement, individual) is asks
