"""A phone of years ago, a filter on the way, a reader with their own colours: the page of a participant still works."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from leidraad.domain.day import DayStep
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import ballots
from tests.bench.bytes import Counter
from tests.bench.first_statement import SLOW
from tests.browser.conftest import PHONE, Contexts
from tests.browser.phone_page import (
    TO_THE_REVEAL,
    A,
    Open,
    asked_of,
    filled_in_by_a_team,
    go_to,
    heading,
    onward,
    says,
    shows,
    stored,
    tap,
)
from tests.browser.site import Site, until
from tests.cast import BOB

FIRST_VIEW_BYTES = 40_000


def goes_to(page: Page, title: str) -> None:
    """Wait for this screen; without the script it loads by itself, now and then."""
    expect(page.locator("#scherm h1")).to_have_text(title, timeout=90_000)


def the_end_loads_sooner(page: Page) -> None:
    """The end loads again by itself after a second instead of half a minute."""

    def sooner(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        words = re.sub(r'(http-equiv="refresh" content=)"30"', r'\1"1"', answer.text())
        route.fulfill(response=answer, body=words)

    page.route("**/11", sooner)


def reloads_to(page: Page, title: str) -> None:
    """Reload when this screen is there: all phones share a look at the day that may be a moment old."""
    until(lambda: f">{title}</h1>" in page.request.get(page.url).text())
    page.reload()
    assert heading(page) == title


# --- without the script ---


def test_without_the_script_a_whole_day_can_be_taken_part_in(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    page = open_(measurement, "", the_end_loads_sooner, java_script_enabled=False)
    page.get_by_role("link", name="Beginnen").click()
    for screen in range(1, 11):
        page.locator("[data-stelling]").first.get_by_role("radio", name="grotendeels").click(force=True)
        onward(page)
        expect(page).to_have_url(re.compile(f"/{screen + 1}$"))
    says(page, "10 van 30 antwoorden opgeslagen")
    assert set(site.answers(measurement.id, BOB).values()) == {4}
    page.reload()
    go_to(site, measurement, *TO_THE_REVEAL)
    goes_to(page, "De uitslag")  # by itself
    says(page, "Je eigen antwoorden staan hier niet.")
    go_to(site, measurement, DayStep.TALK)
    reloads_to(page, "In gesprek")
    go_to(site, measurement, DayStep.SECOND_VOTE)
    reloads_to(page, "Hoe zie je het nu?")
    vote = page.locator("[data-stem]").first
    vote.locator("[data-stelling]").get_by_role("radio", name="helemaal").click(force=True)
    vote.locator("[data-eerst]").get_by_role("radio", name="grotendeels").click(force=True)
    page.get_by_role("button", name="Opslaan").click()
    says(page, re.compile(r"1 van \d stemmen opgeslagen"))
    go_to(site, measurement, DayStep.JUDGEMENT, DayStep.CHOOSE)
    reloads_to(page, "Waar wil jij aan werken?")
    page.get_by_role("checkbox").first.click(force=True)
    page.get_by_role("button", name="Opslaan").click()
    says(page, "1 van 2 keuzes opgeslagen")
    go_to(site, measurement, DayStep.DONE)
    reloads_to(page, "Dank je wel")


# --- a filter on the way ---


def test_a_proxy_that_refuses_websockets_takes_nothing_from_a_phone(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    sockets: list[str] = []
    forbidden = "window.WebSocket = window.EventSource = function () { throw new Error('geweigerd') }"
    filled_in_by_a_team(site, measurement)

    def prepare(page: Page) -> None:
        page.on("websocket", lambda socket: sockets.append(socket.url))
        page.add_init_script(forbidden)

    page = open_(measurement, "", prepare)
    page.get_by_role("link", name="Beginnen").click()
    expect(page).to_have_url(re.compile("/1$"))
    tap(page, A, 4)
    says(page, "1 van 30 antwoorden opgeslagen")
    go_to(site, measurement, *TO_THE_REVEAL)
    goes_to(page, "De uitslag")
    assert sockets == []


# --- a browser of years ago ---

OLD_AT = re.compile(r"@(layer|container|scope|supports|property)\b")
OLD_SELECTOR = re.compile(r":has\(|:is\(|:where\(|:focus-visible|:user-|&|:not\([^)]*[, ]")
OLD_VALUE = re.compile(r"light-dark\(|color-mix\(|oklch\(|\b(min|max|clamp)\(|\d(dvh|svh|lh|cqw)\b|/ \"\"")
OLD_NAME = re.compile(
    r"^\s*(inset|gap|row-gap|column-gap|accent-color|aspect-ratio|color-scheme|[a-z]+-inline[a-z-]*)\s*:"
)


def as_an_old_browser_reads(style: str) -> str:
    """Without the rules and declarations that a browser of 2019 drops."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)

    def rule(found: re.Match[str]) -> str:
        if OLD_SELECTOR.search(found[1]) or OLD_AT.search(found[1]):
            return ""
        kept = [one for one in found[2].split(";") if not (OLD_VALUE.search(one) or OLD_NAME.match(one))]
        return f"{found[1]}{{{';'.join(kept)}}}"

    return re.sub(r"([^{}]+)\{([^{}]*)\}", rule, style)


