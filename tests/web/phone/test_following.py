"""What a phone shows while the study day goes on. Bob is at his phone; nobody else is at it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from leidraad.content import library
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.rounds import RoundKind, Voting
from tests.ui.conftest import a_measurement
from tests.web.phone.conftest import Phone
from tests.web.phone.states import go

VO = library.instrument("leidraad-vo", 1)
CORE = [item.id for item in VO.items if item.core]
TEXTS = {item.id: item.text for item in VO.items}


@pytest.fixture
def bob(phone: Phone, running: Measurement) -> Phone:
    """Bob's phone, on which he answered "grotendeels" to the statements of recommendation 1."""
    phone.join(running)
    for item in VO.constructs[0].asked(short=True):
        phone.tap(running, item.id, 4)
    return phone


def look(phone: Phone, measurement: Measurement) -> Phone:
    """Where the day is now, on this phone."""
    phone.get(f"/d/{measurement.join_code}/dag")
    return phone


def in_talk(running: Measurement, *items: str) -> None:
    """The team talks about these statements."""
    go(running, DayStep.REVEAL)
    day.choose_statements(running.id, items, within=DayStep.REVEAL)
    go(running, DayStep.TALK)


def in_vote(running: Measurement) -> None:
    """The team votes again on two statements."""
    in_talk(running, *CORE[:2])
    go(running, DayStep.SECOND_VOTE)


def vote(phone: Phone, running: Measurement, item: str, value: int, first: int = 4) -> dict[str, object]:
    """What the script sends for one tap of a second vote with the first answer of this tab, and what it hears."""
    address = f"/d/{running.join_code}/stem?script"
    return dict(phone.post(address, {"stelling": item, "waarde": str(value), "eerst": str(first)}).json())


# --- before the closing ---


def test_before_the_closing_a_phone_fills_in_whatever_the_step(phone: Phone, running: Measurement) -> None:
    for _ in range(2):
        assert look(phone, running).title == "Bovenbouw havo"
        assert 'data-wacht="open"' in phone.saw.text
        go(running, DayStep.FILL)


def test_who_has_filled_in_looks_at_the_screen_on_a_study_day_and_not_without_one(
    phone: Phone, running: Measurement, team: schools.Team
) -> None:
    phone.join(running).get(f"/d/{running.join_code}/11")
    assert "Kijk op het scherm." in phone.said
    phone.get(f"/d/{a_measurement(team).join_code}/11")
    assert "Kijk op het scherm." not in phone.said


def test_closed_without_a_study_day_it_waits_for_whether_it_opens_again(phone: Phone, opened: Measurement) -> None:
    phone.join(opened)
    closing.close(opened.id)
    assert look(phone, opened).title == "De meting is gesloten"
    assert 'data-wacht="gesloten"' in phone.saw.text
    assert "Gaat de meting weer open, dan ga je hier verder waar je was." in phone.said


def test_shared_without_a_study_day_nobody_can_tell_any_more_whose_answers_were_whose(
    phone: Phone, opened: Measurement
) -> None:
    phone.join(opened)
    closing.close(opened.id)
    reveal.share(opened.id)
    assert look(phone, opened).title == "De meting is gesloten"
    assert 'data-wacht="gedeeld"' in phone.saw.text
    assert "niemand kan nu nog nagaan welke antwoorden van jou waren" in phone.said


def test_closed_on_a_study_day_it_waits_for_the_reveal(bob: Phone, running: Measurement) -> None:
    closing.close(running.id)
    for address in ("", "/1", "/11", "/dag"):
        bob.get(f"/d/{running.join_code}{address}")
        assert bob.title == "De meting is gesloten"
        assert str(bob.saw.url).endswith("/dag")
        assert "Laat deze pagina open: alleen dan kun je je eigen antwoorden ernaast zien." in bob.said
    assert 'data-wacht="gesloten-' in bob.saw.text


def test_reopened_it_goes_back_to_filling_in_where_bob_was(bob: Phone, running: Measurement) -> None:
    closing.close(running.id)
    closing.reopen(running.id)
    assert look(bob, running).title == "Bovenbouw havo"
    assert "Ga verder waar je was" in bob.said
    assert "3 van 30 antwoorden opgeslagen" in bob.said
    assert answers.people(running.id).people == 9


# --- step by step ---


