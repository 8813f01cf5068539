import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import gate
from leidraad.domain.result import Agreement, Mode, Result, Visibility
from leidraad.errors import InvalidAnswer, Refused
from tests.domain.teams import A1, CORE, INSTRUMENT, ITEMS, modest, team, teams

EIGHT = ["4435433", "4434444", "3435433", "5545555", "4433333", "4444444", "4354335", "2425432"]


def publish(*rows: str, short: bool = False, invited: int = 12, **more) -> Result:
    people = team(*rows, items=CORE if short else ITEMS)
    return gate.publish(INSTRUMENT, short, people, invited, **more)


def item(result: Result, id: str):
    return next(one for construct in result.constructs for one in construct.items if one.id == id)


def test_eight_people_see_counts_means_and_labels():
    result = publish(*EIGHT)
    assert (result.mode, result.participants, result.invited, result.rounded) == (Mode.INDIVIDUAL, 8, 12, False)
    first = item(result, "vo-a1-01")
    assert first.counts == (0, 1, 1, 5, 1)
    assert (first.n, first.mean, first.agreement) == (8, 3.75, Agreement.CLOSE)
    assert (first.cannot_judge, first.cannot_judge_is_finding) == ("0", False)
    construct = result.construct("aanbeveling-1")
    assert construct.full.mean == pytest.approx(fmean(one.mean for one in construct.items))
    assert (construct.full.n, construct.full.items, construct.core.items) == (8, tuple(A1), tuple(A1[:3]))
    # person scores 3.25 3.5 3.75 3.75 4 4 4 4.75: variance 1.375 / 7
    assert construct.full.sd == 0.44
    assert construct.middle_half is None
    assert construct.agreement is Agreement.CLOSE


def test_what_everybody_answered_alike_is_seen():
    first = item(publish(*["4444433"] * 8), "vo-a1-01")
    assert (first.counts, first.mean, first.agreement) == ((0, 0, 0, 8, 0), 4.0, Agreement.CLOSE)


def test_a_result_has_no_score_of_the_whole():
    numbers = {name for name, field in Result.model_fields.items() if "float" in str(field.annotation)}
    assert numbers == set()


def test_from_ten_people_on_the_middle_half_is_shown_too():
    assert publish(*EIGHT, "4444444").construct("aanbeveling-1").middle_half is None
    # person scores 3.25 3.5 3.75 3.75 4 4 4 4 4 4.75: quartiles at places 3.25 and 7.75
    assert publish(*EIGHT, "4444444", "4444444").construct("aanbeveling-1").middle_half == (3.8, 4.0)
    assert publish(*EIGHT, "4444444", "4444444", k_distribution=11).construct("aanbeveling-1").middle_half is None


def test_five_people_see_rounded_means_and_two_levels_and_nothing_else():
    result = publish(*EIGHT[:5])
    assert result.rounded
    construct = result.construct("aanbeveling-1")
    # item means 4.0, 4.2, 3.2, 4.4: their mean is 3.95; person scores 4 3.75 3.75 4.75 3.5: deviation 0.48
    assert [one.mean for one in construct.items] == [4.0, 4.0, 3.0, 4.5]
    assert construct.full.mean == 4.0
    assert construct.full.sd == 0.5
    assert construct.full.n == 5
    assert construct.middle_half is None
    assert construct.agreement is Agreement.CLOSE
    for one in construct.items:
        assert one.model_dump(exclude={"id", "core", "visibility", "mean"}, exclude_defaults=True) == {}


def test_a_short_measurement_has_core_scores_only():
    result = publish(*["44344"] * 8, short=True)
    construct = result.construct("aanbeveling-1")
    assert construct.full is None
    assert construct.score is construct.core
    assert construct.core.items == tuple(A1[:3])
    assert [one.id for one in construct.items] == A1[:3]


def test_an_item_that_half_cannot_judge_has_no_mean_and_is_left_out_of_the_score():
    result = publish(*["1444333"] * 5, *["0444333"] * 5)
    first, construct = item(result, "vo-a1-01"), result.construct("aanbeveling-1")
    assert first.visibility is Visibility.CANNOT_JUDGE
    assert (first.mean, first.n, first.counts, first.cannot_judge) == (None, None, None, 5)
    assert first.cannot_judge_is_finding
    assert construct.full.items == tuple(A1[1:])
    assert construct.full.mean == 4.0


