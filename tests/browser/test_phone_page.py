"""The page of a phone and its script: no tap is lost, whatever the line, the server or the person does meanwhile."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from leidraad.domain.day import DayStep
from leidraad.storage.measurements import answers, closing
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import ballots, day
from tests.browser.conftest import PHONE, Contexts
from tests.browser.proxy import Line
from tests.browser.site import Site, until

A, B, C = "vo-a1-01", "vo-a1-04", "vo-a1-07"
DEVICE = "d" * 32
Open = Callable[..., Page]


@pytest.fixture
def measurement(site: Site, request: pytest.FixtureRequest) -> Measurement:
    """An open measurement of a team of its own."""
    return site.open_measurement(request.node.name[5:60])


@pytest.fixture
def open_(site: Site, new_context: Contexts) -> Open:
    """Open a screen of a measurement on the phone of `DEVICE`; `prepare` gets the page before it loads."""

    def opened(
        measurement: Measurement,
        screen: str = "/1",
        prepare: Callable[[Page], object] = lambda _: None,
        port: int = 0,
    ) -> Page:
        url = f"http://127.0.0.1:{port or site.port}"
        context = new_context(viewport=PHONE, has_touch=True)
        context.add_cookies([{"name": "leidraad_toestel", "value": DEVICE, "url": url}])
        page = context.new_page()
        prepare(page)
        page.goto(f"{url}/d/{measurement.join_code}{screen}")
        return page

    return opened


def tap(page: Page, item: str, value: int) -> None:
    page.locator(f'input[type=radio][name="{item}"][value="{value}"]').click()


def shows(page: Page, item: str, value: int) -> None:
    expect(page.locator(f'input[type=radio][name="{item}"][value="{value}"]')).to_be_checked()


def onward(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Verder|Naar het einde")).last.click()


def heading(page: Page) -> str:
    return page.locator("#scherm h1").inner_text()


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def stored(site: Site, measurement: Measurement, wanted: dict[str, int]) -> None:
    until(lambda: site.answers(measurement.id, DEVICE) == wanted)


class Answers:
    """What the line does to the posts of a tap: the first so many go wrong, the rest passes."""

    def __init__(self, *faults: Callable[[Route], object], to: str = "**/antwoord") -> None:
        self.faults, self.to, self.posts = list(faults), to, 0

    def __call__(self, page: Page) -> None:
        page.route(self.to, self._handle)

    def _handle(self, route: Route) -> None:
        self.posts += 1
        if self.faults:
            self.faults.pop(0)(route)
        else:
            route.continue_()


def arrives_but_nobody_hears(route: Route) -> None:
    route.fetch()
    route.abort()


def with_status(status: int, body: str = "Bad gateway") -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body=body)


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
        answers.save(measurement.id or 0, DEVICE, {A: 1})
    tap(page, A, 5)
    says(page, "Op een ander scherm koos je intussen iets anders")
    shows(page, A, 1)
    stored(site, measurement, {A: 1})


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
    assert site.answers(measurement.id, DEVICE) == {A: 4}


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
        answers.save(measurement.id or 0, DEVICE, {A: 1})
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    shows(page, A, 1)


def test_handing_over_twice_over_a_bad_line_leaves_nothing_of_the_first_person(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement)
    tap(page, A, 4)
    says(page, "1 van 30 antwoorden opgeslagen")
    page.goto(f"{site.url}/d/{measurement.join_code}/11")
    Answers(arrives_but_nobody_hears, to="**/doorgeven")(page)
    page.get_by_text("Een collega vult in op dit toestel").click()
    page.get_by_role("button", name="Nieuwe deelnemer op dit toestel").click()
    says(page, "Op dit toestel vulde al een collega in")
    kept = page.evaluate("JSON.stringify(Object.values(sessionStorage))")
    assert A not in kept
    assert "gedeeld" in page.url


# --- the study day ---


def _filled_in_by_a_team(site: Site, measurement: Measurement) -> None:
    asked = sorted(answers.allowed_items(measurement.instrument_id, measurement.instrument_version, True))
    with site.storage():
        for person in range(8):
            answers.save(measurement.id or 0, f"{person:032x}", dict.fromkeys(asked, 1 + person % 5))
        day.start(measurement.id or 0, 45)


def _go_to(site: Site, measurement: Measurement, *steps: DayStep) -> None:
    with site.storage():
        for step in steps:
            day.go_to(measurement.id or 0, step, leaving=day.standing(measurement.id or 0).step)


TO_THE_REVEAL = (DayStep.FILL, DayStep.REVEAL)
TO_CHOOSING = (*TO_THE_REVEAL, DayStep.TALK, DayStep.SECOND_VOTE, DayStep.JUDGEMENT, DayStep.CHOOSE)


def _beside_the_team(page: Page) -> None:
    expect(page.locator("#scherm h1")).to_have_text("De uitslag")
    expect(page.locator("[data-eigen]")).to_be_visible()


def test_own_answers_stand_beside_the_team_s_also_when_the_last_tap_came_too_late(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    _filled_in_by_a_team(site, measurement)
    page = open_(measurement)
    for item in (A, B, C):
        tap(page, item, 4)
    says(page, "3 van 30 antwoorden opgeslagen")
    page.route("**/antwoord", lambda route: route.abort())
    page.route("**/wacht*", lambda route: route.abort())  # the tap is the first to hear of the closing
    tap(page, A, 5)
    _go_to(site, measurement, *TO_THE_REVEAL)
    page.unroute("**/antwoord")
    _beside_the_team(page)
    expect(page.locator("[data-jij]").first).to_have_text("4,0")


def test_a_phone_without_storage_remembers_in_the_page(site: Site, measurement: Measurement, open_: Open) -> None:
    _filled_in_by_a_team(site, measurement)
    forbidden = """Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('verboden'); } });"""
    page = open_(measurement, prepare=lambda page: page.add_init_script(forbidden))
    for item in (A, B, C):
        tap(page, item, 2)
    says(page, "3 van 30 antwoorden opgeslagen")
    onward(page)
    _go_to(site, measurement, *TO_THE_REVEAL)
    _beside_the_team(page)
    expect(page.locator("[data-jij]").first).to_have_text("2,0")


def test_a_browser_that_cannot_give_up_a_request_follows_too(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    _filled_in_by_a_team(site, measurement)
    page = open_(measurement, "/11", prepare=lambda page: page.add_init_script("delete window.AbortController"))
    _go_to(site, measurement, *TO_THE_REVEAL)
    expect(page.locator("#scherm h1")).to_have_text("De uitslag")
    expect(page).to_have_title(re.compile("^De uitslag"))


def test_a_phone_that_cannot_reach_the_server_when_the_day_moves_on_comes_after_it(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    _filled_in_by_a_team(site, measurement)
    page = open_(measurement, "/11", prepare=Answers(with_status(503), with_status(502), to="**/wacht*"))
    _go_to(site, measurement, *TO_THE_REVEAL)
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


def test_two_choices_right_after_each_other_are_stored_in_that_order(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    _filled_in_by_a_team(site, measurement)
    _go_to(site, measurement, *TO_CHOOSING)
    page = open_(measurement, "/dag", prepare=Answers(arrives_but_nobody_hears, to="**/keuze*"))
    boxes = page.locator("input[type=checkbox]")
    boxes.nth(0).click()
    boxes.nth(1).click()
    boxes.nth(2).click()  # a third: the first goes
    says(page, "2 van 2 keuzes opgeslagen")
    assert [boxes.nth(place).is_checked() for place in range(3)] == [False, True, True]
    wanted = {boxes.nth(1).get_attribute("value"), boxes.nth(2).get_attribute("value")}
    with site.storage():
        until(lambda: ballots.my_choices(measurement.id or 0, DEVICE) == wanted)


# --- without the script ---


@pytest.mark.parametrize("lost", ["phone", "day"])
def test_a_vote_can_be_sent_where_a_script_never_arrived(
    site: Site, measurement: Measurement, open_: Open, lost: str
) -> None:
    _filled_in_by_a_team(site, measurement)
    _go_to(site, measurement, *TO_CHOOSING)
    page = open_(
        measurement, "/dag", prepare=lambda page: page.route(f"**/{lost}-*.js", lambda route: route.abort())
    )
    page.locator("input[type=checkbox]").first.click()
    page.get_by_role("button", name="Opslaan").click()
    says(page, "1 van 2 keuzes opgeslagen")


def test_where_the_script_runs_there_is_no_button_to_save_a_vote(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    _filled_in_by_a_team(site, measurement)
    _go_to(site, measurement, *TO_CHOOSING)
    page = open_(measurement, "/dag")
    page.locator("input[type=checkbox]").first.click()
    says(page, "1 van 2 keuzes opgeslagen")
    assert not page.get_by_role("button", name="Opslaan").is_visible()
