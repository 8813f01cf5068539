"""Every page for everybody: axe finds nothing against WCAG 2.2 AA, on a phone and a laptop, light and dark; Tab comes by
everything, is seen and is never caught; and in the reader's own colours nothing vanishes.

Besides what axe can see: the language, no sideways scrolling, targets for a thumb, and each screen from its top.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.domain.focus import HowFar, LookingBack, Sequel
from leidraad.domain.result import Mode
from leidraad.storage.accounts import accounts
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import inquiries, looking_back, plan_links
from leidraad.storage.plans.plan_links import PlanLinkPurpose
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day
from tests.browser import walk
from tests.browser.conftest import Phones
from tests.browser.handset import ready, still, visit
from tests.browser.phone_page import asked_of, filled_in_by_a_team, go_to, recognised
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site, until
from tests.cast import BOB
from tests.plan import begin

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},  # all else is the same page
}
WIDE, NARROW, NARROWEST = 1280, 360, 320
#: Each differs from the one before it in one thing, which is all that is drawn anew.
LOOKS: tuple[tuple[Literal["light", "dark"], int, int], ...] = (
    ("light", WIDE, 800),
    ("dark", WIDE, 800),
    ("dark", NARROW, 740),
    ("light", NARROW, 740),
)
#: Where every page begins in a window of the first width, and the one that does not: the wall.
LEFT, ELSEWHERE = 96, ("presenteren",)
#: The steps of a day that a phone follows after the questionnaire, and what each is called there.
ON_A_PHONE = {
    DayStep.FILL: "Dank je wel",
    DayStep.REVEAL: "De uitslag",
    DayStep.TALK: "In gesprek",
    DayStep.SECOND_VOTE: "Hoe zie je het nu?",
    DayStep.JUDGEMENT: "Ons oordeel",
    DayStep.CHOOSE: "Waar wil jij aan werken?",
    DayStep.DONE: "Dank je wel",
}


#: An open, a shared, and a joint measurement that is open.
Team = tuple[Measurement, Measurement, Measurement]


@dataclass(frozen=True)
class Place:
    """A page: its address, what must be on it before we look, and what to open first."""

    address: str
    landmark: str
    open_first: Callable[[Page], None] = lambda _page: None


@pytest.fixture(scope="module")
def team(site: Site) -> Team:
    """An open and a shared measurement of one team, whose twelve people filled in the shared one; another team scores together."""
    with site.storage():
        added = schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo en vwo van locatie Oost")
        _asked_itself_again(added.id)
        shared, opened = (_opened(added.id, label) for label in ("voorjaar 2026", "najaar 2026"))
        for person in range(12):
            answers.save(shared.id, f"{person:032x}", _filled_in(shared, person))
        answers.save(opened.id, "a" * 32, {"vo-a1-01": 3})
        closing.close(shared.id)
        reveal.share(shared.id)
        day.start(shared.id, 45)
        begin(added.id, measurement_id=shared.id)
        joint = _opened(schools.add_team(added.school_id, "Onderbouw").id, "samen", Mode.JOINT)
    return opened, shared, joint


def _asked_itself_again(team_id: int) -> None:
    """A focus point with a small inquiry that was shown, and the next looking back to come."""
    point = begin(team_id, "dimensie-1", on=clock.today() - timedelta(days=50))
    version = inquiries.plan(team_id, point.id, ("vo-d1-02",), "De meesten kiezen ‘grotendeels’", seen=0).version
    asked = inquiries.open_(team_id, point.id, 12, seen=version)
    for person in range(12):
        answers.save(asked.id, f"{person:032x}", {"vo-d1-02": 3 + person % 3})
    closing.close(asked.id)
    reveal.share(asked.id)
    looking_back.look_back(
        team_id, point.id, LookingBack(HowFar.PARTLY, "", "", Sequel.ADJUST, "Kleiner", 49), seen=1
    )


def _opened(team_id: int, label: str, mode: Mode = Mode.INDIVIDUAL) -> Measurement:
    made = measurements.prepare(
        measurements.Preparation(
            team_id=team_id,
            label=label,
            instrument_id="leidraad-vo",
            instrument_version=1,
            short=True,
            mode=mode,
            invited=12,
        )
    )
    return measurements.open_(made.id)


def _filled_in(measurement: Measurement, person: int) -> dict[str, int]:
    """Everything between agreement, two groups, "kan ik niet beoordelen" and under the threshold."""
    asked = sorted(library.asked_ids(measurement.instrument_id, measurement.instrument_version, True))
    chosen = {item: (person * (place + 1) + place) % 6 for place, item in enumerate(asked)}
    return {item: value for item, value in chosen.items() if not item.startswith("vo-d4") or person < 3}


def _open_everything(page: Page) -> None:
    """Also what is folded in must be right; a table inside something folded opens with it."""
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(one => one.click())")
    expect(page.locator("details:not([open])")).to_have_count(0)


def _choose_and_explain(page: Page) -> None:
    page.get_by_role("radio", name="deels").first.click()
    expect(page.locator(".opgeslagen")).to_contain_text("1 van 30")
    _open_everything(page)


def _begin_a_self_scan(page: Page) -> None:
    page.get_by_role("radio", name="Voortgezet (vo)").click()
    page.get_by_role("button", name="Beginnen").click()
    expect(page.locator('[data-scherm="1"]')).to_be_attached()
    ready(page)
    _open_everything(page)


def _places(site: Site, opened: Measurement, shared: Measurement, joint: Measurement) -> dict[str, Place]:
    filling = f"/d/{opened.join_code}"
    return {
        "start": Place("/", "text=Alle metingen"),
        "metingen": Place(f"/metingen?team={opened.team_id}", ".teller", _open_everything),
        "welkom": Place(filling, "#scherm a.knop"),
        "stellingen": Place(f"{filling}/1", ".opgeslagen", _choose_and_explain),
        "einde": Place(f"{filling}/11", "text=Terugkijken en veranderen", _open_everything),
        "resultaat": Place(f"/resultaat?meting={shared.id}", "text=Zo maken we de scores", _open_everything),
        "vergelijken": Place("/vergelijken", "text=Wat dit niet zegt", _open_everything),
        "school": Place("/school?school=1", "text=Waar staan de teams?", _open_everything),
        "studiedag": Place(
            f"/studiedag?meting={shared.id}", "text=Toon aanbeveling 1: Verbeterplan", _open_everything
        ),
        "programma": Place(f"/studiedag?meting={shared.id}&deel=programma", "text=Afdrukken:", _open_everything),
        "nalopen": Place(f"/studiedag?meting={opened.id}&deel=nalopen", "text=Zelf nalopen", _open_everything),
        "presenteren": Place(f"/presenteren?meting={shared.id}", "text=Zo zien wij ons team"),
        "samen": Place(f"/samen?meting={joint.id}", ".opgeslagen"),
        "ontwikkeling": Place(
            f"/ontwikkeling?team={shared.team_id}", "h1:has-text('Ontwikkeling')", _open_everything
        ),
        **{
            f"plan-{part}": Place(f"/plan?team={shared.team_id}&doe={part}", f"text={words}", _open_everything)
            for part, words in {
                "terugkijken": "Wat hielp?",
                "acties": "Actie erbij",
                "stap": "Klaar met deze stap?",
                "onderzoek": "Welke stellingen?",
                "aanpassen": "Waarom nu?",
                "afronden": "Hoe ronden jullie dit af?",
            }.items()
        },
        "zelfscan": Place("/zelfscan", "text=Je eerdere zelfscans"),
        "zelfscan-stellingen": Place("/zelfscan", "text=Waar werk je?", _begin_a_self_scan),
        **{
            f"beheer-{part}": Place(f"/beheer?school=1&deel={part}", "h1:has-text('Beheer')", _open_everything)
            for part in ("teams", "mensen", "vragenlijsten", "logboek", "bewaren", "toestand")
        },
        "leidraad": Place("/leidraad", "text=in eigen woorden"),
        "over-kennis": Place("/leidraad?over=kennis", "text=Zo weeg je het"),
        "onderdeel": Place("/leidraad?onderdeel=aanbeveling-3", "text=in eigen woorden"),
        "uitleg": Place("/uitleg", "text=geen juridisch advies"),
        "uitlegtekst": Place("/uitleg?tekst=scores", "text=Afdrukken:"),
        "account": Place("/account", "text=Overal afmelden"),
        "afmelden": Place("/afmelden", "[class*=st-key-afmelden-] button"),
        "fout": Place("/resultaat?meting=999", "text=Deze meting vinden we niet"),
    }


_NOWHERE: Any = SimpleNamespace(id=0, team_id=0, join_code="")
PLACES = list(_places(Site(Path()), _NOWHERE, _NOWHERE, _NOWHERE))


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Site, team: Team) -> Iterator[Page]:
    """Alice, whose browser asks for light colours first, and for dark ones while she looks."""
    context = browser.new_context(
        locale="nl-NL",
        color_scheme="light",
        viewport={"width": WIDE, "height": 800},
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    # Playwright runs this in every page before the page's own script, whatever its content policy says.
    context.add_init_script(AXE.read_text())
    page = as_school_leader(site, context).new_page()
    visit(page, site.url)  # from where the phone's pages recognise this browser
    yield page
    context.close()


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """A browser that nobody is signed in with."""
    context = browser.new_context(locale="nl-NL", viewport={"width": WIDE, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    context.add_init_script(AXE.read_text())
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PLACES)
def test_a_page_meets_wcag_22_aa_and_never_scrolls_sideways(
    site: Site, team: Team, reader: Page, name: str
) -> None:
    place = _places(site, *team)[name]
    reader.emulate_media(color_scheme="light", reduced_motion="reduce")
    reader.set_viewport_size({"width": WIDE, "height": 800})
    visit(reader, site.url + place.address)
    expect(reader.locator(place.landmark).first).to_be_visible()
    ready(reader)
    place.open_first(reader)
    ready(reader)
    expect(reader.locator("html")).to_have_attribute("lang", "nl")
    expect(reader.get_by_role("heading", level=1)).to_have_count(1)
    if name not in ELSEWHERE:
        heading = reader.get_by_role("heading", level=1)
        assert heading.evaluate("one => Math.round(one.getBoundingClientRect().left)") == LEFT
    assert walk.english(reader) == []
    assert "\n".join(walk.vanishing(reader)) == ""  # in the reader's own colours
    went = walk.with_tab(reader)
    assert went.ended, went
    assert (went.missed, went.without_focus) == ([], []), went
    assert went.stops

    found = {}
    for scheme, width, height in LOOKS:
        reader.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        reader.set_viewport_size({"width": width, "height": height})
        until(partial(_stands_in, reader, scheme))
        found[scheme, width] = _violations(reader, RULES[scheme])
    assert {where: one for where, one in found.items() if one} == {}
    reader.set_viewport_size({"width": NARROWEST, "height": 740})
    assert _too_wide(reader) == []


def test_the_plan_to_read_along_meets_wcag_22_aa_in_the_readers_own_colours_too(
    site: Site, team: Team, reader: Page
) -> None:
    """There is nothing on it to come by with Tab."""
    with site.storage():
        secret = plan_links.make(team[1].team_id, PlanLinkPurpose.READ)
    reader.goto(f"{site.url}/lezen/{secret}")
    expect(
        reader.get_by_role("heading", level=1, name="Plan van Bovenbouw havo en vwo van locatie Oost", exact=True)
    ).to_be_visible()
    assert _faults(reader) == []


def _faults(page: Page) -> list[str]:
    """What is wrong with a plain page, in both schemes, in the reader's own colours, and where it is narrowest."""
    found = [*walk.english(page), *walk.vanishing(page)]
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        until(partial(_stands_in, page, scheme))
        found += _violations(page, rules)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    wide = page.viewport_size or {"width": WIDE, "height": 800}
    page.set_viewport_size({"width": NARROWEST, "height": 740})
    found += _too_wide(page)
    page.set_viewport_size(wide)
    return found


