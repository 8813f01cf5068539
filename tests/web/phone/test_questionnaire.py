"""Filling in on plain pages: every screen, saving with the script and without it, and all that somebody can do at the end."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing as closed
from dataclasses import replace
from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.storage.measurements import answers, asked_too, closing, leaders
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from tests.ui.conftest import a_measurement
from tests.web.phone.conftest import Phone

VO = library.instrument("leidraad-vo", 1)
A, B, C = "vo-a1-01", "vo-a1-04", "vo-a1-07"
FIRST = VO.constructs[0].asked(short=True)


def mine(measurement: Measurement, phone: Phone) -> dict[str, int]:
    return answers.mine(measurement.id, phone.device)


@pytest.fixture
def bob(phone: Phone, opened: Measurement) -> Phone:
    """Bob's phone, at the welcome."""
    return phone.join(opened)


# --- with the script ---


def test_a_tap_is_stored_and_the_server_says_what_it_has(bob: Phone, opened: Measurement) -> None:
    assert bob.tap(opened, A, 4) == {"stand": 4, "aantal": 1}
    assert bob.tap(opened, B, 0) == {"stand": 0, "aantal": 2}
    assert bob.tap(opened, A, 5, was=4, mee=1) == {"stand": 5, "aantal": 2}
    assert mine(opened, bob) == {A: 5, B: 0}


def test_a_tap_that_is_sent_again_is_stored_once(bob: Phone, opened: Measurement) -> None:
    for _ in range(2):
        assert bob.tap(opened, A, 4) == {"stand": 4, "aantal": 1}


def test_a_tap_upon_an_old_choice_changes_nothing_and_hears_what_is_newer(bob: Phone, opened: Measurement) -> None:
    bob.tap(opened, A, 2)
    bob.tap(opened, A, 5, was=2)  # in the other tab
    assert bob.tap(opened, A, 3, was=2) == {"stand": 5, "aantal": 1}
    assert bob.tap(opened, A, 3) == {"stand": 5, "aantal": 1}
    assert mine(opened, bob) == {A: 5}


@pytest.mark.parametrize("value", ["6", "-1", "", "heel erg", "3.0", " 3", "٣", "1 OR 1=1"])
def test_a_value_off_the_scale_is_refused(bob: Phone, opened: Measurement, value: str) -> None:
    assert "Er is niets veranderd." in bob.tap(opened, A, value)["reden"]
    assert mine(opened, bob) == {}


@pytest.mark.parametrize("item", ["vo-a1-02", "vo-a9-99", "", "po-a1-01", "<b>"])
def test_a_statement_that_is_not_asked_is_refused(bob: Phone, opened: Measurement, item: str) -> None:
    assert bob.tap(opened, item, 3) == {
        "reden": "Deze stelling hoort niet bij deze meting. Er is niets veranderd."
    }
    assert mine(opened, bob) == {}


@pytest.mark.parametrize("was", ["9", "x"])
def test_a_forged_memory_is_refused(bob: Phone, opened: Measurement, was: str) -> None:
    assert "reden" in bob.tap(opened, A, 3, was=was)
    assert mine(opened, bob) == {}


def test_a_tap_for_another_measurement_goes_by_the_code_in_the_address(
    bob: Phone, opened: Measurement, team: schools.Team
) -> None:
    other = a_measurement(team)
    bob.tap(opened, A, 3, meting=other.id)
    assert mine(other, bob) == {}
    assert mine(opened, bob) == {A: 3}


@pytest.mark.parametrize("headers", [{"origin": "https://kwaad.nl"}, {"sec-fetch-site": "cross-site"}, {"x": "y"}])
def test_a_post_from_another_site_changes_nothing(
    bob: Phone, opened: Measurement, headers: dict[str, str]
) -> None:
    answer = bob.post(f"/d/{opened.join_code}/antwoord", {"stelling": A, "waarde": "3"}, headers)
    assert answer.status_code == 403
    for what in ("1", "intrekken", "opnieuw", "doorgeven", "stem", "keuze", "stem-doorgeven"):
        assert bob.post(f"/d/{opened.join_code}/{what}", {A: "3"}, headers).status_code == 403
    assert mine(opened, bob) == {}


def test_more_than_eight_kilobytes_are_not_read(bob: Phone, opened: Measurement) -> None:
    fields = {"stelling": A, "waarde": "3", "x": "a" * 8_000}
    assert bob.post(f"/d/{opened.join_code}/antwoord", fields).status_code == 403
    assert mine(opened, bob) == {}


