"""The copy buttons beside the invitation: with the clipboard of a safe address, and with what an insecure one offers."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Contexts
from tests.browser.handset import PATIENCE, visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site

#: What a browser takes away from a page on an insecure address, and what one may take away besides.
WITHOUT_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })"
NOTHING_AT_ALL = f"{WITHOUT_CLIPBOARD}; document.execCommand = () => false"


def metingen(site: Site, new_context: Contexts, script: str) -> tuple[Page, str]:
    measurement = site.open_measurement(team=f"Team {len(script)}")
    context = as_school_leader(site, new_context())
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script(script)
    visit(page, f"{site.url}/metingen?team={measurement.team_id}")
    return page, measurement.join_code or ""


def pasted(page: Page) -> str:
    field = page.get_by_label("Tekst van de uitnodiging")
    field.fill("")
    field.press("Control+v")
    return field.input_value()


@pytest.mark.parametrize("script", ["", WITHOUT_CLIPBOARD], ids=["safe", "insecure"])
def test_the_invitation_is_copied_as_it_stands_with_link_and_code(
    site: Site, new_context: Contexts, script: str
) -> None:
    page, code = metingen(site, new_context, script)
    page.get_by_label("Tekst van de uitnodiging").fill("Doe je mee?")
    page.get_by_role("button", name="Kopieer de uitnodiging").click()
    expect(page.locator(".kopieer [role=status]")).to_have_text("Gekopieerd.", timeout=PATIENCE)
    said = f"Doe je mee?\n\nMeedoen: {site.url}/d/{code}\nOf open de startpagina en typ de code {code[:3]} {code[3:]}."
    assert pasted(page) == said


def test_where_nothing_may_be_copied_the_link_stands_selected_and_the_page_says_so(
    site: Site, new_context: Contexts
) -> None:
    page, code = metingen(site, new_context, NOTHING_AT_ALL)
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.locator(".kopieer [role=status]")).to_contain_text("kies Ctrl+C", timeout=PATIENCE)
    assert page.evaluate("getSelection().toString()") == f"{site.url}/d/{code}"
