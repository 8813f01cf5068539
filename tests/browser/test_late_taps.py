"""Taps that arrive late, because the server or the line was slow: the browser holds them back, so that the order is exact."""

from playwright.sync_api import Page, Route

from tests.browser.conftest import Phones
from tests.browser.site import Site, until

A, D = "vo-a1-08", "vo-a2-02"


class Held:
    """From now on every request to this address waits, until the line lets them go."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.waiting: list[Route] = []
        page.route(address, lambda route: self.waiting.append(route))

    def let_go(self) -> None:
        self.page.route(self.address, lambda route: route.continue_())
        for one in self.waiting:
            one.continue_()


def test_a_tap_on_the_screen_before_is_stored_though_the_next_screen_is_there_already(
    site: Site, new_phone: Phones
) -> None:
    measurement = site.open_measurement("Late tik")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.onward(2)
    phone.page.go_back()
    phone.at(1)
    held = Held(phone.page, "**/antwoord")
    with phone.page.expect_request("**/antwoord"):
        phone.tap(A, 4)
    phone.page.go_forward()
    phone.at(2)  # the server has gone on …
    held.let_go()  # … and now the tap comes in
    phone.says_saved(1, 30)
    assert site.answers(measurement.id, phone.device) == {A: 4}


def test_verder_waits_for_the_tap_that_is_on_its_way_so_that_the_next_screen_counts_it(
    site: Site, new_phone: Phones
) -> None:
    measurement = site.open_measurement("Tik en verder")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    held = Held(phone.page, "**/antwoord")
    with phone.page.expect_request("**/antwoord"):
        phone.tap(A, 4)
    phone.push("verder")
    phone.says("nog 1 niet opgeslagen")
    phone.at(1)
    held.let_go()
    phone.at(2)
    phone.says_saved(1, 30)
    assert site.answers(measurement.id, phone.device) == {A: 4}


def test_another_mind_while_the_first_tap_was_on_its_way_is_what_counts(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Bedenktijd")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    held = Held(phone.page, "**/antwoord")
    with phone.page.expect_request("**/antwoord"):
        phone.tap(A, 4)
    phone.tap(A, 2)
    held.let_go()
    until(lambda: site.answers(measurement.id, phone.device) == {A: 2})
    phone.shows(A, 2)
    phone.says_saved(1, 30)


def test_an_impatient_second_tap_on_verder_does_not_skip_a_screen(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Ongeduld")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    held = Held(phone.page, "**/2")
    with phone.page.expect_request("**/2"):
        phone.push("verder")
    phone.push("verder")
    assert len(held.waiting) == 1
    held.let_go()
    phone.at(2)
    phone.tap(D, 3)
    phone.says_saved(1, 30)
