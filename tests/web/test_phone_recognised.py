"""A phone is recognised until the reveal: closing, opening again, being done, handing over, and changing an answer."""

import re

import pytest
from starlette.applications import Starlette

from leidraad.access.cookies import DEVICE
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.server.routes import ROUTES
from leidraad.storage.measurements import answers, closing, leaders, measurements
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests.server.visits import Browser
from tests.storage import scene
from tests.storage.scene import CORE, ONE, TWO

pytestmark = pytest.mark.usefixtures("database")

PHONES = [f"{number:032x}" for number in range(1, 10)]
LAST = 11


@pytest.fixture
def measurement() -> int:
    return scene.opened()


@pytest.fixture
def here(measurement: int) -> str:
    """Where the participant's pages of this measurement begin."""
    return f"/d/{scene.row(measurement).join_code}"


def phone(device: str = PHONES[0]) -> Browser:
    browser = Browser(Starlette(routes=ROUTES))
    browser.cookies.set(DEVICE, device)
    return browser


def words(browser: Browser, address: str) -> str:
    """What a page says after following where it leads."""
    answer = browser.get(address)
    for _ in range(3):
        if answer.status_code != 303:
            break
        answer = browser.get(answer.headers["location"])
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def tap(browser: Browser, here: str, item: str, value: int, **more: str) -> dict[str, object]:
    said: dict[str, object] = browser.post(
        f"{here}/antwoord", {"stelling": item, "waarde": str(value), **more}
    ).json()
    return said


# Closed, and open again.


def test_a_closed_measurement_says_what_is_true_and_after_opening_again_a_phone_goes_on_where_it_was(
    measurement: int, here: str
) -> None:
    browser = phone()
    tap(browser, here, ONE, 4)
    closing.close(measurement)
    said = words(browser, here)
    assert "Gaat de meting weer open, dan ga je hier verder waar je was" in said
    assert "niemand kan nu nog nagaan" not in said
    assert browser.get(f"{here}/wacht?stand=open").text == "gesloten"
    closing.reopen(measurement)
    assert browser.get(f"{here}/wacht?stand=gesloten").text == "open"
    assert "Ga verder waar je was" in words(browser, f"{here}/dag")
    assert "1 van" in words(browser, here)


def test_after_the_reveal_the_page_says_that_nobody_can_tell_any_more(measurement: int, here: str) -> None:
    tap(phone(), here, ONE, 4)
    scene.revealed(measurement)
    assert "niemand kan nu nog nagaan" in words(phone(), here)


def test_attack_whatever_a_phone_reloads_after_opening_again_it_counts_once(measurement: int, here: str) -> None:
    # The old screen of before the closing, the welcome, a second tab, a tab that thinks it is new.
    browser, tab = phone(), phone()
    tap(browser, here, ONE, 4)
    closing.close(measurement)
    assert tap(browser, here, TWO, 3, mee="1") == {"naar": f"{here}/dag"}
    closing.reopen(measurement)
    for again in (browser, tab):
        for address in ("", "/1", "/2", f"/{LAST}", "/dag"):
            words(again, here + address)
        tap(again, here, ONE, 2, was="4")
        tap(again, here, TWO, 3, mee="1")
        tap(again, here, TWO, 5)
        again.post(f"{here}/1", {ONE: "1", "naar": "verder"})
    assert answers.people(measurement).people == 1
    assert scene.rows("SELECT count(*) FROM participation") == [(1,)]


# Done.


def test_going_on_to_the_end_tells_that_one_is_done(measurement: int, here: str) -> None:
    browser = phone()
    tap(browser, here, ONE, 4)
    assert answers.people(measurement) == answers.TakingPart(people=1, done=0)
    answer = browser.post(f"{here}/{LAST - 1}", {"naar": "verder"})
    assert answer.headers["location"] == f"{here}/{LAST}"
    assert answers.people(measurement).done == 1
    assert "We tellen je als klaar" in words(browser, f"{here}/{LAST}")


def test_whoever_came_to_the_end_by_a_link_tells_it_with_a_button(measurement: int, here: str) -> None:
    browser = phone()
    tap(browser, here, ONE, 4)
    assert f'action="{here}/klaar"' in browser.get(f"{here}/{LAST}").text
    assert answers.people(measurement).done == 0, "looking is not telling"
    assert browser.post(f"{here}/klaar").headers["location"] == f"{here}/{LAST}"
    assert answers.people(measurement).done == 1
    assert f'action="{here}/klaar"' not in browser.get(f"{here}/{LAST}").text


def test_without_an_answer_nobody_is_done(measurement: int, here: str) -> None:
    browser = phone()
    browser.post(f"{here}/{LAST - 1}", {"naar": "verder"})
    assert answers.people(measurement) == answers.TakingPart(people=0, done=0)
    assert f'action="{here}/klaar"' not in browser.get(f"{here}/{LAST}").text


# Handing over.


def test_hand_overs_are_told_to_everybody_and_only_when_there_are_some(measurement: int, here: str) -> None:
    assert "gaf iemand het toestel door" not in words(phone(), here)
    for times in (1, 2):
        tap(phone(), here, ONE, 4)
        phone().post(f"{here}/doorgeven")
        assert f"{times} keer gaf iemand het toestel door" in words(phone(PHONES[5]), here)


