from math import inf
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import change, gate, welch
from leidraad.domain.change import Verdict
from leidraad.domain.welch import Wave
from tests.domain.teams import A1, INSTRUMENT, modest, team

X = [3.2, 3.6, 2.8, 3.4, 3.0, 3.8, 3.2, 2.6, 3.4, 3.0]
Y = [3.8, 3.4, 4.2, 3.6, 3.9, 3.2, 4.0, 3.6, 3.4]

waves = st.builds(
    Wave,
    n=st.integers(5, 60),
    mean=st.floats(1, 5),
    sd=st.floats(0, 2),
    response=st.sampled_from([0.4, 0.59, 0.6, 0.8, 1.0]),
)


def wave(answers: list[float], response: float = 1.0) -> Wave:
    return Wave(len(answers), fmean(answers), stdev(answers), response)


def test_the_worked_example_is_clearly_higher():
    found = change.between(wave(X), wave(Y))
    assert found.verdict is Verdict.CLEARLY_HIGHER
    assert found.difference == pytest.approx(0.4777777778, abs=1e-9)
    assert found.interval == pytest.approx((0.1445959407, 0.8109596148), abs=1e-9)
    assert found.smallest == pytest.approx(0.4777777778 - 0.1445959407, abs=1e-9)


def test_the_interval_is_welchs():
    from scipy import stats  # a second for whoever only gathers the tests

    oracle = stats.ttest_ind(Y, X, equal_var=False)
    assert oracle.df == pytest.approx(16.9981253905)
    for level in (0.90, 0.95):
        low, high = oracle.confidence_interval(level)
        assert welch.margin(wave(X), wave(Y), level) == pytest.approx((high - low) / 2)
    # margin / t is the standard error
    assert welch.margin(wave(X), wave(Y), 0.95) / stats.t.ppf(0.975, oracle.df) == pytest.approx(0.1579185600)


@pytest.mark.parametrize(
    ("n1", "m1", "s1", "n2", "m2", "s2", "verdict"),
    [
        (14, 3.31, 0.62, 13, 3.45, 0.70, "geen duidelijk verschil"),
        (14, 3.10, 0.55, 15, 3.72, 0.50, "duidelijk hoger"),
        (12, 3.10, 0.62, 12, 3.57, 0.62, "mogelijk hoger"),
        (55, 3.40, 0.40, 56, 3.60, 0.42, "geen duidelijk verschil"),  # sure, and too small to matter
        (6, 3.0, 0, 6, 3.4, 0, "duidelijk hoger"),  # through the floor
    ],
)
def test_the_reference_pairs_get_their_words(n1, m1, s1, n2, m2, s2, verdict):
    assert change.between(Wave(n1, m1, s1), Wave(n2, m2, s2)).verdict == verdict


def test_a_difference_of_exactly_the_relevant_size_counts():
    assert 3.4 - 3.1 < 0.30  # in binary
    found = change.between(Wave(60, 3.1, 0.3), Wave(60, 3.4, 0.3))
    assert found.verdict is Verdict.CLEARLY_HIGHER


@pytest.mark.parametrize("responses", [(0.59, 1.0), (1.0, 0.59), (0.2, 0.2)])
def test_a_low_response_on_either_side_makes_it_possible_at_most(responses):
    found = change.between(wave(X, responses[0]), wave(Y, responses[1]))
    assert found.verdict is Verdict.POSSIBLY_HIGHER
    assert change.between(wave(X, 0.6), wave(Y, 0.6)).verdict is Verdict.CLEARLY_HIGHER


def test_the_interval_is_shown_only_from_eight_on_both_sides():
    assert change.between(Wave(8, 3, 0.5), Wave(8, 4, 0.5)).interval is not None
    assert change.between(Wave(7, 3, 0.5), Wave(8, 4, 0.5)).interval is None
    assert change.between(Wave(8, 3, 0.5), Wave(9, 4, 0.5), k_distribution=9).interval is None


def test_the_smallest_difference_is_at_least_what_matters():
    assert welch.smallest_difference(Wave(60, 3, 0.3), Wave(60, 3, 0.3)) == 0.30
    assert welch.smallest_difference(Wave(6, 3, 0.8), Wave(6, 3, 0.8)) == pytest.approx(1.0291, abs=1e-4)


@pytest.mark.parametrize("sd", [0, 0.3, 0.4, 0.8])
def test_in_a_team_of_ten_two_tenths_get_no_word_and_three_only_where_everybody_is_alike(sd):
    words = [change.between(Wave(10, 3, sd), Wave(10, later, sd)).verdict for later in (3.1, 3.2, 3.3)]
    alike = sd <= welch.FLOOR
    third = Verdict.CLEARLY_HIGHER if alike else Verdict.NO_CLEAR_DIFFERENCE
    assert words == [Verdict.NO_CLEAR_DIFFERENCE, Verdict.NO_CLEAR_DIFFERENCE, third]


@pytest.mark.parametrize("pair", [(None, Wave(9, 3, 1)), (Wave(9, 3, 1), None), (Wave(4, 3, 1), Wave(9, 3, 1))])
def test_too_few_answers_are_not_compared(pair):
    found = change.between(*pair)
    assert found.verdict is Verdict.TOO_FEW
    assert (found.difference, found.smallest, found.interval) == (None, None, None)


def test_a_change_is_confirmed_by_a_second_to_the_same_side():
    assert change.confirmed(Verdict.CLEARLY_HIGHER, Verdict.POSSIBLY_HIGHER)
    assert not change.confirmed(Verdict.CLEARLY_HIGHER, Verdict.CLEARLY_LOWER)
    assert not change.confirmed(Verdict.NO_CLEAR_DIFFERENCE, Verdict.TOO_FEW)


