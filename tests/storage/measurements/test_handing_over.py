"""One device, two colleagues: both count, and neither can see the answers of the other."""

import pytest

from leidraad.errors import AlreadyCounted, MeasurementNotOpen, Refused
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
    assert answers.people(measurement) == 2
    assert scene.stored(measurement) == scene.as_people([{scene.ONE: 5, scene.TWO: 1}, {scene.ONE: 2}])


def test_a_whole_team_on_one_device_gives_a_result(measurement: int) -> None:
    for value in (1, 2, 3, 4, 5, 5, 4, 3):
        answers.save(measurement, PHONE, dict.fromkeys(scene.CORE, value))
        hand_over(measurement, PHONE)
    result = closing.close(measurement).result
    assert result.participants == 8
    assert result.constructs[0].items[0].counts == (1, 1, 2, 2, 2)


def test_what_was_handed_over_cannot_be_withdrawn_from_the_device(measurement: int) -> None:
    answers.save(measurement, PHONE, {scene.ONE: 5})
    hand_over(measurement, PHONE)
    answers.withdraw(measurement, PHONE)
    assert answers.people(measurement) == 1


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
    with pytest.raises(AlreadyCounted):
        answers.save(measurement, PHONE, {scene.TWO: 5}, joining=False)