def test_the_reveal_has_the_teams_rows_and_nothing_of_bobs_own_answers(bob: Phone, running: Measurement) -> None:
    go(running, DayStep.FILL, DayStep.REVEAL)
    assert look(bob, running).title == "De uitslag"
    # nine people on recommendation 1: (8 x 3 + 4) / 9 = 3,1; only eight on the others
    said = re.findall(r"het team <b>([\d,]+)</b>", bob.saw.text)
    assert said == ["3,1"] + ["3,0"] * 9
    assert f'data-stellingen="{" ".join(CORE[:3])}" data-gemiddelde' in bob.saw.text
    assert re.findall(r"<b data-jij>(.*?)</b>", bob.saw.text) == [""] * 10
    day.show(running.id, 1, within=DayStep.REVEAL)
    assert look(bob, running).title == VO.constructs[0].short
    assert re.findall(r"het team <b>([\d,]+)</b>", bob.saw.text) == ["3,1"] * 3


def test_every_phone_gets_the_same_page_whoever_asks(
    bob: Phone, running: Measurement, new_phone: Callable[[], Phone]
) -> None:
    stranger = new_phone().join(running)
    in_talk(running, CORE[0])
    for step in (None, DayStep.JUDGEMENT):
        if step:
            go(running, step)
        assert look(bob, running).saw.text == look(stranger, running).saw.text


def test_without_the_script_the_reveal_says_why_ones_own_answers_are_not_there(
    bob: Phone, running: Measurement
) -> None:
    go(running, DayStep.REVEAL)
    assert "Je eigen antwoorden staan hier niet. Vulde je in, dan telt dat wel mee." in look(bob, running).said
    assert '<span class="zonder-script"> Zonder JavaScript kan een pagina dat niet.</span>' in bob.saw.text
    assert re.search(r"<div data-eigen hidden>", bob.saw.text)
    assert '<noscript><meta http-equiv="refresh" content="15"></noscript>' in bob.saw.text


def test_the_talk_shows_the_statements_of_the_screen(bob: Phone, running: Measurement) -> None:
    in_talk(running, *CORE[:2])
    assert look(bob, running).title == "In gesprek"
    assert all(TEXTS[item] in bob.said for item in CORE[:2])
    day.show(running.id, 2, within=DayStep.TALK)
    look(bob, running)
    assert TEXTS[CORE[0]] not in bob.said
    assert TEXTS[CORE[1]] in bob.said


def test_while_the_team_judges_and_when_the_day_is_over_there_is_nothing_to_do(
    bob: Phone, running: Measurement
) -> None:
    in_talk(running, CORE[0])
    go(running, DayStep.JUDGEMENT)
    assert look(bob, running).title == "Ons oordeel"
    go(running, DayStep.CHOOSE, DayStep.DONE)
    assert look(bob, running).title == "Dank je wel"
    assert "data-wis" in bob.saw.text  # the tab forgets everything


def test_a_day_that_nobody_ended_is_over_the_next_day(
    bob: Phone, running: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_talk(running, CORE[0])
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(hours=13))
    assert look(bob, running).title == "Dank je wel"


def test_charlie_with_a_wrong_code_sees_no_day(phone: Phone, running: Measurement) -> None:
    go(running, DayStep.REVEAL)
    phone.get("/d/ZZZZZZ/dag")
    assert phone.title == "Deze code werkt niet"
    assert "data-wacht" not in phone.saw.text


# --- the second vote ---


def test_a_second_vote_is_stored_at_once_and_comes_back(bob: Phone, running: Measurement) -> None:
    in_vote(running)
    assert look(bob, running).title == "Hoe zie je het nu?"
    assert "0 van 2 stemmen opgeslagen" in bob.said
    assert "Daarom vragen we het er hier bij. Weet je het niet meer? Sla die stelling dan over." in bob.said
    assert bob.chosen == []  # what was answered before is not chosen beforehand
    assert vote(bob, running, CORE[0], 5) == {"stand": 5, "aantal": 1}
    assert look(bob, running).chosen == [(CORE[0], "5"), (f"eerst-{CORE[0]}", "4")]
    assert vote(bob, running, CORE[0], 2) == {"stand": 2, "aantal": 1}
    assert ballots.my_votes(running.id, bob.device) == {CORE[0]: SecondVote(4, 2)}


def test_without_the_script_a_form_saves_the_whole_vote(bob: Phone, running: Measurement) -> None:
    in_vote(running)
    whole = {CORE[0]: "5", f"eerst-{CORE[0]}": "4", CORE[1]: "1", f"eerst-{CORE[1]}": "4"}
    bob.send(f"/d/{running.join_code}/stem", **whole)
    assert bob.chosen == [(CORE[0], "5"), (f"eerst-{CORE[0]}", "4"), (CORE[1], "1"), (f"eerst-{CORE[1]}", "4")]
    assert "2 van 2 stemmen opgeslagen" in bob.said


