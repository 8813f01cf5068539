"""The server and the browser for the tests of this room. Without chromium they are skipped; in CI that fails."""

import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from leidraad.storage.measurements.measurements import Measurement
from tests.browser import chromium
from tests.browser.colleague import Colleague
from tests.browser.handset import PATIENCE, Handset
from tests.browser.phone_page import Open, recognised
from tests.browser.reader import apart
from tests.browser.site import Site

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
Contexts = Callable[..., BrowserContext]
Desk = Callable[[], BrowserContext]
Phones = Callable[[str], Handset]
Colleagues = Callable[[str], Colleague]


def _started(folder: Path, *, cold: bool = False) -> Iterator[Site]:
    with Site(folder, cold=cold).running() as site:
        yield site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all tests of a module; every test opens measurements of its own."""
    yield from _started(tmp_path_factory.mktemp("site"))


@pytest.fixture
def fresh_site(tmp_path: Path) -> Iterator[Site]:
    """A server that nobody has visited, with an empty database."""
    yield from _started(tmp_path)


@pytest.fixture
def cold_site(tmp_path: Path) -> Iterator[Site]:
    """The same, started by the command of a host: nothing of it is loaded."""
    yield from _started(tmp_path, cold=True)


# Not for the whole session: while it lives, no other test on this thread can use asyncio.run.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if chromium.found() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("In CI hoort chromium geïnstalleerd te zijn: de browsertests mogen daar niet wegvallen.")
        pytest.skip(chromium.MISSING)
    with chromium.chromium(*chromium.SHORT_LIVED) as launched:
        yield launched


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Contexts]:
    """Make a browser that shares nothing with the others; all are closed after the test."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"locale": "nl-NL", "viewport": LAPTOP, **options})
        context.set_default_timeout(20_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@contextmanager
def used_in_turn(browser: Browser, **options: Any) -> Iterator[Desk]:
    """One browser for whoever asks for it next: nobody is signed in there and no page is open.

    It has at hand what Streamlit consists of, which is half of what a first page costs.
    """
    context = browser.new_context(**{"locale": "nl-NL", **options})
    context.set_default_timeout(PATIENCE)

    def emptied() -> BrowserContext:
        for page in context.pages:
            page.close()
        context.clear_cookies()
        context.clear_permissions()
        return context

    yield emptied
    context.close()


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Desk]:
    """A laptop that the tests of a module use one after the other."""
    with used_in_turn(browser, viewport=LAPTOP) as desk:
        yield desk


@pytest.fixture
def new_phone(new_context: Contexts) -> Phones:
    """Make a phone for the site at this address."""
    return lambda url: Handset(new_context(viewport=PHONE, has_touch=True), url)


@pytest.fixture
def measurement(site: Site, request: pytest.FixtureRequest) -> Measurement:
    """An open measurement of a team of its own."""
    return site.open_measurement(request.node.name[5:60])


@pytest.fixture
def open_(site: Site, new_context: Contexts) -> Open:
    """Open a screen of a measurement on Bob's phone."""

    def opened(
        measurement: Measurement,
        screen: str = "/1",
        prepare: Callable[[Page], object] = lambda _: None,
        port: int = 0,
        **options: Any,
    ) -> Page:
        url = f"http://127.0.0.1:{port or site.port}"
        page = recognised(new_context(**{"viewport": PHONE, "has_touch": True, **options}), url).new_page()
        prepare(page)
        page.goto(f"{url}/d/{measurement.join_code}{screen}")
        return page

    return opened


@pytest.fixture
def new_colleague() -> Iterator[Colleagues]:
    """Make a phone without a browser for the site at this address."""
    with ExitStack() as made:
        yield lambda url: made.enter_context(Colleague(url))


@pytest.fixture
def alone() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Run a coroutine in a thread of its own."""
    return apart
