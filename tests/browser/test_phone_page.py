"""The page of a phone and its script: no tap is lost, whatever the line, the server or the person does meanwhile."""

import json
import re

import pytest
from playwright.sync_api import expect

from leidraad.storage.measurements import answers, handing_over
from leidraad.storage.measurements.measurements import Measurement
from tests.browser.phone_page import (
    A,
    Answers,
    B,
    C,
    Open,
    arrives_but_nobody_hears,
    heading,
    onward,
    says,
    shows,
    stored,
    tap,
    with_status,
)
from tests.browser.proxy import Line
from tests.browser.site import Site
from tests.cast import BOB

# --- it works ---


def test_each_tap_is_stored_by_itself_and_the_line_says_so(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    for item, value in {A: 1, B: 0, C: 5}.items():
        tap(page, item, value)
    says(page, "3 van 30 antwoorden opgeslagen")
    stored(site, measurement, {A: 1, B: 0, C: 5})


def test_each_screen_has_its_own_address_title_and_heading_with_the_focus(
    measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    first = heading(page)
    page.evaluate("window.nooitHerladen = true")
    onward(page)
    expect(page).to_have_url(re.compile("/2$"))
    assert heading(page) != first
    assert page.title().startswith("2 van 10")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    expect(page.locator("#melding")).to_have_text(heading(page))
    page.go_back()
    expect(page.locator("#scherm h1")).to_have_text(first)
    page.go_forward()
    expect(page).to_have_title(re.compile("^2 van 10"))
    assert page.evaluate("window.nooitHerladen")


def test_enter_on_an_answer_goes_on_and_never_back(measurement: Measurement, open_: Open) -> None:
    page = open_(measurement, "/2")
    page.locator("input[type=radio]").first.press("Enter")
    expect(page).to_have_url(re.compile("/3$"))


def test_nothing_moves_when_an_answer_is_chosen(measurement: Measurement, open_: Open) -> None:
    page = open_(measurement)
    places = "Array.from(document.querySelectorAll('#scherm *')).map(one => one.getBoundingClientRect().top)"
    before = page.evaluate(places)
    tap(page, A, 4)
    says(page, "1 van 30 antwoorden opgeslagen")
    assert page.evaluate(places) == before


# --- a bad line ---


def test_another_mind_after_a_post_that_arrived_unheard_is_stored(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement, prepare=Answers(arrives_but_nobody_hears))
    tap(page, A, 3)
    stored(site, measurement, {A: 3})
    tap(page, A, 4)
    says(page, "1 van 30 antwoorden opgeslagen")
    shows(page, A, 4)
    stored(site, measurement, {A: 4})
    assert not page.locator("#storing").is_visible()


@pytest.mark.parametrize("status", [500, 502, 503, 413, 403])
def test_an_answer_of_something_on_the_way_is_tried_again(
    site: Site, measurement: Measurement, open_: Open, status: int
) -> None:
    page = open_(measurement, prepare=Answers(with_status(status, "<html>Geweigerd door het filter</html>")))
    tap(page, A, 2)
    says(page, "0 van 30 antwoorden opgeslagen, nog 1 niet opgeslagen")
    says(page, "1 van 30 antwoorden opgeslagen")
    stored(site, measurement, {A: 2})


def test_a_refusal_is_said_where_it_is_seen_and_the_stored_answer_comes_back(
    measurement: Measurement, open_: Open
) -> None:
    reason = "Dit antwoord staat niet op de schaal."
    page = open_(measurement)
    tap(page, A, 2)
    says(page, "1 van 30 antwoorden opgeslagen")
    Answers(with_status(422, json.dumps({"reden": reason})))(page)
    tap(page, A, 5)
    says(page, reason)
    shows(page, A, 2)


def test_what_another_tab_stored_meanwhile_is_shown_and_said(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    with site.storage():
        answers.save(measurement.id or 0, BOB, {A: 1})
    tap(page, A, 5)
    says(page, "Op een ander scherm koos je intussen iets anders")
    shows(page, A, 1)
    stored(site, measurement, {A: 1})


def test_what_another_tab_stored_is_seen_before_anybody_goes_on(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    with site.storage():
        answers.save(measurement.id or 0, BOB, {A: 1})
    page.evaluate(
        f"""() => {{
            document.querySelector('input[name="{A}"][value="5"]').click();
            document.querySelector('button[value=verder]').click();
        }}"""
    )
    says(page, "Op een ander scherm koos je intussen iets anders")
    shows(page, A, 1)
    assert page.url.endswith("/1")
    onward(page)
    expect(page).to_have_url(re.compile("/2$"))


def test_a_line_that_went_silent_is_given_up_as_soon_as_the_phone_wakes(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    with Line(site.port) as line:
        page = open_(measurement, port=line.port)
        line.go_silent()
        tap(page, A, 3)
        says(page, "nog 1 niet opgeslagen")
        line.restore()
        page.evaluate("window.dispatchEvent(new Event('online'))")
        says(page, "1 van 30 antwoorden opgeslagen")
    stored(site, measurement, {A: 3})


def test_a_reload_with_a_tap_that_waits_still_stores_it(site: Site, measurement: Measurement, open_: Open) -> None:
    page = open_(measurement, prepare=lambda page: page.route("**/antwoord", lambda route: route.abort()))
    page.on("dialog", lambda dialog: dialog.accept())  # the page asks before somebody leaves
    tap(page, A, 3)
    says(page, "nog 1 niet opgeslagen")
    page.unroute("**/antwoord")
    page.reload()
    says(page, "1 van 30 antwoorden opgeslagen")
    shows(page, A, 3)
    stored(site, measurement, {A: 3})


# --- going on ---


def test_a_tap_and_at_once_verder_is_stored_as_chosen_last(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    page.evaluate(
        f"""() => {{
            document.querySelector('input[name="{A}"][value="3"]').click();
            document.querySelector('input[name="{A}"][value="4"]').click();
            document.querySelector('button[value=verder]').click();
        }}"""
    )
    expect(page).to_have_url(re.compile("/2$"))
    says(page, "1 van 30 antwoorden opgeslagen")
    assert site.answers(measurement.id, BOB) == {A: 4}


def test_a_tap_of_a_screen_that_is_left_is_stored_all_the_same(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    onward(page)
    expect(page).to_have_url(re.compile("/2$"))
    item = page.locator("[data-stelling]").first.get_attribute("data-stelling") or ""
    page.route("**/antwoord", lambda route: route.abort())
    tap(page, item, 5)
    page.go_back()
    expect(page).to_have_url(re.compile("/1$"))
    says(page, "nog 1 niet opgeslagen")
    page.unroute("**/antwoord")
    says(page, "1 van 30 antwoorden opgeslagen")
    stored(site, measurement, {item: 5})


def test_verder_over_a_line_that_is_away_says_so_and_goes_on_by_itself(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    with Line(site.port) as line:
        page = open_(measurement, port=line.port)
        line.cut()
        onward(page)
        says(page, "Even geen verbinding. We proberen het zo weer.")
        line.restore()
        expect(page).to_have_url(re.compile("/2$"))
        assert not page.locator("#storing").is_visible()


def test_verder_pressed_many_times_goes_one_screen_further(measurement: Measurement, open_: Open) -> None:
    page = open_(measurement)
    page.evaluate("for (let n = 0; n < 5; n++) document.querySelector('button[value=verder]').click()")
    expect(page).to_have_url(re.compile("/2$"))
    page.go_back()
    expect(page).to_have_url(re.compile("/1$"))


def test_the_end_counts_the_tap_that_was_just_made(site: Site, measurement: Measurement, open_: Open) -> None:
    page = open_(measurement, "/10")
    item = page.locator("[data-stelling]").first.get_attribute("data-stelling")
    page.evaluate(
        f"""() => {{
            document.querySelector('input[name="{item}"][value="4"]').click();
            document.querySelector('button[value=verder]').click();
        }}"""
    )
    says(page, "1 van 30 antwoorden opgeslagen")
    expect(page).to_have_url(re.compile("/11$"))


def test_a_page_from_the_browser_s_memory_asks_the_server_first(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    with site.storage():
        answers.save(measurement.id or 0, BOB, {A: 1})
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    shows(page, A, 1)


def test_a_tap_that_waited_while_a_colleague_took_over_does_not_become_the_colleague_s(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    page.on("dialog", lambda dialog: dialog.accept())
    tap(page, A, 3)
    says(page, "1 van 30 antwoorden opgeslagen")
    page.route("**/antwoord", lambda route: route.abort())
    tap(page, B, 4)
    says(page, "nog 1 niet opgeslagen")
    with site.storage():
        handing_over.hand_over(measurement.id or 0, BOB)
    page.unroute("**/antwoord")
    page.reload()
    says(page, "Op dit toestel vulde al een collega in")
    assert site.answers(measurement.id, BOB) == {}


def test_handing_over_twice_over_a_bad_line_leaves_nothing_of_the_first_person(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    tap(page, A, 4)
    says(page, "1 van 30 antwoorden opgeslagen")
    page.goto(f"{site.url}/d/{measurement.join_code}/11")
    Answers(arrives_but_nobody_hears, to="**/doorgeven")(page)
    page.get_by_text("Geef dit toestel door aan een collega").click()
    page.get_by_role("button", name="Geef dit toestel door").click()
    says(page, "Op dit toestel vulde al een collega in")
    kept = page.evaluate("JSON.stringify(Object.values(sessionStorage))")
    assert A not in kept
    assert "gedeeld" in page.url
