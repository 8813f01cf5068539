"""The wall keeps its screen on by itself: with the wake lock of a safe address, and else with what an insecure one offers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from leidraad.storage.measurements.measurements import Measurement
from tests.browser import chromium
from tests.browser.conftest import Desk
from tests.browser.handset import visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site, until

#: As a laptop in a school is called on its own network: not a safe address.
SCHOOL = "192.168.7.7"
KEPT = "[...document.querySelectorAll('video')]"


@pytest.fixture
def insecure(browser: Browser) -> Iterator[Browser]:
    """A browser that finds this machine under the address of a laptop."""
    mapped = f"--host-resolver-rules=MAP {SCHOOL} 127.0.0.1"
    launched = browser.browser_type.launch(executable_path=chromium.found(), args=[*chromium.ARGUMENTS, mapped])
    yield launched
    launched.close()


def held(page: Page) -> str:
    return str(page.evaluate("document.documentElement.dataset.wakker || ''"))


def test_on_a_safe_address_the_wall_holds_a_wake_lock_and_no_other_page_does(
    site: Site, measurement: Measurement, desk: Desk
) -> None:
    context = as_school_leader(site, desk())
    context.grant_permissions(["screen-wake-lock"])  # which a browser with a window does not ask for
    page = context.new_page()
    visit(page, f"{site.url}/presenteren?meting={measurement.id}")
    until(lambda: held(page) == "slot")
    assert page.evaluate(f"{KEPT}.length") == 0
    visit(page, f"{site.url}/metingen?team={measurement.team_id}")
    assert held(page) == ""


def test_on_an_insecure_address_a_silent_moving_picture_keeps_the_screen_on(
    site: Site, measurement: Measurement, insecure: Browser
) -> None:
    context = insecure.new_context(locale="nl-NL")
    there = f"http://{SCHOOL}:{site.port}"
    cookies = as_school_leader(site, insecure.new_context()).cookies()
    context.add_cookies(
        [{"name": one.get("name", ""), "value": one.get("value", ""), "url": there} for one in cookies]
    )
    page = context.new_page()
    visit(page, f"{there}/presenteren?meting={measurement.id}")
    assert page.evaluate("[isSecureContext, 'wakeLock' in navigator]") == [False, False]
    until(lambda: held(page) == "film")
    # what a browser asks of a picture before it keeps the screen on: it plays, is in sight, and comes from the page itself
    now = "(one => [one.paused, one.srcObject instanceof MediaStream, one.getBoundingClientRect().bottom <= innerHeight, one.muted])"
    assert page.evaluate(f"{KEPT}.map({now})") == [[False, True, True, True]]
    began = page.evaluate(f"{KEPT}[0].currentTime")
    until(lambda: page.evaluate(f"{KEPT}[0].currentTime") > began)
    expect(page.locator(".wand-slaapt")).to_be_hidden()


def test_where_nothing_keeps_the_screen_on_the_wall_says_so_before_the_day(
    site: Site, measurement: Measurement, desk: Desk
) -> None:
    page = as_school_leader(site, desk()).new_page()
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'wakeLock', { value: undefined });"
        "Object.defineProperty(Navigator.prototype, 'vendor', { value: 'Apple Computer, Inc.' })"
    )
    visit(page, f"{site.url}/presenteren?meting={measurement.id}")
    expect(page.locator(".wand-slaapt")).to_be_visible()
    expect(page.get_by_role("img", name="QR-code om mee te doen")).to_be_visible()