def test_whoever_filled_in_before_reads_at_the_end_and_after_the_closing_how_often_a_device_was_handed_over(
    measurement: int, here: str
) -> None:
    early = phone(PHONES[5])
    tap(early, here, ONE, 4)
    assert "Tot nu toe 0 klaar, 1 nog bezig, van " in words(early, f"{here}/{LAST}")
    tap(phone(), here, ONE, 4)
    phone().post(f"{here}/doorgeven")
    early.post(f"{here}/klaar")
    said = words(early, f"{here}/{LAST}")
    assert "Tot nu toe 2 klaar, 0 nog bezig, van " in said
    assert "1 keer gaf iemand het toestel door aan een volgende collega." in said
    closing.close(measurement)
    said = words(early, here)
    assert "1 keer gaf iemand het toestel door aan een volgende collega. Klopt dat niet? Zeg het dan" in said


def test_a_tab_that_still_shows_what_was_handed_over_goes_to_the_welcome_of_the_next_colleague(
    measurement: int, here: str
) -> None:
    tap(phone(), here, ONE, 4)
    phone().post(f"{here}/doorgeven")
    assert tap(phone(), here, TWO, 2, mee="1") == {"naar": f"{here}?toestel=gedeeld"}
    answer = phone().post(f"{here}/1", {ONE: "5", "mee": "1", "naar": "verder"})
    assert answer.headers["location"] == f"{here}?toestel=gedeeld"
    assert answers.people(measurement).people == 1


def test_a_leader_hands_over_the_leaders_answers_and_not_those_of_the_team(measurement: int, here: str) -> None:
    own = f"/d/{leaders.make_code(measurement)}"
    tap(phone(), here, ONE, 4)
    tap(phone(), own, ONE, 2)
    phone().post(f"{own}/doorgeven")
    assert answers.mine(measurement, PHONES[0]) == {ONE: 4}
    assert answers.mine(measurement, f"{PHONES[0]}:leiding") == {}


# The second vote: a change of the first answer.


@pytest.fixture
def voting(measurement: int) -> int:
    """Nine answered 3 to everything and are asked about two statements again."""
    for device in PHONES:
        answers.save(measurement, device, dict.fromkeys(CORE, 3))
    day.start(measurement, 45)
    day.go_to(measurement, DayStep.REVEAL, leaving=DayStep.JOIN)
    day.choose_statements(measurement, [ONE, TWO], within=DayStep.REVEAL)
    day.go_to(measurement, DayStep.TALK, leaving=DayStep.REVEAL)
    day.go_to(measurement, DayStep.SECOND_VOTE, leaving=DayStep.TALK)
    return measurement


def vote(browser: Browser, here: str, **fields: str):
    return browser.post(f"{here}/stem?script", fields)


def test_a_tap_brings_the_first_answer_along(voting: int, here: str) -> None:
    answer = vote(phone(), here, stelling=ONE, waarde="5", eerst="3")
    assert answer.json() == {"stand": 5, "aantal": 1}
    assert ballots.my_votes(voting, PHONES[0]) == {ONE: SecondVote(3, 5)}


def test_without_the_script_both_are_asked_and_what_was_skipped_is_left_out(voting: int, here: str) -> None:
    page = words(phone(), f"{here}/dag")
    assert page.count("Wat antwoordde je eerst?") == 2
    fields = {ONE: "4", f"eerst-{ONE}": "3", TWO: "5", f"eerst-{TWO}": ""}
    assert phone().post(f"{here}/stem", fields).status_code == 303
    assert ballots.my_votes(voting, PHONES[0]) == {ONE: SecondVote(3, 4)}


def test_cannot_judge_is_no_choice_in_a_second_vote(voting: int, here: str) -> None:
    assert 'value="0"' not in phone().get(f"{here}/dag").text
    answer = vote(phone(), here, stelling=ONE, waarde="0", eerst="3")
    assert (answer.status_code, "niet op de schaal" in answer.json()["reden"]) == (422, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"stelling": ONE, "waarde": "5"},
        {"stelling": ONE, "waarde": "5", "eerst": "4"},
        {"stelling": ONE, "waarde": "5", "eerst": "9"},
        {"stelling": CORE[5], "waarde": "5", "eerst": "3"},
    ],
    ids=["geen eerste", "van niemand", "geen antwoord", "niet gevraagd"],
)
def test_a_ballot_that_cannot_be_true_is_refused_in_words(voting: int, here: str, fields: dict[str, str]) -> None:
    answer = vote(phone(), here, **fields)
    assert answer.status_code == 422
    assert "Er is niets veranderd" in answer.json()["reden"]
    assert rounds.people(voting, RoundKind.SECOND_VOTE) == 0


def test_whoever_did_not_take_part_reads_so_and_cannot_vote(voting: int, here: str) -> None:
    newcomer = phone("f" * 32)
    assert "alleen antwoorden van wie meedeed" in words(newcomer, f"{here}/dag")
    answer = vote(newcomer, here, stelling=ONE, waarde="5", eerst="3")
    assert (answer.status_code, "Je deed bij het invullen niet mee" in answer.json()["reden"]) == (422, True)
    assert rounds.people(voting, RoundKind.SECOND_VOTE) == 0


def test_a_second_vote_cannot_be_handed_over(voting: int, here: str) -> None:
    vote(phone(), here, stelling=ONE, waarde="5", eerst="3")
    assert "stem-doorgeven" not in phone().get(f"{here}/dag").text
    phone().post(f"{here}/stem-doorgeven")
    assert ballots.my_votes(voting, PHONES[0]) == {ONE: SecondVote(3, 5)}
    assert measurements.get(voting).handed_over == 0
