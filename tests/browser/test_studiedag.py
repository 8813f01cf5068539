"""A whole study day in the browser: twelve phones, a console in the hand, the screen on the wall, bad luck included.

Four of the twelve are real browsers and the others ask the server the same; with `--lang` all twelve are.
"""

import logging
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import func, select

from leidraad.content import library
from leidraad.domain import talk
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.storage.accounts import accounts
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import ballots, day, predictions, rounds
from leidraad.storage.study_day.rounds import RoundKind
from leidraad.storage.tables.measurements import Answer, Participation
from leidraad.storage.tables.study_day import Vote
from tests.browser.colleague import Colleague
from tests.browser.conftest import PHONE, Colleagues, Contexts, Phones
from tests.browser.handset import PATIENCE, Handset, ready, visit
from tests.browser.proxy import Line
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site, until
from tests.cast import ALICE, BOB
from tests.cast import phones as phones_of

log = logging.getLogger(__name__)

INSTRUMENT = library.instrument("leidraad-vo", 1)
PO = library.instrument("leidraad-po", 1)
FIRST = INSTRUMENT.constructs[0]
PEOPLE = 12
SCREEN = {"width": 1920, "height": 1080}
# One row per phone: answers to the three short statements of the first construct; the second divides the team.
ANSWERS = ["412", "413", "412", "423", "412", "413", "452", "453", "452", "443", "452", "453"]
# By hand: 48/12 = 4, 36/12 = 3 and 30/12 = 2,5; their mean 9,5/3 = 3,17.
COUNTS = (
    "12 grotendeels",
    "5 nog niet, 1 een beetje, 1 grotendeels, 5 helemaal",
    "6 een beetje, 6 deels",
)
BROWSERS = (0, 3, 7, 11)  # the last one comes late
FOLLOW_SECONDS = 2.0


class Leader:
    """Whoever leads: the console on a phone and the screen on the wall, each in a browser of its own."""

    def __init__(self, site: Site, measurement: Measurement, new_context: Contexts) -> None:
        self.site, self.measurement = site, measurement
        self.console = as_school_leader(site, new_context(viewport=PHONE)).new_page()
        self.screen = as_school_leader(site, new_context(viewport=SCREEN)).new_page()

    def open(self, screen_at: str = "") -> None:
        """Open both pages; the screen through another address when one is given."""
        visit(self.console, f"{self.site.url}/studiedag?meting={self.measurement.id}")
        visit(self.screen, f"{screen_at or self.site.url}/presenteren?meting={self.measurement.id}")

    def push(self, label: str) -> None:
        """Push a button of the console."""
        self.console.get_by_role("button", name=label).first.click()

    def sees(self, title: str) -> None:
        """The console is at this step."""
        expect(self.console.locator(".dag-stap")).to_have_text(title, timeout=PATIENCE)
        ready(self.console)

    def asks(self, words: str) -> None:
        """The console asks this before it goes on."""
        expect(self.console.locator(".vraag")).to_contain_text(words)

    def shows(self, words: str) -> None:
        """The screen shows this, and nothing of it falls off."""
        expect(self.screen.locator(".wand")).to_contain_text(words, timeout=PATIENCE)
        assert self.screen.locator(".wand button, .wand a, .wand input").count() == 0
        assert _faults(self.screen) == {}


def _faults(screen: Page) -> dict[str, object]:
    """Texts below 28 px at 1080p, what falls outside the screen, and statements that fall over each other."""
    found: dict[str, object] = screen.evaluate(
        """() => {
            const found = {}, wall = document.querySelector('.wand'), main = wall.querySelector('main');
            const texts = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const text = texts.currentNode;
                const size = parseFloat(getComputedStyle(text.parentElement).fontSize);
                if (text.textContent.trim() && size < 28 * innerWidth / 1920) found[text.textContent] = size;
            }
            if (main.scrollHeight > main.clientHeight + 1) found.overflow = main.scrollHeight - main.clientHeight;
            for (const row of wall.querySelectorAll('.wand-stelling'))
                if (row.scrollHeight > row.clientHeight + 1) found[row.textContent] = row.scrollHeight - row.clientHeight;
            return found;
        }"""
    )
    return found


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    """Wifi between the screen and the server that can go wrong."""
    with Line(site.port) as opened:
        yield opened


