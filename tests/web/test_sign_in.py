"""The pages for signing in and out and for one-time links: what they set, what they refuse, what they never say."""

import re
import time

import pytest
from starlette.applications import Starlette

from leidraad.access.cookies import KNOWN, SESSION
from leidraad.access.identity import NOBODY, Grant, Role
from leidraad.server.routes import ROUTES
from leidraad.storage.accounts import accounts, sessions
from leidraad.web import forms, password_turns
from tests.server.visits import HERE, Browser
from tests.storage.people import HOST, PASSWORD, person
from tests.storage.scene import rows

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def browser() -> Browser:
    return Browser(Starlette(routes=ROUTES))


@pytest.fixture
def link() -> str:
    """The secret of Bob's invitation."""
    return accounts.invite("bob@school.nl", "Bob <b>", [Grant(Role.HOST)], None)[1]


@pytest.fixture
def bob() -> None:
    """Bob has chosen a password and is signed out."""
    person("Bob", HOST)


def send(browser: Browser, password: str = PASSWORD, **more: str):
    return browser.post("/aanmelden", data={"email": "bob@school.nl", "wachtwoord": password, **more})


def test_the_right_password_gives_a_cookie_that_no_script_reads(browser, bob):
    answer = send(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "./")
    cookie = answer.headers["set-cookie"]
    assert re.match(rf"{SESSION}=[\w-]{{43}}; ", cookie)
    assert {"HttpOnly", "Max-Age=43200", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert sessions.visitor(browser.cookies[SESSION]).host


def test_under_https_the_cookie_never_travels_in_the_clear(bob):
    secure = Browser(Starlette(routes=ROUTES), "https://testserver")
    assert "Secure" in send(secure).headers["set-cookie"]


def test_afterwards_one_is_where_one_wanted_to_go(browser, bob):
    assert browser.get("/aanmelden?naar=metingen%3Fteam%3D3").text.count('value="metingen?team=3"') == 1
    assert send(browser, naar="metingen?team=3&meting=4").headers["location"] == "metingen?team=3&meting=4"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://kwaad.nl",
        "//kwaad.nl",
        "/\\kwaad.nl",
        "javascript:alert(1)",
        "metingen?a=//b",
        "../x",
        "a\r\nb: c",
    ],
)
def test_but_never_on_another_site(browser, bob, elsewhere):
    assert send(browser, naar=elsewhere).headers["location"] == "./"


def test_signing_in_again_ends_the_session_before(browser, bob):
    send(browser)
    first = browser.cookies[SESSION]
    send(browser)
    assert sessions.visitor(first) == NOBODY
    assert sessions.visitor(browser.cookies[SESSION]).signed_in


def test_signing_out_ends_the_session_and_takes_the_cookie_back(browser, bob):
    send(browser)
    token = browser.cookies[SESSION]
    assert browser.post("/afmelden").headers["location"] == "./"
    assert sessions.visitor(token) == NOBODY
    assert SESSION not in browser.cookies


def test_a_password_manager_knows_what_to_keep(browser, link):
    form = browser.get("/aanmelden").text
    assert 'autocomplete="username"' in form
    assert 'autocomplete="current-password"' in form
    chosen = browser.post("/uitnodiging", data={"sleutel": link}).text
    assert 'autocomplete="new-password"' in chosen
    assert 'value="bob@school.nl" autocomplete="username"' in chosen


def test_an_invitation_leads_to_a_form_and_the_form_leads_in(browser, link):
    opening = browser.get("/uitnodiging")
    assert "data-uit-adres" in opening.text
    form = browser.post("/uitnodiging", data={"sleutel": link})
    assert "Welkom Bob &lt;b&gt;" in form.text
    assert "<b>bob@school.nl</b>" in form.text
    answer = browser.post("/uitnodiging", data={"sleutel": link, "wachtwoord": PASSWORD})
    assert answer.status_code == 303
    assert sessions.visitor(browser.cookies[SESSION]).name == "Bob <b>"
    again = browser.post("/uitnodiging", data={"sleutel": link})
    assert again.status_code == 410
    assert "<h1>Deze link werkt niet meer</h1>" in again.text
    assert again.text.count("werkt niet meer") == 2, "in the title of the tab and on the page, said once"


def test_the_pages_are_dutch_and_kept_by_nobody(browser):
    for path in ("/aanmelden", "/uitnodiging", "/wachtwoord"):
        answer = browser.get(path)
        assert '<html lang="nl">' in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert "http://" not in answer.text


