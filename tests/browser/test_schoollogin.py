"""Signing in with the school's own account, against a real OIDC provider that sends what the logins of schools send."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import accounts
from leidraad.storage.schools import schools
from tests.bench.server import ROOT, free_port, running
from tests.browser.conftest import Contexts
from tests.browser.handset import PATIENCE, ready, visit
from tests.browser.signed_in import as_school_leader
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
    site = Site(tmp_path_factory.mktemp("schoollogin"))
    secrets = site.folder / "secrets.toml"
    secrets.write_text(_settings(provider, site), encoding="utf-8")
    environment = {"DATABASE_URL": site.database_url, "STREAMLIT_SECRETS_FILES": str(secrets)}
    with running(ROOT / "app.py", environment, Path(site.folder), site.port) as site.server:
        with site.storage():
            team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")
            accounts.invite("bob@school.nl", "Bob", [Grant(Role.LEAD, team_id=team.id)], None)
        yield site


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


def test_who_has_an_account_comes_in_stays_in_and_goes_out_in_every_tab(site: Site, new_context: Contexts) -> None:
    context = new_context()
    page = context.new_page()
    sign_in_at_school(page, site, "0001")
    ready(page)
    header = page.get_by_test_id("stHeader")
    expect(header.get_by_text("Bob")).to_be_visible(timeout=PATIENCE)
    other = context.new_page()
    visit(other, f"{site.url}/metingen")
    expect(other.get_by_role("heading", level=1, name="Metingen", exact=True)).to_be_visible(timeout=PATIENCE)
    stolen = [one for one in context.cookies() if str(one.get("name")).startswith("_streamlit_user")]
    assert stolen

    visit(page, f"{site.url}/afmelden")
    page.get_by_role("button", name="Afmelden", exact=True).click()
    expect(other.get_by_text("Je bent afgemeld.")).to_be_visible(timeout=PATIENCE)
    until(lambda: not [one for one in context.cookies() if one.get("name") == "_streamlit_user"])

    # The cookie itself would be good for thirty days; what was signed out stays signed out.
    thief = new_context()
    thief.add_cookies([{"name": str(one["name"]), "value": str(one["value"]), "url": site.url} for one in stolen])
    late = thief.new_page()
    visit(late, f"{site.url}/metingen")
    expect(late.get_by_role("heading", level=1, name="Meld je eerst aan", exact=True)).to_be_visible(
        timeout=PATIENCE
    )


def test_a_school_that_tells_no_address_is_tied_through_the_invitation_and_known_afterwards(
    site: Site, new_context: Contexts
) -> None:
    with site.storage():
        _, link = accounts.invite("dana@school.nl", "Dana", [Grant(Role.HOST)], None)
    page = new_context().new_page()
    page.goto(f"{site.url}/uitnodiging#{link}")
    page.get_by_role("button", name="Verder met je schoolaccount").click(timeout=PATIENCE)
    at_school(page, site, DANA)
    expect(page.get_by_text("De link die je opende, is voor het account van")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Ja, koppel mijn schoolaccount").click()
    expect(page.get_by_test_id("stHeader").get_by_text("Dana")).to_be_visible(timeout=PATIENCE)

    elsewhere = new_context().new_page()
    sign_in_at_school(elsewhere, site, DANA)
    expect(elsewhere.get_by_test_id("stHeader").get_by_text("Dana")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize(
    ("subject", "reason"),
    [
        ("0002", "geen account met e-mailadres charlie"),
        ("0003", "echt jouw adres is"),
        ("0006", "je school geeft geen e-mailadres door"),
    ],
    ids=["geen account", "adres niet bevestigd", "geen adres"],
)
def test_without_an_account_that_is_theirs_nobody_comes_in_and_reads_why(
    site: Site, new_context: Contexts, subject: str, reason: str
) -> None:
    as_school_leader(site, new_context())
    with site.storage():
        before = len(accounts.members())
    page = new_context().new_page()
    sign_in_at_school(page, site, subject)
    expect(page.get_by_role("heading", level=1, name="Aanmelden met je schoolaccount", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_text(reason)).to_be_visible(timeout=PATIENCE)
    visit(page, f"{site.url}/metingen")
    expect(page.get_by_role("heading", level=1, name="Meld je eerst aan", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    with site.storage():
        assert len(accounts.members()) == before


def test_what_goes_wrong_at_the_school_is_said_on_our_own_page(site: Site, new_context: Contexts) -> None:
    """Somebody who says no there, and a token that says that it is of another tenant."""
    page = new_context().new_page()
    sign_in_at_school(page, site, "0005")
    expect(page.get_by_role("alert")).to_contain_text("is niet afgemaakt", timeout=PATIENCE)
    page.get_by_role("link", name="Aanmelden met je schoolaccount").click()
    page.get_by_role("button", name="Deny").click(timeout=PATIENCE)
    expect(page.get_by_role("alert")).to_contain_text("geweigerd of afgebroken", timeout=PATIENCE)
    page.goto(f"{site.url}/metingen")
    expect(page.get_by_role("heading", level=1, name="Meld je eerst aan", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