def old_browser(page: Page) -> None:
    def older(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=as_an_old_browser_reads(answer.text()))

    page.route("**/web-*.css", older)


def test_the_filter_drops_what_is_new_and_keeps_the_rest() -> None:
    new = "a { color: red; color: light-dark(a, b) } b:has(i) { x: y } @media (x) { i { gap: 1px; top: 0 } }"
    kept = as_an_old_browser_reads(new)
    assert "light-dark" not in kept
    assert ":has" not in kept
    assert "gap" not in kept
    assert "color: red" in kept
    assert "top: 0" in kept
    assert "@media (x)" in kept


#: For every text that is seen: its contrast with what is behind it, and where it stands.
CONTRASTS = """() => {
    const numbers = text => (text.match(/[\\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(x => x / 255).map(x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4)
        .reduce((sum, x, place) => sum + x * [.2126, .7152, .0722][place], 0);
    const behind = one => {
        for (; one; one = one.parentElement) {
            const colour = numbers(getComputedStyle(one).backgroundColor);
            if (colour.length === 3 || colour[3] > .99) return colour;
        }
        return [255, 255, 255];
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) {
        const one = texts.currentNode.parentElement;
        if (!texts.currentNode.textContent.trim() || !one.getClientRects().length || one.closest('.onzichtbaar, noscript')) continue;
        const [a, b] = [light(numbers(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
        found.push([(a + .05) / (b + .05), texts.currentNode.textContent.trim().slice(0, 40)]);
    }
    return found;
}"""


def readable(page: Page) -> None:
    found = page.evaluate(CONTRASTS)
    assert len(found) > 5
    assert [one for one in found if one[0] < 4.5] == []


