"""What somebody saves from a page is theirs: no address of it outlives the page, the session or the right."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import text as sql

from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from tests.browser.conftest import LAPTOP, Contexts, Desk, used_in_turn
from tests.browser.handset import PATIENCE, still, unfold, visit
from tests.browser.reader import cookies_in
from tests.browser.signed_in import with_roles
from tests.browser.site import Site, until
from tests.browser.test_figures import PHONE_BROWSER
from tests.ui.conftest import shared


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Desk]:
    """Without figures, of which nothing is asked here: drawing them costs more than all else."""
    with used_in_turn(browser, viewport=LAPTOP, accept_downloads=True, user_agent=PHONE_BROWSER) as desk:
        yield desk


def a_result(site: Site, team: str) -> tuple[int, int]:
    """A shared measurement of eight people with the shortest questionnaire, and its team."""
    made = site.open_measurement(team, "professionele-cultuur", short=False, invited=8)
    asked = library.asked_ids(made.instrument_id, made.instrument_version, False)
    with site.storage():
        for person in range(8):
            answers.save(made.id, f"{person:032x}", dict.fromkeys(asked, 3))
        shared(made)
    return made.id, made.team_id


def made_by(site: Site, context: BrowserContext, page: Page, measurement: int) -> str:
    """Have a file made on Resultaat, which saves it too; gives the address that the browser fetched."""
    visit(page, f"{site.url}/resultaat?meting={measurement}")
    unfold(page, page.locator("summary", has_text="Meenemen"))
    page.get_by_text("Eén tabel (CSV)").click(timeout=PATIENCE)
    expect(page.get_by_text("Welke tabel?")).to_be_visible()
    still(page)  # what is asked then comes above the button, which moves
    with page.expect_download(timeout=PATIENCE) as downloading:
        page.get_by_role("button", name="Maak het bestand").click()  # one press makes and saves
    expect(page.get_by_role("button", name="Sla op")).to_be_visible()  # for whose browser does not
    assert "/media/" in downloading.value.url
    return downloading.value.url


def asked(context: BrowserContext, address: str) -> httpx.Response:
    """The same address, with the cookies of this browser."""
    return httpx.get(address, headers={"cookie": cookies_in(context)}, verify=False)


def gone(answer: httpx.Response) -> bool:
    if answer.status_code == 200:
        return False
    assert answer.status_code == 404
    assert "Dit bestand is er niet meer" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    return True


def test_a_file_is_for_the_browser_that_made_it_as_long_as_its_page_is_open(
    site: Site, desk: Desk, new_context: Contexts
) -> None:
    measurement, team = a_result(site, "Bovenbouw havo")
    context = with_roles(site, desk(), "Bob", Grant(Role.LEAD, team_id=team))
    page = context.new_page()
    address = made_by(site, context, page, measurement)

    mine = asked(context, address)
    assert mine.status_code == 200
    assert mine.headers["cache-control"] == "no-store"
    assert mine.headers["content-disposition"].startswith("attachment")

    for stranger in (new_context(), with_roles(site, new_context(), "Dana", Grant(Role.LEAD, team_id=team))):
        stranger.request.get(f"{site.url}/aanmelden")  # with a cookie of its own
        assert any(one["name"] == "leidraad_toestel" for one in stranger.cookies())
        assert gone(asked(stranger, address))
    thief = new_context()
    thief.add_cookies(
        [
            {"name": str(one["name"]), "value": str(one["value"]), "url": site.url}
            for one in context.cookies()
            if one["name"] != "leidraad_toestel"
        ]
    )  # type: ignore[typeddict-item]
    assert gone(asked(thief, address))

    with site.storage(), engine.writing() as session:  # the right goes: before the page itself notices
        session.execute(sql("DELETE FROM account_grant WHERE team_id = :id"), {"id": team})
    assert gone(asked(context, address))


def test_after_signing_out_and_after_closing_the_page_there_is_no_file(site: Site, desk: Desk) -> None:
    measurement, team = a_result(site, "Onderbouw")
    context = with_roles(site, desk(), "Charlie", Grant(Role.LEAD, team_id=team))
    page = context.new_page()
    address = made_by(site, context, page, measurement)
    page.close()
    until(lambda: gone(asked(context, address)))

    page = context.new_page()
    address = made_by(site, context, page, measurement)
    context.request.post(f"{site.url}/afmelden", headers={"origin": site.url})  # as the button does
    until(lambda: gone(asked(context, address)))
    expect(page.get_by_text("Je bent afgemeld.")).to_be_visible(timeout=PATIENCE)
