"""On the way to the school's login and back: what does not end in a login is said on our own page."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.web.server.starlette import starlette_auth_routes as auth

from leidraad.server.middleware.school_return import SchoolReturn
from leidraad.web.sign_in import SchoolTrouble
from tests.server.visits import Browser


def test_streamlit_has_these_two_addresses_and_this_cookie():
    addresses = {route.path for route in auth.create_auth_routes("")}
    assert {"/auth/login", "/oauth2callback"} <= addresses
    assert auth.USER_COOKIE_NAME == "_streamlit_user"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/auth/login", "mislukt"),
        ("/auth/login?provider=verlopen", "mislukt"),
        ("/oauth2callback", "mislukt"),
        ("/oauth2callback?state=van-gisteren&code=x", "mislukt"),
        ("/oauth2callback?error=access_denied&error_description=%3Cb%3E", "geweigerd"),
    ],
)
def test_a_login_that_does_not_end_well_leads_to_signing_in(http, address, why):
    answer = http.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/aanmelden?school={why}")
    assert answer.headers["cache-control"] == "no-store"


def test_under_a_subpath_it_leads_there_too(strict_http):
    answer = strict_http.get("/teamscan/oauth2callback", headers={"host": "teamscan.school.nl"})
    assert answer.headers["location"] == "/teamscan/aanmelden?school=mislukt"


@pytest.mark.parametrize("why", SchoolTrouble)
def test_there_the_reason_stands_in_dutch_with_what_to_do(http, why):
    page = http.get(f"/aanmelden?school={why.value}")
    assert 'role="alert"' in page.text
    assert "Probeer het" in page.text
    assert "Blijft het zo? Vraag de" in page.text


@pytest.mark.parametrize("made_up", ["", "x", "REFUSED", "<b>", "geweigerd "])
def test_nothing_else_is_said_there(http, made_up):
    assert 'role="alert"' not in http.get("/aanmelden", params={"school": made_up}).text


async def away(_request) -> Response:
    return RedirectResponse("https://login.school.nl/authorize?x=1", 302)


async def unreachable(_request) -> Response:
    return PlainTextResponse("Authentication error", 400)


async def signed_in(_request) -> Response:
    answer = RedirectResponse("/", 302)
    answer.delete_cookie("_streamlit_user_1")
    answer.set_cookie("_streamlit_user", "getekend")
    return answer


async def cleared(_request) -> Response:
    answer = RedirectResponse("/", 302)
    answer.delete_cookie("_streamlit_user")
    return answer


@pytest.mark.parametrize(
    ("path", "gives", "location"),
    [
        ("/auth/login", away, "https://login.school.nl/authorize?x=1"),
        ("/auth/login", unreachable, "/aanmelden?school=onbereikbaar"),
        ("/oauth2callback", signed_in, "/"),
        ("/oauth2callback", cleared, "/aanmelden?school=mislukt"),
    ],
)
def test_what_streamlit_answers_is_read_rightly(path, gives, location):
    browser = Browser(Starlette(routes=[Route(path, gives)], middleware=[Middleware(SchoolReturn)]))
    answer = browser.get(path)
    assert answer.headers["location"] == location
    assert ("set-cookie" in answer.headers) is (gives in (signed_in, cleared)), (
        "what is left of an earlier login goes"
    )
