"""Taps that arrive late, because the server or the line was slow: the browser holds them back, so that the order is exact."""

from playwright.sync_api import Page, Route

from tests.browser.conftest import Phones
from tests.browser.site import Site, until

A, D = "vo-a1-01", "vo-a2-02"


def hold(page: Page, address: str) -> list[Route]:
    """From now on every request to this address waits until somebody lets it go on."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route))
    return held


def test_a_tap_on_the_screen_before_is_stored_though_the_next_screen_is_there_already(
    site: Site, new_phone: Phones
) -> None:
    measurement = site.open_measurement("Late tik")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    held = hold(phone.page, "**/antwoord")
    with phone.page.expect_request("**/antwoord"):
        phone.tap(A, 4)
    phone.onward(2)  # the server has gone on …
    for one in held:
        one.continue_()  # … and now the tap comes in
    phone.says_saved(1, 30)
    assert site.answers(measurement.id, phone.device) == {A: 4}


def test_another_mind_while_the_first_tap_was_on_its_way_is_what_counts(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Bedenktijd")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    held = hold(phone.page, "**/antwoord")
    with phone.page.expect_request("**/antwoord"):
        phone.tap(A, 4)
    phone.tap(A, 2)
    phone.page.route("**/antwoord", lambda route: route.continue_())
    held[0].continue_()
    until(lambda: site.answers(measurement.id, phone.device) == {A: 2})
    phone.shows(A, 2)
    phone.says_saved(1, 30)


def test_an_impatient_second_tap_on_verder_does_not_skip_a_screen(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Ongeduld")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    held = hold(phone.page, "**/1")
    with phone.page.expect_request("**/1"):
        phone.push("verder")
    phone.push("verder")
    assert len(held) == 1
    held[0].continue_()
    phone.at(2)
    phone.tap(D, 3)
    phone.says_saved(1, 30)