def test_a_team_lives_a_whole_study_day(
    fresh_site: Site,
    new_context: Contexts,
    new_phone: Phones,
    new_colleague: Colleagues,
    pytestconfig: pytest.Config,
) -> None:
    site = fresh_site
    measurement = site.open_measurement("Bovenbouw havo", invited=PEOPLE)
    leader = Leader(site, measurement, new_context)
    leader.open()
    leader.shows("Straks beginnen we")
    leader.push("Begin de dag")
    leader.sees("Instappen")
    code = measurement.join_code or ""
    leader.shows(f"{code[:3]} {code[3:]}")

    real = range(PEOPLE) if pytestconfig.getoption("lang") else BROWSERS
    everybody = [new_phone(site.url) if one in real else new_colleague(site.url) for one in range(PEOPLE)]
    phones = [one for one in everybody if isinstance(one, Handset)]
    colleagues = [one for one in everybody if isinstance(one, Colleague)]
    _join_and_fill_in(leader, code, everybody)
    _reveal(leader)
    phones[0].says("Kijk op het scherm")
    _talk_and_vote_again(leader, phones, colleagues)
    _judge(leader)
    _choose(leader, phones, colleagues)
    leader.push("Rond de dag af")
    leader.sees("Afronden")
    leader.shows("We maken weinig af.")
    phones[3].says("Dank je wel")


def _join_and_fill_in(leader: Leader, code: str, phones: list[Handset | Colleague]) -> None:
    for phone in phones[:11]:
        phone.join(code)
    leader.push("We gaan invullen")
    leader.sees("Invullen")
    phones[11].join(code)  # somebody comes late
    for phone, row in zip(phones, ANSWERS, strict=True):
        phone.fill_in({item.id: int(value) for item, value in zip(FIRST.asked(short=True), row, strict=True)})
    leader.shows("0 klaar, 12 nog bezig, van 12")
    assert not re.search(r"\d,\d", leader.screen.locator(".wand").inner_text())

    _killed_and_restarted(leader, "invullen")  # in the middle: everybody is back where they were
    leader.shows("0 klaar, 12 nog bezig, van 12")
    reloads = phones[3]
    assert isinstance(reloads, Handset)
    reloads.page.reload()
    reloads.at(1)
    for item, value in zip(FIRST.asked(short=True), ANSWERS[3], strict=True):
        reloads.shows(item.id, int(value))
    leader.console.reload()
    leader.sees("Invullen")


def _reveal(leader: Leader) -> None:
    leader.push("Sluit de meting")
    leader.asks("0 klaar, 12 nog bezig, van 12.")
    leader.push("Ja, sluit de meting")
    leader.asks("De meting is gesloten.")
    leader.shows("De meting is gesloten")
    assert not re.search(r"\d,\d", leader.screen.locator(".wand").inner_text())
    leader.push("Toon de uitslag")
    leader.sees("De uitslag bekijken")
    leader.shows("Zo zien wij ons team")
    leader.shows("3,2")  # 9,5 / 3
    leader.push(f"Toon 1 {FIRST.short}")
    leader.shows("onderdeel 1 van 10")
    bars = leader.screen.locator(".wand-balk")
    assert [bar.get_attribute("aria-label") for bar in bars.all()] == list(COUNTS)


def _talk_and_vote_again(leader: Leader, phones: list[Handset], colleagues: list[Colleague]) -> None:
    leader.push("Begin het gesprek")
    leader.sees("Gesprek")
    leader.shows("Hierover praten we")
    leader.push("Toon stelling 1")
    leader.shows(FIRST.asked(short=True)[1].text)
    leader.shows("Onze meningen gaan twee kanten op.")
    leader.push("Stem opnieuw over deze stellingen")
    leader.sees("Opnieuw stemmen")
    for phone in phones:
        _vote(phone)
    for colleague in colleagues:
        colleague.vote(4)
    leader.shows("12 van 12 gestemd")

    _killed_and_restarted(leader, "opnieuw stemmen")
    leader.shows("12 van 12 gestemd")
    phones[2].page.reload()
    expect(phones[2].page.get_by_role("radio", name="grotendeels", checked=True)).to_have_count(
        _asked(leader), timeout=PATIENCE
    )
    leader.console.reload()
    leader.sees("Opnieuw stemmen")
    leader.push("Sluit de stemming")
    leader.shows("Voor en na het gesprek")
    leader.shows("Onze meningen gaan twee kanten op.")
    leader.shows("12 grotendeels")
    leader.shows("We geven bijna hetzelfde antwoord.")


