"""One phone, two colleagues: Bob fills in, Alice after him, and neither sees the answers of the other."""

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.storage.measurements import answers
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day
from leidraad.ui.phone import participation
from tests.ui.conftest import a_measurement, opened_as, text

CORE = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
PHONE = "b" * 32


@pytest.fixture
def bobs_phone(team: schools.Team, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Bob is at the end of the questionnaire; on everything he answered "grotendeels"."""
    measurement = a_measurement(team, people=8, invited=10)
    day.start(measurement.id, 45)
    monkeypatch.setattr(participation, "device", lambda: PHONE)
    answers.save(measurement.id, PHONE, dict.fromkeys(CORE, 4))
    return opened_as(None, "invullen", code=measurement.join_code or "", deel=11)


def test_the_next_colleague_begins_at_the_welcome_with_nothing_answered(bobs_phone: AppTest) -> None:
    at = bobs_phone
    at.button(key="volgende-deelnemer").click().run()
    assert "Op dit toestel vulde al een collega in" in text(at)
    assert "Beginnen" in [one.label for one in at.button]
    assert answers.people(1) == 9
    at.button(key="0-verder").click().run()
    assert [one.value for one in at.segmented_control] == [None] * len(at.segmented_control)
    at.segmented_control[0].set_value(1).run()
    assert answers.mine(1, PHONE) == {CORE[0]: 1}
    assert answers.people(1) == 10


def test_nobodys_answers_stand_beside_the_teams_on_a_shared_phone(bobs_phone: AppTest) -> None:
    at = bobs_phone
    at.button(key="volgende-deelnemer").click().run()
    at.button(key="0-verder").click().run()
    at.segmented_control[0].set_value(1).run()
    day.go_to(1, DayStep.REVEAL, leaving=DayStep.JOIN)
    at.run()
    assert "Op dit toestel vulden meer collega's in" in text(at)
    assert "jij <b>" not in text(at)


def test_it_is_not_offered_before_something_was_answered(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(participation, "device", lambda: PHONE)
    at = opened_as(None, "invullen", code=a_measurement(team).join_code or "", deel=11)
    assert not [one for one in at.button if one.key == "volgende-deelnemer"]
