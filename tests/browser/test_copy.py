"""The copy buttons beside the invitation: with the clipboard of a safe address, and with what an insecure one offers."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Contexts
from tests.browser.handset import PATIENCE, visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site

#: What a browser takes away from a page on an insecure address, and what one may take away besides.
WITHOUT_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })"
NOTHING_AT_ALL = "document.execCommand = () => false"


def pasted(page: Page) -> str:
    field = page.get_by_label("Tekst van de uitnodiging")
    field.fill("")
    field.press("Control+v")
    return field.input_value()


def test_the_invitation_is_copied_as_it_stands_and_where_nothing_may_be_copied_the_link_stands_selected(
    site: Site, new_context: Contexts
) -> None:
    measurement = site.open_measurement()
    code = measurement.join_code or ""
    context = as_school_leader(site, new_context())
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    visit(page, f"{site.url}/metingen?team={measurement.team_id}")
    said = page.locator(".kopieer [role=status]")
    for taken_away, words in (("", "Doe je mee?"), (WITHOUT_CLIPBOARD, "Kom je ook?")):
        page.evaluate(taken_away)
        page.get_by_label("Tekst van de uitnodiging").fill(words)
        page.get_by_role("button", name="Kopieer de uitnodiging").click()
        expect(said).to_have_text("Gekopieerd.", timeout=PATIENCE)
        assert pasted(page) == (
            f"{words}\n\nMeedoen: {site.url}/d/{code}\nOf open de startpagina en typ de code {code[:3]} {code[3:]}."
        )
        said.evaluate("one => one.textContent = ''")

    page.evaluate(NOTHING_AT_ALL)
    page.get_by_role("button", name="Kopieer de link").click()
    expect(said).to_contain_text("kies Ctrl+C", timeout=PATIENCE)
    assert page.evaluate("getSelection().toString()") == f"{site.url}/d/{code}"
