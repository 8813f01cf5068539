"""The study day on a phone: it follows by itself, own answers come from the tab alone, and they go when they must."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from leidraad.domain.day import DayStep
from leidraad.storage.measurements import answers, closing
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import ballots
from tests.browser.phone_page import (
    TO_CHOOSING,
    TO_THE_REVEAL,
    A,
    Answers,
    B,
    C,
    Open,
    arrives_but_nobody_hears,
    asked_of,
    beside_the_team,
    filled_in_by_a_team,
    go_to,
    onward,
    says,
    shows,
    tap,
    with_status,
)
from tests.browser.proxy import Line
from tests.browser.site import Site, until
from tests.cast import BOB


def test_own_answers_stand_beside_the_team_s_also_when_the_last_tap_came_too_late(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    page = open_(measurement)
    for item in (A, B, C):
        tap(page, item, 4)
    says(page, "3 van 30 antwoorden opgeslagen")
    page.route("**/antwoord", lambda route: route.abort())
    page.route("**/wacht*", lambda route: route.abort())  # the tap is the first to hear of the closing
    tap(page, A, 5)
    go_to(site, measurement, *TO_THE_REVEAL)
    page.unroute("**/antwoord")
    expect(page).to_have_url(re.compile("/dag$"))
    page.unroute("**/wacht*")
    beside_the_team(page)
    expect(page.locator("[data-jij]").first).to_have_text("4,0")


def test_a_second_tab_that_saw_only_the_end_knows_all_own_answers(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    first = open_(measurement)
    for item in (A, B, C):
        tap(first, item, 4)
    says(first, "3 van 30 antwoorden opgeslagen")
    second = first.context.new_page()
    second.goto(f"{site.url}/d/{measurement.join_code}/11")
    first.close()
    go_to(site, measurement, *TO_THE_REVEAL)
    beside_the_team(second)
    expect(second.locator("[data-jij]").first).to_have_text("4,0")


def test_own_answers_stand_with_what_is_talked_about_and_change_in_the_second_vote(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    with site.storage():
        answers.save(measurement.id or 0, BOB, dict.fromkeys(asked_of(measurement), 4))
    page = open_(measurement, "/11")
    go_to(site, measurement, *TO_THE_REVEAL, DayStep.TALK)
    expect(page.locator("[data-eigen]").first).to_have_text("Jij antwoordde: grotendeels")
    go_to(site, measurement, DayStep.SECOND_VOTE)
    expect(page.locator("#scherm h1")).to_have_text("Hoe zie je het nu?")
    page.locator("[data-stem]").first.get_by_role("radio", name="helemaal").first.click()
    says(page, re.compile(r"1 van \d+ stemmen opgeslagen"))


def test_a_phone_without_storage_remembers_in_the_page(site: Site, measurement: Measurement, open_: Open) -> None:
    filled_in_by_a_team(site, measurement)
    forbidden = """Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('verboden'); } });"""
    page = open_(measurement, prepare=lambda page: page.add_init_script(forbidden))
    for item in (A, B, C):
        tap(page, item, 2)
    says(page, "3 van 30 antwoorden opgeslagen")
    onward(page)
    go_to(site, measurement, *TO_THE_REVEAL)
    beside_the_team(page)
    expect(page.locator("[data-jij]").first).to_have_text("2,0")


def test_a_browser_that_cannot_give_up_a_request_follows_too(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    page = open_(measurement, "/11", prepare=lambda page: page.add_init_script("delete window.AbortController"))
    go_to(site, measurement, *TO_THE_REVEAL)
    expect(page.locator("#scherm h1")).to_have_text("De uitslag")
    expect(page).to_have_title(re.compile("^De uitslag"))


def test_a_phone_that_cannot_reach_the_server_when_the_day_moves_on_comes_after_it(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    page = open_(measurement, "/11", prepare=Answers(with_status(503), with_status(502), to="**/wacht*"))
    go_to(site, measurement, *TO_THE_REVEAL)
    expect(page.locator("#scherm h1")).to_have_text("De uitslag")


def test_a_measurement_that_closes_without_a_study_day_says_so_by_itself_and_a_reopened_one_goes_on(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    tap(page, A, 3)
    says(page, "1 van 30 antwoorden opgeslagen")
    asked: list[str] = []
    with site.storage():
        closing.close(measurement.id or 0)
    expect(page.locator("#scherm h1")).to_have_text("De meting is gesloten")
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(3000)  # nothing can be awaited where nothing may happen
    assert len(asked) <= 1, asked  # it waits with one request, it does not ask again and again
    with site.storage():
        closing.reopen(measurement.id or 0)
    page.get_by_role("link", name="Ga verder waar je was").click()
    shows(page, A, 3)


def test_a_phone_that_waits_without_a_line_says_so_and_comes_after_it_by_itself(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    with Line(site.port) as line:
        page = open_(measurement, "/11", port=line.port)
        line.cut()
        says(page, "Even geen verbinding. We proberen het zo weer.")
        go_to(site, measurement, *TO_THE_REVEAL)
        line.restore()
        expect(page.locator("#scherm h1")).to_have_text("De uitslag")
        expect(page.locator("#storing")).to_be_hidden()


def test_two_choices_right_after_each_other_are_stored_in_that_order(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    go_to(site, measurement, *TO_CHOOSING)
    page = open_(measurement, "/dag", prepare=Answers(arrives_but_nobody_hears, to="**/keuze*"))
    boxes = page.locator("input[type=checkbox]")
    boxes.nth(0).click()
    boxes.nth(1).click()
    boxes.nth(2).click()  # a third: the first goes
    says(page, "2 van 2 keuzes opgeslagen")
    assert [boxes.nth(place).is_checked() for place in range(3)] == [False, True, True]
    wanted = {boxes.nth(1).get_attribute("value"), boxes.nth(2).get_attribute("value")}
    with site.storage():
        until(lambda: ballots.my_choices(measurement.id or 0, BOB) == wanted)


# --- what goes, goes everywhere ---


def answered(site: Site, measurement: Measurement, open_: Open) -> Page:
    """Bob gave three answers and stands at the end."""
    page = open_(measurement)
    for item in (A, B, C):
        tap(page, item, 4)
    says(page, "3 van 30 antwoorden opgeslagen")
    page.goto(f"{site.url}/d/{measurement.join_code}/11")
    return page


def hand_over(page: Page) -> None:
    page.get_by_text("Geef dit toestel door aan een collega").click()
    page.get_by_role("button", name="Geef dit toestel door").click()
    says(page, "Op dit toestel vulde al een collega in")


def withdraw(page: Page) -> None:
    page.get_by_text("Ik wil mijn antwoorden intrekken").click()
    page.get_by_role("button", name="Verwijder al mijn antwoorden").click()
    says(page, "We hebben al je antwoorden verwijderd.")


def remembers(page: Page) -> bool:
    return A in page.evaluate(
        "JSON.stringify(Object.values(sessionStorage)) + JSON.stringify(Object.values(localStorage))"
    )


@pytest.mark.parametrize("leave", [hand_over, withdraw])
def test_after_handing_over_or_withdrawing_neither_the_tab_nor_back_shows_anything(
    site: Site, measurement: Measurement, open_: Open, leave: Callable[[Page], None]
) -> None:
    filled_in_by_a_team(site, measurement)
    page = answered(site, measurement, open_)
    assert remembers(page)
    leave(page)
    assert not remembers(page)
    page.go_back()
    expect(page).not_to_have_url(re.compile("/11$"))
    expect(page.locator("#scherm h1")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)
    go_to(site, measurement, *TO_THE_REVEAL)
    expect(page.locator("#scherm h1")).to_have_text("De uitslag")
    expect(page.locator("[data-eigen]").first).to_be_hidden()


def test_a_second_tab_hears_that_the_phone_was_handed_over(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = answered(site, measurement, open_)
    second = page.context.new_page()
    second.goto(f"{site.url}/d/{measurement.join_code}/1")
    shows(second, A, 4)
    hand_over(page)
    expect(second.locator("input:checked")).to_have_count(0)
    assert not remembers(second)


def test_at_the_end_of_the_day_nothing_of_it_is_left_in_the_tab(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    page = answered(site, measurement, open_)
    go_to(site, measurement, *TO_THE_REVEAL)
    beside_the_team(page)
    go_to(site, measurement, *TO_CHOOSING[len(TO_THE_REVEAL) :], DayStep.DONE)
    says(page, "De studiedag is voorbij.")
    assert not remembers(page)
    page.go_back()
    says(page, "De studiedag is voorbij.")
    expect(page.locator("[data-jij], input:checked")).to_have_count(0)


# --- without the script ---


@pytest.mark.parametrize("lost", ["phone", "day"])
def test_a_vote_can_be_sent_where_a_script_never_arrived(
    site: Site, measurement: Measurement, open_: Open, lost: str
) -> None:
    filled_in_by_a_team(site, measurement)
    go_to(site, measurement, *TO_CHOOSING)
    page = open_(
        measurement, "/dag", prepare=lambda page: page.route(f"**/{lost}-*.js", lambda route: route.abort())
    )
    page.locator("input[type=checkbox]").first.click()
    page.get_by_role("button", name="Opslaan").click()
    says(page, "1 van 2 keuzes opgeslagen")


def test_where_the_script_runs_there_is_no_button_to_save_a_vote(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    go_to(site, measurement, *TO_CHOOSING)
    page = open_(measurement, "/dag")
    page.locator("input[type=checkbox]").first.click()
    says(page, "1 van 2 keuzes opgeslagen")
    assert not page.get_by_role("button", name="Opslaan").is_visible()
