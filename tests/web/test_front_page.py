"""What whoever is not signed in finds at the address of the Teamscan: a page of kilobytes, and no screen of Streamlit."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from leidraad.access import cookies
from leidraad.access.identity import Grant, Role
from leidraad.server.middleware.front_door import FrontDoor
from leidraad.server.routes import ROUTES
from leidraad.storage.accounts import accounts
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from tests.server.visits import Browser
from tests.storage.scene import chosen

SCREENS = "de schermen"


async def screens(_request) -> PlainTextResponse:
    return PlainTextResponse(SCREENS)


@pytest.fixture
def browser() -> Browser:
    return Browser(Starlette(routes=[*ROUTES, Route("/", screens)], middleware=[Middleware(FrontDoor)]))


@pytest.fixture
def alice(database: None) -> None:
    accounts.invite("alice@school.nl", "Alice", [Grant(Role.HOST)], None)


@pytest.fixture
def code(alice: None) -> str:
    team = schools.add_school_with_team("De Linde", "vo", "Onderbouw")
    return measurements.open_(measurements.prepare(chosen(team.id)).id).join_code or ""


def test_a_colleague_types_the_code_here_and_comes_to_the_questionnaire(browser, code):
    form = re.search(r'<form action="(.+?)" method="get"', browser.get("/").text)
    answer = browser.get(f"{form[1]}?code={code.lower()}")
    assert answer.headers["location"].endswith(f"/d/{code}")


def test_the_page_leads_to_the_private_scan_to_signing_in_and_to_what_can_be_read(browser, alice):
    links = re.findall(r'<a [^>]*href="(.+?)"', browser.get("/").text)
    assert links == ["/zelfscan", "/aanmelden", "/leidraad", "/uitleg"]


def test_with_everything_that_it_asks_for_it_weighs_less_than_twenty_kilobytes(browser, alice):
    page = browser.get("/")
    assets = re.findall(r'(?:src|href)="(/stijl/[^"]+)"', page.text)
    assert len(assets) == 3
    assert sum(len(browser.get(one).content) for one in assets) + len(page.content) < 20_000


def test_until_somebody_has_an_account_its_participants_read_that_the_teamscan_is_not_in_use_yet(
    browser, database
):
    team = schools.add_school_with_team("De Linde", "vo", "Onderbouw")
    measurements.open_(measurements.prepare(chosen(team.id)).id)
    assert re.findall(r'<a class="knop[^>]*href="(.+?)"', browser.get("/").text) == ["/begin"]
    accounts.invite("alice@school.nl", "Alice", [Grant(Role.HOST)], None)
    assert re.findall(r'<a class="knop[^>]*href="(.+?)"', browser.get("/").text) == ["/aanmelden"]


@pytest.mark.parametrize("cookie", [cookies.SESSION, cookies.SCHOOL, f"{cookies.SCHOOL}_1"])
def test_whoever_may_be_signed_in_gets_the_screens(browser, alice, cookie):
    browser.cookies.set(cookie, "iets")
    assert browser.get("/").text == SCREENS


@pytest.mark.parametrize("cookie", [cookies.DEVICE, cookies.KNOWN, cookies.CHECK, "_streamlit_xsrf"])
def test_a_phone_that_took_part_and_a_browser_that_signed_out_get_the_page(browser, alice, cookie):
    browser.cookies.set(cookie, "iets")
    assert "Meedoen met een code" in browser.get("/").text


def test_without_a_database_the_screens_say_so_and_come_back_by_themselves(browser, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")  # a folder
    assert browser.get("/").text == SCREENS
