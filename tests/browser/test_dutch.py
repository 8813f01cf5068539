"""Streamlit's own words are Dutch: the parts that open, refuse or lose touch. Every page as it stands: test_accessible."""

from playwright.sync_api import expect
from streamlit.elements import exception

from leidraad.storage.schools import schools
from tests.browser import walk
from tests.browser.conftest import Contexts
from tests.browser.handset import visit
from tests.browser.proxy import Line
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site

#: What Streamlit draws where a page breaks off.
_AN_ERROR = """said => {
    const shown = document.createElement('div');
    shown.dataset.testid = 'stException';
    shown.textContent = said;
    document.body.append(shown);
}"""


def test_a_list_without_a_match_a_number_out_of_range_an_error_and_a_lost_line_are_told_in_dutch(
    site: Site, new_context: Contexts
) -> None:
    with site.storage():
        team = schools.add_school_with_team(
            "De Brug", "vo", "Open"
        )  # a team may be called what a button is called
        schools.add_team(team.school_id, "Close")
    context = as_school_leader(site, new_context())
    with Line(site.port) as line:
        page = context.new_page()
        visit(page, f"http://127.0.0.1:{line.port}/metingen?team={team.id}")
        chooser = page.get_by_role("combobox").first
        chooser.click()
        expect(page.get_by_role("option", name="Close")).to_be_visible()
        chooser.fill("zzz")
        expect(page.get_by_text("Niets gevonden")).to_be_visible()
        assert walk.english(page) == []
        page.keyboard.press("Escape")
        number = page.get_by_role("spinbutton").first
        number.fill("-3")
        number.press("Tab")
        expect(page.get_by_text("Kies een getal van 1 tot en met 500.")).to_be_visible()
        assert walk.english(page) == []
        page.evaluate(_AN_ERROR, exception._GENERIC_UNCAUGHT_EXCEPTION_TEXT)
        expect(page.get_by_text("Er ging iets mis in de Teamscan.")).to_be_visible()
        line.cut()
        expect(page.get_by_text("De Teamscan antwoordt niet.").first).to_be_visible(timeout=60_000)
        assert walk.english(page) == []