def _killed_and_restarted(leader: Leader, step: str) -> None:
    """Kill -9 and a new start; what was stored is what is stored. To read along: --log-cli-level=INFO."""
    before = _stored(leader)
    began = time.perf_counter()
    leader.site.restart()
    log.info(
        "%s: kill -9 en weer gestart in %.1f s; in de database: %s", step, time.perf_counter() - began, before
    )
    assert _stored(leader) == before


def _stored(leader: Leader) -> dict[str, int]:
    """How many answers, people and votes the database holds."""
    id = leader.measurement.id
    with leader.site.storage():
        tables = {"antwoorden": Answer, "deelnames": Participation, "stemmen": Vote}
        with engine.reading() as session:
            found = {
                name: session.exec(select(func.count()).select_from(table)).one() for name, table in tables.items()
            }
        return found | {"stap": list(DayStep).index(day.standing(id).step)}


def _asked(leader: Leader) -> int:
    with leader.site.storage():
        return len(day.standing(leader.measurement.id).talk)


def _vote(phone: Handset) -> None:
    phone.says("Hoe zie je het nu?")
    ready(phone.page)
    questions = phone.page.locator("fieldset[data-stelling]")
    for place in range(questions.count()):
        questions.nth(place).get_by_role("radio", name="grotendeels", exact=True).click()
    phone.says("Dank je wel. Kijk op het scherm.")


def _judge(leader: Leader) -> None:
    leader.push("Naar ons oordeel")
    leader.sees("Ons oordeel")
    leader.shows("ieder voor zich")
    form = leader.console.locator('[data-testid="stForm"]:visible').first
    form.get_by_role("radio", name="3,5").click()
    form.get_by_role("textbox").fill("Elk speerpunt heeft een groepje met een plan.")
    form.get_by_role("radio", name="onzeker").click()
    form.get_by_role("button", name="Opslaan en op het scherm zetten").click()
    leader.shows("Elk speerpunt heeft een groepje met een plan.")
    leader.shows("3,5 onzeker")


def _choose(leader: Leader, phones: list[Handset], colleagues: list[Colleague]) -> None:
    leader.push("Kies waar we aan gaan werken")
    leader.sees("Kiezen")
    for phone in phones:
        phone.says("Waar wil jij aan werken?")
        ready(phone.page)
        phone.page.get_by_role("checkbox", name=FIRST.title).click()
        phone.says("1 van 2 keuzes opgeslagen")
    for colleague in colleagues:
        colleague.choose(FIRST.id)
    leader.shows("12 van 12 gekozen")
    leader.push("Sluit en toon de keuze")
    leader.shows("ten minste 10")
    leader.console.get_by_label("Waar gaan we aan werken?").click()
    leader.console.get_by_role("option").first.click()
    leader.console.get_by_label("Waarom dit?").fill("We beginnen veel. We maken weinig af.")
    leader.console.get_by_role("button", name="Opslaan en op het scherm zetten").click()
    leader.shows("We maken weinig af.")


def test_the_screen_follows_within_two_seconds_and_two_leaders_see_the_same_step(
    site: Site, new_context: Contexts
) -> None:
    measurement = site.open_measurement("Twee leiders")
    leader = Leader(site, measurement, new_context)
    other = Leader(site, measurement, new_context)
    leader.open()
    leader.push("Begin de dag")
    leader.sees("Instappen")
    leader.shows("Doe mee met je telefoon")
    other.open()
    other.sees("Instappen")
    leader.push("We gaan invullen")
    leader.sees("Invullen")
    started = time.monotonic()
    leader.shows("Ieder vult in")
    assert time.monotonic() - started < FOLLOW_SECONDS
    other.sees("Invullen")
    other.push("Terug naar ‘Instappen’")
    leader.sees("Instappen")
    leader.shows("Doe mee met je telefoon")


