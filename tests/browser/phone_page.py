"""A participant's page as a test handles it: open, tap, go on, and what goes wrong on the way."""

import re
from collections.abc import Callable
from typing import Any, Protocol

from playwright.sync_api import BrowserContext, Page, Route, expect

from leidraad.access.cookies import DEVICE as COOKIE
from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day
from tests.browser.site import Site, until
from tests.cast import BOB

A, B, C = "vo-a1-08", "vo-a1-06", "vo-a1-12"


class Open(Protocol):
    """Open a screen of a measurement on Bob's phone; `prepare` gets the page before it loads."""

    def __call__(
        self,
        measurement: Measurement,
        screen: str = "/1",
        prepare: Callable[[Page], object] = lambda _: None,
        port: int = 0,
        **options: Any,
    ) -> Page: ...


def recognised(context: BrowserContext, url: str) -> BrowserContext:
    """The browser of Bob's phone."""
    context.add_cookies([{"name": COOKIE, "value": BOB, "url": url}])
    return context


def tap(page: Page, item: str, value: int) -> None:
    page.locator(f'input[type=radio][name="{item}"][value="{value}"]').click()


def shows(page: Page, item: str, value: int) -> None:
    expect(page.locator(f'input[type=radio][name="{item}"][value="{value}"]')).to_be_checked()


def onward(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Verder|Naar het einde")).last.click()


def heading(page: Page) -> str:
    return page.locator("#scherm h1").inner_text()


def says(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def stored(site: Site, measurement: Measurement, wanted: dict[str, int]) -> None:
    until(lambda: site.answers(measurement.id, BOB) == wanted)


class Answers:
    """What the line does to the posts of a tap: the first so many go wrong, the rest passes untouched."""

    def __init__(self, *faults: Callable[[Route], object], to: str = "**/antwoord") -> None:
        self.faults, self.to = list(faults), to

    def __call__(self, page: Page) -> None:
        page.route(self.to, lambda route: self.faults.pop(0)(route), times=len(self.faults))


def arrives_but_nobody_hears(route: Route) -> None:
    route.fetch()
    route.abort()


def with_status(status: int, body: str = "Bad gateway") -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body=body)


def asked_of(measurement: Measurement) -> list[str]:
    """The ids of what a short measurement asks."""
    return sorted(library.asked_ids(measurement.instrument_id, measurement.instrument_version, True))


def filled_in_by_a_team(site: Site, measurement: Measurement) -> None:
    asked = asked_of(measurement)
    with site.storage():
        for person in range(8):
            answers.save(measurement.id or 0, f"{person:032x}", dict.fromkeys(asked, 1 + person % 5))
        day.start(measurement.id or 0, 45)


def go_to(site: Site, measurement: Measurement, *steps: DayStep) -> None:
    with site.storage():
        for step in steps:
            day.go_to(measurement.id or 0, step, leaving=day.standing(measurement.id or 0).step)


TO_THE_REVEAL = (DayStep.FILL, DayStep.REVEAL)
TO_CHOOSING = (*TO_THE_REVEAL, DayStep.TALK, DayStep.SECOND_VOTE, DayStep.JUDGEMENT, DayStep.CHOOSE)


def beside_the_team(page: Page) -> None:
    expect(page.locator("#scherm h1")).to_have_text("De uitslag")
    expect(page.locator("[data-eigen]")).to_be_visible()
