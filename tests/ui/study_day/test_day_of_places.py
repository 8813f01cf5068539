"""A study day about places between two poles: console, screen and plan of the day, from the reveal to the end, rank nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leidraad.domain.day import DayStep
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, measurements
from leidraad.storage.measurements.measurements import Measurement, Preparation
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day, judgements
from tests.content.examples import RANKING, example, offered_too
from tests.ui.conftest import opened, text
from tests.ui.day import at_step, press

PLACES = example("positie")


@pytest.fixture
def running(team: schools.Team, tmp_path: Path) -> Iterator[Measurement]:
    with pytest.MonkeyPatch.context() as patch, offered_too(tmp_path / "data", patch):
        made = measurements.prepare(Preparation(team.id, "nu", PLACES.id, 1, False, Mode.INDIVIDUAL, 9))
        measurements.open_(made.id)
        for person in range(8):
            answers.save(made.id, f"toestel-{person}", {item.id: 1 + person % 5 for item in PLACES.items})
        day.start(made.id, 45)
        yield measurements.get(made.id)


@pytest.mark.parametrize("step", list(DayStep)[2:])
def test_no_step_ranks_a_place(running: Measurement, step: DayStep) -> None:
    at_step(running, step)
    for page in ("studiedag", "presenteren"):
        seen = text(opened(page, meting=running.id)).split("<style>")[0]
        assert RANKING.findall(seen) == [], page


def test_on_the_console_a_team_says_where_it_stands_and_where_it_wants_to_be(running: Measurement) -> None:
    at_step(running, DayStep.JUDGEMENT)
    at = opened("studiedag", meting=running.id)
    key = f"oordeel-{running.id}-pi-51"
    now = at.selectbox(key=f"{key}-score")
    assert now.options[1] == "tussen ‘losse momenten’ en ‘eerder losse momenten’"
    now.set_value(2.5)
    at.selectbox(key=f"{key}-wens").set_value(4.0)
    at.text_area(key=f"{key}-bewijs").set_value("Drie van de vier keer was het ingepland.")
    at.segmented_control(key=f"{key}-zeker").set_value(True)
    press(at, "Opslaan en op het scherm zetten")
    kept = judgements.of_measurement(running.id)["pi-51"]
    assert (kept.score, kept.wish, kept.certain) == (2.5, 4.0, True)
    wall = text(opened("presenteren", meting=running.id))
    assert "hier willen we heen: ‘eerder dagelijks werk’" in wall
    assert 'class="wens" style="left:70.00%"' in wall
    assert "Stip: een collega · vierkant: samen · open driehoek: hier willen we heen" in wall


def test_below_the_threshold_the_day_tells_no_place(team: schools.Team, running: Measurement) -> None:
    few = measurements.prepare(Preparation(team.id, "klein", PLACES.id, 1, False, Mode.INDIVIDUAL, 5))
    measurements.open_(few.id)
    for person in range(4):
        answers.save(few.id, f"klein-{person}", {"pi-51": 5})
    day.start(few.id, 45)
    at_step(few, DayStep.REVEAL)
    assert "dagelijks werk" not in text(opened("presenteren", meting=few.id))
    assert "dagelijks werk" not in text(opened("resultaat", meting=few.id))
