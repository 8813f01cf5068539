from itertools import permutations
from statistics import fmean, quantiles, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import scoring
from tests.domain.teams import modest


@pytest.mark.parametrize(
    ("values", "score"),
    [
        ([4, 3, None, 5, 4], 4.0),
        ([4, None, None, None, 2], None),
        ([4, 3, None], 3.5),
        ([4, None, 2, None], None),
        ([4, 3, 0], 3.5),
        ([0, 0, 0], None),
        ([], None),
    ],
)
def test_a_person_has_a_score_when_more_than_half_was_answered(values, score):
    assert scoring.person_score(values) == score


@pytest.mark.parametrize(("items", "needed"), [(3, 2), (4, 3), (5, 3), (6, 4), (7, 4)])
def test_more_than_half_is_counted_as_the_design_says(items, needed):
    def answers(answered):
        return [3] * answered + [None] * (items - answered)

    assert scoring.person_score(answers(needed)) == 3
    assert scoring.person_score(answers(needed - 1)) is None


def test_counts_and_mean_of_an_item_leave_out_skipped_and_cannot_judge():
    column = [4, None, 0, 5, 1, 4]
    assert scoring.counts(column) == (1, 0, 0, 2, 1)
    assert scoring.item_mean(column) == 3.5


def test_the_construct_score_is_the_mean_of_item_means_not_of_person_scores():
    columns = [[5, 3, 3], [5, 3, 3], [None, 3, 3]]
    assert scoring.construct_mean(columns) == pytest.approx((11 / 3 + 11 / 3 + 3) / 3)
    assert scoring.construct_mean(columns) != pytest.approx(fmean([5, 3, 3]))


def test_people_with_a_score_are_counted():
    assert scoring.people_with_score([[5, None, 0], [4, None, 3], [None, 3, 3]]) == 2
    assert scoring.people_with_score([]) == 0


def test_without_gaps_the_spread_is_the_standard_deviation_of_person_scores():
    columns = [[5, 3, 1, 4], [4, 3, 2, 4], [4, 4, 2, 1]]
    scores = [fmean(row) for row in zip(*columns, strict=True)]
    assert scoring.spread(columns) == pytest.approx(stdev(scores))
    assert scoring.middle_half(columns, 4) == pytest.approx(
        (quantiles(scores, n=4, method="inclusive")[0], quantiles(scores, n=4, method="inclusive")[2])
    )


def test_items_answered_by_the_same_people_form_a_block():
    whole, gap, also_whole = [5, 3, 1], [4, 0, 2], [2, 2, 2]
    assert scoring.blocks([whole, gap, also_whole]) == [[whole, also_whole], [gap]]


def test_with_a_gap_the_spread_adds_up_the_blocks():
    columns = [[5, 3, 1], [4, 4, 2], [4, 3, None]]
    expected = 2 / 3 * stdev([4.5, 3.5, 1.5]) + 1 / 3 * stdev([4, 3])
    assert scoring.spread(columns) == pytest.approx(expected)


def test_with_a_gap_the_middle_half_follows_the_largest_block_around_the_construct_mean():
    columns = [[5, 4, 3, 2, 1], [5, 4, 3, 2, 1], [1, 1, 1, 1, None]]
    shift = (3 + 3 + 1) / 3 - 3
    assert scoring.middle_half(columns, 5) == pytest.approx((2 + shift, 4 + shift))


def test_there_is_no_middle_half_without_a_block_of_more_than_half_the_items_or_enough_people():
    assert scoring.middle_half([[5, 4, 3], [5, 4, None], [None, 4, 3]], 2) is None
    assert scoring.middle_half([[5, 4, 3]], 4) is None


@modest
@given(
    st.lists(
        st.lists(st.integers(1, 5), min_size=6, max_size=6),
        min_size=1,
        max_size=5,
    )
)
def test_the_spread_is_never_below_what_people_without_gaps_show(columns):
    scores = [fmean(row) for row in zip(*columns, strict=True)]
    with_gap = [*columns[:-1], [None, *columns[-1][1:]]]
    kept = fmean(stdev(column) for column in columns)
    assert stdev(scores) - 1e-9 <= scoring.spread(columns) <= kept + 1e-9
    assert scoring.spread(with_gap) >= 0


def test_scores_do_not_depend_on_the_order_of_people():
    rows = [(5, 3, 1), (4, 4, None), (1, 2, 2), (3, 3, 3)]
    found = {
        (scoring.spread(columns), scoring.construct_mean(columns))
        for order in permutations(rows)
        for columns in [[list(column) for column in zip(*order, strict=True)]]
    }
    assert len(found) == 1
