"""The screen on the wall: it follows, fits on every projector, and says so when it lost touch."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Literal

import pytest
from playwright.sync_api import expect

from leidraad.content import library, topics
from leidraad.domain import talk
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.storage.accounts import accounts
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import ballots, day, judgements, predictions, rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests.browser.conftest import Contexts
from tests.browser.handset import PATIENCE, visit
from tests.browser.leader import INSTRUMENT, PEOPLE, Leader, faults
from tests.browser.proxy import Line
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
        assert faults(page) == {}, screen


def test_in_forced_colours_a_full_dot_on_the_wall_differs_from_half_a_dot_and_an_empty_one(
    site: Site, new_context: Contexts
) -> None:
    measurement = site.open_measurement("Stippen")
    id = measurement.id or 0
    with site.storage():
        for device in (ALICE, BOB):
            answers.save(id, device, {"vo-a1-08": 3})
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
def test_before_and_after_and_four_judgements_fit_on_every_projector_with_the_longest_words(
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
    assert faults(page) == {}
    aside = page.locator(".wand-voor-na > span")
    assert aside.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length") == 0
    _judged_with_the_longest_reasons(site, measurement)
    expect(page.locator(".wand-oordeel .wand-cijfer")).to_have_count(4, timeout=PATIENCE)
    assert faults(page) == {}


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
