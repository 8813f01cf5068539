"""The pictures of a leader's pages in a real browser: pointing with mouse and finger, one Dutch button, and the same lying
still on a phone, in a narrow window, in the reader's own colours, on paper, and where the figure does not come.

Of what is pointed at on Ontwikkeling the words are read and not drawn; with `--lang` they are.
"""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from leidraad.charts import plan_line
from leidraad.charts.plan_line import LineMark, PointLine
from leidraad.storage.schools import schools
from leidraad.ui.results import plan_time
from leidraad.ui.shell import style
from tests.bench.phone import FIGURE
from tests.browser.conftest import LAPTOP, PHONE, Contexts
from tests.browser.handset import PATIENCE, visit
from tests.browser.reader import read
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site
from tests.ui.rounds import a_round

SCRIPT = re.compile(r"PlotlyChart\.")
PHONE_BROWSER = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
TABLET_BROWSER = "Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
DOT = ".js-plotly-plot .scatterlayer .point"
STILL = {"resultaat": ".overzicht", "ontwikkeling": ".panelen", "school": ".panelen"}


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """A team with two measurements of eight people, and the pages about it."""
    with site.storage():
        team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw")
        a_round(team, (2025, 5, 20), 2)
        last = a_round(team, (2025, 11, 20), 3)
    asked = {
        "resultaat": f"meting={last}",
        "ontwikkeling": f"team={team.id}",
        "school": f"school={team.school_id}",
    }
    return {page: f"{site.url}/{page}?{about}" for page, about in asked.items()}


@pytest.fixture(scope="module")
def standing(browser: Browser, site: Site, addresses: dict[str, str]) -> Iterator[Callable[[str], Page]]:
    """A page with its figures, drawn once: whoever looks at it leaves it as it was. A tablet with a mouse: it has a finger too."""
    tablet = browser.new_context(locale="nl-NL", viewport=LAPTOP, user_agent=TABLET_BROWSER, has_touch=True)
    context = as_school_leader(site, tablet)
    context.set_default_timeout(PATIENCE)
    pages: dict[str, Page] = {}

    def page(name: str) -> Page:
        if name not in pages:
            pages[name] = context.new_page()
            visit(pages[name], addresses[name])
        figure(pages[name])
        return pages[name]

    yield page
    context.close()


def figure(page: Page) -> None:
    page.wait_for_selector(".js-plotly-plot .main-svg", state="visible")


@pytest.mark.parametrize("name", STILL)
def test_who_points_at_a_dot_with_mouse_or_finger_reads_what_how_many_and_when(
    site: Site,
    new_context: Contexts,
    addresses: dict[str, str],
    standing: Callable[[str], Page],
    name: str,
    pytestconfig: pytest.Config,
) -> None:
    if name == "ontwikkeling" and not pytestconfig.getoption("lang"):
        page_name = addresses[name].removeprefix(f"{site.url}/")
        [said] = read(site, page_name, cookies_of=as_school_leader(site, new_context()))
        drawn = json.loads(said.split(FIGURE)[1].splitlines()[0])
        texts = [one.get("hovertext") for one in drawn["data"] if one.get("hoverinfo") == "text"]
        assert "8 mensen · november 2025" in str(texts)
        return
    page = standing(name)
    expect(page.locator(STILL[name]).first).to_be_hidden()
    page.locator(DOT).last.hover(force=True)
    expect(page.locator(".hoverlayer .hovertext")).to_contain_text("8 mensen · november 2025")
    if name == "school":
        told = page.get_by_text("Wijs een stip aan")
        expect(told).to_be_visible()
        page.emulate_media(media="print")
        expect(told).to_be_hidden()  # on paper nobody points
        page.emulate_media(media="screen")
    if name != "resultaat":
        return  # one of them with a finger: it reaches all by the same way
    said = page.locator(".hoverlayer .hovertext")
    page.mouse.move(0, 0)
    expect(said).to_have_count(0)
    box = page.locator(DOT).last.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] + 6, box["y"] + box["height"] / 2)  # beside it is near enough
    expect(said).to_contain_text("8 mensen · november 2025")
    page.get_by_role("heading", level=1).tap()
    expect(said).to_have_count(0)


