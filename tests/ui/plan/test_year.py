"""A year in the life of a team, on its own pages, with the clock moved: measure, choose, plan, a first step, look back with a
small inquiry, measure again, secure."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.domain.focus import ActionState, Sequel
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import actions, focus_points, inquiries
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools import schools
from tests.ui.conftest import a_measurement, opened, shared, text
from tests.ui.day import buttons, press

PEOPLE = 9
ITEM = "vo-a4-02"


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Goes to this day of the year."""
    began = clock.now()
    return lambda days: monkeypatch.setattr(clock, "now", lambda: began + timedelta(days=days))


def plan(point: FocusPoint, doe: str) -> AppTest:
    return opened("plan", team=point.team_id, punt=point.id, doe=doe)


def only(team: schools.Team) -> FocusPoint:
    (found,) = focus_points.of_team(team.id)
    return found


def measured(team: schools.Team) -> Measurement:
    return shared(a_measurement(team, people=PEOPLE, invited=PEOPLE))


def look_back(point: FocusPoint, how_far: str, sequel: Sequel, reason: str) -> AppTest:
    at, key = plan(point, "terugkijken"), f"terug-{point.id}-{point.version}"
    at.button_group(key=f"vorm-{key}").set_value(how_far)
    at.radio(key=f"{key}-besluit").set_value(sequel)
    at.text_area(key=f"{key}-reden").input(reason)
    return press(at, "Opslaan")


def begins(team: schools.Team) -> FocusPoint:
    at, form = opened("plan", team=team.id), f"begin-{team.id}-0"
    at.selectbox(key=f"{form}-onderdeel").set_value("aanbeveling-4").run()
    at.selectbox(key=f"{form}-stelling-aanbeveling-4").set_value(ITEM)
    at.text_area(key=f"{form}-als").input("we een les bezoeken")
    at.text_area(key=f"{form}-dan").input("noteert ieder één vraag")
    at.text_area(key=f"{form}-stap").input("Rooster met tussenuren delen")
    at.text_input(key=f"{form}-wie").input("kartrekker")
    press(at, "Begin dit plan")
    return only(team)


def asks(point: FocusPoint, value: int) -> None:
    """The statement that the plan is about stands there already: only what the team expects is typed."""
    at = plan(point, "onderzoek")
    at.text_area(key=f"onderzoek-{point.id}-0-verwacht").input("De meesten kiezen nu ‘grotendeels’")
    press(at, "Bewaar het kleine onderzoek")
    press(at, "Vraag het nu aan het team")
    (planned,) = inquiries.of_points([point.id])[point.id]
    assert planned.items == (ITEM,)
    assert planned.measurement_id is not None
    for person in range(PEOPLE):
        answers.save(planned.measurement_id, f"toestel-{person}", {ITEM: value + (person == 0)})
    press(at, "Sluit het kleine onderzoek")
    press(at, "Toon de uitslag")


def test_a_year_in_the_life_of_a_team(team: schools.Team, day: Callable[[int], None]) -> None:
    measured(team)
    point = begins(team)

    day(7)
    (first,) = actions.of_points([point.id])[point.id]
    actions.change(
        team.id, point.id, first.id, first.what, first.owner, first.due_on, ActionState.DONE, seen=first.version
    )
    press(plan(point, "stap"), "Door naar stap 3")
    day(14)
    press(plan(only(team), "stap"), "Door naar stap 4")

    day(20)
    assert "Vraag het nu aan het team" not in buttons(plan(point, "onderzoek"))
    day(47)
    asks(point, 4)
    day(49)
    assert "Eerst terugkijken" in text(opened("metingen", team=team.id))
    seen = text(plan(only(team), "terugkijken"))
    assert "De meesten kiezen nu ‘grotendeels’" in seen
    assert "8 grotendeels, 1 helemaal" in seen
    look_back(only(team), "deels", Sequel.ADJUST, "Elke week is te veel: voortaan elke maand")

    day(98)
    look_back(only(team), "gedaan", Sequel.SECURE, "Het gaat vanzelf")
    assert only(team).step == 5

    day(190)
    measured(team)
    assert len(measurements.of_team(team.id)) == 2, "a small inquiry is no measurement among the others"
    at = opened("ontwikkeling", team=team.id)
    for said in ("2 metingen", "klein onderzoek", "teruggekeken: deels, daarna bijstellen", "stap 5: borgen"):
        assert said in text(at), said

    day(200)
    at, key = plan(only(team), "afronden"), f"afronden-{point.id}"
    at.radio(key=f"{key}-hoe").set_value("borgen").run()
    version = only(team).version
    at.text_area(key=f"{key}-borgen-structuur-{version}").input("In Zo werken wij; elk voorjaar op de agenda")
    at.text_area(key=f"{key}-borgen-persoon-{version}").input("De kartrekker helpt nieuwe collega’s")
    press(at, "Rond af: geborgd")
    assert only(team).ending == "geborgd"
    assert "De meesten kiezen nu ‘grotendeels’" in text(opened("plan", team=team.id))
