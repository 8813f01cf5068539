"""Whoever leads a study day in the tests: the console on a phone and the screen on the wall."""

from playwright.sync_api import Page, expect

from leidraad.content import library
from leidraad.storage.measurements.measurements import Measurement
from tests.browser.conftest import PHONE, Contexts
from tests.browser.handset import PATIENCE, ready, visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site

INSTRUMENT = library.instrument("leidraad-vo", 2)
PEOPLE = 12
SCREEN = {"width": 1920, "height": 1080}


class Leader:
    """Whoever leads: the console on a phone and the screen on the wall, each in a browser of its own."""

    def __init__(self, site: Site, measurement: Measurement, new_context: Contexts) -> None:
        self.site, self.measurement = site, measurement
        self.console = as_school_leader(site, new_context(viewport=PHONE)).new_page()
        self.screen = as_school_leader(site, new_context(viewport=SCREEN)).new_page()

    def open(self, screen_at: str = "") -> None:
        """Open both pages; the screen through another address when one is given."""
        visit(self.console, f"{self.site.url}/studiedag?meting={self.measurement.id}")
        visit(self.screen, f"{screen_at or self.site.url}/presenteren?meting={self.measurement.id}")

    def push(self, label: str) -> None:
        """Push a button of the console."""
        self.console.get_by_role("button", name=label).first.click()

    def sees(self, title: str) -> None:
        """The console is at this step."""
        expect(self.console.locator(".dag-stap")).to_have_text(title, timeout=PATIENCE)
        ready(self.console)

    def asks(self, words: str) -> None:
        """The console asks this before it goes on."""
        expect(self.console.locator(".vraag")).to_contain_text(words)

    def shows(self, words: str) -> None:
        """The screen shows this, and nothing of it falls off."""
        expect(self.screen.locator(".wand")).to_contain_text(words, timeout=PATIENCE)
        assert self.screen.locator(".wand button, .wand a, .wand input").count() == 0
        assert faults(self.screen) == {}


def faults(screen: Page) -> dict[str, object]:
    """Texts below 28 px at 1080p, what falls outside the screen, and statements that fall over each other."""
    found: dict[str, object] = screen.evaluate(
        """() => {
            const found = {}, wall = document.querySelector('.wand'), main = wall.querySelector('main');
            const texts = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const text = texts.currentNode;
                const size = parseFloat(getComputedStyle(text.parentElement).fontSize);
                if (text.textContent.trim() && size < 28 * innerWidth / 1920) found[text.textContent] = size;
            }
            if (main.scrollHeight > main.clientHeight + 1) found.overflow = main.scrollHeight - main.clientHeight;
            for (const row of wall.querySelectorAll('.wand-stelling'))
                if (row.scrollHeight > row.clientHeight + 1) found[row.textContent] = row.scrollHeight - row.clientHeight;
            return found;
        }"""
    )
    return found
