"""A self-scan on a phone, in a real browser: reload halfway, own profile, kept, found again a year later, deleted.

Of the ten screens the first two and the last are tapped and the others are answered in the database, and of those of a year later
only the last is; with `--lang` all are.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from leidraad.access.cookies import DEVICE
from leidraad.content import library
from leidraad.domain.selfscan import Perspective
from leidraad.storage.self_scans import self_scans
from leidraad.storage.self_scans.self_scans import ScanChoice
from tests.browser.conftest import PHONE, Contexts, Desk, Phones, used_in_turn
from tests.browser.handset import LABELS, Handset, ready, still, text_of, visit
from tests.browser.reader import read
from tests.browser.site import Site, until
from tests.cast import BOB

CONSTRUCTS = library.instrument("leidraad-vo", 2).constructs
CORE = [[item.id for item in construct.asked(short=True)] for construct in CONSTRUCTS]
PROFILE = "zelfscan-profiel"
OWN = "zelfscan-eigen"


class Scanner(Handset):
    """The same hands on the screens of the self-scan, which are Streamlit's."""

    def at(self, screen: int | str) -> None:
        """Wait until this screen is shown."""
        expect(self.page.locator(f'[data-scherm="{screen}"]')).to_be_attached()
        ready(self.page)

    def push(self, key: str) -> None:
        """Push a button by its key, with or without the number of the screen before it."""
        self.page.locator(f'[class*="st-key-"][class*="{key}"] button').click()

    def option(self, item: str, value: int) -> Locator:
        """One answer to one statement."""
        return self.page.locator(f".st-key-antwoord-{item}").get_by_role("radio", name=LABELS[value], exact=True)


@pytest.fixture(scope="module")
def phones(browser: Browser) -> Iterator[Desk]:
    with used_in_turn(browser, viewport=PHONE, has_touch=True) as phones:
        yield phones


@pytest.fixture
def new_phone(phones: Desk) -> Callable[[str], Scanner]:
    """Make a phone on which somebody scans the own team; the one before it is put away."""
    return lambda url: Scanner(phones(), url)


@pytest.fixture
def phone_with_a_clock(site: Site, new_context: Contexts) -> Handset:
    return Scanner(new_context(viewport=PHONE, has_touch=True), site.url).with_a_clock()


def begin(phone: Handset, site: Site) -> None:
    visit(phone.page, f"{site.url}/zelfscan")
    choose(phone.page, "sector", "Voortgezet (vo)")
    choose(phone.page, "rol", "Schoolleider")
    phone.push("beginnen")
    phone.at(1)


def choose(page: Page, what: str, answer: str) -> None:
    option = page.locator(f".st-key-keuze-{what}").get_by_role("radio", name=answer)
    option.click()
    expect(option).to_have_attribute("aria-checked", "true")
    ready(page)


def at(page: Page, screen: str) -> None:
    expect(page.locator(f'[data-scherm="{screen}"]')).to_be_attached(timeout=20_000)
    ready(page)


def finish(site: Site, phone: Handset, value: int, *, all_tapped: bool) -> None:
    """Give this answer to everything, up to the profile; what is not tapped is answered in the database."""
    last = len(CONSTRUCTS)
    for number in range(1, last + 1) if all_tapped else (1, 2, last):
        if number == last and not all_tapped:
            between = [item for screen in CORE[2 : last - 1] for item in screen]
            with site.storage():
                draft = self_scans.draft(phone.device)
                assert draft is not None
                self_scans.save(phone.device, draft.key, dict.fromkeys(between, value))
            visit(phone.page, f"{site.url}/zelfscan?deel={last}")
            phone.at(last)
        phone.fill_in(dict.fromkeys(CORE[number - 1], value))
        phone.push("verder")
        at(phone.page, str(number + 1) if number < last else PROFILE)


def open_with(page: Page, code: str) -> None:
    page.get_by_label("Persoonlijke code").first.fill(code)
    page.locator("button", has_text="Openen").first.click()  # that of a list has no text


