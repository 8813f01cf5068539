"""Whatever happens to the server, the line or the tab: an answer that is shown as chosen ends up in the database."""

from playwright.sync_api import expect

from leidraad.storage.measurements import closing
from leidraad.storage.measurements.measurements import Measurement
from tests.browser.conftest import Phones
from tests.browser.handset import HEARTBEAT_SECONDS, LABELS, Handset
from tests.browser.site import Site, until

A, B, C = "vo-a1-01", "vo-a1-04", "vo-a1-07"


def _stored(site: Site, measurement: Measurement, phone: Handset, answers: dict[str, int]) -> None:
    until(lambda: site.answers(measurement.id, phone.device) == answers)


def _close(site: Site, measurement: Measurement) -> None:
    with site.storage():
        closing.close(measurement.id)


def test_a_tap_after_the_server_died_and_came_back_is_stored_without_a_reload(
    site: Site, new_phone: Phones
) -> None:
    measurement = site.open_measurement("Herstart")
    phone = new_phone(site.url).with_a_clock()
    phone.join(measurement.join_code)
    phone.tap(A, 2)
    phone.says_saved(1, 30)
    phone.page.evaluate("window.nooitHerladen = true")

    site.restart()

    phone.tap(B, 4)
    # A tap in the very moment of reconnecting waits for a heartbeat, this one or the next: the new session does not
    # know its fragment.
    phone.heartbeat()
    until(lambda: site.answers(measurement.id, phone.device) == {A: 2, B: 4}, HEARTBEAT_SECONDS + 8)
    phone.says_saved(2, 30)
    phone.shows(A, 2)
    phone.tap(C, 5)
    phone.says_saved(3, 30)
    assert phone.page.evaluate("window.nooitHerladen")


def test_a_reload_after_the_session_is_gone_shows_the_answers(site: Site, new_phone: Phones) -> None:
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
    phone.says_saved(8, 49)

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
            for (const [item, place] of taps) {
                document.querySelectorAll(`.st-key-antwoord-${item} [role=radio]`)[place].click();
                await new Promise(done => setTimeout(done, 120));
            }
        }""",
        [[item, list(LABELS).index(value)] for item, value in taps],
    )


def test_a_second_tab_goes_on_with_the_same_participation(site: Site, new_phone: Phones) -> None:
    """And the first tab, still open with older answers, leaves them alone with its heartbeat."""
    measurement = site.open_measurement("Twee tabbladen")
    phone = new_phone(site.url).with_a_clock()
    phone.join(measurement.join_code)
    phone.fill_in({A: 2, B: 2})
    phone.says_saved(2, 30)

    second = Handset(phone.context, site.url)
    second.open(measurement.join_code)
    expect(second.page.get_by_role("button", name="Ga verder waar je was")).to_be_visible()
    second.push("verder")
    second.at(1)
    second.shows(A, 2)
    second.tap(A, 5)
    second.tap(C, 3)
    newest = {A: 5, B: 2, C: 3}
    _stored(site, measurement, phone, newest)

    phone.heartbeat()
    phone.says_saved(3, 30)  # the heartbeat has been: this line was 2
    assert site.answers(measurement.id, phone.device) == newest
    phone.tap(B, 4)
    _stored(site, measurement, phone, newest | {B: 4})


def test_an_old_tab_gives_way_to_newer_answers_when_both_lost_their_session(
    fresh_site: Site, new_phone: Phones
) -> None:
    """Both tabs bring all their choices to the new server; what the old tab brings must not win."""
    measurement = fresh_site.open_measurement("Oud tabblad")
    phone = new_phone(fresh_site.url)
    phone.join(measurement.join_code)
    phone.fill_in({A: 2, B: 2})
    phone.says_saved(2, 30)
    second = Handset(phone.context, fresh_site.url)
    second.open(measurement.join_code)
    second.push("verder")
    second.at(1)
    second.tap(A, 5)
    newest = {A: 5, B: 2}
    _stored(fresh_site, measurement, phone, newest)

    fresh_site.restart()
    phone.shows(A, 5)  # the old tab shows what the other one answered
    second.shows(A, 5)
    _stored(fresh_site, measurement, phone, newest)
    phone.tap(B, 4)  # and goes on as usual
    _stored(fresh_site, measurement, phone, newest | {B: 4})


def test_the_next_tap_after_closing_says_that_the_measurement_is_closed(site: Site, new_phone: Phones) -> None:
    measurement = site.open_measurement("Dicht bij tik")
    phone = new_phone(site.url)
    phone.join(measurement.join_code)
    phone.tap(A, 2)
    phone.says_saved(1, 30)

    _close(site, measurement)
    phone.option(B, 5).click()

    phone.says("De meting is gesloten", seconds=5)
    phone.says("Wat je daarvoor had opgeslagen telt mee.")
    assert site.rows(
        "SELECT value FROM answer JOIN participation ON key = participation_key WHERE measurement_id = ?",
        measurement.id,
    ) == [(2,)]


def test_a_phone_that_is_only_looked_at_says_within_a_heartbeat_that_the_measurement_is_closed(
    site: Site, new_phone: Phones
) -> None:
    measurement = site.open_measurement("Dicht bij hartslag")
    phone = new_phone(site.url).with_a_clock()
    phone.join(measurement.join_code)
    phone.tap(A, 2)
    phone.says_saved(1, 30)

    _close(site, measurement)

    phone.heartbeat()
    phone.says("De meting is gesloten", seconds=HEARTBEAT_SECONDS + 3)
