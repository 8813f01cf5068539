"""Signing in with the school's own account, against a real OIDC provider that sends what the logins of schools send."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import accounts
from leidraad.storage.schools import schools
from tests.bench.server import free_port
from tests.browser.conftest import Contexts, Desk
from tests.browser.handset import PATIENCE, ready, visit
from tests.browser.reader import read
from tests.browser.site import Site, until

#: As Google, as Microsoft Entra with an address of somebody else, as SURFconext and Entree, and as another tenant.
PEOPLE = (
    {"sub": "0001", "email": "Bob@school.nl", "email_verified": True, "hd": "school.nl", "name": "Bob"},
    {"sub": "0002", "email": "charlie@school.nl", "email_verified": True, "hd": "school.nl"},
    {
        "sub": "0003",
        "email": "alice@school.nl",
        "oid": "0-0-3",
        "tid": "1-1-1",
        "ver": "2.0",
        "preferred_username": "alice@school.nl",
    },
    {
        "sub": "9a5e9b6ba8a5bf9b2c0dfdd6",
        "schac_home_organization": "school.nl",
        "eduperson_principal_name": "dana@school.nl",
    },
    {"sub": "0005", "email": "alice@school.nl", "email_verified": True, "iss": "https://login.kwaad.test"},
    {"sub": "0006", "schac_home_organization": "school.nl"},
)
DANA = str(PEOPLE[3]["sub"])
REFUSED = "Meld je eerst aan"
LEAVING = "**/auth/login*"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of the school's login, as a program of its own."""
    port = free_port()
    claims = [word for person in PEOPLE for word in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *claims]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: _answers(f"{address}/.well-known/openid-configuration"), 30)
        yield address
    finally:
        started.terminate()
        started.wait(15)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except OSError:
        return False