def test_a_closed_measurement_sends_the_script_on(bob: Phone, opened: Measurement) -> None:
    bob.tap(opened, A, 3)
    closing.close(opened.id)
    assert bob.tap(opened, B, 3) == {"naar": f"/d/{opened.join_code}/dag"}
    bob.get(f"/d/{opened.join_code}/dag")
    assert bob.title == "De meting is gesloten"
    bob.get(f"/d/{opened.join_code}/1")
    assert bob.title == "De meting is gesloten"


# --- without the script ---


def test_every_screen_has_its_statements_as_radio_buttons_with_nothing_chosen(
    bob: Phone, opened: Measurement
) -> None:
    for number, construct in enumerate(VO.constructs, start=1):
        bob.get(f"/d/{opened.join_code}/{number}")
        assert bob.title == construct.short
        for item in construct.asked(short=True):
            assert f"<legend>{item.text}</legend>" in bob.saw.text
            assert bob.saw.text.count(f'type="radio" name="{item.id}"') == 6
        assert bob.chosen == []


def test_verder_and_vorige_save_what_stands_there(bob: Phone, opened: Measurement) -> None:
    bob.send(f"/d/{opened.join_code}/1", **{A: "4", f"was-{A}": "", B: "0", "naar": "verder"})
    assert bob.title == VO.constructs[1].short
    assert mine(opened, bob) == {A: 4, B: 0}
    bob.send(f"/d/{opened.join_code}/2", **{"vo-a2-02": "1", "naar": "vorige"})
    assert bob.chosen == [(A, "4"), (B, "0")]
    assert "3 van 30 antwoorden opgeslagen" in bob.said
    bob.send(f"/d/{opened.join_code}/1", **{"naar": "vorige"})
    assert "Ga verder waar je was" in bob.said


def test_a_form_upon_an_old_choice_shows_what_another_tab_chose(bob: Phone, opened: Measurement) -> None:
    bob.tap(opened, A, 5)
    bob.send(f"/d/{opened.join_code}/1", **{A: "3", f"was-{A}": "2", C: "1", "naar": "verder"})
    assert "Op een ander scherm koos je intussen iets anders." in bob.said
    assert bob.chosen == [(A, "5"), (C, "1")]
    assert mine(opened, bob) == {A: 5, C: 1}


def test_a_form_takes_nothing_of_another_screen_and_nothing_off_the_scale(bob: Phone, opened: Measurement) -> None:
    bob.send(f"/d/{opened.join_code}/1", **{"vo-a2-02": "3", "vo-a1-02": "3", "naar": "verder"})
    assert mine(opened, bob) == {}
    bob.send(f"/d/{opened.join_code}/1", **{A: "6", B: "3"})
    assert (bob.saw.status_code, bob.title) == (422, "Dit kan nu niet")
    assert mine(opened, bob) == {}


def test_a_number_beyond_the_last_screen_is_the_end_and_zero_the_welcome(bob: Phone, opened: Measurement) -> None:
    for number in (11, 12, 10**30):
        bob.get(f"/d/{opened.join_code}/{number}")
        assert bob.title == "Je bent bij het einde"
    bob.get(f"/d/{opened.join_code}/0")
    assert bob.title == "Bovenbouw havo"


def test_the_end_says_what_was_skipped_or_thanks(bob: Phone, opened: Measurement) -> None:
    bob.tap(opened, A, 3)
    bob.get(f"/d/{opened.join_code}/11")
    assert "Je hebt 29 van de 30 stellingen overgeslagen." in bob.said
    answers.save(opened.id, bob.device, {item.id: 3 for item in VO.items if item.core})
    bob.get(f"/d/{opened.join_code}/11")
    assert bob.title == "Dank je wel"


def test_coming_back_goes_on_at_the_first_screen_with_something_open(bob: Phone, opened: Measurement) -> None:
    answers.save(opened.id, bob.device, {item.id: 3 for item in FIRST})
    bob.join(opened)
    assert f'href="/d/{opened.join_code}/2">Ga verder waar je was' in bob.saw.text


# --- at the end ---


