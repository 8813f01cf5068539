"""The console says calmly that the date is doubted: the day goes on, and nothing closes or goes by itself."""

from datetime import timedelta

import pytest

from leidraad.domain.day import DayStep
from leidraad.notation import day as day_in_words
from leidraad.storage import clock_watch, retention
from leidraad.storage.database import clock
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from tests.ui.conftest import a_measurement, opened, text
from tests.ui.day import a_day, at_step, press

DOUBTED = "klopt misschien niet"


def test_while_the_date_is_believed_the_console_says_nothing_of_it(team: schools.Team) -> None:
    clock_watch.look()
    assert DOUBTED not in text(opened("studiedag", meting=a_day(team).id))
    assert DOUBTED not in text(opened("studiedag", meting=a_measurement(team, label="voorjaar").id))


def test_a_doubted_date_is_said_and_what_it_says_of_closing_is_so(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    measurement, waits = a_day(team, people=8), a_measurement(team, label="voorjaar")
    at_step(measurement, DayStep.FILL)
    clock_watch.look()
    leapt = clock.now() + timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: leapt)
    retention.purge_expired()
    at = opened("studiedag", meting=measurement.id)
    assert f"{DOUBTED}: hij zegt {day_in_words(leapt)}" in text(at)
    assert DOUBTED in text(opened("studiedag", meting=waits.id))
    press(press(at, "Sluit de meting"), "Ja, sluit")
    assert [measurements.get(one.id).state for one in (measurement, waits)] == ["gesloten", "open"]
