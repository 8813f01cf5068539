import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import agreement
from leidraad.domain.result import Agreement
from leidraad.domain.scoring import counts
from tests.domain.teams import modest

E1 = counts([4, 4, 5, 3, 4, 4, 5, 4])
E2 = counts([1, 1, 2, 1, 5, 5, 4, 5])
SAME = counts([3] * 6)


def test_the_deviation_is_taken_from_the_median():
    assert agreement.average_deviation(E1) == 0.375
    assert agreement.average_deviation(E2) == 1.75
    assert agreement.average_deviation(SAME) == 0


def test_each_label_has_its_own_team():
    assert agreement.item_agreement(E1) is Agreement.CLOSE
    assert agreement.item_agreement(E2) is Agreement.TWO_GROUPS
    assert agreement.item_agreement((0, 3, 3, 4, 0)) is Agreement.SOME  # median 3, AD 0,7
    assert agreement.item_agreement((2, 1, 3, 2, 2)) is Agreement.CLEAR  # median 3, AD 1,1


def test_the_cuts_themselves_belong_to_the_closer_label():
    assert agreement.average_deviation((0, 3, 4, 3, 0)) == 0.6
    assert agreement.item_agreement((0, 3, 4, 3, 0)) is Agreement.CLOSE
    assert agreement.average_deviation((2, 4, 7, 4, 3)) == 0.9
    assert agreement.average_deviation((1, 6, 5, 6, 2)) == 0.9
    assert agreement.average_deviation((1, 5, 6, 6, 2)) == 0.85
    assert agreement.item_agreement((1, 5, 6, 6, 2)) is Agreement.SOME


def test_two_groups_need_thirty_percent_on_both_sides_and_at_most_twenty_between():
    assert agreement.item_agreement((3, 0, 2, 5, 0)) is Agreement.TWO_GROUPS
    assert agreement.item_agreement((3, 0, 3, 4, 0)) is not Agreement.TWO_GROUPS
    assert agreement.item_agreement((2, 0, 2, 6, 0)) is not Agreement.TWO_GROUPS
    assert [float(share) for share in agreement.shares((3, 0, 2, 5, 0))] == [0.3, 0.2, 0.5]


def test_a_construct_takes_the_mean_deviation_of_its_items():
    assert agreement.construct_agreement([E1, SAME]) is Agreement.CLOSE
    assert agreement.construct_agreement([E1, E2]) is Agreement.CLEAR  # mean 1,0625
    assert agreement.construct_agreement([SAME, (0, 3, 4, 3, 0), E2]) is Agreement.SOME  # mean 0,783


def test_a_small_team_gets_two_levels():
    assert agreement.construct_agreement([SAME], two_levels=True) is Agreement.CLOSE
    assert agreement.construct_agreement([(0, 3, 4, 3, 0)], two_levels=True) is Agreement.CLOSE
    assert agreement.construct_agreement([(1, 5, 6, 6, 2)], two_levels=True) is Agreement.DIFFERENT


def test_every_label_has_a_sentence():
    assert agreement.sentence(Agreement.CLOSE) == "We geven bijna hetzelfde antwoord."
    assert agreement.sentence(Agreement.TWO_GROUPS) == "Onze meningen gaan twee kanten op."
    assert len({agreement.sentence(label) for label in Agreement}) == len(Agreement)


@modest
@given(st.tuples(*[st.integers(0, 6)] * 5).filter(lambda found: sum(found) > 0))
def test_turning_the_scale_around_changes_no_label(answers):
    assert agreement.item_agreement(answers) is agreement.item_agreement(answers[::-1])


def test_nobody_has_no_agreement():
    with pytest.raises(ValueError, match="median"):
        agreement.average_deviation((0, 0, 0, 0, 0))