def a_year_passes(site: Site) -> None:
    """What is stored becomes a year older; the same as a clock that moved."""
    with closing(sqlite3.connect(site.database, timeout=10)) as connection, connection:
        connection.execute("UPDATE self_scan SET day = date(day, '-365 days')")


def drafted(site: Site, phone: Handset, screens: Sequence[list[str]], value: int) -> None:
    """A self-scan on this device that gives this answer on these screens."""
    with site.storage():
        draft = self_scans.begin(phone.device, ScanChoice("leidraad-vo", 2, True, Perspective.SCHOOL_LEADER))
        self_scans.save(phone.device, draft.key, {item: value for screen in screens for item in screen})


def drafts(site: Site, phone: Handset) -> list[tuple[object, ...]]:
    mine = self_scans.token_hash(phone.device)
    return site.rows("SELECT key FROM self_scan_draft WHERE token_hash = ?", mine)


def answers(site: Site, phone: Handset) -> dict[str, int]:
    rows = site.rows(
        "SELECT item_id, value FROM self_scan_draft_answer JOIN self_scan_draft ON key = draft_key "
        "WHERE token_hash = ?",
        self_scans.token_hash(phone.device),
    )
    return {str(item): int(str(value)) for item, value in rows}


def test_a_self_scan_on_a_phone_from_the_first_tap_to_deleting_everything(
    site: Site, new_phone: Phones, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    phone = new_phone(site.url)
    begin(phone, site)

    # Halfway the page is reloaded; another device at the same address sees nothing.
    phone.fill_in({CORE[0][0]: 2, CORE[0][1]: 2})
    phone.says_saved(2, 30)
    phone.page.reload()
    phone.at(1)
    phone.shows(CORE[0][0], 2)
    phone.says_saved(2, 30)
    for screen in (1, 11):
        [stranger] = read(site, f"zelfscan?deel={screen}")
        assert "staat geen zelfscan meer open" in stranger
    begun, stranger = read(site, "zelfscan", cookies_of=phone.context) + read(site, "zelfscan")
    assert "Je bent al begonnen" in begun
    assert "Je bent al begonnen" not in stranger

    finish(site, phone, 4, all_tapped=pytestconfig.getoption("lang"))
    assert len(answers(site, phone)) == 30
    words = text_of(phone.page)
    assert "Jouw zelfscan" in words
    assert "Wat jij als schoolleider kunt doen" in words
    assert phone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    _downloaded(phone.page, tmp_path)

    # Kept: the code is shown once, and stands in no address and no row.
    phone.push("bewaar")
    at(phone.page, "zelfscan-code")
    code = phone.page.locator(".code").inner_text()
    assert re.fullmatch(r"(\S{4} ){3}\S", code)
    bare = code.replace(" ", "")
    assert bare not in phone.page.url.upper()
    phone.push("opgeschreven")
    at(phone.page, OWN)
    assert bare not in (site.folder / "leidraad.db").read_bytes().decode("latin-1")
    until(lambda: not drafts(site, phone))

    # A year later, on another phone.
    a_year_passes(site)
    later = new_phone(site.url)
    visit(later.page, f"{site.url}/zelfscan")
    if not pytestconfig.getoption("lang"):
        drafted(site, later, CORE[:-1], 5)
    slip = ("3" if bare[0] != "3" else "4") + bare[1:]
    open_with(later.page, slip)
    later.says("Er zit een tikfout in de code")
    open_with(later.page, code.lower())
    at(later.page, OWN)
    if pytestconfig.getoption("lang"):
        choose(later.page, "sector", "Voortgezet (vo)")
        later.push("beginnen")
        finish(site, later, 5, all_tapped=True)
    else:  # the code is open in this session only: no address leads on, and the button does
        later.push("doorgaan")
        later.at(len(CONSTRUCTS))
        later.fill_in(dict.fromkeys(CORE[-1], 5))
        later.push("verder")
        at(later.page, PROFILE)
    later.push("bewaar-erbij")
    at(later.page, OWN)
    years = [year for (year,) in site.rows("SELECT strftime('%Y', day) FROM self_scan ORDER BY number")]
    assert int(str(years[1])) - int(str(years[0])) == 1
    assert all(f" {year}" in text_of(later.page) for year in years)
    expect(later.page.locator(".eigen .jaren b").nth(1)).to_have_text("4,0")
    expect(later.page.locator(".eigen .jaren b").nth(2)).to_have_text("5,0")

    # Deleted, and the code is unknown from then on.
    later.page.get_by_text("Alles verwijderen").click()
    later.says("Dan verwijderen we 2 zelfscans")
    still(later.page)
    later.push("alles-weg")
    later.says("Alles is verwijderd")
    assert (
        site.rows("SELECT count(*) FROM self_scan") == site.rows("SELECT count(*) FROM self_scan_owner") == [(0,)]
    )
    open_with(later.page, code)
    later.says("niets (meer) bewaard")
    assert bare not in "".join(log.read_text(encoding="utf-8") for log in site.folder.glob("*.log"))


def _downloaded(page: Page, folder: Path) -> None:
    with page.expect_download() as download:
        page.locator(".st-key-download button").click()
    assert re.fullmatch(r"zelfscan-\d{4}-\d\d-\d\d\.html", download.value.suggested_filename)
    download.value.save_as(folder / "zelfscan.html")
    words = (folder / "zelfscan.html").read_text(encoding="utf-8")
    assert "Jouw zelfscan" in words
    assert "<script" not in words


def begun(phone: Handset, site: Site, *answered: list[str], screen: int = 1) -> None:
    """A self-scan with these screens answered, begun on this phone and opened at this screen."""
    phone.context.add_cookies([{"name": DEVICE, "value": BOB, "url": site.url}])
    drafted(site, phone, answered, 5)
    visit(phone.page, f"{site.url}/zelfscan?deel={screen}")


def test_a_tap_that_the_server_never_heard_is_sent_again_by_the_heartbeat(
    site: Site, phone_with_a_clock: Handset
) -> None:
    phone = phone_with_a_clock
    begun(phone, site)
    site.restart()
    phone.tap(CORE[0][0], 3)

    def beats_until_stored() -> bool:  # one may come before the page has noticed that its line is gone
        phone.heartbeat()
        return answers(site, phone) == {CORE[0][0]: 3}

    until(beats_until_stored, 40)


def test_ready_leaves_nothing_on_the_server_or_in_the_address(site: Site, new_phone: Phones) -> None:
    phone = new_phone(site.url)
    begun(phone, site, CORE[0], screen=11)
    at(phone.page, PROFILE)
    assert len(answers(site, phone)) == 3
    phone.push("klaar")
    phone.says("Je antwoorden zijn gewist")
    assert answers(site, phone) == {}
    assert urlsplit(phone.page.url).query == ""


def test_after_wiping_in_one_tab_a_tap_in_another_brings_nothing_back_and_a_third_notices_by_itself(
    site: Site, phone_with_a_clock: Handset
) -> None:
    phone = phone_with_a_clock
    begun(phone, site)
    phone.tap(CORE[0][0], 2)
    phone.says_saved(1, 30)
    looking = Scanner(phone.context, site.url)
    visit(looking.page, f"{site.url}/zelfscan?deel=1")
    looking.shows(CORE[0][0], 2)

    wiping = phone.context.new_page()
    visit(wiping, f"{site.url}/zelfscan")
    wiping.get_by_text("Opnieuw beginnen").click()
    expect(wiping.locator(".st-key-wissen button")).to_be_visible()
    still(wiping)
    wiping.locator(".st-key-wissen button").click()
    expect(wiping.locator(".st-key-beginnen")).to_be_visible()

    phone.page.bring_to_front()
    phone.option(CORE[0][1], 4).click()
    phone.says("staat geen zelfscan meer open")
    assert answers(site, phone) == {}
    looking.heartbeat()
    looking.says("staat geen zelfscan meer open", seconds=40)