@pytest.mark.parametrize(
    ("possibly", "clearly"),
    [(Verdict.POSSIBLY_HIGHER, Verdict.CLEARLY_HIGHER), (Verdict.POSSIBLY_LOWER, Verdict.CLEARLY_LOWER)],
    ids=["hoger", "lager"],
)
def test_two_changes_that_may_be_chance_confirm_nothing_until_one_of_them_is_clear(possibly, clearly):
    assert not change.confirmed(possibly, possibly)
    assert change.confirmed(possibly, clearly)
    assert change.confirmed(clearly, possibly)
    assert change.confirmed(clearly, clearly)


@modest
@given(waves, waves)
def test_looking_back_mirrors_the_verdict(first, second):
    there, back = change.between(first, second), change.between(second, first)
    assert there.verdict.side == -back.verdict.side
    assert there.difference == -back.difference
    assert there.smallest == pytest.approx(back.smallest)


@modest
@given(waves, waves)
def test_turning_the_scale_around_mirrors_the_verdict(first, second):
    turned = [Wave(one.n, 6 - one.mean, one.sd, one.response) for one in (first, second)]
    there, back = change.between(first, second), change.between(*turned)
    if abs(abs(there.difference) - there.smallest) > 1e-6:
        assert there.verdict.side == -back.verdict.side


@modest
@given(waves, waves)
def test_a_word_is_never_said_below_what_matters_and_clear_is_always_beyond_the_smallest(first, second):
    found = change.between(first, second)
    assert found.verdict.side == 0 or abs(found.difference) >= 0.30 - 1e-9
    if found.verdict in (Verdict.CLEARLY_HIGHER, Verdict.CLEARLY_LOWER):
        assert abs(found.difference) >= found.smallest - 1e-9
        assert min(first.response, second.response) >= 0.60
    assert found.smallest < inf


LOW = ["2222333", "3333222", "2323232", "3232323", "2222222", "3333333", "2332233", "3223322", "2222333"]
HIGH = [row.replace("3", "5").replace("2", "4") for row in LOW]


def result(*rows: str, short: bool = False, **more):
    people = team(*rows)
    if short:
        people = [{item: v for item, v in one.items() if item not in ("vo-a1-04", "vo-d1-03")} for one in people]
    return gate.publish(INSTRUMENT, short, people, invited=len(people), **more)


def test_two_full_results_compare_on_all_items():
    found = change.of(result(*LOW), result(*HIGH), "aanbeveling-1")
    assert found.verdict is Verdict.CLEARLY_HIGHER
    assert found.after.mean == result(*HIGH).construct("aanbeveling-1").full.mean


def test_a_short_and_a_full_result_compare_on_the_core_items():
    full, short = result(*LOW), result(*HIGH, short=True)
    found = change.of(full, short, "aanbeveling-1")
    assert found.before.mean == full.construct("aanbeveling-1").core.mean
    assert found.after.mean == short.construct("aanbeveling-1").core.mean


def test_an_item_that_few_could_judge_is_left_out_on_both_sides():
    unable = [row[:3] + "0" + row[4:] for row in HIGH]
    before, after = result(*LOW), result(*unable)
    found = change.of(before, after, "aanbeveling-1")
    kept = before.construct("aanbeveling-1").items[:3]
    assert [item.id for item in kept] == A1[:3]
    assert found.before.mean == pytest.approx(fmean(item.mean for item in kept))
    assert found.after.mean == after.construct("aanbeveling-1").full.mean


def test_where_a_small_team_cannot_be_scored_again_nothing_is_said():
    # Not on the core items: those would be another question than the one asked both times.
    unable = [row[:2] + "0" + row[3:] for row in HIGH]
    assert change.of(result(*LOW[:6]), result(*unable), "aanbeveling-1") is None


def test_without_the_deviations_the_counts_give_a_wider_one_and_change_looks_less_sure():
    # A download of a backup holds no deviations. The mean of the statements' own is never below that of people's scores.
    before, after = result(*LOW), result(*HIGH)
    sure = change.of(before, after, "aanbeveling-1")
    for pair in ((before.without_spread, after), (before, after.without_spread)):
        found = change.of(*pair, "aanbeveling-1")
        assert found.difference == pytest.approx(sure.difference)
        assert found.smallest >= sure.smallest


def test_without_the_deviations_nothing_is_said_of_fewer_than_eight_people():
    before, after = result(*LOW[:6]), result(*HIGH[:6])
    assert change.of(before, after, "aanbeveling-1") is not None
    assert change.of(before.without_spread, after, "aanbeveling-1") is None


def test_results_on_other_items_or_scored_together_get_no_word():
    other = result(*HIGH)
    construct = other.constructs[0]
    renamed = tuple(item.model_copy(update={"id": item.id + "x"}) for item in construct.items)
    other = other.model_copy(update={"constructs": (construct.model_copy(update={"items": renamed}),)})
    assert change.of(result(*LOW), other, "aanbeveling-1") is None
    joint = gate.publish_joint(INSTRUMENT, False, {"aanbeveling-1": 3.5}, invited=4)
    assert change.of(result(*LOW), joint, "aanbeveling-1") is None


def test_a_result_below_the_threshold_is_too_few_to_compare():
    assert change.of(result(*LOW), result(*HIGH[:4]), "aanbeveling-1").verdict is Verdict.TOO_FEW
    with pytest.raises(KeyError):
        change.of(result(*LOW), result(*HIGH), "dimensie-4")


def test_many_newcomers_make_another_team():
    assert change.team_changed(result(*LOW, newcomers=3))
    assert not change.team_changed(result(*LOW, newcomers=2))
    assert not change.team_changed(result(*LOW))