# -- refusals -------------------------------------------------------------------------------------------------


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(browser, bob):
    wrong = send(browser, "iets anders dan dat")
    unknown = browser.post("/aanmelden", data={"email": "charlie@school.nl", "wachtwoord": PASSWORD})
    assert wrong.status_code == unknown.status_code == 422
    assert "set-cookie" not in wrong.headers
    assert 'role="alert"' in wrong.text
    assert wrong.text.replace("bob@", "") == unknown.text.replace("charlie@", "")
    assert PASSWORD not in unknown.text


def test_after_five_wrong_passwords_the_page_says_how_long_to_wait(browser, bob):
    for _ in range(5):
        send(browser, "iets anders dan dat")
    answer = send(browser)
    assert re.search(r"Wacht 1[45] seconden", answer.text)
    assert "set-cookie" not in answer.headers


def test_strangers_do_not_keep_somebody_out_of_the_browser_in_which_they_came_in_before(browser, bob):
    send(browser)
    cookie = next(one for one in browser.cookies.jar if one.name == KNOWN)
    assert re.fullmatch(r"[\w-]{43}", cookie.value)
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert 365 * 86400 < cookie.expires - time.time() < 400 * 86400, "longer than that no browser keeps it"
    browser.post("/afmelden")
    assert KNOWN in browser.cookies, "who signs out is known again"
    stranger = Browser(Starlette(routes=ROUTES))
    for _ in range(6):
        assert send(stranger, "fout fout fout fout").status_code == 422
    assert "te vaak" in send(stranger).text
    assert send(browser).status_code == 303
    assert browser.cookies[KNOWN] == cookie.value


def test_a_row_full_of_strangers_keeps_nobody_out_of_a_browser_in_which_they_came_in_before(
    browser, bob, monkeypatch
):
    send(browser)
    monkeypatch.setattr(password_turns, "MOST_WAITING", 0)
    assert send(browser).status_code == 303
    elsewhere = send(Browser(Starlette(routes=ROUTES)))
    assert (elsewhere.status_code, password_turns.FULL in elsewhere.text) == (422, True)


@pytest.mark.parametrize("sent", ["", "x", "é" * 43, "\\000" * 11, '"' + "a" * 43, "٣" * 43, "a" * 5_000])
def test_a_cookie_that_is_none_of_ours_names_nobody_and_no_device(browser, bob, sent):
    headers = {"origin": HERE, "cookie": f"{SESSION}={sent}; {KNOWN}={sent}".encode()}
    answer = browser.post("/aanmelden", {"email": "bob@school.nl", "wachtwoord": PASSWORD}, headers)
    assert answer.status_code == 303
    assert rows("SELECT count(*) FROM known_device") == [(1,)]


def test_a_weak_password_is_said_and_the_link_still_works(browser, link):
    answer = browser.post("/uitnodiging", data={"sleutel": link, "wachtwoord": "welkom123456"})
    assert "te makkelijk te raden" in answer.text
    assert browser.post("/uitnodiging", data={"sleutel": link, "wachtwoord": PASSWORD}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://kwaad.nl"},
        {"origin": "null"},
        {"origin": "http://testserver.kwaad.nl"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
        {"origin": ""},
    ],
)
@pytest.mark.parametrize("path", ["/aanmelden", "/afmelden", "/uitnodiging", "/wachtwoord"])
def test_another_site_cannot_post_here(browser, bob, headers, path):
    send(browser)
    token = browser.cookies[SESSION]
    answer = browser.post(
        path, data={"email": "bob@school.nl", "wachtwoord": PASSWORD, "sleutel": "x"}, headers=headers
    )
    assert answer.status_code == 403
    assert "Er is niets veranderd" in answer.text
    assert sessions.visitor(token).signed_in


def test_what_somebody_typed_comes_back_as_text(browser):
    typed = '"><script>alert(1)</script>@school.nl'
    answer = browser.post("/aanmelden", data={"email": typed, "wachtwoord": "x", "naar": typed})
    assert "<script>alert" not in answer.text


def test_a_form_of_a_megabyte_is_not_read(browser):
    assert browser.post("/aanmelden", data={"email": "x" * forms.MOST_BYTES}).status_code == 403


def test_signing_out_with_a_link_does_nothing(browser, bob):
    send(browser)
    assert browser.get("/afmelden").status_code == 405
    assert sessions.visitor(browser.cookies[SESSION]).signed_in