def test_withdrawing_deletes_everything_and_one_can_begin_again(bob: Phone, opened: Measurement) -> None:
    bob.tap(opened, A, 3)
    bob.send(f"/d/{opened.join_code}/intrekken")
    assert bob.title == "Je antwoorden zijn weg"
    assert "data-wis" in bob.saw.text  # the tab forgets them too
    assert mine(opened, bob) == {}
    assert bob.tap(opened, A, 3) == {"naar": f"/d/{opened.join_code}"}
    bob.send(f"/d/{opened.join_code}/1", **{A: "3"})
    assert bob.title == "Je antwoorden zijn weg"
    assert mine(opened, bob) == {}
    bob.send(f"/d/{opened.join_code}/opnieuw")
    assert "Beginnen" in bob.said
    assert bob.tap(opened, A, 2) == {"stand": 2, "aantal": 1}


def test_a_colleague_on_the_same_device_begins_with_nothing_and_is_somebody_else(
    bob: Phone, opened: Measurement
) -> None:
    bob.tap(opened, A, 4)
    bob.send(f"/d/{opened.join_code}/doorgeven")
    assert "Op dit toestel vulde al een collega in." in bob.said
    assert "data-wis" in bob.saw.text
    assert mine(opened, bob) == {}
    bob.tap(opened, A, 1)
    assert answers.people(opened.id).people == 2
    bob.get(f"/d/{opened.join_code}/1")
    assert bob.chosen == [(A, "1")]


def test_handing_over_is_not_offered_before_something_was_answered(bob: Phone, opened: Measurement) -> None:
    bob.get(f"/d/{opened.join_code}/11")
    assert "Geef dit toestel door" not in bob.said


def test_handing_over_twice_is_handing_over_once(bob: Phone, opened: Measurement) -> None:
    bob.tap(opened, A, 4)
    for _ in range(2):  # pressed twice, or sent again over a bad line
        bob.send(f"/d/{opened.join_code}/doorgeven")
        assert "Op dit toestel vulde al een collega in." in bob.said
    assert "1 keer gaf iemand het toestel door" in bob.said
    assert answers.people(opened.id).people == 1


# --- who leads the team ---


@pytest.fixture
def led(opened: Measurement) -> Measurement:
    """The same measurement by the code for those who lead."""
    return replace(opened, join_code=leaders.make_code(opened.id))


def test_who_leads_is_told_so_and_counts_apart(bob: Phone, opened: Measurement, led: Measurement) -> None:
    bob.tap(opened, A, 2)
    bob.join(led)
    assert "Je vult in als leidinggevende van dit team." in bob.said
    assert bob.tap(led, A, 5) == {"stand": 5, "aantal": 1}
    assert (answers.people(opened.id).people, answers.people(opened.id, leaders=True).people) == (1, 1)
    assert mine(opened, bob) == {A: 2}


def test_two_who_lead_can_share_a_device(bob: Phone, opened: Measurement, led: Measurement) -> None:
    bob.tap(led, A, 5)
    bob.send(f"/d/{led.join_code}/doorgeven")
    assert "Op dit toestel vulde al een collega in." in bob.said
    bob.tap(led, A, 1)
    assert answers.people(opened.id, leaders=True).people == 2


# --- closed, reopened, and the database away ---


@pytest.fixture
def reopened(bob: Phone, team: schools.Team) -> Measurement:
    """Bob and five others took part; then it was closed and opened again."""
    measurement = a_measurement(team, people=5)
    bob.tap(measurement, A, 4)
    closing.close(measurement.id)
    return closing.reopen(measurement.id)


def test_in_a_reopened_measurement_somebody_goes_on_where_they_were(bob: Phone, reopened: Measurement) -> None:
    bob.join(reopened)
    assert "Ga verder waar je was" in bob.said
    assert "1 van 30 antwoorden opgeslagen" in bob.said
    bob.get(f"/d/{reopened.join_code}/1")
    assert bob.chosen == [(A, "4")]


def test_a_page_that_stood_open_since_before_goes_on_with_the_same_participation(
    bob: Phone, reopened: Measurement
) -> None:
    assert bob.tap(reopened, B, 4, mee=1) == {"stand": 4, "aantal": 2}
    bob.send(f"/d/{reopened.join_code}/1", **{A: "5", f"was-{A}": "4", "mee": "1", "naar": "verder"})
    assert mine(reopened, bob) == {A: 5, B: 4}
    assert answers.people(reopened.id).people == 6