WHOLE = {CORE[0]: "5", f"eerst-{CORE[0]}": "4", CORE[1]: "1"}


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({}, "Kies dit ook."),
        ({f"eerst-{CORE[1]}": "2"}, "Dat antwoordde hier niemand."),
    ],
)
def test_without_the_script_a_vote_that_lacks_something_comes_again_with_all_that_was_chosen(
    bob: Phone, running: Measurement, lacking: dict[str, str], said: str
) -> None:
    in_vote(running)
    bob.send(f"/d/{running.join_code}/stem", **WHOLE, **lacking)
    assert (bob.saw.status_code, bob.title) == (422, "Hoe zie je het nu?")
    assert dict(bob.chosen) == WHOLE | lacking
    assert "Nog niet opgeslagen. Bij 1 vraag moet je nog iets kiezen." in bob.said
    first, second = bob.said.split("Wat antwoordde je eerst?")[1:]
    assert said in second, "at the question that lacks it"
    assert said not in first
    assert rounds.people(running.id, RoundKind.SECOND_VOTE) == 0
    bob.send(f"/d/{running.join_code}/stem", **WHOLE, **{f"eerst-{CORE[1]}": "4"})
    assert "2 van 2 stemmen opgeslagen" in bob.said


def test_without_the_script_a_vote_that_no_person_can_choose_is_refused(bob: Phone, running: Measurement) -> None:
    in_vote(running)
    bob.send(f"/d/{running.join_code}/stem", **WHOLE, **{f"eerst-{CORE[1]}": "6"})
    assert (bob.saw.status_code, bob.title) == (422, "Dit kan nu niet")
    assert rounds.people(running.id, RoundKind.SECOND_VOTE) == 0


@pytest.mark.parametrize(("item", "value"), [(CORE[5], 3), ("vo-a9-99", 3), (CORE[0], 6), (CORE[0], -1)])
def test_a_forged_vote_is_refused(bob: Phone, running: Measurement, item: str, value: int) -> None:
    in_vote(running)
    assert "Er is niets veranderd." in str(vote(bob, running, item, value)["reden"])
    assert rounds.people(running.id, RoundKind.SECOND_VOTE) == 0


def test_a_vote_that_closes_says_so_and_takes_nothing_more(bob: Phone, running: Measurement) -> None:
    in_vote(running)
    vote(bob, running, CORE[0], 5)
    rounds.close(running.id, RoundKind.SECOND_VOTE)
    assert vote(bob, running, CORE[1], 5) == {"naar": f"/d/{running.join_code}/dag"}
    bob.send(f"/d/{running.join_code}/stem", **{CORE[1]: "5", f"eerst-{CORE[1]}": "4"})
    assert bob.title == "De stemming is gesloten"
    assert bob.chosen == []


def test_when_the_day_goes_back_the_vote_stays_open_and_the_phone_goes_along(
    bob: Phone, running: Measurement
) -> None:
    in_vote(running)
    vote(bob, running, CORE[0], 4)
    go(running, DayStep.TALK)
    assert look(bob, running).title == "In gesprek"
    assert ballots.my_votes(running.id, bob.device) == {CORE[0]: SecondVote(4, 4)}
    assert day.standing(running.id).second_vote is Voting.OPEN


def test_a_tap_while_the_day_goes_back_is_stored(bob: Phone, running: Measurement) -> None:
    in_vote(running)
    go(running, DayStep.TALK)
    assert vote(bob, running, CORE[0], 4) == {"stand": 4, "aantal": 1}
    assert ballots.my_votes(running.id, bob.device) == {CORE[0]: SecondVote(4, 4)}


def test_a_second_vote_is_of_one_person_and_cannot_be_handed_over(bob: Phone, running: Measurement) -> None:
    in_vote(running)
    vote(bob, running, CORE[0], 5)
    assert "stem-doorgeven" not in look(bob, running).saw.text
    bob.send(f"/d/{running.join_code}/stem-doorgeven")
    assert (bob.title, bob.chosen) == ("Hoe zie je het nu?", [(CORE[0], "5"), (f"eerst-{CORE[0]}", "4")])
    vote(bob, running, CORE[0], 1)
    assert rounds.people(running.id, RoundKind.SECOND_VOTE) == 1


