"""Which points and steps there are, and what may be said; the numbers of these teams are worked out in tests/domain/halves."""

import pytest

from leidraad.domain import progress
from leidraad.domain.change import Verdict
from leidraad.domain.progress import Moment
from leidraad.domain.result import Result, Visibility
from tests.domain.halves import half, joint, published, version_two

A1, D1 = "aanbeveling-1", "dimensie-1"


def moments(*results: Result) -> list[Moment]:
    return [Moment(f"keer {order}", f"k{order}", order, result) for order, result in enumerate(results, start=1)]


def ends(found: progress.Progress, construct: str = A1) -> list[tuple[int, int]]:
    return [(step.start, step.end) for step in found.line(construct).steps]


def verdicts(found: progress.Progress, construct: str = A1) -> list[Verdict | None]:
    return [step.verdict for step in found.line(construct).steps]


# -- points and steps -----------------------------------------------------------------------------------------


def test_every_measurement_is_a_point_with_its_people_in_the_order_of_time():
    given = moments(half(2, 3), half(3, 4, people=10))
    found = progress.of(reversed(given))
    assert found.moments == tuple(given)
    assert [(point.place, point.mean, point.n) for point in found.line(A1).points] == [(0, 2.5, 8), (1, 3.5, 10)]


def test_one_measurement_has_points_and_no_step():
    found = progress.of(moments(half(2, 3)))
    assert found.line(A1).steps == ()
    assert found.latest is None
    assert found.shows_anything


def test_no_measurement_is_nothing():
    found = progress.of([])
    assert (found.moments, found.lines, found.latest, found.shows_anything) == ((), (), None, False)


def test_a_step_has_the_words_and_numbers_of_the_change_rule():
    (step,) = progress.of(moments(half(2, 3), half(3, 4))).line(A1).steps
    assert step.verdict is Verdict.CLEARLY_HIGHER
    assert step.change.difference == pytest.approx(1.0)
    assert step.change.smallest == pytest.approx(0.5684, abs=1e-4)
    assert (step.clear, step.compared, step.in_part) == (True, True, False)


def test_scored_together_is_a_point_apart_and_never_part_of_a_step():
    found = progress.of(moments(half(2, 3), joint(4.5), half(2, 3)))
    assert ends(found) == [(0, 2)]
    assert [point.mean for point in found.line(A1).points] == [2.5, 4.5, 2.5]
    assert found.line(A1).points[1].n is None
    only = progress.of(moments(joint(2.0), joint(5.0)))
    assert (ends(only), only.latest) == ([], None)


def test_a_measurement_under_the_threshold_is_passed_over():
    found = progress.of(moments(half(2, 3), half(2, 3, people=4), half(3, 4)))
    assert ends(found) == [(0, 2)]
    assert found.line(A1).points[1].visibility is Visibility.BELOW_THRESHOLD
    assert found.line(A1).points[1].mean is None


def test_a_construct_with_too_few_answers_has_a_step_without_a_line():
    skipped = published(*["3333---"] * 6, *["3333333"] * 4, invited=10)  # four people answered dimensie-1
    found = progress.of(moments(half(2, 3), skipped))
    (step,) = found.line(D1).steps
    assert (step.verdict, step.compared) == (Verdict.TOO_FEW, False)
    assert found.line(A1).steps[0].compared


def test_nothing_published_at_all_shows_nothing():
    assert not progress.of(moments(half(2, 3, people=4), half(2, 3, people=3))).shows_anything


# -- short and full, other items ------------------------------------------------------------------------------


def test_a_short_and_a_full_measurement_meet_on_their_common_items():
    # On the fourth item, which the short scan does not ask, everybody says 5: (3 x 2.5 + 5) / 4 = 3.125
    full = published(*["2225225"] * 4, *["3335335"] * 4, invited=8)
    found = progress.of(moments(full, half(3, 4, short=True)))
    (step,) = found.line(A1).steps
    assert found.line(A1).points[0].mean == 3.125
    assert (step.change.before.mean, step.change.after.mean) == (2.5, 3.5)
    assert step.in_part
    assert [point.short for point in found.line(A1).points] == [False, True]


