"""Typing join codes on the start page and coming in by a link: guessing gets slow, the right code never does."""

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.storage.measurements import joining
from leidraad.storage.measurements.joining import PER_DEVICE
from leidraad.storage.schools import schools
from tests.ui.conftest import a_measurement, opened_as, text

WRONG = "AAAAAA"


@pytest.fixture
def code(team: schools.Team, monkeypatch: pytest.MonkeyPatch) -> str:
    """The code of an open measurement; nobody really waits."""
    monkeypatch.setattr(joining.time, "sleep", lambda seconds: None)
    return a_measurement(team).join_code or ""


def type_code(at: AppTest, typed: str) -> AppTest:
    at.text_input(key="code").set_value(typed)
    next(button for button in at.button if button.label == "Meedoen").click()
    return at.run()


def test_a_wrong_code_says_what_to_look_at_and_after_six_how_long_to_wait(code):
    at = opened_as(None, "start")
    for _ in range(PER_DEVICE.free - 1):
        type_code(at, WRONG)
        assert "We kennen de code" in text(at)
    type_code(at, WRONG)
    assert "Wacht 5 seconden" in text(at)
    assert "De goede code werkt altijd meteen." in text(at)


def test_the_right_code_lets_in_also_then(code):
    at = opened_as(None, "start")
    for _ in range(PER_DEVICE.free + 3):
        type_code(at, WRONG)
    type_code(at, code)
    assert "Wacht" not in text(at)
    assert "We kennen de code" not in text(at)


def test_slips_of_the_fingers_are_no_guesses(code):
    at = opened_as(None, "start")
    for _ in range(PER_DEVICE.free + 3):
        type_code(at, "ABC")
    assert "We kennen de code" in text(at)
    assert "Wacht" not in text(at)
