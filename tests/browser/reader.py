"""A desk page without a browser: a line to the server of its own, for whoever only has to know what a page says."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import BrowserContext

from tests.bench.phone import USER_AGENT, Phone
from tests.browser.site import Site


def read(
    site: Site, *addresses: str, cookies_of: BrowserContext | None = None, browser: str = USER_AGENT
) -> list[str]:
    """What the pages at these addresses say, to a stranger or to whoever has the cookies of this browser."""
    had = cookies_of.cookies() if cookies_of else []
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in had)  # type: ignore[typeddict-item]
    with ThreadPoolExecutor(1) as thread:  # the browser keeps an event loop on this one
        return [thread.submit(asyncio.run, _read(site, one, cookies, browser)).result(60) for one in addresses]


async def _read(site: Site, address: str, cookies: str, browser: str) -> str:
    phone = Phone(site.address)
    phone.cookie, phone.browser = cookies, browser
    try:
        await phone.open(f"/{address}")
        assert not phone.exceptions, phone.exceptions
        return phone.screen.text()
    finally:
        await phone.close()