def test_a_phone_with_answers_follows_every_step_and_says_what_it_answered(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Alle stappen")
    asked = FIRST.asked(short=True)
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.tap(asked[0].id, 4)
    phone.says_saved(1, 30)
    with site.storage():
        for other in phones_of(11):
            answers.save(measurement.id, other, {item.id: 2 for item in asked})
        day.start(measurement.id, 90)
    _goes_to(site, measurement, DayStep.REVEAL, leaving=DayStep.JOIN)
    phone.says("Kijk op het scherm")
    with site.storage():
        day.choose_statements(measurement.id, [asked[0].id, asked[1].id], within=DayStep.REVEAL)
    _goes_to(site, measurement, DayStep.TALK, leaving=DayStep.REVEAL)
    phone.says("Jij antwoordde: grotendeels")
    phone.says("Jij antwoordde: overgeslagen")
    _goes_to(site, measurement, DayStep.SECOND_VOTE, leaving=DayStep.TALK)
    phone.says("Hoe zie je het nu?")
    _goes_to(site, measurement, DayStep.JUDGEMENT, leaving=DayStep.SECOND_VOTE)
    phone.says("Ons oordeel")
    _goes_to(site, measurement, DayStep.CHOOSE, leaving=DayStep.JUDGEMENT)
    phone.says("Waar wil jij aan werken?")
    _goes_to(site, measurement, DayStep.DONE, leaving=DayStep.CHOOSE)
    phone.says("Dank je wel")


def _goes_to(site: Site, measurement: Measurement, step: DayStep, *, leaving: DayStep) -> None:
    with site.storage():
        day.go_to(measurement.id, step, leaving=leaving)


@pytest.mark.parametrize("trouble", ["cut", "go_silent"])
def test_a_screen_that_lost_touch_says_so_and_goes_on_by_itself(
    site: Site, new_context: Contexts, line: Line, trouble: str
) -> None:
    measurement = site.open_measurement(f"Wankele wifi {trouble}")
    leader = Leader(site, measurement, new_context)
    leader.open(screen_at=f"http://127.0.0.1:{line.port}")
    leader.push("Begin de dag")
    leader.shows("Doe mee met je telefoon")
    mark = leader.screen.locator(".wand-stil")
    expect(mark).to_have_css("opacity", "0")

    getattr(line, trouble)()
    expect(mark).to_have_css("opacity", "1", timeout=PATIENCE)
    expect(leader.screen.locator(".wand")).to_contain_text("Doe mee met je telefoon")
    leader.push("We gaan invullen")
    leader.sees("Invullen")

    line.restore()
    if trouble == "go_silent":
        line.cut()  # what fell into the silence is gone; the browser notices when the line really ends
        line.restore()
    expect(leader.screen.locator(".wand")).to_contain_text("Ieder vult in", timeout=60_000)
    until(lambda: mark.evaluate_all("all => all.map(one => getComputedStyle(one).opacity)") == ["0"])


def test_a_screen_without_a_database_says_so_and_comes_back_by_itself(site: Site, new_context: Contexts) -> None:
    measurement = site.open_measurement("Zonder database")
    with site.storage():
        day.start(measurement.id, 90)
    screen = Leader(site, measurement, new_context).screen
    visit(screen, f"{site.url}/presenteren?meting={measurement.id}")
    for table in ("study_day", "account_session", "measurement"):  # the page, who it is, what the address names
        expect(screen.locator(".wand")).to_contain_text("Doe mee met je telefoon")
        with _away(site, table):
            screen.reload()
            expect(screen.get_by_text("Deze pagina komt vanzelf terug.")).to_be_visible()
            expect(screen.locator(".wand")).to_have_count(0)
    expect(screen.locator(".wand")).to_contain_text("Doe mee met je telefoon")


@contextmanager
def _away(site: Site, table: str) -> Iterator[None]:
    """Within the block nobody can read this table: the database refuses, as one that is not there does."""

    def rename(old: str, new: str) -> None:
        with closing(sqlite3.connect(site.database, timeout=10, isolation_level=None)) as connection:
            connection.execute("PRAGMA legacy_alter_table = ON")  # what refers to it goes on doing so
            connection.execute(f"ALTER TABLE {old} RENAME TO {new}")

    rename(table, "weg")
    try:
        yield
    finally:
        rename("weg", table)


@pytest.mark.parametrize(("height", "scheme"), [(720, "light"), (1080, "dark")])
def test_the_longest_construct_fits_on_every_projector(
    site: Site, new_context: Contexts, height: int, scheme: Literal["light", "dark"]
) -> None:
    measurement = site.open_measurement(f"Beamer {height} {scheme}", short=False, invited=8)
    _answered_by_eight(site, measurement)
    context = new_context(viewport={"width": height * 16 // 9, "height": height}, color_scheme=scheme)
    page = as_school_leader(site, context).new_page()
    visit(page, f"{site.url}/presenteren?meting={measurement.id}")
    foot = page.locator(".wand footer")
    for screen in range(len(INSTRUMENT.constructs) + 1):
        with site.storage():
            day.show(measurement.id, screen, within=DayStep.REVEAL)
        expect(foot).to_contain_text(f"onderdeel {screen} van 10" if screen else "vulden in", timeout=PATIENCE)
        expect(page.get_by_text("Bob Achterberg verwachtte 4,5")).to_have_count(1 if screen else 0)
        assert _faults(page) == {}, screen


def test_in_forced_colours_a_full_dot_on_the_wall_differs_from_half_a_dot_and_an_empty_one(
    site: Site, new_context: Contexts
) -> None:
    measurement = site.open_measurement("Stippen")
    id = measurement.id or 0
    with site.storage():
        for device in (ALICE, BOB):
            answers.save(id, device, {"vo-a1-01": 3})
        answers.finish(id, ALICE)
        day.start(id, 45)
        day.go_to(id, DayStep.FILL, leaving=day.standing(id).step)
    page = as_school_leader(site, new_context(forced_colors="active")).new_page()
    visit(page, f"{site.url}/presenteren?meting={id}")
    dots = page.locator(".wand-stippen i")
    expect(dots).to_have_count(12)
    drawn = dots.evaluate_all(
        "all => all.map(one => (look => look.backgroundColor + look.backgroundImage)(getComputedStyle(one)))"
    )
    assert len(set(drawn)) == 3, drawn


@pytest.mark.parametrize(
    ("height", "look"),
    [(720, {"color_scheme": "light"}), (1080, {"color_scheme": "dark"}), (1080, {"forced_colors": "active"})],
)
def test_before_and_after_fits_on_every_projector_with_the_four_longest_statements(
    site: Site, new_context: Contexts, height: int, look: dict[str, str]
) -> None:
    team = f"Voor en na {height} {next(iter(look))}"
    measurement = site.open_measurement(team, "leidraad-po", short=False, invited=12)
    _torn_before_and_after(site, measurement)
    context = new_context(viewport={"width": height * 16 // 9, "height": height}, **look)
    page = as_school_leader(site, context).new_page()
    visit(page, f"{site.url}/presenteren?meting={measurement.id}")
    expect(page.get_by_text("Onze meningen gaan twee kanten op.")).to_have_count(8, timeout=PATIENCE)
    expect(page.locator(".wand-balk")).to_have_count(8)
    assert _faults(page) == {}
    aside = page.locator(".wand-voor-na > span")
    assert aside.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length") == 0


def _torn_before_and_after(site: Site, measurement: Measurement) -> None:
    """Twelve people in two groups talk about the four longest statements, and everybody goes to the other side."""
    id = measurement.id
    longest = sorted(PO.items, key=lambda item: len(item.text))[-talk.MOST_STATEMENTS :]
    asked = [item.id for item in longest]
    with site.storage():
        for person in range(PEOPLE):
            answers.save(id, f"toestel-{person}", dict.fromkeys(asked, 1 + 4 * (person % 2)))
        step = day.start(id, 90)
        for onward in (DayStep.REVEAL, DayStep.TALK):
            step = day.go_to(id, onward, leaving=step.step)
        day.choose_statements(id, asked, within=DayStep.TALK)
        day.go_to(id, DayStep.SECOND_VOTE, leaving=DayStep.TALK)
        for person in range(PEOPLE):
            first = 1 + 4 * (person % 2)
            ballots.save_votes(id, f"toestel-{person}", dict.fromkeys(asked, SecondVote(first, 6 - first)))
        rounds.close(id, RoundKind.SECOND_VOTE)


def _answered_by_eight(site: Site, measurement: Measurement) -> None:
    id = measurement.id
    with site.storage():
        for person in range(8):
            answers.save(id, f"toestel-{person}", {item.id: 1 + person % 5 for item in INSTRUMENT.items})
        for name in ("Alice van den Oudenhoven", "Bob Achterberg"):
            leader = accounts.invite(f"{name.split()[0].lower()}-{id}@brug.nl", name, (), None)[0].id
            predictions.save(id, leader, {one.id: 4.5 for one in INSTRUMENT.constructs})
            predictions.show_on_screen(id, leader, agrees=True)
        day.start(id, 90)
        day.go_to(id, DayStep.REVEAL, leaving=DayStep.JOIN)
