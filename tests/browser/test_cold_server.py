"""On a server that nobody has visited a deep link passes through the router.

Streamlit would otherwise run the page file alone: without menu, style, and one day without the question who you are.
"""

import re
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from leidraad import product
from leidraad.server.stylesheet import LINK
from tests.bench.phone import Phone
from tests.browser.conftest import Contexts
from tests.browser.handset import visit
from tests.browser.site import Site

UNKNOWN = "Deze meting vinden we niet"


REFUSED = "Meld je eerst aan"


MENU, NOT_IN_IT = ("Start", "Zelfscan", "Leidraad", "Uitleg"), ("Metingen", "Vergelijken", "Beheer")


@pytest.mark.parametrize(
    ("place", "address", "heading", "title"),
    [
        # One as a host starts it; the others are loaded by then.
        ("cold_site", "/metingen?team=1", REFUSED, "Metingen"),
        ("fresh_site", "/resultaat?meting=999", UNKNOWN, "Resultaat"),
    ],
)
def test_the_first_visitor_of_a_server_comes_through_the_router(
    request: pytest.FixtureRequest, new_context: Contexts, place: str, address: str, heading: str, title: str
) -> None:
    site: Site = request.getfixturevalue(place)
    page = new_context().new_page()
    visit(page, site.url + address)

    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    expect(page).to_have_title(f"{heading} · {title} · {product.NAME}")
    header = page.locator('[data-testid="stHeader"]')
    for name in MENU:
        expect(header.get_by_role("link", name=name, exact=True)).to_be_visible()
    for name in NOT_IN_IT:
        expect(header.get_by_role("link", name=name, exact=True)).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    style = "getComputedStyle(document.documentElement).getPropertyValue('--primair')"
    assert page.evaluate(style), "de stijl van leidraad.ui.shell.style staat niet op de pagina"
    expect(page.get_by_text(re.compile("Page not found|does not seem to exist"))).to_have_count(0)
    if heading == UNKNOWN:
        expect(page.get_by_text("Deze meting bestaat niet (meer).")).to_be_visible()
        expect(page.get_by_role("link", name="Naar de startpagina")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "heading", "title"),
    [("/samen?meting=999", UNKNOWN, "Samen invullen"), ("/beheer", REFUSED, "Beheer")],
)
def test_the_first_visitor_does_so_too_on_a_page_that_asks_something_else(
    fresh_site: Site,
    alone: Callable[[Coroutine[Any, Any, Any]], Any],
    address: str,
    heading: str,
    title: str,
) -> None:
    """Without a browser: how it looks there does not depend on the page."""
    visitor = Phone(fresh_site.address)

    async def visited() -> None:
        await visitor.open(address)
        await visitor.close()

    page = httpx.get(fresh_site.url + address, verify=False).text
    assert 'lang="nl"' in page
    alone(visited())
    assert not visitor.exceptions
    assert heading in visitor.screen.text()
    assert visitor.title == f"{title} · {product.NAME}", "before which the browser puts the heading"
    assert not set(MENU) - set(visitor.menu)
    assert not set(NOT_IN_IT) & set(visitor.menu)
    assert LINK in page
    if heading == UNKNOWN:
        assert "Deze meting bestaat niet (meer)." in visitor.screen.text()
