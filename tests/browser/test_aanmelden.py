"""Coming in and going out as people do it: first run, invitation, sign-in, and sign-out that holds in every tab."""

from typing import Literal

import httpx
import pytest
from playwright.sync_api import Page, expect

from leidraad.access.cookies import SESSION
from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import accounts, signing_in
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from tests.browser import walk
from tests.browser.conftest import Contexts, Desk
from tests.browser.handset import PATIENCE, ready, visit
from tests.browser.reader import read
from tests.browser.signed_in import PASSWORD, begin, begin_code, with_roles
from tests.browser.site import Site
from tests.browser.test_accessible import AXE, RULES
from tests.browser.test_accessible import _violations as violations

ANOTHER = "zes kikkers in de regen"
REFUSED = "Deze pagina is niet voor jou"


def menu(page: Page) -> list[str]:
    return page.locator('[data-testid="stHeader"]').get_by_role("link").all_inner_texts()


def test_a_fresh_installation_opens_on_one_page_and_is_ready_after_it(
    fresh_site: Site, new_context: Contexts
) -> None:
    page = new_context().new_page()
    page.goto(fresh_site.url)
    expect(page.get_by_role("heading", level=1, name="De Teamscan in gebruik nemen", exact=True)).to_be_visible()
    begin(page, fresh_site)
    expect(page.get_by_role("heading", name="Je team", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stHeader").get_by_text("Alice")).to_be_visible()
    assert "#" not in page.url
    [cookie] = [one for one in page.context.cookies() if one["name"] == SESSION]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert page.evaluate("document.cookie").find(SESSION) == -1

    stranger = httpx.get(f"{fresh_site.url}/begin", follow_redirects=True, verify=False)
    assert "<h1>Aanmelden</h1>" in stranger.text


def test_looking_around_first_makes_the_example_school_and_one_can_still_begin(
    fresh_site: Site, new_context: Contexts
) -> None:
    page = new_context().new_page()
    page.goto(f"{fresh_site.url}/begin#{begin_code(fresh_site)}")
    page.get_by_role("button", name="Eerst rondkijken").click()
    expect(page.get_by_text("Dit zijn voorbeeldgegevens.")).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stHeader").get_by_text("Rondkijken")).to_be_visible()
    [beheer] = read(fresh_site, "beheer", cookies_of=page.context)
    assert REFUSED in beheer

    begin(page, fresh_site)
    expect(page.get_by_test_id("stHeader").get_by_text("Alice")).to_be_visible(timeout=PATIENCE)


def test_an_invitation_is_opened_once_and_its_secret_reaches_no_log(
    site: Site, desk: Desk, new_context: Contexts
) -> None:
    with site.storage():
        team = schools.add_school_with_team("De Linde", "vo", "Onderbouw")
        _, token = accounts.invite("charlie@school.nl", "Charlie", [Grant(Role.LEAD, team_id=team.id)], None)
    page = desk().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}/uitnodiging#{token}")
    expect(page.get_by_text("Welkom Charlie")).to_be_visible()
    page.get_by_label("Kies een wachtwoord").fill("welkom123456")
    page.get_by_role("button", name="Opslaan en verder").click()
    expect(page.get_by_role("alert")).to_contain_text("te makkelijk te raden")
    page.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Opslaan en verder").click()
    ready(page)
    expect(page.get_by_test_id("stHeader").get_by_text("Charlie")).to_be_visible(timeout=PATIENCE)
    assert not [address for address in asked if token in address.split("#")[0]]
    assert site.server is not None
    assert token not in site.server.log.read_text()

    other = new_context().new_page()
    other.goto(f"{site.url}/uitnodiging#{token}")
    expect(other.get_by_role("heading", level=1, name="Deze link werkt niet meer", exact=True)).to_be_visible()


def test_a_deep_link_leads_through_signing_in_to_the_page_itself(site: Site, desk: Desk) -> None:
    with site.storage():
        team = schools.add_school_with_team("De Es", "vo", "Brugklas")
        _, token = accounts.invite("erik@school.nl", "Erik", [Grant(Role.LEAD, team_id=team.id)], None)
        signing_in.come_in(token, PASSWORD)
    page = desk().new_page()
    visit(page, f"{site.url}/metingen?team={team.id}")
    page.get_by_role("link", name="Aanmelden").click()
    page.get_by_label("E-mailadres").fill("Erik@School.nl")
    page.get_by_label("Wachtwoord").fill(ANOTHER)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    expect(page.get_by_label("E-mailadres")).to_have_value("Erik@School.nl")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("heading", level=1, name="Metingen", exact=True)).to_be_visible(timeout=PATIENCE)
    assert page.url.endswith(f"/metingen?team={team.id}")