@pytest.fixture(scope="module")
def site(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that knows the school's login; Bob and Alice have an account."""
    folder = tmp_path_factory.mktemp("schoollogin")
    secrets = folder / "secrets.toml"
    site = Site(folder, before=partial(_with_secrets, str(secrets)))
    secrets.write_text(_settings(provider, site), encoding="utf-8")
    with site.running():
        with site.storage():
            team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")
            accounts.invite("bob@school.nl", "Bob", [Grant(Role.LEAD, team_id=team.id)], None)
        yield site


def _with_secrets(file: str) -> None:
    os.environ["STREAMLIT_SECRETS_FILES"] = file


def _settings(provider: str, site: Site) -> str:
    return f"""
[auth]
redirect_uri = "{site.url}/oauth2callback"
cookie_secret = "{"geheim" * 8}"
client_id = "teamscan"
client_secret = "teamscan"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


def sign_in_at_school(page: Page, site: Site, subject: str) -> None:
    page.goto(f"{site.url}/aanmelden")
    page.get_by_role("link", name="Aanmelden met je schoolaccount").click()
    at_school(page, site, subject)


def at_school(page: Page, site: Site, subject: str) -> None:
    """What somebody does at the school's own pages."""
    page.get_by_placeholder("sub").fill(subject, timeout=PATIENCE)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{site.url}/**")


def without_a_screen(context: BrowserContext, leaving: str, subject: str) -> None:
    """The same way to the school and back for one more browser, that draws nothing."""
    asked = context.request.get(leaving)
    context.request.post(asked.url, form={"sub": subject})


def test_who_has_an_account_comes_in_stays_in_and_goes_out_in_every_tab(
    site: Site, desk: Desk, new_context: Contexts
) -> None:
    context = desk()
    page = context.new_page()
    sign_in_at_school(page, site, "0001")
    ready(page)
    header = page.get_by_test_id("stHeader")
    expect(header.get_by_text("Bob")).to_be_visible(timeout=PATIENCE)
    other = context.new_page()
    visit(other, f"{site.url}/metingen")
    expect(other.get_by_role("heading", level=1, name="Metingen", exact=True)).to_be_visible(timeout=PATIENCE)
    thief = new_context()
    stolen = [one for one in context.cookies() if str(one.get("name")).startswith("_streamlit")]
    assert "_streamlit_user" in [one.get("name") for one in stolen]
    thief.add_cookies([{"name": str(one["name"]), "value": str(one["value"]), "url": site.url} for one in stolen])
    [metingen] = read(site, "metingen", cookies_of=thief)
    assert REFUSED not in metingen, "the cookie alone is enough while he is in"

    visit(page, f"{site.url}/afmelden")
    page.get_by_role("button", name="Afmelden", exact=True).click()
    expect(other.get_by_text("Je bent afgemeld.")).to_be_visible(timeout=PATIENCE)
    until(lambda: not [one for one in context.cookies() if one.get("name") == "_streamlit_user"])

    # The cookie itself would be good for thirty days; what was signed out stays signed out.
    [metingen] = read(site, "metingen", cookies_of=thief)
    assert REFUSED in metingen


def test_a_school_that_tells_no_address_is_tied_through_the_invitation_and_known_afterwards(
    site: Site, desk: Desk, new_context: Contexts
) -> None:
    with site.storage():
        _, link = accounts.invite("dana@school.nl", "Dana", [Grant(Role.HOST)], None)
    page = desk().new_page()
    page.goto(f"{site.url}/uitnodiging#{link}")
    with page.expect_request(LEAVING) as leaving:
        page.get_by_role("button", name="Verder met je schoolaccount").click(timeout=PATIENCE)
    at_school(page, site, DANA)
    expect(page.get_by_text("De link die je opende, is voor het account van")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Ja, koppel mijn schoolaccount").click()
    expect(page.get_by_test_id("stHeader").get_by_text("Dana")).to_be_visible(timeout=PATIENCE)

    elsewhere = new_context()
    without_a_screen(elsewhere, leaving.value.url, DANA)
    stranger, dana = read(site, "beheer") + read(site, "beheer", cookies_of=elsewhere)
    assert REFUSED in stranger
    assert REFUSED not in dana
    assert "Beheer" in dana


def test_without_an_account_that_is_theirs_nobody_comes_in_and_reads_why(
    site: Site, desk: Desk, new_context: Contexts
) -> None:
    with site.storage():
        before = len(accounts.members())
    page = desk().new_page()
    with page.expect_request(LEAVING) as leaving:
        sign_in_at_school(page, site, "0002")
    expect(page.get_by_role("heading", level=1, name="Aanmelden met je schoolaccount", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_text("geen account met e-mailadres charlie")).to_be_visible(timeout=PATIENCE)
    came = [page.context]
    # An address that the school did not confirm, and a school that gives none.
    for subject, reason in (("0003", "echt jouw adres is"), ("0006", "je school geeft geen e-mailadres door")):
        came.append(new_context())
        without_a_screen(came[-1], leaving.value.url, subject)
        [said] = read(site, "schoollogin", cookies_of=came[-1])
        assert reason in said
    for context in came:
        [metingen] = read(site, "metingen", cookies_of=context)
        assert REFUSED in metingen
    with site.storage():
        assert len(accounts.members()) == before


def test_what_goes_wrong_at_the_school_is_said_on_our_own_page(site: Site, desk: Desk) -> None:
    """Somebody who says no there, and a token that says that it is of another tenant."""
    page = desk().new_page()
    sign_in_at_school(page, site, "0005")
    expect(page.get_by_role("alert")).to_contain_text("is niet afgemaakt", timeout=PATIENCE)
    page.get_by_role("link", name="Aanmelden met je schoolaccount").click()
    page.get_by_role("button", name="Deny").click(timeout=PATIENCE)
    expect(page.get_by_role("alert")).to_contain_text("geweigerd of afgebroken", timeout=PATIENCE)
    [metingen] = read(site, "metingen", cookies_of=page.context)
    assert REFUSED in metingen