def test_an_item_left_out_on_one_side_makes_the_step_about_a_part():
    asked = published(*["2225225"] * 4, *["3335335"] * 4, invited=8)  # 3.125, and 2.5 without the fourth
    unable = published(*["3330333"] * 8, invited=8)
    (step,) = progress.of(moments(asked, unable)).line(A1).steps
    assert (step.change.before.mean, step.change.after.mean) == (2.5, 3.0)
    assert step.in_part


def test_two_versions_are_points_without_a_word_also_where_the_items_are_the_same():
    old, new = half(2, 3), half(3, 4)
    renamed = tuple(
        one.model_copy(update={"id": one.id + "x"}) if one.id == "vo-a1-01" else one
        for one in new.constructs[0].items
    )
    constructs = (new.constructs[0].model_copy(update={"items": renamed}), new.constructs[1])
    found = progress.of(moments(old, new.model_copy(update={"version": 2, "constructs": constructs})))
    assert verdicts(found, A1) == [None]
    assert verdicts(found, D1) == [None]
    assert [point.mean for point in found.line(A1).points] == [2.5, 3.5]


UNEQUAL = [*["2225225"] * 4, *["3335335"] * 4]  # 2,5 on three statements and 5 on the fourth: 3,125


@pytest.mark.parametrize(
    ("replaced", "shared"),
    [
        ("vo-a1-04", (2.5, 3.5)),  # the three of the short scan are left
        ("vo-a1-01", (10 / 3, 3.5)),  # (2.5 + 2.5 + 5) / 3
    ],
)
def test_between_two_versions_both_scores_over_the_statements_that_they_share_are_there_without_a_word(
    replaced: str, shared: tuple[float, float]
):
    old = published(*UNEQUAL, invited=8)
    (step,) = progress.of(moments(old, version_two(half(3, 4), replaced))).line(A1).steps
    assert step.shared == pytest.approx(shared)
    assert (step.verdict, step.compared, step.in_part) == (None, False, False)


def test_fewer_than_three_shared_statements_are_no_score():
    old = published(*UNEQUAL, invited=8)
    found = progress.of(moments(old, version_two(half(3, 4), "vo-a1-01", "vo-a1-02", "vo-d1-01")))
    assert [found.line(id).steps[0].shared for id in (A1, D1)] == [None, None]


def test_where_no_counts_are_shown_only_a_score_that_was_published_is_shared():
    few = published(*UNEQUAL[2:8], invited=6)
    assert progress.of(moments(few, version_two(half(3, 4), "vo-a1-01"))).line(A1).steps[0].shared is None
    (step,) = progress.of(moments(few, version_two(half(3, 4), "vo-a1-04"))).line(A1).steps
    assert step.shared == pytest.approx((2.7, 3.5))  # two say 2 and four say 3: 2,67 in tenths


def test_within_one_version_and_scored_together_nothing_is_shared_apart():
    assert [step.shared for step in progress.of(moments(half(2, 3), half(3, 4))).line(A1).steps] == [None]
    both = progress.of(moments(half(2, 3), version_two(joint(3.0)))).line(A1)
    assert both.steps == ()


def test_a_construct_that_a_measurement_did_not_have_is_no_data_and_no_step():
    new = half(3, 4)
    found = progress.of(moments(half(2, 3).model_copy(update={"constructs": half(2, 3).constructs[:1]}), new))
    assert found.line(D1).points[0].visibility is Visibility.NO_DATA
    assert verdicts(found, D1) == [None]
    with pytest.raises(KeyError):
        found.line("dimensie-4")


# -- confirmed ------------------------------------------------------------------------------------------------


