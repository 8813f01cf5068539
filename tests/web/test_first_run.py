"""The page of a fresh installation: only with the code of the console, everything or nothing, and once."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from leidraad.access.cookies import SESSION
from leidraad.access.identity import Grant, Role
from leidraad.server.middleware.front_door import FrontDoor
from leidraad.server.routes import ROUTES
from leidraad.storage.accounts import accounts, sessions
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from leidraad.web import begin_code
from tests.server.visits import Browser
from tests.storage.scene import chosen

pytestmark = pytest.mark.usefixtures("database")


async def screens(_request) -> PlainTextResponse:
    return PlainTextResponse("de schermen")


@pytest.fixture
def browser() -> Browser:
    app = Starlette(
        routes=[*ROUTES, Route("/", screens), Route("/zelfscan", screens)],
        middleware=[Middleware(FrontDoor)],
    )
    return Browser(app)


def filled_in(**changed: str) -> dict[str, str]:
    return {
        "code": begin_code.current(),
        "school": "De Brug",
        "sector": "vo",
        "teams": "Onderbouw\r\nBovenbouw havo",
        "name": "Alice",
        "email": "alice@school.nl",
        "wachtwoord": "vier paarden op een trap",
        "role": "schoolleider",
        **changed,
    }


def test_an_empty_installation_opens_on_this_page_and_a_claimed_one_does_not(browser):
    assert browser.get("/").headers["location"] == "begin"
    assert browser.get("/zelfscan").text == "de schermen"
    assert browser.post("/begin", data=filled_in()).status_code == 303
    browser.cookies.clear()
    assert "Meedoen met een code" in browser.get("/").text
    assert browser.get("/begin").headers["location"] == "aanmelden"


def test_one_page_makes_the_school_its_teams_and_an_account_that_is_signed_in(browser):
    answer = browser.post("/begin", data=filled_in())
    assert (answer.status_code, answer.headers["location"]) == (303, "./")
    visitor = sessions.visitor(browser.cookies[SESSION])
    assert visitor.host
    assert visitor.schools == {schools.schools()[0].id}
    assert [team.name for team in schools.teams()] == ["Onderbouw", "Bovenbouw havo"]


def test_the_code_works_however_it_is_typed(browser):
    code = begin_code.shown()
    assert browser.post("/begin", data=filled_in(code=f" {code.lower()} ")).status_code == 303


def test_looking_around_needs_the_code_and_nothing_else(browser):
    answer = browser.post("/begin", data={"code": begin_code.current(), "rondkijken": "ja"})
    assert answer.status_code == 303
    assert sessions.visitor(browser.cookies[SESSION]).guest
    assert not accounts.is_claimed()
    assert browser.get("/").text == "de schermen"
    assert "Beginnen" in browser.get("/begin").text


def test_schools_of_an_earlier_version_can_be_chosen_and_are_kept(browser):
    there = schools.add_school_with_team("De <Linde>", "po", "Groep 8")
    form = browser.get("/begin").text
    assert "De &lt;Linde&gt;" in form
    assert "Eerst rondkijken" not in form
    browser.post("/begin", data=filled_in(school_id=str(there.school_id), school="", teams=""))
    assert len(schools.schools()) == 1
    assert sessions.visitor(browser.cookies[SESSION]).schools == {there.school_id}


def test_while_a_measurement_is_open_its_participants_reach_the_start_page(browser):
    team = schools.add_school_with_team("De Linde", "vo", "Onderbouw")
    measurements.open_(measurements.prepare(chosen(team.id)).id)
    assert "Meedoen met een code" in browser.get("/").text


# -- refusals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["", "AAAA AAAA", "é", "' OR 1"])
@pytest.mark.parametrize("more", [{}, {"rondkijken": "ja"}])
def test_without_the_code_nobody_can_claim_it(browser, code, more):
    answer = browser.post("/begin", data=filled_in(code=code, **more))
    assert answer.status_code == 422
    assert "De code klopt niet" in answer.text
    assert SESSION not in browser.cookies
    assert not accounts.is_claimed()
    assert schools.schools() == []


def test_wrong_codes_are_slowed_and_the_right_one_never(browser):
    for _ in range(10):
        browser.post("/begin", data=filled_in(code="AAAA AAAA"))
    assert "Wacht" in browser.post("/begin", data=filled_in(code="AAAA AAAA")).text
    assert browser.post("/begin", data=filled_in()).status_code == 303


def test_a_mistake_loses_nothing_but_the_password(browser):
    answer = browser.post("/begin", data=filled_in(wachtwoord="kort", school='De "Brug" <b>', role="kartrekker"))
    assert "minstens 12 tekens" in answer.text
    assert 'value="De &#34;Brug&#34; &lt;b&gt;"' in answer.text
    assert "Onderbouw\r\nBovenbouw havo</textarea>" in answer.text
    assert 'value="kartrekker" required checked' in answer.text
    assert begin_code.current() in answer.text
    assert 'value="kort"' not in answer.text
    assert "kort" not in answer.text.replace("korte", "").replace("kortste", "")


def test_an_account_made_on_the_console_closes_the_page_too(browser):
    browser.get("/")
    accounts.invite("alice@school.nl", "Alice", [Grant(Role.HOST)], None)
    assert "Meedoen met een code" in browser.get("/").text
    assert browser.post("/begin", data=filled_in()).headers["location"] == "aanmelden"


def test_another_site_cannot_begin_for_us(browser):
    answer = browser.post("/begin", data=filled_in(), headers={"origin": "https://kwaad.nl"})
    assert answer.status_code == 403
    assert not accounts.is_claimed()


@pytest.mark.parametrize("role", ["", "directeur", "Beheerder"])
def test_a_role_that_does_not_exist_is_refused(browser, role):
    assert "Kies wat je doet" in browser.post("/begin", data=filled_in(role=role)).text
    assert not accounts.is_claimed()