def test_whoever_handed_the_phone_over_before_the_closing_has_no_second_vote_on_it(
    bob: Phone, running: Measurement
) -> None:
    bob.send(f"/d/{running.join_code}/doorgeven")
    in_vote(running)
    assert look(bob, running).title == "Hoe zien jullie het nu?"
    assert "Op dit toestel is niet ingevuld, of het is doorgegeven aan een collega." in bob.said
    assert "Er is niets opgeslagen." in str(vote(bob, running, CORE[0], 5)["reden"])
    assert rounds.people(running.id, RoundKind.SECOND_VOTE) == 0


# --- choosing what to work on ---


def choose(phone: Phone, running: Measurement, *constructs: str) -> dict[str, object]:
    """What the script sends after each tap, and what it hears."""
    return dict(phone.send(f"/d/{running.join_code}/keuze?script", onderdeel=list(constructs)).json())


def test_the_whole_choice_is_saved_each_time_and_can_be_taken_back(bob: Phone, running: Measurement) -> None:
    go(running, DayStep.REVEAL, DayStep.TALK, DayStep.CHOOSE)
    assert look(bob, running).title == "Waar wil jij aan werken?"
    assert VO.constructs[0].name in bob.said
    assert day.result(running.id).construct("aanbeveling-1").published is not None
    assert bob.said.count("dicht bij elkaar") == len(VO.constructs), "a word of the result beside each of them"
    assert bob.chosen == []
    id = running.id
    assert choose(bob, running, "aanbeveling-1", "dimensie-2")["aantal"] == 2
    assert ballots.my_choices(id, bob.device) == {"aanbeveling-1", "dimensie-2"}
    assert choose(bob, running, "aanbeveling-5")["aantal"] == 1
    assert look(bob, running).chosen == [("onderdeel", "aanbeveling-5")]
    assert choose(bob, running)["aantal"] == 0
    assert rounds.people(id, RoundKind.CHOOSING) == 0


def test_a_colleague_chooses_on_the_same_phone_and_sees_nothing_of_bobs_choice(
    bob: Phone, running: Measurement
) -> None:
    go(running, DayStep.REVEAL, DayStep.TALK, DayStep.CHOOSE)
    choose(bob, running, "aanbeveling-1")
    bob.send(f"/d/{running.join_code}/stem-doorgeven")
    assert (bob.title, bob.chosen) == ("Waar wil jij aan werken?", [])
    assert "1 keer gaf iemand het toestel door" in bob.said
    assert str(bob.saw.url).endswith("/dag?toestel=gedeeld")  # by which the tab shows nobody's own answers
    choose(bob, running, "dimensie-2")
    assert rounds.people(running.id, RoundKind.CHOOSING) == 2


def test_without_the_script_a_third_choice_comes_again_with_all_three_to_take_one_away(
    bob: Phone, running: Measurement
) -> None:
    go(running, DayStep.REVEAL, DayStep.TALK, DayStep.CHOOSE)
    three = ["aanbeveling-1", "dimensie-2", "aanbeveling-5"]
    bob.send(f"/d/{running.join_code}/keuze", onderdeel=three)
    assert (bob.saw.status_code, bob.title) == (422, "Waar wil jij aan werken?")
    assert {("onderdeel", one) for one in three} == set(bob.chosen)
    assert "Kies hoogstens 2 onderdelen. Er is niets veranderd. Wat je koos, staat er nog." in bob.said
    assert "0 van 2 keuzes opgeslagen" in bob.said
    bob.send(f"/d/{running.join_code}/keuze", onderdeel=three[:2])
    assert "2 van 2 keuzes opgeslagen" in bob.said


@pytest.mark.parametrize("forged", [["aanbeveling-1", "dimensie-2", "aanbeveling-5"], ["onzin"], [""]])
def test_a_forged_choice_is_refused_and_leaves_what_was_chosen(
    bob: Phone, running: Measurement, forged: list[str]
) -> None:
    go(running, DayStep.REVEAL, DayStep.TALK, DayStep.CHOOSE)
    choose(bob, running, "aanbeveling-1")
    assert "reden" in choose(bob, running, *forged)
    assert ballots.my_choices(running.id, bob.device) == {"aanbeveling-1"}


def test_a_choice_after_the_closing_goes_on_to_what_the_screen_shows(bob: Phone, running: Measurement) -> None:
    go(running, DayStep.REVEAL, DayStep.TALK, DayStep.CHOOSE)
    rounds.close(running.id, RoundKind.CHOOSING)
    assert choose(bob, running, "aanbeveling-1") == {"naar": f"/d/{running.join_code}/dag"}
    assert look(bob, running).title == "De keuze is gemaakt"