def test_two_steps_in_a_row_to_the_same_side_confirm_the_second():
    found = progress.of(moments(half(1, 2), half(2, 3), half(3, 4)))
    assert [step.confirmed for step in found.line(A1).steps] == [False, True]
    assert found.latest.steps[A1].confirmed


def test_a_step_back_or_a_step_after_nothing_is_not_confirmed():
    back = progress.of(moments(half(2, 3), half(3, 4), half(2, 3)))
    assert verdicts(back) == [Verdict.CLEARLY_HIGHER, Verdict.CLEARLY_LOWER]
    later = progress.of(moments(half(2, 3), half(2, 3), half(3, 4)))
    for found in (back, later):
        assert not any(step.confirmed for step in found.line(A1).steps)
        assert not found.latest.steps[A1].confirmed


def test_two_possible_steps_are_not_confirmed_and_one_clear_one_among_them_is_enough():
    # 8 of 20 took part: what would be "duidelijk" is "mogelijk" then
    possible = progress.of(moments(*(half(low, low + 1, invited=20) for low in (1, 2, 3))))
    assert verdicts(possible) == [Verdict.POSSIBLY_HIGHER] * 2
    assert not any(step.confirmed for step in possible.line(A1).steps)
    assert not possible.latest.steps[A1].confirmed
    with_one = progress.of(moments(half(1, 2, invited=20), half(2, 3), half(3, 4)))
    assert verdicts(with_one) == [Verdict.POSSIBLY_HIGHER, Verdict.CLEARLY_HIGHER]
    assert with_one.latest.steps[A1].confirmed


def test_a_comparison_that_skips_a_measurement_is_never_confirmed():
    row = moments(half(1, 2), half(2, 3), half(3, 4))
    skipping = progress.compare(row, row[0], row[2])
    assert skipping.steps[A1].verdict is Verdict.CLEARLY_HIGHER
    assert not skipping.steps[A1].confirmed


# -- the comparison of a whole team ---------------------------------------------------------------------------


def test_the_smallest_difference_runs_over_the_constructs():
    # On dimensie-1 everybody says 3: the floor 0.30 gives SE 0.15 and 2.1448 x 0.15 = 0.3217
    calm = published(*["2222333"] * 4, *["3333333"] * 4, invited=8)
    found = progress.of(moments(calm, calm)).latest
    assert found.smallest == pytest.approx((0.3217, 0.5684), abs=1e-4)
    assert found.said(Verdict.NO_CLEAR_DIFFERENCE) == [A1, D1]
    assert found.compared == [A1, D1]


def test_the_lowest_is_named_when_there_is_one():
    lower = published(*["2222333"] * 8, invited=8)
    assert progress.of(moments(lower, half(2, 3))).latest.lowest == A1
    assert progress.of(moments(half(2, 3), lower)).latest.lowest is None


def test_many_newcomers_in_between_make_another_team_also_when_they_came_bit_by_bit():
    first = half(2, 3)
    assert progress.of(moments(first, half(2, 3, newcomers=3))).latest.team_changed
    row = moments(first, half(2, 3, newcomers=1), half(2, 3, newcomers=2))
    assert not progress.compare(row, row[1], row[2]).team_changed
    assert progress.compare(row, row[0], row[2]).team_changed


def test_a_low_response_is_noted_and_caps_the_words():
    row = moments(half(2, 3, invited=20), half(3, 4))
    found = progress.of(row).latest
    assert found.low_response == (row[0],)
    assert found.steps[A1].verdict is Verdict.POSSIBLY_HIGHER


def test_the_previous_one_is_the_nearest_that_can_be_compared():
    row = moments(half(1, 2), half(2, 3), half(2, 3, people=4), joint(3.0), half(3, 4), joint(4.0))
    assert progress.previous(row, row[4]) is row[1]
    assert progress.previous(row, row[0]) is None
    assert progress.previous(row, row[5]) is None
