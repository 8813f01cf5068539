"""The start page: a code leads on, a wrong one says what to do, and leaders find what is open."""

from leidraad.storage import closing, schools
from tests.ui.conftest import a_measurement, links, opened, text


def test_an_empty_installation_says_what_to_do_first(database: None) -> None:
    at = opened("start")
    assert "Maak eerst een school en een team" in text(at)
    assert "Naar de metingen" in links(at)


def test_what_is_open_now_stands_on_the_start_page(team: schools.Team) -> None:
    a_measurement(team)
    assert "Bovenbouw havo: najaar 2026 is nu open" in links(opened("start"))


def test_a_right_code_leads_to_the_questionnaire_however_it_is_typed(team: schools.Team) -> None:
    code = a_measurement(team).join_code
    assert code is not None
    at = opened("start")
    at.text_input(key="code").input(f" {code[:3].lower()} {code[3:].lower()}")
    at.button[0].click().run()
    assert not at.error
    assert at.query_params["code"] == code


def test_an_unknown_code_is_explained_and_nothing_is_lost(database: None) -> None:
    at = opened("start")
    at.text_input(key="code").input("K7M4XR")
    at.button[0].click().run()
    assert "K7M4XR" in at.error[0].value
    assert at.text_input(key="code").value == "K7M4XR"


def test_the_code_of_a_closed_measurement_says_that_it_is_closed(team: schools.Team) -> None:
    measurement = a_measurement(team, people=5)
    assert measurement.id is not None
    closing.close(measurement.id)
    at = opened("start")
    at.text_input(key="code").input(measurement.join_code or "")
    at.button[0].click().run()
    assert "gesloten" in at.error[0].value


def test_a_link_with_a_broken_code_says_so(database: None) -> None:
    assert "klopt niet" in opened("start", code="onbekend").error[0].value