def _stands_in(page: Page, scheme: str) -> bool:
    """Whether it is drawn in the colours that were asked for."""
    return _is_dark(page) is (scheme == "dark")


def _is_dark(page: Page) -> bool:
    """Whether what is behind everything is dark by now."""
    return bool(
        page.evaluate(
            """() => {
                const app = document.querySelector('[data-testid=stApp]') || document.body;
                const parts = one => (getComputedStyle(one).backgroundColor.match(/[0-9.]+/g) || []).map(Number);
                const paint = [app, document.body, document.documentElement].map(parts);
                const first = paint.find(one => one.length === 3 || one[3] > 0) || [255, 255, 255];
                return first.slice(0, 3).every(part => part < 90);
            }"""
        )
    )


def _violations(page: Page, rules: dict[str, Any] = RULES["light"]) -> list[str]:
    """What axe finds, one line for each rule and element."""
    still(page)  # colours are measured when nothing fades in any more
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules
    )
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def _too_wide(page: Page) -> list[str]:
    """Elements that stick out of the screen and are not inside a part that scrolls by itself."""
    found: list[str] = page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth, out = [];
            const main = document.querySelector('[data-testid=stMain], #scherm');
            if (document.documentElement.scrollWidth > wide) out.push('document');
            if (main.scrollWidth > main.clientWidth) out.push('stMain ' + main.scrollWidth);
            if (!out.length) return out;
            for (const one of main.querySelectorAll('*')) {
                const box = one.getBoundingClientRect();
                if (box.width && box.right > wide + 1) out.push(one.tagName + ' ' + one.className + ' ' + box.right);
            }
            return out.slice(0, 12);
        }"""
    )
    return found


def test_answers_and_buttons_are_large_enough_for_a_thumb(site: Site, team: Team, new_phone: Phones) -> None:
    phone = new_phone(site.url)
    phone.join(team[0].join_code)
    targets = phone.page.locator(".keuzes label span, .knoppen button, .herken summary")
    expect(targets).to_have_count(3 * 6 + 2 + 3)
    boxes = [target.bounding_box() for target in targets.all()]
    assert all(box is not None and box["height"] >= 44 and box["width"] >= 44 for box in boxes), boxes


def test_after_verder_the_next_screen_is_shown_from_its_top(site: Site, team: Team, new_phone: Phones) -> None:
    phone = new_phone(site.url)
    phone.join(team[0].join_code)
    for screen in (2, 3):
        phone.page.locator(".opgeslagen").scroll_into_view_if_needed()
        assert phone.page.evaluate("scrollY") > 100
        phone.onward(screen)
        until(lambda: phone.page.evaluate("scrollY") == 0)
        heading = phone.page.get_by_role("heading", level=1)
        expect(heading).to_be_in_viewport()
        expect(heading).to_be_focused()  # and read aloud from there


def test_an_answer_can_be_given_with_the_keyboard_alone(site: Site, team: Team, new_phone: Phones) -> None:
    phone = new_phone(site.url)
    phone.join(team[0].join_code)
    first = phone.option("vo-a1-01", 1)
    first.focus()
    phone.page.keyboard.press("Space")
    for _ in range(3):
        phone.page.keyboard.press("ArrowRight")
    expect(phone.option("vo-a1-01", 4)).to_be_focused()
    outline = "getComputedStyle(document.activeElement.nextElementSibling)"
    assert phone.page.evaluate(f"{outline}.outlineStyle !== 'none' || {outline}.boxShadow !== 'none'")
    phone.shows("vo-a1-01", 4)
    phone.says_saved(1, 30)
    until(lambda: site.answers(team[0].id, phone.device) == {"vo-a1-01": 4})


def test_the_single_keys_r_and_c_do_nothing(site: Site, reader: Page) -> None:
    visit(reader, site.url)
    expect(reader.get_by_text("Alle metingen")).to_be_visible()
    for key in ("c", "r"):
        reader.keyboard.press(key)
    expect(reader.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("address", ["/", "/aanmelden", "/uitnodiging#{token}", "/d"])
def test_whoever_comes_in_meets_wcag_22_aa_before_there_is_an_account(
    site: Site, team: Team, stranger: Page, address: str
) -> None:
    with site.storage():
        token = accounts.invite(f"bob-{len(address)}@school.nl", "Bob", (), None)[1]
    stranger.goto(site.url + address.format(token=token))
    expect(stranger.get_by_role("heading", level=1)).to_have_count(1)
    assert walk.with_tab(stranger).ended
    assert _faults(stranger) == []


def test_the_day_meets_wcag_22_aa_on_a_phone_and_can_be_walked_with_tab_at_every_step(
    site: Site, team: Team, stranger: Page
) -> None:
    measurement = site.open_measurement("De dag op de telefoon")
    filled_in_by_a_team(site, measurement)
    with site.storage():
        answers.save(measurement.id, BOB, dict.fromkeys(asked_of(measurement), 4))
        answers.finish(measurement.id, BOB)
    recognised(stranger.context, site.url)
    stranger.set_viewport_size({"width": NARROW, "height": 740})
    stranger.goto(f"{site.url}/d/{measurement.join_code}/11")
    found = {}
    for step, title in ON_A_PHONE.items():
        go_to(site, measurement, step)
        expect(stranger.locator("#scherm h1")).to_have_text(title)
        went = walk.with_tab(stranger)
        found[step] = [*_faults(stranger), *went.missed, *went.without_focus]
    assert {step: one for step, one in found.items() if one} == {}


def test_on_paper_a_page_is_whole_and_white_and_has_no_buttons(site: Site, team: Team, reader: Page) -> None:
    reader.set_viewport_size({"width": 1280, "height": 800})  # the test before it may have left a phone
    visit(reader, f"{site.url}/vergelijken")
    expect(reader.locator(".naast table").first).to_be_visible()
    reader.emulate_media(media="print", color_scheme="light")
    reader.set_viewport_size({"width": 658, "height": 980})  # what A4 leaves between its margins
    wide = reader.locator(".naast").evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
    only_to_press = (
        ".stButton button, .stDownloadButton button, [data-testid=stPageLink], details:not([open]) > summary"
    )
    seen = reader.locator(only_to_press).evaluate_all("all => all.filter(one => one.checkVisibility()).length")
    ground = reader.locator("[data-testid=stApp]").evaluate("one => getComputedStyle(one).backgroundColor")
    reader.emulate_media(media="screen")
    assert (max(wide) <= 1, seen, ground) == (True, 0, "rgb(255, 255, 255)")


def _print(page: Page, event: str) -> None:
    """What a browser does before and after it prints."""
    page.evaluate("event => window.dispatchEvent(new Event(event))", event)
    page.emulate_media(media="print" if event == "beforeprint" else "screen")


def test_on_paper_what_is_folded_in_lies_open_and_afterwards_not(site: Site, team: Team, reader: Page) -> None:
    visit(reader, f"{site.url}/resultaat?meting={team[1].id}")
    statement = reader.locator("[data-testid=stExpander] .stelling").first
    expect(statement).to_be_attached()
    _print(reader, "beforeprint")
    expect(statement).to_be_visible()
    folded = reader.locator("[data-testid=stExpander] > details:not([open])")
    left = folded.evaluate_all(
        "all => all.filter(one => !one.querySelector('button, input, textarea, select')).length"
    )
    assert left == 0
    expect(folded.filter(has_text="Meenemen")).to_have_count(1)
    _print(reader, "afterprint")
    expect(statement).to_be_hidden()


def test_on_paper_the_whole_invitation_can_be_read(site: Site, team: Team, reader: Page) -> None:
    visit(reader, f"{site.url}/metingen?team={team[0].team_id}")
    field = reader.get_by_label("Tekst van de uitnodiging")
    said = field.input_value()
    until(
        lambda: field.evaluate("one => one.scrollHeight - one.clientHeight") <= 1
    )  # no promise is hidden below the edge
    _print(reader, "beforeprint")
    expect(field).to_be_hidden()
    copy = reader.locator(".op-papier", has_text=said.splitlines()[-1])
    assert copy.evaluate("one => one.textContent") == said
    assert copy.evaluate("one => one.scrollHeight - one.clientHeight") <= 1
    _print(reader, "afterprint")
    expect(field).to_be_visible()
    expect(reader.locator(".op-papier")).to_have_count(0)
