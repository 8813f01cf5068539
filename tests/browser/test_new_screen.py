"""On the desk a new screen is noticed: its heading has the focus, one line says so, and the title names it."""

from playwright.sync_api import Page, expect

from tests.browser.handset import ready, visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site


def test_going_on_by_keyboard_gives_the_new_heading_the_focus_and_says_it_once(site: Site, new_context) -> None:
    page: Page = as_school_leader(site, new_context()).new_page()
    visit(page, site.url)
    ready(page)
    expect(page.locator("#melding")).to_have_count(0)  # a first page says nothing
    page.get_by_role("link", name="Zelfscan").first.press("Enter")
    heading = page.get_by_role("heading", level=1, name="Zelfscan")
    expect(heading).to_be_focused()
    expect(page.locator("#melding")).to_have_text("Zelfscan")
    page.get_by_text("Voortgezet (vo)").click()
    page.get_by_role("button", name="Beginnen").press("Enter")
    first = page.locator('[data-scherm="1"]')
    expect(first).to_be_attached()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)  # while a screen takes the place of another both are there
    expect(heading).to_be_focused()
    expect(page).to_have_title(f"{heading.inner_text()} · Zelfscan · Leidraad Teamscan")
    expect(page.locator("#melding")).to_have_text(heading.inner_text())
    page.keyboard.press("Tab")  # and from there on
    assert page.evaluate("document.querySelector('h1').compareDocumentPosition(document.activeElement) & 4")
