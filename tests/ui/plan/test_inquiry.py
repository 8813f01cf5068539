"""A small inquiry on the page Plan: planned, asked, closed, and then expectation beside outcome beside what the team saw."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.domain.measurement import State
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, measurements
from leidraad.storage.plans import focus_points, inquiries, looking_back, notes
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools import schools
from tests.plan import begin
from tests.ui.conftest import a_measurement, opened, shared, text
from tests.ui.day import buttons, press

ITEM = "vo-a3-02"
EXPECTED = "De meesten kiezen nu 4 of 5"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Moves the clock of the program so many days on."""
    began = clock.now()
    return lambda days: monkeypatch.setattr(clock, "now", lambda: began + timedelta(days=days))


@pytest.fixture
def point(team: schools.Team, later: Callable[[int], None]) -> FocusPoint:
    """Chosen after a measurement in which everybody said "deels"; now it is time to look back."""
    shared(a_measurement(team, people=9, invited=9))
    made = begin(team.id)
    later(49)
    return made


def page(point: FocusPoint, doe: str = "onderzoek") -> AppTest:
    return opened("plan", team=point.team_id, punt=point.id, doe=doe)


def asked(point: FocusPoint, *, items: tuple[str, ...] = (ITEM,)) -> int:
    version = inquiries.plan(point.team_id, point.id, items, EXPECTED, seen=0).version
    return inquiries.open_(point.team_id, point.id, 9, seen=version).id


def answered(measurement: int, values: list[int]) -> None:
    for number, value in enumerate(values):
        answers.save(measurement, f"toestel-{number}", {ITEM: value})


def test_from_planning_to_expectation_beside_outcome(point: FocusPoint) -> None:
    notes.write(point.team_id, point.id, "waar-kijken", "Hoe vaak we doorvragen", seen=0)
    at = page(point)
    at.multiselect(key=f"onderzoek-{point.id}-0-stellingen").set_value([ITEM])
    at.text_area(key=f"onderzoek-{point.id}-0-verwacht").input(EXPECTED)
    press(at, "Bewaar het kleine onderzoek")
    assert EXPECTED in text(at)
    (planned,) = inquiries.of_points([point.id])[point.id]
    assert at.number_input(key=f"onderzoek-aantal-{planned.id}").value == 9
    press(at, "Vraag het nu aan het team")
    (planned,) = inquiries.of_points([point.id])[point.id]
    assert planned.measurement_id is not None
    assert "0 klaar, 0 nog bezig, van 9" in text(at)
    answered(planned.measurement_id, [4, 4, 4, 5, 4, 4, 4, 2, 5])
    press(at, "Sluit het kleine onderzoek")
    assert "Er is nog geen uitslag" in text(at)
    press(at, "Toon de uitslag")
    said = text(at)
    for part in (EXPECTED, "9 van 9 collega's vulden in", "9 deels", "6 grotendeels", "Hoe vaak we doorvragen"):
        assert part in said, part
    assert not any(word in said for word in ("gemiddeld", "hoger", "lager", "verschil met"))


def test_the_outcome_stands_with_looking_back(point: FocusPoint) -> None:
    measurement = asked(point)
    assert "kies hierboven" in page(point, "terugkijken").info[0].value
    answered(measurement, [4] * 9)
    at = page(point)
    press(at, "Sluit het kleine onderzoek")
    press(at, "Toon de uitslag")
    assert "9 grotendeels" in text(page(point, "terugkijken"))


def test_too_early_the_page_says_from_when_and_offers_no_button(team: schools.Team) -> None:
    point = begin(team.id)
    inquiries.plan(team.id, point.id, (ITEM,), EXPECTED, seen=0)
    at = page(point)
    assert "Dit kan vanaf" in text(at)
    assert "Vraag het nu aan het team" not in buttons(at)


