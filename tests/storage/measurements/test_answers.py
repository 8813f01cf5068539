"""The participant's own door: save, change, read back, withdraw, start again; then everything it refuses."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import InvalidAnswer, MeasurementNotOpen, NotFound, Withdrawn
from leidraad.storage.measurements import answers, closing, reveal
from tests.cast import ALICE, BOB, CHARLIE, phones
from tests.storage.scene import (
    CORE,
    ITEMS,
    NOT_CORE,
    ONE,
    THREE,
    TWO,
    as_people,
    concept,
    everything,
    fill_in,
    opened,
    revealed,
    rows,
    stored,
)

pytestmark = pytest.mark.usefixtures("database")


def test_saved_answers_come_back_to_the_same_phone():
    measurement = opened()
    assert answers.save(measurement, ALICE, {ONE: 4, TWO: 0}) == 2
    assert answers.save(measurement, ALICE, {THREE: 1}) == 3
    assert answers.mine(measurement, ALICE) == {ONE: 4, TWO: 0, THREE: 1}
    assert answers.standing(measurement, ALICE) == answers.ParticipationStatus(
        State.OPEN, 3, withdrawn=False, present=True
    )


def test_a_changed_answer_replaces_the_old_one():
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4, TWO: 2})
    assert answers.save(measurement, ALICE, {ONE: 5}) == 2
    assert answers.mine(measurement, ALICE) == {ONE: 5, TWO: 2}


def test_a_second_tab_of_the_same_phone_is_the_same_person():
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    assert answers.save(measurement, ALICE, {TWO: 2}) == 2
    assert answers.people(measurement).people == 1


def test_two_tabs_that_save_their_first_answers_at_once_are_one_person():
    measurement = opened()
    together = threading.Barrier(8)

    def tab(item: str) -> None:
        together.wait()
        answers.save(measurement, ALICE, {item: 3})

    with ThreadPoolExecutor(8) as tabs:
        list(tabs.map(tab, CORE[:8]))
    assert answers.mine(measurement, ALICE) == dict.fromkeys(CORE[:8], 3)
    assert rows("SELECT count(*) FROM participation") == [(1,)]


def test_thirty_phones_that_save_twenty_times_each_all_find_everything_back():
    measurement = opened(short=False, invited=30)
    together = threading.Barrier(30)
    devices = phones(30)

    def phone(number: int) -> dict[str, int]:
        together.wait()
        for step in range(20):
            expected = {ITEMS[step]: (number + step) % 6, ITEMS[20]: step % 6}
            answers.save(measurement, devices[number], expected)
        return {ITEMS[step]: (number + step) % 6 for step in range(20)} | {ITEMS[20]: 19 % 6}

    with ThreadPoolExecutor(30) as pool:
        given = list(pool.map(phone, range(30)))
    assert [answers.mine(measurement, device) for device in devices] == given
    assert stored(measurement) == as_people(given)
    assert answers.people(measurement).people == 30


def test_the_count_is_of_people_with_an_answer():
    measurement, other = opened(), opened()
    assert answers.people(measurement).people == 0
    fill_in(measurement, phones(3))
    answers.save(measurement, CHARLIE, {})  # looked around, answered nothing
    answers.save(other, CHARLIE, {ONE: 1})
    assert answers.people(measurement).people == 3
    answers.withdraw(measurement, BOB)
    assert answers.people(measurement).people == 2


def test_withdrawing_deletes_the_answers_and_nothing_else():
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    answers.save(measurement, BOB, {ONE: 2})
    answers.withdraw(measurement, ALICE)
    assert answers.mine(measurement, ALICE) == {}
    assert answers.standing(measurement, ALICE) == answers.ParticipationStatus(
        State.OPEN, 0, withdrawn=True, present=True
    )
    assert answers.mine(measurement, BOB) == {ONE: 2}


def test_after_withdrawing_nothing_is_saved_until_starting_again():
    # Another tab of this phone may still hold the old answers and send them.
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    answers.withdraw(measurement, ALICE)
    with pytest.raises(Withdrawn, match="ingetrokken"):
        answers.save(measurement, ALICE, {ONE: 4})
    assert answers.mine(measurement, ALICE) == {}
    answers.start_again(measurement, ALICE)
    assert answers.standing(measurement, ALICE) == answers.ParticipationStatus(
        State.OPEN, 0, withdrawn=False, present=True
    )
    assert answers.save(measurement, ALICE, {TWO: 5}) == 1
    assert answers.mine(measurement, ALICE) == {TWO: 5}


def test_withdrawing_without_answers_does_no_harm():
    measurement = opened()
    answers.withdraw(measurement, ALICE)
    answers.start_again(measurement, ALICE)
    assert answers.people(measurement).people == 0


def test_charlie_gets_nothing_of_what_alice_answered():
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    assert answers.mine(measurement, CHARLIE) == {}
    answers.withdraw(measurement, CHARLIE)
    answers.start_again(measurement, CHARLIE)
    assert answers.mine(measurement, ALICE) == {ONE: 4}


def test_a_phone_cannot_be_linked_between_two_measurements():
    first, second = opened(), opened()
    answers.save(first, ALICE, {ONE: 4})
    answers.save(second, ALICE, {ONE: 2})
    (one, other) = rows("SELECT key, token_hash FROM participation")
    assert bytes(one.key) != bytes(other.key)
    assert bytes(one.token_hash) != bytes(other.token_hash)
    assert ALICE.encode() not in bytes(one.token_hash)
    assert answers.mine(first, ALICE) == {ONE: 4}


def test_an_answer_has_no_time_no_number_and_no_address():
    answers.save(opened(), ALICE, {ONE: 4})
    assert rows("SELECT * FROM answer")[0]._fields == ("participation_key", "item_id", "value")
    assert rows("SELECT * FROM participation")[0]._fields == (
        "key",
        "measurement_id",
        "token_hash",
        "withdrawn",
        "leader",
        "done",
    )


# Refusals: each leaves every row of every table as it was.


@pytest.mark.parametrize("value", [6, -1, True, False, "3", None, 2.5, 3.0, 2**70], ids=repr)
def test_a_value_that_is_not_on_the_scale_is_refused_with_all_that_came_along(value):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    before = everything()
    for device in (ALICE, CHARLIE):
        with pytest.raises(InvalidAnswer, match="niet op de schaal"):
            answers.save(measurement, device, {TWO: 3, ONE: value})
    assert everything() == before


@pytest.mark.parametrize("item", ["po-a1-01", "", "x" * 500, "vo-a1-01'; DROP TABLE answer; --", NOT_CORE])
def test_a_statement_that_this_measurement_does_not_ask_is_refused(item):
    measurement = opened(short=True)
    before = everything()
    with pytest.raises(InvalidAnswer, match="hoort niet bij deze meting"):
        answers.save(measurement, CHARLIE, {ONE: 3, item: 3})
    assert everything() == before


def test_a_full_measurement_asks_every_statement():
    measurement = opened(short=False)
    assert answers.save(measurement, ALICE, dict.fromkeys(ITEMS, 3)) == len(ITEMS)


@pytest.mark.parametrize("id", [0, -1, 999_999])
def test_a_measurement_that_does_not_exist_is_refused(id):
    opened()
    before = everything()
    for attempt in (
        lambda: answers.save(id, CHARLIE, {ONE: 3}),
        lambda: answers.withdraw(id, CHARLIE),
        lambda: answers.start_again(id, CHARLIE),
        lambda: answers.standing(id, CHARLIE),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert answers.mine(id, CHARLIE) == {}
    assert answers.people(id).people == 0
    assert everything() == before


def test_another_phone_does_not_find_the_participation_however_it_is_written():
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    ((key, token),) = rows("SELECT key, token_hash FROM participation")
    forged = [ALICE.upper(), f" {ALICE}", bytes(key).hex(), bytes(token).hex(), "", "' OR 1=1 --", "%"]
    for device in forged:
        assert answers.mine(measurement, device) == {}
        answers.withdraw(measurement, device)
        answers.save(measurement, device + "x", {ONE: 1})
    assert answers.mine(measurement, ALICE) == {ONE: 4}


def test_whoever_lost_the_cookie_finds_nothing_back_and_the_answers_still_count():
    measurement = opened()
    fill_in(measurement, phones(5))
    with_a_new_cookie = CHARLIE
    assert answers.mine(measurement, with_a_new_cookie) == {}
    answers.withdraw(measurement, with_a_new_cookie)
    assert revealed(measurement).participants == 5


def test_nothing_is_saved_before_opening():
    measurement = concept()
    before = everything()
    with pytest.raises(MeasurementNotOpen):
        answers.save(measurement, ALICE, {ONE: 3})
    assert everything() == before


@pytest.mark.parametrize("shared", [False, True], ids=["gesloten", "gedeeld"])
def test_nothing_is_saved_changed_or_withdrawn_after_closing(shared):
    # The state is read in the transaction that writes, so that a page from before closing cannot slip through.
    measurement = opened()
    given = fill_in(measurement, phones(8))
    closing.close(measurement)
    if shared:
        reveal.share(measurement)
    before = everything()
    for attempt in (
        lambda: answers.save(measurement, ALICE, {ONE: 3}),
        lambda: answers.save(measurement, CHARLIE, {ONE: 3}),
        lambda: answers.withdraw(measurement, ALICE),
        lambda: answers.start_again(measurement, ALICE),
    ):
        with pytest.raises(MeasurementNotOpen, match="telt mee"):
            attempt()
    assert everything() == before
    assert stored(measurement) == as_people(given)


def test_a_team_that_scores_together_has_no_answers_of_its_own():
    measurement = opened(mode=Mode.JOINT)
    with pytest.raises(MeasurementNotOpen):
        answers.save(measurement, ALICE, {ONE: 3})