def test_thirty_percent_cannot_judge_is_a_finding():
    result = publish(*["4444333"] * 8, *["0444333"] * 4)
    assert item(result, "vo-a1-01").cannot_judge == 4
    assert item(result, "vo-a1-01").cannot_judge_is_finding
    fewer = publish(*["4444333"] * 8, *["0444333"] * 3)
    assert item(fewer, "vo-a1-01").cannot_judge == 3
    assert not item(fewer, "vo-a1-01").cannot_judge_is_finding


@pytest.mark.parametrize(
    ("gaps", "shown"),
    [
        (["4"], "0"),
        (["0"], "minder dan 3"),
        (["0", "0"], "minder dan 3"),
        (["-"], "minder dan 3"),  # else "0" here would tell that the one above is exactly one
        (["0", "-"], "minder dan 3"),
        (["0", "-", "-"], "minder dan 3"),
        (["-", "-", "-"], "0"),
        (["0", "0", "0"], 3),
    ],
)
def test_few_who_cannot_judge_are_masked(gaps, shown):
    result = publish(*["4444333"] * 8, *[gap + "444333" for gap in gaps])
    assert item(result, "vo-a1-01").cannot_judge == shown


def test_in_a_large_team_an_item_with_few_answers_has_a_rounded_mean_only():
    result = publish(*["4444333"] * 5, "2444333", *["-444333"] * 4)
    first, construct = item(result, "vo-a1-01"), result.construct("aanbeveling-1")
    assert (first.visibility, first.mean) == (Visibility.SHOWN, 3.5)
    assert (first.n, first.counts, first.cannot_judge, first.agreement) == (None, None, None, None)
    assert construct.full.mean == 3.9  # 3,9166… in full would undo the rounding above
    assert construct.middle_half is None
    assert item(result, "vo-a1-02").counts == (0, 0, 0, 10, 0)
    assert construct.agreement is Agreement.CLOSE


def test_below_the_threshold_differs_from_no_data():
    result = publish(*["4444---"] * 4, *["444----"] * 4)
    assert item(result, "vo-a1-04").visibility is Visibility.BELOW_THRESHOLD
    assert item(result, "vo-a1-04").mean is None
    assert item(result, "vo-d1-01").visibility is Visibility.NO_DATA
    assert result.construct("dimensie-1").visibility is Visibility.NO_DATA
    assert result.construct("aanbeveling-1").full.items == tuple(A1[:3])


def test_with_four_people_everything_is_below_the_threshold():
    result = publish(*["4444---"] * 4)
    assert result.participants == 4
    for construct in result.constructs:
        assert construct.visibility is Visibility.BELOW_THRESHOLD
        assert construct.score is None
        assert {one.visibility for one in construct.items} == {Visibility.BELOW_THRESHOLD}


def test_with_nobody_there_is_no_data():
    result = publish(*["-------"] * 6)
    assert result.participants == 0
    assert {construct.visibility for construct in result.constructs} == {Visibility.NO_DATA}


def test_a_construct_that_nobody_could_judge_says_so():
    result = publish(*["0000333"] * 8)
    assert result.construct("aanbeveling-1").visibility is Visibility.CANNOT_JUDGE
    assert result.construct("dimensie-1").visibility is Visibility.SHOWN


def test_a_construct_without_enough_person_scores_has_no_score():
    # Every item has five answers, and nobody answered more than half.
    result = publish(*["44-----"] * 5, *["--44---"] * 5)
    construct = result.construct("aanbeveling-1")
    assert {one.visibility for one in construct.items} == {Visibility.SHOWN}
    assert (construct.visibility, construct.full, construct.core) == (Visibility.BELOW_THRESHOLD, None, None)


def test_thresholds_may_be_raised():
    assert publish(*EIGHT, k=9, k_distribution=9).construct("dimensie-1").score is None
    assert publish(*EIGHT, k_distribution=9).rounded