def test_nothing_chosen_is_said_and_what_was_typed_stays(point: FocusPoint) -> None:
    at = page(point)
    at.text_area(key=f"onderzoek-{point.id}-0-verwacht").input(EXPECTED)
    press(at, "Bewaar het kleine onderzoek")
    assert "Kies één tot drie stellingen" in at.error[0].value
    assert at.text_area(key=f"onderzoek-{point.id}-0-verwacht").value == EXPECTED


def test_two_tabs_the_later_sees_what_stands_there_and_chooses(point: FocusPoint) -> None:
    at = page(point)
    inquiries.plan(point.team_id, point.id, ("vo-a3-01",), "Niemand kiest nog 1", seen=0)
    at.multiselect(key=f"onderzoek-{point.id}-0-stellingen").set_value([ITEM])
    at.text_area(key=f"onderzoek-{point.id}-0-verwacht").input(EXPECTED)
    press(at, "Bewaar het kleine onderzoek")
    assert "Niemand kiest nog 1" in text(at)
    press(at, "Bewaar wat ik typte")
    (kept,) = inquiries.of_points([point.id])[point.id]
    assert (kept.items, kept.expected) == ((ITEM,), EXPECTED)


def test_under_the_threshold_it_says_so_and_shows_nothing(point: FocusPoint) -> None:
    answered(asked(point), [4] * 4)
    at = page(point)
    press(at, "Sluit het kleine onderzoek")
    assert "Er deden 4 mee. Onder de 5 tonen we geen uitslag" in at.warning[0].value
    press(at, "Toon de uitslag")
    assert "Onder de drempel van 5 antwoorden" in text(at)
    assert "4 grotendeels" not in text(at)


def test_closed_it_can_be_opened_again_or_thrown_away_after_asking(point: FocusPoint) -> None:
    measurement = asked(point)
    at = page(point)
    press(at, "Sluit het kleine onderzoek")
    press(at, "Open het weer")
    assert measurements.get(measurement).state is State.OPEN
    press(at, "Sluit het kleine onderzoek")
    press(at, "Gooi het weg")
    press(at, "Ja, gooi de antwoorden weg")
    (kept,) = inquiries.of_points([point.id])[point.id]
    assert kept.measurement_id is None
    assert "Vraag het nu aan het team" in buttons(at)


def test_a_planned_one_can_be_given_up(point: FocusPoint) -> None:
    inquiries.plan(point.team_id, point.id, (ITEM,), EXPECTED, seen=0)
    press(page(point), "Toch geen klein onderzoek")
    assert inquiries.of_points([point.id]) == {point.id: []}


def test_the_wall_shows_the_way_in_and_then_expectation_beside_outcome(point: FocusPoint) -> None:
    measurement = asked(point)
    at = opened("presenteren", meting=measurement)
    assert "Doe mee met je telefoon" in text(at)
    answered(measurement, [4, 4, 4, 5, 4, 4, 4, 2, 5])
    assert "0 klaar, 9 nog bezig, van 9" in text(at.run())
    assert "grotendeels" not in text(at)
    shared(measurements.get(measurement))
    wall = text(opened("presenteren", meting=measurement))
    assert "Wij verwachtten:" in wall
    assert EXPECTED in wall
    assert "9 deels" in wall
    assert "6 grotendeels" in wall


@pytest.mark.parametrize("name", ["resultaat", "studiedag", "samen"])
def test_its_measurement_is_on_no_other_page(point: FocusPoint, name: str) -> None:
    at = opened(name, meting=asked(point))
    assert "Dit is een klein onderzoek" in text(at)


def test_after_ending_it_stays_to_be_read(point: FocusPoint) -> None:
    answered(asked(point), [4] * 9)
    at = page(point)
    press(at, "Sluit het kleine onderzoek")
    press(at, "Toon de uitslag")
    looking_back.stop(point.team_id, point.id, "Klaar", seen=focus_points.get(point.team_id, point.id).version)
    assert EXPECTED in text(opened("plan", team=point.team_id))
