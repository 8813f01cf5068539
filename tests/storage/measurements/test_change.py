"""Changing an answer by what the page believed stored, so that nothing old overwrites anything newer."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from leidraad.errors import HandedOver, InvalidAnswer, MeasurementNotOpen, NotFound, Withdrawn
from leidraad.storage.measurements import answers, closing, handing_over
from leidraad.storage.measurements.answers import Saved
from tests.cast import ALICE, BOB, phones
from tests.storage.scene import CORE, NOT_CORE, ONE, THREE, TWO, everything, fill_in, opened, rows

pytestmark = pytest.mark.usefixtures("database")


def test_the_first_answers_of_a_phone_are_stored_and_counted():
    measurement = opened()
    assert answers.change(measurement, ALICE, {ONE: 4}, {}) == Saved(1, {ONE: 4})
    assert answers.change(measurement, ALICE, {TWO: 0, THREE: 1}, {}) == Saved(3, {TWO: 0, THREE: 1})
    assert answers.mine(measurement, ALICE) == {ONE: 4, TWO: 0, THREE: 1}


def test_where_stored_is_what_the_page_believed_the_new_value_is_stored():
    measurement = opened()
    answers.change(measurement, ALICE, {ONE: 4}, {})
    assert answers.change(measurement, ALICE, {ONE: 0}, {ONE: 4}) == Saved(1, {ONE: 0})
    assert answers.change(measurement, ALICE, {ONE: 5}, {ONE: 0}) == Saved(1, {ONE: 5})


@pytest.mark.parametrize("believed", [{}, {ONE: 2}, {TWO: 4}])
def test_where_something_newer_is_stored_that_stays_and_is_told(believed):
    measurement = opened()
    answers.change(measurement, ALICE, {ONE: 4}, {})
    assert answers.change(measurement, ALICE, {ONE: 3}, believed) == Saved(1, {ONE: 4})
    assert answers.mine(measurement, ALICE) == {ONE: 4}


def test_what_was_withdrawn_meanwhile_does_not_come_back_by_an_old_belief():
    measurement = opened()
    answers.change(measurement, ALICE, {ONE: 4}, {})
    answers.withdraw(measurement, ALICE)
    answers.start_again(measurement, ALICE)
    assert answers.change(measurement, ALICE, {ONE: 5}, {ONE: 4}) == Saved(0, {})
    assert answers.mine(measurement, ALICE) == {}


def test_the_same_value_again_is_stored_already():
    measurement = opened()
    for believed in ({}, {}, {ONE: 2}):
        assert answers.change(measurement, ALICE, {ONE: 4}, believed) == Saved(1, {ONE: 4})


def test_of_several_answers_each_goes_by_its_own_belief():
    measurement = opened()
    answers.change(measurement, ALICE, {ONE: 4, TWO: 4}, {})
    said = answers.change(measurement, ALICE, {ONE: 1, TWO: 1, THREE: 1}, {ONE: 4, TWO: 3})
    assert said == Saved(3, {ONE: 1, TWO: 4, THREE: 1})


def test_a_phone_does_not_touch_the_answers_of_another():
    measurement = opened()
    answers.change(measurement, ALICE, {ONE: 4}, {})
    assert answers.change(measurement, BOB, {ONE: 2}, {ONE: 4}) == Saved(0, {})
    assert answers.change(measurement, BOB, {ONE: 2}, {}) == Saved(1, {ONE: 2})
    assert answers.mine(measurement, ALICE) == {ONE: 4}


def test_what_a_leader_answers_is_counted_apart():
    measurement = opened()
    answers.change(measurement, ALICE, {ONE: 4}, {}, leader=True)
    assert (answers.people(measurement).people, answers.people(measurement, leaders=True).people) == (0, 1)


def test_of_two_tabs_that_change_the_same_answer_at_once_one_wins_and_the_other_hears_so():
    measurement = opened()
    answers.change(measurement, ALICE, {ONE: 0}, {})
    together = threading.Barrier(5)

    def tab(value: int) -> int:
        together.wait()
        return answers.change(measurement, ALICE, {ONE: value}, {ONE: 0}).stored[ONE]

    with ThreadPoolExecutor(5) as tabs:
        heard = set(tabs.map(tab, range(1, 6)))
    assert heard == {answers.mine(measurement, ALICE)[ONE]}


def test_tabs_that_save_their_first_answers_at_once_are_one_person(dialect: str):
    """On a server they write beside each other, and one may not count yet what another wrote in the same instant."""
    measurement = opened()
    together = threading.Barrier(8)

    def tab(item: str) -> Saved:
        together.wait()
        return answers.change(measurement, ALICE, {item: 3}, {})

    with ThreadPoolExecutor(8) as tabs:
        counts = sorted(said.count for said in tabs.map(tab, CORE[:8]))
    assert counts == [1, 2, 3, 4, 5, 6, 7, 8] or (dialect == "postgresql" and 1 <= counts[0] <= counts[-1] <= 8)
    assert answers.change(measurement, ALICE, {CORE[0]: 3}, {}).count == 8
    assert answers.mine(measurement, ALICE) == dict.fromkeys(CORE[:8], 3)
    assert rows("SELECT count(*) FROM participation") == [(1,)]


# --- what it refuses ---


@pytest.mark.parametrize("wanted", [{"vo-a9-99": 3}, {NOT_CORE: 3}, {ONE: 6}, {ONE: -1}, {TWO: 3, ONE: 9}])
def test_what_is_not_asked_or_not_on_the_scale_is_refused_and_nothing_is_stored(wanted):
    measurement = opened()
    before = everything()
    with pytest.raises(InvalidAnswer, match="Er is niets veranderd"):
        answers.change(measurement, ALICE, wanted, {})
    assert everything() == before


def test_a_closed_measurement_takes_nothing():
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    before = everything()
    with pytest.raises(MeasurementNotOpen):
        answers.change(measurement, ALICE, {ONE: 3}, {})
    assert everything() == before


def test_after_withdrawing_nothing_is_stored_until_somebody_begins_again():
    measurement = opened()
    answers.change(measurement, ALICE, {ONE: 4}, {})
    answers.withdraw(measurement, ALICE)
    with pytest.raises(Withdrawn):
        answers.change(measurement, ALICE, {ONE: 4}, {})
    answers.start_again(measurement, ALICE)
    assert answers.change(measurement, ALICE, {ONE: 4}, {}) == Saved(1, {ONE: 4})


@pytest.mark.parametrize("joining", [True, False])
def test_who_was_counted_before_the_reopening_goes_on_and_does_not_take_part_twice(joining):
    measurement = opened()
    given = fill_in(measurement, phones(8))[0]
    closing.close(measurement)
    closing.reopen(measurement)
    said = answers.change(measurement, ALICE, {ONE: 3}, {ONE: given[ONE]}, joining=joining)
    assert said == Saved(len(CORE), {ONE: 3})
    assert answers.mine(measurement, ALICE) == {**given, ONE: 3}
    assert answers.people(measurement).people == 8


def test_a_page_of_before_the_device_was_handed_over_does_not_take_part_again():
    measurement = opened()
    fill_in(measurement, phones(8))
    handing_over.hand_over(measurement, ALICE)
    with pytest.raises(HandedOver):
        answers.change(measurement, ALICE, {ONE: 3}, {}, joining=False)
    assert answers.people(measurement).people == 8


def test_a_measurement_that_does_not_exist_is_not_found():
    with pytest.raises(NotFound):
        answers.change(999, ALICE, {ONE: 3}, {})
