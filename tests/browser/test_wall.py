"""The screen on the wall: it follows, fits on every projector, and says so when it lost touch."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from leidraad.content import library, topics
from leidraad.domain import talk
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.storage.accounts import accounts
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import ballots, day, judgements, predictions, rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests.bench.phone import Phone
from tests.browser.conftest import Contexts, Desk, used_in_turn
from tests.browser.handset import PATIENCE, visit
from tests.browser.leader import INSTRUMENT, PEOPLE, Leader, faults
from tests.browser.proxy import Line
from tests.browser.reader import cookies_in
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site, until
from tests.cast import ALICE, BOB

PO = library.instrument("leidraad-po", 2)
FOLLOW_SECONDS = 2.0


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    """Wifi between the screen and the server that can go wrong."""
    with Line(site.port) as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Desk]:
    with used_in_turn(browser, viewport={"width": 1280, "height": 720}) as desk:
        yield desk


def test_the_screen_follows_within_two_seconds_and_two_leaders_see_the_same_step(
    site: Site, new_context: Contexts
) -> None:
    measurement = site.open_measurement("Twee leiders")
    leader = Leader(site, measurement, new_context)
    other = leader.console.context.new_page()
    step = other.locator(".dag-stap")
    leader.open()
    leader.push("Begin de dag")
    leader.sees("Instappen")
    leader.shows("Doe mee met je telefoon")
    visit(other, f"{site.url}/studiedag?meting={measurement.id}")
    expect(step).to_have_text("Instappen", timeout=PATIENCE)
    leader.push("We gaan invullen")
    leader.sees("Invullen")
    started = time.monotonic()
    leader.shows("Ieder vult in")
    assert time.monotonic() - started < FOLLOW_SECONDS
    expect(step).to_have_text("Invullen", timeout=PATIENCE)
    other.get_by_role("button", name="Terug naar ‘Instappen’").first.click()
    leader.sees("Instappen")
    leader.shows("Doe mee met je telefoon")


def test_a_screen_that_lost_touch_says_so_and_goes_on_by_itself(site: Site, desk: Desk, line: Line) -> None:
    measurement = site.open_measurement("Wankele wifi")
    id = measurement.id
    with site.storage():
        day.start(id, 90)
    screen = as_school_leader(site, desk()).new_page()
    visit(screen, f"http://127.0.0.1:{line.port}/presenteren?meting={id}")
    wall, mark = screen.locator(".wand"), screen.locator(".wand-stil")
    steps = {DayStep.JOIN: "Doe mee met je telefoon", DayStep.FILL: "Ieder vult in"}
    for trouble, before, after in (
        (line.cut, DayStep.JOIN, DayStep.FILL),
        (line.go_silent, DayStep.FILL, DayStep.JOIN),
    ):
        expect(wall).to_contain_text(steps[before])
        expect(mark).to_have_css("opacity", "0")
        trouble()
        expect(mark).to_have_css("opacity", "1", timeout=PATIENCE)
        expect(wall).to_contain_text(steps[before])
        with site.storage():
            day.go_to(id, after, leaving=before)
        line.restore()
        if trouble == line.go_silent:
            line.cut()  # what fell into the silence is gone; the browser notices when the line really ends
            line.restore()
        expect(wall).to_contain_text(steps[after], timeout=60_000)
        until(lambda: mark.evaluate_all("all => all.map(one => getComputedStyle(one).opacity)") == ["0"])


def test_a_screen_without_a_database_says_so_and_comes_back_by_itself(
    site: Site, desk: Desk, alone: Callable[[Coroutine[Any, Any, Any]], Any]
) -> None:
    measurement = site.open_measurement("Zonder database")
    with site.storage():
        day.start(measurement.id, 90)
    screen = as_school_leader(site, desk()).new_page()
    visit(screen, f"{site.url}/presenteren?meting={measurement.id}")
    expect(screen.locator(".wand")).to_contain_text("Doe mee met je telefoon")
    with _away(site, "study_day"):
        screen.reload()
        expect(screen.get_by_text("Deze pagina komt vanzelf terug.")).to_be_visible()
        expect(screen.locator(".wand")).to_have_count(0)
    expect(screen.locator(".wand")).to_contain_text("Doe mee met je telefoon")

    async def also_without(table: str, cookie: str) -> str:
        one = Phone(site.address)
        one.cookie = cookie
        with _away(site, table):
            opening = asyncio.create_task(one.open(f"/presenteren?meting={measurement.id}"))
            async with asyncio.timeout(20):
                while "Deze pagina komt vanzelf terug." not in one.screen.text():
                    await asyncio.sleep(0.05)
            assert "Doe mee" not in one.screen.text()
        await asyncio.wait_for(opening, 20)
        await one.close()
        return one.screen.text()

    cookie = cookies_in(screen.context)
    for table in ("account_session", "measurement"):  # who it is, and what the address names
        assert "Doe mee met je telefoon" in alone(also_without(table, cookie))


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


def in_look(page: Page, height: int, scheme: Literal["light", "dark"], forced: bool = False) -> None:
    """On a projector of this height, in these colours."""
    page.set_viewport_size({"width": height * 16 // 9, "height": height})
    page.emulate_media(color_scheme=scheme, forced_colors="active" if forced else "none")


def test_the_longest_construct_fits_on_every_projector(site: Site, desk: Desk) -> None:
    measurement = site.open_measurement("Beamer", short=False, invited=8)
    _answered_by_eight(site, measurement)
    page = as_school_leader(site, desk()).new_page()
    looks: list[tuple[int, Literal["light", "dark"]]] = [(720, "light"), (1080, "dark")]
    in_look(page, *looks[0])
    visit(page, f"{site.url}/presenteren?meting={measurement.id}")
    foot = page.locator(".wand footer")
    for screen in range(len(INSTRUMENT.constructs) + 1):
        with site.storage():
            day.show(measurement.id, screen, within=DayStep.REVEAL)
        expect(foot).to_contain_text(f"onderdeel {screen} van 10" if screen else "vulden in", timeout=PATIENCE)
        expect(page.get_by_text("Bob Achterberg verwachtte 4,5")).to_have_count(1 if screen else 0)
        for place in (0, 1) if screen % 2 else (1, 0):
            in_look(page, *looks[place])
            assert faults(page) == {}, (screen, looks[place])


def test_in_forced_colours_a_full_dot_on_the_wall_differs_from_half_a_dot_and_an_empty_one(
    site: Site, desk: Desk
) -> None:
    measurement = site.open_measurement("Stippen")
    id = measurement.id or 0
    with site.storage():
        for device in (ALICE, BOB):
            answers.save(id, device, {"vo-a1-08": 3})
        answers.finish(id, ALICE)
        day.start(id, 45)
        day.go_to(id, DayStep.FILL, leaving=day.standing(id).step)
    page = as_school_leader(site, desk()).new_page()
    page.emulate_media(forced_colors="active")
    visit(page, f"{site.url}/presenteren?meting={id}")
    dots = page.locator(".wand-stippen i")
    expect(dots).to_have_count(12)
    drawn = dots.evaluate_all(
        "all => all.map(one => (look => look.backgroundColor + look.backgroundImage)(getComputedStyle(one)))"
    )
    assert len(set(drawn)) == 3, drawn


def test_before_and_after_and_four_judgements_fit_on_every_projector_with_the_longest_words(
    site: Site, desk: Desk
) -> None:
    measurement = site.open_measurement("Voor en na", "leidraad-po", short=False, invited=12)
    _torn_before_and_after(site, measurement)
    page = as_school_leader(site, desk()).new_page()
    looks: list[tuple[int, Literal["light", "dark"], bool]] = [
        (720, "light", False),
        (1080, "dark", False),
        (1080, "dark", True),
    ]
    in_look(page, *looks[0])
    visit(page, f"{site.url}/presenteren?meting={measurement.id}")
    aside = page.locator(".wand-voor-na > span")
    for look in looks:
        in_look(page, *look)
        expect(page.get_by_text("Onze meningen gaan twee kanten op.")).to_have_count(8, timeout=PATIENCE)
        expect(page.locator(".wand-balk")).to_have_count(8)
        assert faults(page) == {}, look
        assert aside.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length") == 0
    _judged_with_the_longest_reasons(site, measurement)
    for look in reversed(looks):
        in_look(page, *look)
        expect(page.locator(".wand-oordeel .wand-cijfer")).to_have_count(4, timeout=PATIENCE)
        assert faults(page) == {}, look


def _torn_before_and_after(site: Site, measurement: Measurement) -> None:
    """Twelve people in two groups talk about the longest statements of four constructs, and everybody goes to the other side."""
    id = measurement.id
    longest = [max(one.items, key=lambda item: len(item.text)) for one in PO.constructs]
    asked = [item.id for item in sorted(longest, key=lambda item: len(item.text))[-talk.MOST_STATEMENTS :]]
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


def _judged_with_the_longest_reasons(site: Site, measurement: Measurement) -> None:
    """The team settles on a score for each of the four constructs, far from what everybody answered, with as long a reason as fits."""
    with site.storage():
        day.go_to(measurement.id, DayStep.JUDGEMENT, leaving=DayStep.SECOND_VOTE)
        for id in {topics.of_statement(PO, item).id for item in day.standing(measurement.id).talk}:
            reason = ("Wat we zien in de les " * judgements.LONGEST)[: judgements.LONGEST].strip()
            judgements.save(measurement.id, judgements.Judgement(id, 5.0, reason, certain=False))


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