def test_scoring_together_gives_one_score_per_construct_and_nothing_about_people():
    result = gate.publish_joint(INSTRUMENT, short=False, scores={"aanbeveling-1": 3.5}, invited=4, newcomers=1)
    first, second = result.constructs
    assert (result.mode, result.rounded, result.response) == (Mode.JOINT, False, 1.0)
    assert (first.visibility, first.score.mean, first.score.n, first.items) == (Visibility.SHOWN, 3.5, None, ())
    assert (second.visibility, second.score) == (Visibility.NO_DATA, None)


def test_a_result_survives_storing():
    for result in (publish(*EIGHT), gate.publish_joint(INSTRUMENT, False, {"dimensie-1": 2.0}, invited=4)):
        assert Result.model_validate_json(result.model_dump_json()) == result


@pytest.mark.parametrize(("k", "k_distribution"), [(4, 8), (5, 7), (0, 0), (9, 8)])
def test_thresholds_cannot_be_lowered(k, k_distribution):
    with pytest.raises(Refused, match="drempel"):
        publish(*EIGHT, k=k, k_distribution=k_distribution)


@pytest.mark.parametrize("person", [{"vo-a9-01": 3}, {"vo-a1-01": 6}, {"vo-a1-01": -1}])
def test_an_answer_that_was_not_asked_is_refused(person):
    with pytest.raises(InvalidAnswer):
        gate.publish(INSTRUMENT, False, [person], invited=8)


def test_an_answer_outside_the_short_scan_is_refused():
    with pytest.raises(InvalidAnswer):
        gate.publish(INSTRUMENT, True, [{"vo-a1-04": 3}], invited=8)


@pytest.mark.parametrize("scores", [{"aanbeveling-6": 3.0}, {"dimensie-1": 3.2}, {"dimensie-1": 5.5}])
def test_a_joint_score_outside_the_scale_or_instrument_is_refused(scores):
    with pytest.raises(InvalidAnswer):
        gate.publish_joint(INSTRUMENT, False, scores, invited=4)


@modest
@given(teams(), st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(people, chance: random.Random):
    shuffled = people.copy()
    chance.shuffle(shuffled)
    assert gate.publish(INSTRUMENT, False, people, 12) == gate.publish(INSTRUMENT, False, shuffled, 12)


@modest
@given(teams(), st.sampled_from([(5, 8), (6, 8), (7, 9)]))
def test_no_cell_rests_on_fewer_people_than_the_thresholds(people, limits):
    k, k_distribution = limits
    result = gate.publish(INSTRUMENT, False, people, 12, k=k, k_distribution=k_distribution)
    valid = {id: sum(bool(person.get(id)) for person in people) for id in ITEMS}
    for construct in result.constructs:
        for one in construct.items:
            assert one.mean is None or valid[one.id] >= k
            assert one.counts is None or one.n == sum(one.counts) == valid[one.id] >= k_distribution
            assert (one.counts is None) == (one.agreement is None)
            assert (one.mean is None) == (one.visibility is not Visibility.SHOWN)
            assert one.cannot_judge not in (0, 1, 2, "1", "2")
            assert one.counts or one.mean is None or one.mean * 2 == int(one.mean * 2)
        for score in filter(None, (construct.full, construct.core)):
            assert score.n >= k
            assert all(valid[id] >= k for id in score.items)
            if min(score.n, *(valid[id] for id in score.items)) < k_distribution:
                assert score.mean == round(score.mean, 1)
        assert construct.middle_half is None or construct.full.n >= max(10, k_distribution)
        assert (construct.score is None) == (construct.visibility is not Visibility.SHOWN)


def test_only_a_shown_construct_has_a_published_score():
    assert [one.published for one in publish(*EIGHT).constructs] == [
        one.score.mean for one in publish(*EIGHT).constructs
    ]
    assert [one.published for one in publish(*EIGHT[:4]).constructs] == [None, None]
    withheld = publish(*EIGHT).constructs[0].model_copy(update={"visibility": Visibility.BELOW_THRESHOLD})
    assert withheld.published is None
