"""One device, two colleagues: both count, and neither can see the answers of the other."""

import pytest

from leidraad.errors import HandedOver, MeasurementNotOpen, Refused
from leidraad.storage.measurements import answers, closing
from leidraad.storage.measurements.handing_over import hand_over
from tests.storage import scene

PHONE = "toestel-van-alice"


@pytest.fixture
def measurement(database: str) -> int:
    return scene.opened()


def test_the_next_colleague_begins_with_nothing_and_both_count(measurement: int) -> None:
    answers.save(measurement, PHONE, {scene.ONE: 5, scene.TWO: 1})
    hand_over(measurement, PHONE)
    assert answers.mine(measurement, PHONE) == {}
    assert not answers.standing(measurement, PHONE).present
    assert answers.save(measurement, PHONE, {scene.ONE: 2}) == 1
    assert answers.mine(measurement, PHONE) == {scene.ONE: 2}
    assert answers.people(measurement).people == 2
    assert scene.stored(measurement) == scene.as_people([{scene.ONE: 5, scene.TWO: 1}, {scene.ONE: 2}])


def test_a_whole_team_on_one_device_gives_a_result(measurement: int) -> None:
    for value in (1, 2, 3, 4, 5, 5, 4, 3):
        answers.save(measurement, PHONE, dict.fromkeys(scene.CORE, value))
        hand_over(measurement, PHONE)
    result = scene.revealed(measurement)
    assert result.participants == 8
    assert result.constructs[0].items[0].counts == (1, 1, 2, 2, 2)


def test_what_was_handed_over_cannot_be_withdrawn_from_the_device(measurement: int) -> None:
    answers.save(measurement, PHONE, {scene.ONE: 5})
    hand_over(measurement, PHONE)
    answers.withdraw(measurement, PHONE)
    assert answers.people(measurement).people == 1


def test_nothing_to_hand_over_or_a_closed_measurement_is_refused(measurement: int) -> None:
    for _ in range(2):
        with pytest.raises(Refused, match="nog niets ingevuld"):
            hand_over(measurement, PHONE)
    answers.save(measurement, PHONE, {scene.ONE: 5})
    closing.close(measurement)
    with pytest.raises(MeasurementNotOpen):
        hand_over(measurement, PHONE)


def test_a_tab_that_still_shows_the_earlier_answers_does_not_give_them_to_the_next(measurement: int) -> None:
    answers.save(measurement, PHONE, {scene.ONE: 5})
    hand_over(measurement, PHONE)
    with pytest.raises(HandedOver):
        answers.save(measurement, PHONE, {scene.TWO: 5}, joining=False)


def test_handing_over_is_counted_for_everybody_and_whoever_did_it_is_done(measurement: int) -> None:
    for device in (PHONE, PHONE, "toestel-van-bob"):
        answers.save(measurement, device, {scene.ONE: 5})
        hand_over(measurement, device)
    answers.save(measurement, PHONE, {scene.ONE: 1})
    assert scene.row(measurement).handed_over == 3
    assert answers.people(measurement) == answers.TakingPart(people=4, done=3)
    assert not answers.standing(measurement, PHONE).done


def test_leaders_hand_over_their_own_answers_and_are_not_counted_with_the_team(measurement: int) -> None:
    answers.save(measurement, PHONE, {scene.ONE: 5})
    answers.save(measurement, f"{PHONE}:leiding", {scene.ONE: 1}, leader=True)
    hand_over(measurement, f"{PHONE}:leiding")
    assert answers.mine(measurement, PHONE) == {scene.ONE: 5}
    assert not answers.standing(measurement, f"{PHONE}:leiding").present
    assert scene.row(measurement).handed_over == 0