def test_signing_out_in_one_tab_closes_the_other_within_seconds(site: Site, desk: Desk) -> None:
    with site.storage():
        team = schools.add_school_with_team("De Beuk", "vo", "Onderbouw")
    context = with_roles(site, desk(), "Bea", Grant(Role.LEAD, team_id=team.id))
    one, two = context.new_page(), context.new_page()
    visit(one, f"{site.url}/metingen?team={team.id}")
    visit(two, f"{site.url}/afmelden")
    expect(one.get_by_text("Nieuwe meting")).to_be_visible(timeout=PATIENCE)
    two.get_by_role("button", name="Afmelden", exact=True).click()
    for page in (two, one):
        expect(page.get_by_text("Je bent afgemeld.")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("heading", level=1, name="Leidraad Teamscan", exact=True)).to_be_visible()
    assert "Metingen" not in menu(one)
    [metingen] = read(site, f"metingen?team={team.id}", cookies_of=context)
    assert "Meld je eerst aan" in metingen


def test_from_the_moment_of_signing_out_a_page_that_still_stands_does_nothing(site: Site, desk: Desk) -> None:
    with site.storage():
        team = schools.add_school_with_team("De Wilg", "vo", "Onderbouw")
    context = with_roles(site, desk(), "Wim", Grant(Role.LEAD, team_id=team.id))
    page = context.new_page()
    visit(page, f"{site.url}/metingen?team={team.id}")
    expect(page.get_by_role("button", name="Klaarzetten")).to_be_visible(timeout=PATIENCE)
    with site.storage():
        account = accounts.by_email("wim@school.nl")
        assert account is not None
        accounts.stop(account.id, None)
    page.get_by_role("button", name="Klaarzetten").click(no_wait_after=True)
    expect(page.get_by_role("heading", level=1, name="Leidraad Teamscan", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    with site.storage():
        assert measurements.of_team(team.id) == []


@pytest.fixture
def two_teams(site: Site) -> tuple[schools.Team, schools.Team]:
    with site.storage():
        own = schools.add_school_with_team(f"De Brug {len(schools.schools())}", "vo", "Bovenbouw havo")
        return own, schools.add_team(own.school_id, "Onderbouw")


def test_bob_of_one_team_tries_everything_on_the_other(
    site: Site, desk: Desk, two_teams: tuple[schools.Team, schools.Team]
) -> None:
    own, other = two_teams
    theirs = site.open_measurement("Onderbouw")
    page = with_roles(site, desk(), "Bob", Grant(Role.LEAD, team_id=own.id)).new_page()

    visit(page, f"{site.url}/resultaat?meting={theirs.id}")
    expect(page.get_by_role("heading", level=1, name=REFUSED, exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Onderbouw")).to_have_count(0)
    mine, *foreign = read(
        site,
        f"metingen?team={own.id}",
        f"metingen?team={other.id}",
        f"samen?meting={theirs.id}",
        f"studiedag?meting={theirs.id}",
        f"presenteren?meting={theirs.id}",
        f"ontwikkeling?team={other.id}",
        f"vergelijken?school={own.school_id}",
        f"school?school={own.school_id}",
        "beheer",
        cookies_of=page.context,
    )
    assert "Nieuwe meting" in mine, "otherwise he would be refused because nobody knew him"
    assert "Onderbouw" not in mine
    for one in foreign:
        assert REFUSED in one
        assert "Onderbouw" not in one
    with site.storage():
        assert measurements.get(theirs.id).state == "open"


def test_another_link_in_the_tab_of_a_used_one_opens(site: Site, desk: Desk) -> None:
    with site.storage():
        _, token = accounts.invite("frits@school.nl", "Frits", [Grant(Role.HOST)], None)
    page = desk().new_page()
    page.goto(f"{site.url}/uitnodiging#al-gebruikt")
    expect(page.get_by_role("heading", level=1, name="Deze link werkt niet meer", exact=True)).to_be_visible()
    page.goto(f"{site.url}/uitnodiging#{token}")  # for a browser the same page, which a form led to
    expect(page.get_by_text("Welkom Frits")).to_be_visible()
    assert token not in page.url


def test_what_the_address_holds_behind_the_hash_never_stops_the_script(site: Site, desk: Desk) -> None:
    page = desk().new_page()
    page.goto(f"{site.url}/uitnodiging#%E0%A4%A")
    expect(page.get_by_role("heading", level=1, name="Deze link werkt niet meer", exact=True)).to_be_visible()


def test_a_second_press_on_a_button_sends_nothing_twice(site: Site, desk: Desk) -> None:
    page = desk().new_page()
    page.goto(f"{site.url}/aanmelden")
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.method) if request.method == "POST" else None)
    page.get_by_label("E-mailadres").fill("niemand@school.nl")
    page.get_by_label("Wachtwoord").fill("iets anders dan dat")
    page.evaluate("for (let n = 0; n < 3; n += 1) document.querySelector('button').click()")
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar", timeout=PATIENCE)
    assert posts == ["POST"]


def test_without_the_script_one_signs_in_and_reads_what_a_link_needs(site: Site, new_context: Contexts) -> None:
    with site.storage():
        _, token = accounts.invite("els@school.nl", "Els", [Grant(Role.HOST)], None)
        signing_in.come_in(token, PASSWORD)
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/uitnodiging#geheim")
    expect(page.get_by_text("Zet JavaScript aan in je browser; anders kan deze link niet werken.")).to_be_visible()
    page.goto(f"{site.url}/aanmelden")
    page.get_by_label("E-mailadres").fill("els@school.nl")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page).to_have_url(f"{site.url}/", timeout=PATIENCE)
    assert [one for one in context.cookies() if one.get("name") == SESSION]


def refused(page: Page, address: str, button: str) -> None:
    """The page with its error: sent without anything that it asks for."""
    page.goto(address)
    page.evaluate("document.querySelector('form').noValidate = true")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("alert")).to_be_visible(timeout=PATIENCE)


