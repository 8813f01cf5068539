"""Whatever happens to the server, the line or the tab: an answer that is shown as chosen ends up in the database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Dialog, expect

from leidraad.storage.measurements import closing
from leidraad.storage.measurements.measurements import Measurement
from tests.browser.conftest import Phones
from tests.browser.handset import Handset
from tests.browser.proxy import Line
from tests.browser.site import Site, until
from tests.storage.another_program import another_program_holds

A, B, C = "vo-a1-08", "vo-a1-06", "vo-a1-12"
LONGEST_PAUSE_SECONDS = 19  # between two tries, when many failed


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    """Wifi between the phone and the server that can go wrong."""
    with Line(site.port) as opened:
        yield opened


def through(line: Line) -> str:
    return f"http://127.0.0.1:{line.port}"


def _stored(site: Site, measurement: Measurement, phone: Handset, answers: dict[str, int]) -> None:
    until(lambda: site.answers(measurement.id, phone.device) == answers)


def _close(site: Site, measurement: Measurement) -> None:
    with site.storage():
        closing.close(measurement.id)


def test_a_tap_while_the_server_is_down_is_stored_after_it_comes_back_without_a_reload(
    site: Site, new_phone: Phones
) -> None:
    measurement = site.open_measurement("Herstart")
    phone = new_phone(site.url).with_a_clock()
    phone.join(measurement.join_code)
    phone.tap(A, 2)
    phone.says_saved(1, 30)
    phone.page.evaluate("window.nooitHerladen = true")

    site.kill()
    phone.tap(B, 4)
    phone.says("1 van 30 antwoorden opgeslagen, nog 1 niet opgeslagen")
    site.start()

    until(lambda: site.answers(measurement.id, phone.device) == {A: 2, B: 4}, LONGEST_PAUSE_SECONDS)
    phone.says_saved(2, 30)
    phone.shows(A, 2)
    phone.tap(C, 5)
    phone.says_saved(3, 30)
    assert phone.page.evaluate("window.nooitHerladen")


def test_who_changed_their_mind_while_the_line_was_silent_finds_the_last_choice(
    site: Site, line: Line, new_phone: Phones
) -> None:
    """The first choice may have been stored without the phone hearing so: it is no newer answer of another tab."""
    measurement = site.open_measurement("Bedacht zich")
    phone = new_phone(through(line))
    phone.join(measurement.join_code)

    line.swallow_answers()
    phone.tap(A, 2)
    _stored(site, measurement, phone, {A: 2})
    phone.tap(A, 5)
    line.cut()
    line.restore()

    _stored(site, measurement, phone, {A: 5})
    phone.shows(A, 5)
    phone.says_saved(1, 30)


def test_a_tap_that_is_not_stored_survives_a_reload(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Herladen met iets onderweg")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.tap(A, 2)
    phone.says_saved(1, 30)

    phone.page.route("**/antwoord", lambda route: route.abort())
    phone.tap(B, 4)
    phone.says("nog 1 niet opgeslagen")
    asked: list[str] = []

    def go(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    phone.page.on("dialog", go)
    phone.page.reload()
    assert asked == ["beforeunload"]  # the browser asks before leaving
    phone.shows(B, 4)
    phone.says("nog 1 niet opgeslagen")
    phone.page.unroute("**/antwoord")
    _stored(site, measurement, phone, {A: 2, B: 4})


def test_going_on_without_a_line_says_so_and_goes_on_by_itself_when_it_is_back(
    site: Site, line: Line, new_phone: Phones
) -> None:
    measurement = site.open_measurement("Verder zonder lijn")
    phone = new_phone(through(line))
    phone.join(measurement.join_code)
    phone.tap(A, 2)
    phone.says_saved(1, 30)

    line.cut()
    phone.push("verder")
    phone.says("Even geen verbinding")
    phone.shows(A, 2)
    line.restore()
    phone.at(2)


def test_while_another_program_holds_the_database_a_phone_says_so_within_seconds_and_loses_nothing(
    site: Site, new_phone: Phones
) -> None:
    measurement = site.open_measurement("Bezet")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    with another_program_holds(site.database):
        phone.tap(A, 2)
        phone.says("0 van 30 antwoorden opgeslagen, nog 1 niet opgeslagen")
        phone.push("verder")
        expect(phone.page.locator("#storing")).to_have_text(
            "Nog niet alles is opgeslagen. Laat deze pagina open: we proberen het zo weer."
        )
    phone.at(2)
    expect(phone.page.locator("#storing")).to_be_hidden()
    phone.says_saved(1, 30)
    assert site.answers(measurement.id, phone.device) == {A: 2}


def test_a_phone_that_slept_saves_at_once_when_it_is_looked_at_again(
    site: Site, line: Line, new_phone: Phones
) -> None:
    """However long its pauses had become while the line was away."""
    measurement = site.open_measurement("Sliep")
    phone = new_phone(through(line))
    phone.page.clock.install()
    phone.join(measurement.join_code)
    phone.page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))  # no pause between tries ends by itself
    line.cut()
    phone.tap(A, 3)
    phone.says("nog 1 niet opgeslagen")
    line.restore()
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    _stored(site, measurement, phone, {A: 3})


def test_a_reload_after_a_restart_of_the_server_shows_the_answers(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Herladen")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.fill_in({A: 1, B: 0, C: 5})
    phone.says_saved(3, 30)

    site.restart()
    phone.page.reload()

    phone.at(1)
    for item, value in {A: 1, B: 0, C: 5}.items():
        phone.shows(item, value)
    phone.says_saved(3, 30)


def test_eight_fast_taps_are_all_stored_as_shown(site: Site, new_phone: Phones) -> None:
    """The po questionnaire has a construct of eight statements."""
    measurement = site.open_measurement("Snel", "leidraad-po", short=False)
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.onward(2)
    wanted = {f"po-a2-0{number}": value for number, value in enumerate((5, 4, 3, 2, 1, 0, 5, 3), start=1)}

    _tap_fast(phone, list(wanted.items()))
    _stored(site, measurement, phone, wanted)
    for item, value in wanted.items():
        phone.shows(item, value)
    phone.says_saved(8, 55)

    # And eight times another mind about two statements: the last one counts.
    first, second = list(wanted)[:2]
    _tap_fast(phone, [(first if turn % 2 else second, 1 + turn % 5) for turn in range(8)])
    wanted |= {second: 1 + 6 % 5, first: 1 + 7 % 5}
    _stored(site, measurement, phone, wanted)
    phone.shows(first, wanted[first])
    phone.shows(second, wanted[second])


def _tap_fast(phone: Handset, taps: list[tuple[str, int]]) -> None:
    """Tap every 120 ms without waiting for anything, from inside the page so that the rhythm is exact."""
    phone.page.evaluate(
        """async taps => {
            for (const [item, value] of taps) {
                document.querySelector(`[data-stelling="${item}"] input[value="${value}"]`).click();
                await new Promise(done => setTimeout(done, 120));
            }
        }""",
        taps,
    )


def test_a_second_tab_goes_on_with_the_same_participation(site: Site, new_phone: Phones) -> None:
    """And the first tab, still open with older answers, leaves them alone."""
    measurement = site.open_measurement("Twee tabbladen")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.fill_in({A: 2, B: 2})
    phone.says_saved(2, 30)

    second = Handset(phone.context, site.url)
    second.open(measurement.join_code)
    expect(second.page.get_by_role("link", name="Ga verder waar je was")).to_be_visible()
    second.push("verder")
    second.at(1)
    second.shows(A, 2)
    second.tap(A, 5)
    second.tap(C, 3)
    newest = {A: 5, B: 2, C: 3}
    _stored(site, measurement, phone, newest)

    phone.page.bring_to_front()
    phone.tap(B, 4)
    phone.says_saved(3, 30)
    _stored(site, measurement, phone, newest | {B: 4})


def test_an_old_tab_gives_way_to_a_newer_answer_and_shows_it(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Oud tabblad")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.tap(A, 2)
    phone.says_saved(1, 30)
    second = Handset(phone.context, site.url)
    second.open(measurement.join_code)
    second.push("verder")
    second.at(1)
    second.tap(A, 5)
    _stored(site, measurement, phone, {A: 5})

    phone.option(A, 4).click()  # upon a choice that is not there any more
    phone.shows(A, 5)
    phone.says("Op een ander scherm koos je intussen iets anders.")
    assert site.answers(measurement.id, phone.device) == {A: 5}
    phone.tap(A, 4)  # and upon what is stored it counts, as usual
    _stored(site, measurement, phone, {A: 4})


def test_an_old_tab_brings_nothing_old_to_a_server_that_came_back(fresh_site: Site, new_phone: Phones) -> None:
    measurement = fresh_site.open_measurement("Oud tabblad en een herstart")
    phone = new_phone(fresh_site.url)
    phone.join(measurement.join_code)
    phone.fill_in({A: 2, B: 2})
    phone.says_saved(2, 30)
    second = Handset(phone.context, fresh_site.url)
    second.open(measurement.join_code)
    second.push("verder")
    second.at(1)
    second.tap(A, 5)
    _stored(fresh_site, measurement, phone, {A: 5, B: 2})

    fresh_site.restart()
    phone.tap(B, 4)
    _stored(fresh_site, measurement, phone, {A: 5, B: 4})
    phone.onward(2)  # the form of the old tab brings along what stands there
    phone.push("vorige")
    phone.at(1)
    phone.shows(A, 5)
    _stored(fresh_site, measurement, phone, {A: 5, B: 4})


def test_the_next_tap_after_closing_says_that_the_measurement_is_closed(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Dicht bij tik")
    phone = new_phone(site.url)
    phone.page.route("**/wacht*", lambda _: None)  # it hears nothing of the closing before the tap
    phone.join(measurement.join_code)
    phone.tap(A, 2)
    phone.says_saved(1, 30)

    _close(site, measurement)
    phone.option(B, 5).click()

    phone.says("De meting is gesloten", seconds=5)
    phone.says("Wat je daarvoor had opgeslagen telt mee, als genoeg mensen meededen.")
    assert site.rows(
        "SELECT value FROM answer JOIN participation ON key = participation_key WHERE measurement_id = ?",
        measurement.id,
    ) == [(2,)]


def test_a_phone_that_is_only_looked_at_says_by_itself_that_the_measurement_is_closed(
    site: Site, new_phone: Phones
) -> None:
    measurement = site.open_measurement("Dicht bij kijken")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.tap(A, 2)
    phone.says_saved(1, 30)

    _close(site, measurement)

    phone.says("De meting is gesloten", seconds=5)
