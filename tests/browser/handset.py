"""What a person does on a phone or laptop, in a real browser: open, join, tap, go on."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from playwright.sync_api import BrowserContext, Locator, Page, expect

STANDING = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
    ':not(:has([data-testid="stSkeleton"]))'  # what an element shows while its own script is still loading
    ", html.met-script #scherm"  # a page that needs nothing but a browser
)
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
HEARTBEAT_SECONDS = 19  # the longest between two
MAIN = '[data-testid="stMain"], #scherm'
PATIENCE = 20_000  # milliseconds; a page on a busy machine
expect.set_options(timeout=PATIENCE)
LABELS = {1: "nog niet", 2: "een beetje", 3: "deels", 4: "grotendeels", 5: "helemaal", 0: "kan ik niet beoordelen"}


def ready(page: Page) -> None:
    """Wait until the page stands: its script has run and nothing is being drawn."""
    page.wait_for_selector(STANDING, timeout=PATIENCE)


def visit(page: Page, address: str) -> None:
    """Open an address and wait until the page stands."""
    page.goto(address)
    ready(page)


def still(page: Page) -> None:
    """Wait until nothing moves, fades or grows for three frames, such as a part that is being unfolded.

    One look is not enough: what moves begins to do so a frame after the click. What waits for its turn (the shared screen
    has a word that fades in after eight seconds without a line, and begins anew every second) does not move yet.
    """
    page.evaluate(
        """async patience => {
            const moves = one => one.playState === 'running' && one.effect.getTiming().iterations < 99
                && one.effect.getComputedTiming().progress !== null;
            const end = performance.now() + patience;
            let calm = 0, height = -1;
            while (calm < 3) {
                if (performance.now() > end) throw new Error('de pagina komt niet tot rust');
                await new Promise(requestAnimationFrame);
                const moving = document.getAnimations().some(moves);
                const now = document.querySelector('[data-testid=stMain]')?.scrollHeight;
                calm = moving || now !== height ? 0 : calm + 1;
                height = now;
            }
        }""",
        PATIENCE,
    )


def unfold(page: Page, title: Locator) -> None:
    """Open a part with this title, when nothing above it moves any more, and wait until it lies still itself."""
    still(page)  # a click on what moves lands beside it
    title.click(timeout=PATIENCE)
    still(page)


def seen(page: Page, name: str) -> None:
    """A picture for whoever wants to look: BEELDEN=folder. Of a page of a leader in a wide and a narrow window."""
    if not (folder := os.environ.get("BEELDEN")):
        return
    usual, main = page.viewport_size, page.locator('[data-testid="stMain"]:not(:has(.wand))')
    for width in (usual["width"], 360) if usual and main.count() else ():
        page.set_viewport_size({"width": width, "height": 900})
        still(page)
        page.set_viewport_size({"width": width, "height": main.evaluate("one => one.scrollHeight + 20")})
        still(page)
        page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"))
    if usual and main.count():
        page.set_viewport_size(usual)
    else:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def text_of(page: Page) -> str:
    """What the page says, without the invisible marks that keep typed text literal."""
    return page.locator(MAIN).inner_text().replace("\u2060", "")


class Handset:
    """One participant with a browser of their own; `device` is what the cookie says."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.page = context.new_page()

    def with_a_clock(self) -> Self:
        """Before a page is opened: its time goes on as usual, and can be put forward."""
        self.page.clock.install()
        return self

    def heartbeat(self) -> None:
        """Put the clock forward until the heartbeat must have come, with a line to the server."""
        self.page.bring_to_front()
        expect(self.page.locator(CONNECTED)).to_be_attached(timeout=PATIENCE)
        self.page.clock.fast_forward(1000 * (HEARTBEAT_SECONDS + 1))

    @property
    def device(self) -> str:
        found = [one["value"] for one in self.context.cookies() if one.get("name") == "leidraad_toestel"]
        assert len(found) == 1, f"één toestelcookie verwacht, gevonden: {len(found)}"
        return found[0]

    def open(self, code: str | None) -> None:
        """Scan the code and see the welcome (or what comes instead)."""
        visit(self.page, f"{self.url}/d/{code}")

    def join(self, code: str | None) -> None:
        """Scan the code and go to the first statements."""
        self.open(code)
        self.push("verder")
        self.at(1)

    def at(self, screen: int) -> None:
        """Wait until this screen is shown: 0 is the welcome, 11 the end after ten constructs."""
        expect(self.page).to_have_url(re.compile(rf"/d/\w+/{screen}$" if screen else r"/d/\w+(\?.*)?$"))
        ready(self.page)
        expect(self.page.locator("#scherm h1")).to_be_visible()

    def push(self, key: str) -> None:
        """Go on (`verder`, also from the welcome) or back (`vorige`), or push the button of the form with this address."""
        self.page.locator(
            f'#scherm button[value="{key}"], #scherm form[action$="/{key}"] button'
            + (", #scherm a.knop:not(.tweede)" if key == "verder" else "")
        ).click()

    def onward(self, screen: int) -> None:
        """Push Verder and wait for that screen."""
        self.push("verder")
        self.at(screen)

    def option(self, item: str, value: int) -> Locator:
        """One answer to one statement."""
        return self.page.locator(f'fieldset[data-stelling="{item}"]').get_by_role(
            "radio", name=LABELS[value], exact=True
        )

    def tap(self, item: str, value: int) -> None:
        """Choose an answer and see that it is shown as chosen."""
        self.option(item, value).click()
        self.shows(item, value)

    def fill_in(self, values: Mapping[str, int]) -> None:
        """Tap one answer after the other, without waiting in between, and see all of them chosen."""
        for item, value in values.items():
            self.option(item, value).click()
        for item, value in values.items():
            self.shows(item, value)

    def shows(self, item: str, value: int) -> None:
        """This answer is shown as chosen."""
        expect(self.option(item, value)).to_be_checked()

    def says_saved(self, count: int, total: int) -> None:
        """The save line, which comes from the database."""
        line = self.page.locator(".opgeslagen")
        expect(line).to_have_text(f"{count} van {total} antwoorden opgeslagen", timeout=PATIENCE)

    def says(self, words: str, seconds: float = 20) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=seconds * 1000)
