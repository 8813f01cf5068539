"""What people mistype, and what somebody sends who means harm: a Dutch sentence, and nothing that should not be stored."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.Common_pb2 import SInt64Array
from streamlit.proto.WidgetStates_pb2 import WidgetState

from leidraad.domain.result import Mode
from leidraad.storage.measurements import closing, measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from tests.bench.phone import Phone, Pushable
from tests.browser.conftest import Contexts, Phones
from tests.browser.handset import LABELS, text_of, visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site, until

# Each at most 60 signs, as a form allows.
HOSTILE = (
    "**vet** <b>dik</b> :tada: $e=mc^2$ [klik](http://x.nl) `a`",
    "# kop ![x](http://x.nl/x.png) :red[rood] <img src=x> &amp;",
    "1. www.evil.nl :material/home: \\(x\\) <script>a()</script> |",
)


@pytest.fixture
def start(site: Site, new_context: Contexts) -> Page:
    as_school_leader(site, new_context())  # somebody has taken it into use
    page = new_context().new_page()
    visit(page, site.url)
    return page


def _type_code(page: Page, code: str) -> None:
    page.get_by_label("Code van zes tekens").fill(code)
    page.get_by_role("button", name="Meedoen").click()


def test_a_code_that_nobody_has_gets_a_sentence_that_helps(start: Page) -> None:
    _type_code(start, "AAA BBB")
    expect(start.get_by_text("We kennen de code AAABBB niet.")).to_be_visible()
    expect(start.get_by_text("zonder de letters I, L en O en zonder de cijfers 0 en 1")).to_be_visible()


@pytest.mark.parametrize("typed", ["", "   ", "**", "<b>"])
def test_a_code_without_a_letter_or_figure_gets_a_sentence_too(start: Page, typed: str) -> None:
    _type_code(start, typed)
    expect(start.get_by_text("We kennen de code")).to_be_visible()


def test_the_code_of_a_closed_measurement_says_that_it_is_closed(site: Site, start: Page) -> None:
    measurement = site.open_measurement("Al gesloten")
    with site.storage():
        closing.close(measurement.id)
    _type_code(start, measurement.join_code or "")
    expect(start.get_by_text("Deze meting is gesloten.")).to_be_visible()


def test_a_code_in_lower_case_with_spaces_and_dashes_works(site: Site, start: Page) -> None:
    code = site.open_measurement("Kleine letters").join_code or ""
    _type_code(start, f" {code[:3].lower()} - {code[3:].lower()} ")
    expect(start.get_by_role("heading", name="Kleine letters")).to_be_visible()
    expect(start.get_by_role("button", name="Beginnen")).to_be_visible()


def test_a_joining_link_with_a_wrong_code_leads_back_to_typing_it(site: Site, new_phone: Phones) -> None:
    phone = new_phone(site.url)
    phone.open("ONZIN")
    phone.says("Deze code werkt niet")
    phone.page.get_by_role("link", name="Typ de code opnieuw").click()
    expect(phone.page.get_by_label("Code van zes tekens")).to_be_visible()


def test_a_joining_link_that_is_no_code_at_all_says_so_on_the_start_page(site: Site, new_phone: Phones) -> None:
    phone = new_phone(site.url)
    phone.open("%3Cb%3E!")
    phone.says("De code in die link klopt niet.")
    expect(phone.page.get_by_label("Code van zes tekens")).to_be_visible()


def test_forged_widget_values_are_not_stored(site: Site, alone: Callable[[Coroutine[Any, Any, Any]], Any]) -> None:
    measurement = site.open_measurement("Vervalst")
    devices = alone(_forge_all(site.address, measurement))
    assert [site.answers(measurement.id, device) for device in devices] == [{"vo-a1-07": 4}] * len(FORGERIES)
    assert _values(site, measurement) == [4] * len(FORGERIES)  # only the honest taps


def _labels(*words: str) -> WidgetState:
    state = WidgetState()
    state.string_array_value.data.extend(words)
    return state


#: What the page would never send for a statement: (item that the id is bent to, value).
FORGERIES: dict[str, tuple[str, WidgetState]] = {
    "off the scale": ("vo-a1-01", _labels("6")),
    "no label": ("vo-a1-01", _labels("heel erg")),
    "code": ("vo-a1-01", _labels("1 OR 1=1")),
    "a number": ("vo-a1-01", WidgetState(int_value=3)),
    "numbers": ("vo-a1-01", WidgetState(int_array_value=SInt64Array(data=[3]))),
    "a word": ("vo-a1-01", WidgetState(string_value=LABELS[3])),
    "a statement that the short scan does not ask": ("vo-a1-02", _labels(LABELS[5])),
    "a statement of another screen": ("vo-a2-02", _labels(LABELS[5])),
    "a statement that does not exist": ("vo-a9-99", _labels(LABELS[5])),
}


async def _forge_all(address: str, measurement: Measurement) -> list[str]:
    return [await _forge(address, measurement, *forgery) for forgery in FORGERIES.values()]


async def _forge(address: str, measurement: Measurement, item: str, state: WidgetState) -> str:
    """One phone that forges one value, comes back and answers honestly; gives its device."""
    phone = Phone(address)
    await phone.open(f"/d/{measurement.join_code}")
    await phone.push(_begin(phone))
    first = phone.screen.choices()[0]
    forged = WidgetState(id=first.id.replace("vo-a1-01", item))
    forged.MergeFrom(state)
    phone.values[forged.id] = forged
    await asyncio.wait_for(phone.run(), 20)  # the run may fail for the forger
    await phone.close()

    again = Phone(address)
    again.cookie = phone.cookie
    await again.open(f"/d/{measurement.join_code}")
    await again.push(_begin(again))
    await again.choose(again.screen.choices()[2], LABELS[4])
    await again.close()
    return dict(pair.split("=", 1) for pair in again.cookie.split("; "))["leidraad_toestel"]


def _begin(phone: Phone) -> Pushable:
    return next(button for button in phone.screen.buttons() if button.id.endswith("-verder"))


def _values(site: Site, measurement: Measurement) -> list[object]:
    query = "SELECT value FROM answer JOIN participation ON key = participation_key WHERE measurement_id = ?"
    return [value for (value,) in site.rows(query, measurement.id)]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_team_name_is_shown_letter_for_letter_on_every_page(
    site: Site, new_context: Contexts, new_phone: Phones, name: str
) -> None:
    opened, shared = _measurements_of_team(site, name)
    page = as_school_leader(site, new_context()).new_page()

    visit(page, site.url)
    _shows_literally(page, f"{name}: {name} is nu open")
    visit(page, f"{site.url}/metingen?team={opened.team_id}")
    expect(page.get_by_text("ingevuld")).to_be_visible()
    expect(page.get_by_text("Gedeelde metingen")).to_be_visible()
    _shows_literally(page, name)
    visit(page, f"{site.url}/resultaat?meting={shared.id}")
    expect(page.get_by_text("Zo maken we de scores")).to_be_visible()
    _shows_literally(page, f"{name}, {name}")

    phone = new_phone(site.url)
    phone.open(opened.join_code)
    expect(phone.page.get_by_role("button", name="Beginnen")).to_be_visible()
    _shows_literally(phone.page, name)


def _measurements_of_team(site: Site, name: str) -> tuple[Measurement, Measurement]:
    """An open and a shared measurement of a team, all with the same name."""
    with site.storage():
        team = schools.add_school_with_team(name, "vo", name)
        made = []
        for mode in (Mode.JOINT, Mode.INDIVIDUAL):
            one = measurements.prepare(
                measurements.Preparation(
                    team_id=team.id,
                    label=name,
                    instrument_id="leidraad-vo",
                    instrument_version=1,
                    short=True,
                    mode=mode,
                    invited=12,
                )
            )
            made.append(measurements.open_(one.id))
            if mode is Mode.JOINT:
                closing.close(one.id)
                measurements.share(one.id)
    return made[1], made[0]


def _shows_literally(page: Page, words: str) -> None:
    until(lambda: words in text_of(page))
    main = page.locator('[data-testid="stMain"]')
    for harm in ("a[href*='x.nl']", "a[href*='www.evil']", "img[src*='x']:not(.qr)", ".katex", "h1 b", "del"):
        expect(main.locator(harm)).to_have_count(0)
    for said in ("rood", "vet", "dik", "klik", "kop"):
        exact = main.get_by_text(said, exact=True)
        expect(exact, f"{said!r} staat op zichzelf, dus de tekst is opgemaakt").to_have_count(0)
