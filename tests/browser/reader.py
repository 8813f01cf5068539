"""A desk page without a browser: a line to the server of its own, for whoever only has to know what a page says."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playwright.sync_api import BrowserContext

from tests.bench.phone import USER_AGENT, Phone
from tests.browser.site import Site


def apart(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine in a thread of its own: the browser keeps an event loop on this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result(120)


def cookies_in(context: BrowserContext) -> str:
    """The cookies of this browser, as a request sends them."""
    return "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())  # type: ignore[typeddict-item]


def read(
    site: Site, *addresses: str, cookies_of: BrowserContext | None = None, browser: str = USER_AGENT
) -> list[str]:
    """What the pages at these addresses say, to a stranger or to whoever has the cookies of this browser."""
    cookies = cookies_in(cookies_of) if cookies_of else ""
    return [apart(_read(site, one, cookies, browser)) for one in addresses]


async def _read(site: Site, address: str, cookies: str, browser: str) -> str:
    phone = Phone(site.address)
    phone.cookie, phone.browser = cookies, browser
    try:
        await phone.open(f"/{address}")
        assert not phone.exceptions, phone.exceptions
        return phone.screen.text()
    finally:
        await phone.close()
