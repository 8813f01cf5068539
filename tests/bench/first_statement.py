"""From the scan to the first statement in a real browser: on a line that forty phones share, and on a slow one.

The other phones are protocol clients that scan in the same second and fetch all that a browser with an empty cache
fetches. Somebody who reads the welcome takes longer; here the button is pressed as soon as it is there.
"""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.bench.bytes import PHONE
from tests.bench.plain_phone import PlainPhone
from tests.bench.server import Server
from tests.bench.table import Row, below
from tests.browser.chromium import chromium
from tests.browser.proxy import Line

SHARED_MEGABITS = 20.0
BAR_SHARED, BAR_SLOW = 1.5, 3.0
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}  # bytes: 400 kbit
TRIES = 3


def rows(server: Server, code: str, others: int) -> list[Row]:
    """Both lines; of a few tries the middle one, each in a browser that was never here."""
    with chromium() as browser:
        shared = sorted(on_a_shared_line(browser, server, code, others) for _ in range(TRIES))[TRIES // 2]
        slow = sorted(on_a_slow_line(browser, server, code) for _ in range(TRIES))[TRIES // 2]
    return [
        below(f"scan → eerste stelling, {others + 1} op één lijn van 20 Mbit/s", shared, BAR_SHARED, "s", 2),
        below("scan → eerste stelling, 400 kbit/s en 400 ms", slow, BAR_SLOW, "s", 2),
    ]


def on_a_shared_line(browser: Browser, server: Server, code: str, others: int) -> float:
    """Seconds for this browser while the others scan too."""
    with Line(server.port, SHARED_MEGABITS) as line:
        address = f"127.0.0.1:{line.port}"
        with _new_page(browser) as page, _scanning(address, code, others) as go:
            go.set()
            return _until_the_first_statement(page, f"http://{address}/d/{code}")


def on_a_slow_line(browser: Browser, server: Server, code: str) -> float:
    """Seconds under the browser's own throttling."""
    with _new_page(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        return _until_the_first_statement(page, f"http://{server.address}/d/{code}")


def _until_the_first_statement(page: Page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("a.knop").click()
    page.locator("fieldset.stelling").first.wait_for()
    return time.perf_counter() - began


@contextmanager
def _new_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, locale="nl-NL")  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def _scanning(address: str, code: str, others: int) -> Iterator[threading.Event]:
    """Phones in a thread of their own that scan when the event is set; a failure of theirs is ours."""
    go, failed = threading.Event(), []

    async def all_of_them() -> None:
        await asyncio.gather(*(_scan(PlainPhone(address), code) for _ in range(others)))

    def scan() -> None:
        go.wait()
        try:
            asyncio.run(all_of_them())
        except Exception as error:  # told below, on the thread that asked
            failed.append(error)

    thread = threading.Thread(target=scan)
    thread.start()
    try:
        yield go
    finally:
        go.set()
        thread.join()
    if failed:
        raise failed[0]


async def _scan(phone: PlainPhone, code: str) -> None:
    await phone.open(f"/d/{code}")
    await phone.fetch_what_it_names()
    await phone.go_on()
    await phone.close()