def test_whoever_withdrew_before_the_closing_stays_withdrawn_in_a_reopened_measurement(
    bob: Phone, team: schools.Team
) -> None:
    measurement = a_measurement(team, people=5)
    bob.tap(measurement, A, 4)
    bob.send(f"/d/{measurement.join_code}/intrekken")
    closing.close(measurement.id)
    closing.reopen(measurement.id)
    assert bob.join(measurement).title == "Je antwoorden zijn weg"
    assert answers.people(measurement.id).people == 5


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Another program holds the database for itself; call it to let go."""
    with closed(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield lambda: other.execute("ROLLBACK") and None


def test_with_the_database_away_a_tap_hears_to_come_again_and_is_then_stored(
    bob: Phone, opened: Measurement, locked: Callable[[], None]
) -> None:
    address = f"/d/{opened.join_code}/antwoord"
    answer = bob.post(address, {"stelling": A, "waarde": "3"})
    assert answer.status_code == 503
    assert answer.json()["reden"]
    bob.send(f"/d/{opened.join_code}/1", **{A: "3"})
    assert (bob.saw.status_code, bob.title) == (503, "Nog niet opgeslagen")
    assert f'<input type="hidden" name="{A}" value="3"' in bob.saw.text, "one button sends it again"
    locked()
    assert bob.tap(opened, A, 3) == {"stand": 3, "aantal": 1}


# --- what is drawn once for everybody ---


def test_a_screen_that_is_kept_for_everybody_holds_nothing_of_anybody(
    new_phone: Callable[[], Phone], bob: Phone, opened: Measurement
) -> None:
    fresh = bob.get(f"/d/{opened.join_code}/1").text
    bob.tap(opened, A, 4)
    assert "checked" in bob.get(f"/d/{opened.join_code}/1").text
    assert "1 van 30 antwoorden opgeslagen" in bob.get(f"/d/{opened.join_code}").text
    alice = new_phone().join(opened)
    assert "opgeslagen" not in alice.saw.text.partition("<h1")[2].partition("Meteen opgeslagen")[2]
    assert alice.get(f"/d/{opened.join_code}/1").text == fresh
    assert "checked" not in fresh
    assert 'name="mee"' not in fresh


def test_a_kept_screen_is_of_one_code_only(bob: Phone, opened: Measurement) -> None:
    other = leaders.make_code(opened.id)
    assert "Je vult in als leidinggevende" not in bob.get(f"/d/{opened.join_code}").text
    assert "Je vult in als leidinggevende" in bob.get(f"/d/{other}").text
    assert f"/d/{other}/antwoord" in bob.get(f"/d/{other}/1").text
    assert f"/d/{opened.join_code}/antwoord" in bob.get(f"/d/{opened.join_code}/1").text


# --- own statements of the team ---


def test_what_the_team_asks_itself_comes_last_and_says_whose_it_is(phone: Phone, team: schools.Team) -> None:
    measurement = a_measurement(team, own=["We eten op vrijdag samen soep.", "Ons team drinkt <b>thee<b>."])
    [soup, _tea] = asked_too.of(measurement.id)
    phone.join(measurement)
    assert f"{3 * len(VO.constructs) + 2} stellingen" in phone.said
    assert "2 daarvan schreef jullie team zelf" in " ".join(phone.said.split())
    last = len(VO.constructs) + 1
    phone.get(f"/d/{measurement.join_code}/{last}")
    assert f"Van jullie team · {last} van {last}" in phone.said
    assert "We eten op vrijdag samen soep." in phone.said
    assert "Ons team drinkt &lt;b&gt;thee&lt;b&gt;." in phone.saw.text
    assert phone.tap(measurement, soup.id, 4) == {"stand": 4, "aantal": 1}
    phone.send(
        f"/d/{measurement.join_code}/{last}", naar="verder", mee="1", **{soup.id: "2", f"was-{soup.id}": "4"}
    )
    assert mine(measurement, phone) == {soup.id: 2}


def test_those_who_lead_do_not_see_what_the_team_asks_itself(phone: Phone, team: schools.Team) -> None:
    measurement = a_measurement(team, own=["We eten op vrijdag samen soep."])
    [soup] = asked_too.of(measurement.id)
    asked = replace(measurement, join_code=leaders.make_code(measurement.id))
    phone.join(asked)
    assert f"{3 * len(VO.constructs)} stellingen" in phone.said
    assert "hoort niet bij deze meting" in phone.tap(asked, soup.id, 4)["reden"]