def test_a_figure_has_one_button_in_dutch_that_keeps_an_image(standing: Callable[[str], Page]) -> None:
    page = standing("resultaat")
    button = page.locator(".modebar").first.locator(".modebar-btn")
    expect(button).to_have_count(1)
    expect(button).to_have_attribute("data-title", "Bewaar als afbeelding")
    with page.expect_download() as kept:
        button.click()
    assert kept.value.suggested_filename.endswith("november 2025.png")
    expect(page.locator(".plotly-notifier").last).to_contain_text("afbeelding")


def test_a_phone_fetches_nothing_that_draws_figures_and_shows_the_same_lying_still(
    site: Site, new_context: Contexts, addresses: dict[str, str]
) -> None:
    phone = as_school_leader(
        site, new_context(viewport=PHONE, user_agent=PHONE_BROWSER, has_touch=True)
    ).new_page()
    asked: list[str] = []
    phone.on("request", lambda one: asked.append(one.url))
    visit(phone, addresses["school"])
    expect(phone.locator(STILL["school"]).first).to_be_visible()
    expect(phone.get_by_text("Wijs een stip aan")).to_be_hidden()
    assert [one for one in asked if SCRIPT.search(one)] == []
    pages = [address.removeprefix(f"{site.url}/") for address in addresses.values()]
    for browser, draws in ((PHONE_BROWSER, False), (TABLET_BROWSER, True)):
        said = read(site, *pages, cookies_of=phone.context, browser=browser)
        assert [FIGURE in one for one in said] == [draws] * len(STILL)
        for name, words in zip(addresses, said, strict=True):
            assert re.search(rf'class="[^"]*\b{STILL[name][1:]}\b', words), name


def test_the_still_picture_stands_wherever_a_figure_does_not_fit_or_come(
    addresses: dict[str, str], standing: Callable[[str], Page]
) -> None:
    page = standing("resultaat")
    shown, still = page.locator(".js-plotly-plot").first, page.locator(".overzicht").first
    for change, back in (
        (lambda: page.emulate_media(media="print"), lambda: page.emulate_media(media="screen")),
        (lambda: page.emulate_media(forced_colors="active"), lambda: page.emulate_media(forced_colors="none")),
        (lambda: page.set_viewport_size(PHONE), lambda: page.set_viewport_size(LAPTOP)),
    ):
        change()
        expect(still).to_be_visible()
        expect(shown).to_be_hidden()
        back()
        expect(shown).to_be_visible()
        expect(still).to_be_hidden()
    without = page.context.new_page()
    without.route(SCRIPT, lambda route: route.abort())
    visit(without, addresses["school"])
    expect(without.locator(STILL["school"]).first).to_be_visible()
    without.close()


@pytest.mark.parametrize("width", [300, 1060])
def test_on_the_line_of_plans_the_digit_of_a_step_is_whole_or_not_there(new_context: Contexts, width: int) -> None:
    begun = [0, 1, 2, 4, 7, 12, 20, 33, 54, 88, 143, 144, 232, 376]
    steps = tuple(LineMark(day, f"dag {day}", "stap", 1 + turn % 5) for turn, day in enumerate(begun))
    drawn = plan_line.figure([PointLine("Samen leren", steps, 700)], [], 700)
    page = new_context().new_page()
    page.set_content(
        f"<style>{style.CSS}{plan_time.CSS}</style><div style='width:{width}px;font-size:16px'>{drawn}</div>"
    )
    shown = page.locator(".planlijn b").evaluate_all(_DIGITS)
    assert 0 < shown.count("whole") < len(begun), "the last are wide enough, the first are not"
    assert set(shown) == {"whole", "away"}


_DIGITS = """bars => bars.map(bar => {
    const letters = document.createRange();
    letters.selectNodeContents(bar);
    const digit = letters.getBoundingClientRect(), room = bar.getBoundingClientRect();
    if (digit.top >= room.bottom - 1) return "away";
    const over = bars.filter(one => one !== bar).map(one => one.getBoundingClientRect())
        .some(one => one.left < digit.right - .5 && one.right > digit.left + .5);
    return !over && digit.left >= room.left && digit.right <= room.right ? "whole" : "cut";
})"""