#: Colours, forced or not, and what axe is asked in them.
LOOKS: list[tuple[Literal["light", "dark"], Literal["none", "active"], str]] = [
    ("light", "none", "light"),
    ("dark", "none", "dark"),
    ("dark", "active", "dark"),
]


def test_the_plain_pages_meet_wcag_22_aa_and_never_scroll_sideways(
    fresh_site: Site, new_context: Contexts
) -> None:
    context = new_context()
    context.add_init_script(AXE.read_text())
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda one: complaints.append(one.text) if "Content Security Policy" in one.text else None)
    with fresh_site.storage():
        schools.add_school_with_team("De <b>Linde</b>", "po", "Groep 8")
    found = {}

    def look(name: str) -> None:
        for scheme, forced, rules in LOOKS:
            page.emulate_media(color_scheme=scheme, forced_colors=forced)
            for width in (1280, 360, 320) if scheme == "light" else (360,):  # colours are the same at every width
                page.set_viewport_size({"width": width, "height": 740})
                found[name, scheme, forced, width] = violations(page, RULES[rules])
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)

    for address in ("begin", "aanmelden", "uitnodiging", "wachtwoord", "test"):
        page.goto(f"{fresh_site.url}/{address}")
        went = walk.with_tab(page)
        assert (went.ended, went.missed, went.without_focus) == (True, [], []), address
        look(address)
    for address, button in (("begin", "Beginnen"), ("aanmelden", "Aanmelden")):
        refused(page, f"{fresh_site.url}/{address}", button)
        look(f"{address} geweigerd")
    page.goto(f"{fresh_site.url}/uitnodiging#al-gebruikt")
    expect(page.get_by_role("heading", level=1, name="Deze link werkt niet meer", exact=True)).to_be_visible()
    look("link weg")
    assert {name: one for name, one in found.items() if one} == {}
    assert complaints == []