def look(page: Page, item: str, value: int) -> dict[str, str]:
    """How one answer is drawn: its field and the ring before it."""
    found: dict[str, str] = page.locator(f'input[name="{item}"][value="{value}"] + span').evaluate(
        """one => {
            const ring = getComputedStyle(one, '::before'), field = getComputedStyle(one);
            return {ring: ring.borderTopWidth, field: field.backgroundColor, outline: field.outlineStyle};
        }"""
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_old_browser_shows_what_is_chosen_and_everything_is_readable(
    measurement: Measurement, open_: Open, scheme: str
) -> None:
    page = open_(measurement, prepare=old_browser, color_scheme=scheme, reduced_motion="reduce")
    readable(page)
    tap(page, A, 4)
    says(page, "1 van 30 antwoorden opgeslagen")
    readable(page)
    chosen, other = look(page, A, 4), look(page, A, 3)
    assert chosen["ring"] != other["ring"]
    assert chosen["field"] != other["field"]
    for screen in ("", "/11"):
        page.goto(re.sub(r"/\d+$", screen, page.url))
        readable(page)


# --- the reader's own way of looking ---


def test_in_forced_colours_choice_progress_focus_and_signs_differ_in_shape(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    page = open_(measurement, forced_colors="active", reduced_motion="reduce")
    tap(page, A, 4)
    says(page, "1 van 30 antwoorden opgeslagen")
    chosen, other = look(page, A, 4), look(page, A, 3)
    assert chosen["ring"] != other["ring"]
    assert (chosen["outline"], other["outline"]) == ("solid", "none")
    page.locator(f'input[name="{A}"][value="4"]').press("ArrowUp")
    focused = page.locator("input:focus + span")
    assert focused.evaluate("one => parseFloat(getComputedStyle(one).outlineOffset)") > 0
    bar = page.locator("progress")
    assert bar.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    drawn = Image.open(io.BytesIO(bar.screenshot())).convert("L")
    done, left = (drawn.getpixel((drawn.width * part // 100, drawn.height // 2)) for part in (5, 90))
    assert abs(done - left) > 100  # a tenth is filled
    fills = [
        page.get_by_role("button", name=name, exact=True).evaluate("one => getComputedStyle(one).backgroundColor")
        for name in ("Vorige", "Verder")
    ]
    assert fills[0] != fills[1]  # which button goes on
    go_to(site, measurement, *TO_THE_REVEAL)
    goes_to(page, "De uitslag")
    shapes = page.evaluate(
        "['ik', 'wij'].map(one => [document.getElementById(one).tagName, getComputedStyle(document.getElementById(one)).fill])"
    )
    assert shapes[0][0] != shapes[1][0]
    assert shapes[0][1] != shapes[1][1]


def test_who_wants_less_movement_sees_none(measurement: Measurement, open_: Open) -> None:
    page = open_(measurement, reduced_motion="reduce")
    tap(page, A, 4)
    moving = page.evaluate(
        """() => Array.from(document.querySelectorAll('*'), one => getComputedStyle(one)).filter(style =>
            parseFloat(style.transitionDuration) || style.animationName !== 'none' || style.scrollBehavior === 'smooth').length"""
    )
    assert moving == 0
    assert page.evaluate("document.getAnimations().length") == 0


TRANSLATED = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), all = [];
    while (texts.nextNode()) if (texts.currentNode.textContent.trim()) all.push(texts.currentNode);
    for (const text of all) {
        const outer = document.createElement('font'), inner = document.createElement('font');
        text.replaceWith(outer);
        outer.append(inner);
        inner.textContent = 'XX ' + text.textContent.replace(/\\d+/g, '');
    }
}"""


def test_a_page_that_the_browser_translated_stores_and_goes_on(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    with site.storage():
        answers.save(measurement.id or 0, BOB, dict.fromkeys(asked_of(measurement), 4))
    page = open_(measurement)
    page.evaluate(TRANSLATED)
    tap(page, A, 2)
    stored(site, measurement, {**dict.fromkeys(asked_of(measurement), 4), A: 2})
    says(page, "30 van 30 antwoorden opgeslagen")
    page.locator("button[value=verder]").click()
    expect(page).to_have_url(re.compile("/2$"))
    page.evaluate(TRANSLATED)
    go_to(site, measurement, *TO_THE_REVEAL)
    goes_to(page, "De uitslag")
    page.evaluate(TRANSLATED)
    go_to(site, measurement, DayStep.TALK, DayStep.SECOND_VOTE)
    goes_to(page, "Hoe zie je het nu?")
    page.evaluate(TRANSLATED)
    page.locator("[data-stem]").first.locator("[data-stelling] input[value='5']").click()
    says(page, re.compile(r"1 van \d stemmen opgeslagen"))
    with site.storage():
        assert len(ballots.my_votes(measurement.id or 0, BOB)) == 1


# --- small, large, and without a finger ---


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256)])  # 320 x 256 is 1280 x 1024 at 400 %
def test_on_the_smallest_screen_nothing_scrolls_sideways_and_every_button_is_reached(
    site: Site, measurement: Measurement, open_: Open, width: int, height: int
) -> None:
    page = open_(measurement, "", viewport={"width": width, "height": height})
    for go in ("a.knop", "button[value=verder]"):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        title = heading(page)
        page.locator(go).scroll_into_view_if_needed()
        expect(page.locator(go)).to_be_in_viewport(ratio=1)
        page.locator(go).click()
        expect(page.locator("#scherm h1")).not_to_have_text(title)
    tap(page, page.locator("[data-stelling]").last.get_attribute("data-stelling") or "", 3)
    says(page, "1 van 30 antwoorden opgeslagen")
    page.goto(f"{site.url}/d/{measurement.join_code}/11")
    for one in page.locator("summary").all():
        one.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_with_the_keyboard_alone_somebody_joins_answers_and_goes_on(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    page = open_(measurement, "")
    keys = page.keyboard
    keys.press("Tab")
    expect(page.get_by_role("link", name="Beginnen")).to_be_focused()
    keys.press("Enter")
    expect(page).to_have_url(re.compile("/1$"))
    expect(page.locator("#scherm h1")).to_be_focused()
    expect(page.locator("#melding")).to_have_text(heading(page))
    expect(page).to_have_title(re.compile(r"^1 van 10 · "))
    keys.press("Tab")  # into the first group, then down in it
    keys.press("Space")
    keys.press("ArrowDown")
    shows(page, A, 2)
    expect(page.locator(f'input[name="{A}"][value="2"]')).to_be_focused()
    assert page.locator("input:focus + span").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    stored(site, measurement, {A: 2})
    expect(page.locator("[aria-live], [role=status]")).to_have_count(2)  # what is saved, and where somebody is
    until(lambda: _tabbed_to(page, "Verder"))
    keys.press("Enter")
    expect(page).to_have_url(re.compile("/2$"))
    expect(page.locator("#scherm h1")).to_be_focused()


def _tabbed_to(page: Page, name: str) -> bool:
    page.keyboard.press("Tab")
    return bool(page.evaluate("document.activeElement.textContent") == name)


def test_a_step_of_the_day_is_said_once_named_in_the_title_and_gets_the_focus(
    site: Site, measurement: Measurement, open_: Open
) -> None:
    filled_in_by_a_team(site, measurement)
    page = open_(measurement, "/11")
    page.evaluate(
        """() => {
            window.gezegd = [];
            const line = document.getElementById('melding');
            new MutationObserver(() => line.textContent && window.gezegd.push(line.textContent)).observe(line, {childList: true});
        }"""
    )
    go_to(site, measurement, *TO_THE_REVEAL)
    goes_to(page, "De uitslag")
    expect(page.locator("#scherm h1")).to_be_focused()
    expect(page).to_have_title(re.compile("^De uitslag · "))
    go_to(site, measurement, DayStep.TALK)
    goes_to(page, "In gesprek")
    expect(page.locator("#melding")).to_have_text("In gesprek")
    said = [
        one for one in page.evaluate("window.gezegd") if one != "De meting is gesloten"
    ]  # for a moment, in between
    assert said == ["De uitslag", "In gesprek"]


# --- a thin line ---


@pytest.fixture
def thin(site: Site, measurement: Measurement, new_context: Contexts) -> tuple[Page, Counter]:
    """A phone with an empty cache on 400 kbit/s and 400 ms, and a count of what comes over it."""
    context = new_context(viewport=PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    counter = Counter(session)
    session.send("Network.emulateNetworkConditions", SLOW)
    return page, counter


def test_over_a_thin_line_the_first_statement_takes_few_bytes_and_few_requests(
    site: Site, measurement: Measurement, thin: tuple[Page, Counter]
) -> None:
    """Bytes and requests decide; how long it takes is printed by tests.bench.telefoons."""
    page, counter = thin
    page.goto(f"{site.url}/d/{measurement.join_code}")
    page.get_by_role("link", name="Beginnen").click()
    expect(page.locator("[data-stelling]").first).to_be_visible()
    assert counter.received <= FIRST_VIEW_BYTES, counter.biggest
    assert counter.requests <= 8, counter.biggest
