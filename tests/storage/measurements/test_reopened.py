"""Somebody whose phone slept through closing and reopening does not take part twice."""

import pytest

from leidraad.errors import AlreadyCounted
from leidraad.storage.measurements import answers, closing, measurements
from leidraad.storage.schools import schools
from tests.ui.conftest import a_measurement

BOB = "b" * 32
CHARLIE = "c" * 32


def _closed_and_reopened() -> int:
    team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")
    id = a_measurement(team, people=5).id
    answers.save(id, BOB, {"vo-a1-01": 4})
    closing.close(id)
    measurements.reopen(id)
    return id


@pytest.mark.usefixtures("database")
def test_a_colleague_who_did_not_take_part_yet_can_join() -> None:
    assert answers.save(_closed_and_reopened(), CHARLIE, {"vo-a1-01": 2}) == 1


@pytest.mark.usefixtures("database")
def test_a_phone_with_counted_answers_is_recognised_by_what_it_still_shows() -> None:
    id = _closed_and_reopened()
    before = answers.people(id)
    with pytest.raises(AlreadyCounted, match="tellen al mee"):
        answers.save(id, BOB, {"vo-a1-04": 5}, joining=False)
    assert answers.people(id) == before
    assert not answers.standing(id, BOB).present
