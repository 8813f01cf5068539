"""The real browser of tests and benchmarks: Debian's chromium, without its windows where that is installed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

#: The first is the same browser without what nobody sees here: it takes the least of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
#: The last: letters are as wide as in a browser with windows.
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--font-render-hinting=none")
#: For tests and not for benchmarks: what is opened once lives too short to earn back that its script is made faster.
SHORT_LIVED = ("--js-flags=--no-opt --no-maglev",)
MISSING = "Geen chromium gevonden (Debian: apt install chromium-headless-shell)."


def found() -> str | None:
    """Where the browser is, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """A browser with an empty cache, until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=[*ARGUMENTS, *more])
        try:
            yield browser
        finally:
            browser.close()
