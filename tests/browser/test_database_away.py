"""PostgreSQL stopped and started in the middle of a study day, seen in real browsers: a phone, the console and the wall.

Only with `--lang`; tests/server/test_database_away.py does the same without a browser.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from leidraad.domain.day import DayStep
from leidraad.storage.measurements import answers
from leidraad.storage.study_day import day
from tests.browser.conftest import Contexts, Phones
from tests.browser.handset import PATIENCE
from tests.browser.leader import INSTRUMENT, Leader
from tests.browser.site import OnAServer
from tests.cast import phones as phones_of
from tests.databases import postgres_or_skipped
from tests.storage.scene import fill_in

ASKED = [item.id for item in INSTRUMENT.asked(short=True)]
ONE, TWO = ASKED[:2]
BACK = 40_000  # milliseconds: a phone asks again every fifteen seconds or so


@pytest.fixture
def on_a_server(tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[OnAServer]:
    if not pytestconfig.getoption("lang"):
        pytest.skip("alleen met --lang")
    with postgres_or_skipped() as postgres:
        site = OnAServer(tmp_path, postgres)
        site.start()
        try:
            yield site
        finally:
            site.stop()


def test_everybody_reads_it_keeps_what_there_was_and_goes_on_without_a_reload(
    on_a_server: OnAServer, new_context: Contexts, new_phone: Phones
) -> None:
    site = on_a_server
    measurement = site.open_measurement("Server even weg", invited=9)
    leader = Leader(site, measurement, new_context)
    leader.open()
    leader.push("Begin de dag")
    leader.push("We gaan invullen")
    leader.shows("Ieder vult in")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.tap(ONE, 4)

    site.postgres.stop()
    phone.tap(TWO, 5)
    phone.says("Nog niet alles is opgeslagen. Laat deze pagina open")
    expect(
        leader.console.get_by_text("Er kan nu niets worden opgeslagen, ook niet vanaf telefoons")
    ).to_be_visible()
    expect(leader.screen.get_by_text("Even geen verbinding. Dit gaat vanzelf verder.")).to_have_css("opacity", "1")
    expect(leader.screen.locator(".wand")).to_contain_text("Ieder vult in")
    late = new_phone(site.url).page
    late.goto(f"{site.url}/d/{measurement.join_code}")
    expect(late.get_by_text("De Teamscan kan nu even niet bij wat is opgeslagen")).to_be_visible()
    desk = leader.console.context.new_page()
    desk.goto(f"{site.url}/metingen")
    expect(desk.get_by_text("Deze pagina komt vanzelf terug")).to_be_visible()
    assert desk.goto(f"{site.url}/").status == 200  # type: ignore[union-attr]
    expect(desk.get_by_text("Deze pagina komt vanzelf terug")).to_be_visible()

    site.postgres.start()
    expect(phone.page.locator("#storing")).to_be_hidden(timeout=BACK)
    phone.says_saved(2, 30)
    expect(late.get_by_role("heading", name="Even geduld")).to_have_count(0, timeout=BACK)
    expect(desk.get_by_text("Meedoen met een code")).to_be_visible(timeout=BACK)
    expect(leader.console.get_by_text("Er kan nu niets worden opgeslagen")).to_have_count(0, timeout=BACK)
    with site.storage():
        assert answers.mine(measurement.id, phone.device) == {ONE: 4, TWO: 5}


def test_what_somebody_typed_on_the_console_is_still_there_when_the_server_is(
    on_a_server: OnAServer, new_context: Contexts
) -> None:
    site = on_a_server
    measurement = site.open_measurement("Getypt", invited=9)
    with site.storage():
        fill_in(measurement.id, phones_of(8), ASKED)
        day.start(measurement.id, 45)
        day.go_to(measurement.id, DayStep.REVEAL, leaving=day.standing(measurement.id).step)
        day.go_to(measurement.id, DayStep.CHOOSE, leaving=DayStep.REVEAL)
    leader = Leader(site, measurement, new_context)
    leader.open()
    leader.push("Sluit en toon de keuze")
    field = leader.console.get_by_label("Als …", exact=True)
    field.fill("we iets nieuws beginnen")
    field.blur()

    site.postgres.stop()
    leader.push("Opslaan en op het scherm zetten")
    expect(leader.console.get_by_text("Deze pagina komt vanzelf terug")).to_be_visible()
    expect(field).to_have_value("we iets nieuws beginnen")
    site.postgres.start()
    expect(leader.console.get_by_text("Deze pagina komt vanzelf terug")).to_have_count(0, timeout=BACK)
    expect(field).to_have_value("we iets nieuws beginnen", timeout=PATIENCE)
