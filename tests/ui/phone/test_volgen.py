"""What a phone shows while the study day goes on. Bob is at his phone; nobody else is at it."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.storage.database import clock
from leidraad.storage.measurements import closing, measurements
from leidraad.storage.schools import schools
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.rounds import RoundKind, Voting
from leidraad.ui.phone import participation
from tests.ui.conftest import a_measurement, opened_as, text

VO = library.instrument("leidraad-vo", 1)
CORE = [item.id for item in VO.items if item.core]
BOB = "b" * 32


@pytest.fixture
def running(team: schools.Team, monkeypatch: pytest.MonkeyPatch) -> measurements.Measurement:
    """A study day on which eight colleagues answered "deels" to everything, and Bob is about to."""
    measurement = a_measurement(team, people=8, invited=9)
    day.start(measurement.id, 45)
    monkeypatch.setattr(participation, "device", lambda: BOB)
    return measurement


def phone(measurement: measurements.Measurement, **address: object) -> AppTest:
    return opened_as(None, "invullen", code=measurement.join_code or "", **address)


def go(measurement: measurements.Measurement, *steps: DayStep) -> DayStatus:
    standing = day.standing(measurement.id)
    for step in steps:
        standing = day.go_to(measurement.id, step, leaving=standing.step)
    return standing


def answering(measurement: measurements.Measurement) -> AppTest:
    """Bob's phone, with "grotendeels" answered to the statements of recommendation 1."""
    at = phone(measurement, deel=1)
    for one in at.segmented_control:
        one.set_value(4)
    return at.run()


def test_before_the_closing_a_phone_fills_in_and_waits_for_the_day(running: measurements.Measurement) -> None:
    at = phone(running)
    assert "Beginnen" in [one.label for one in at.button]
    assert 'data-stand="invullen"' in text(at)
    go(running, DayStep.FILL)
    assert 'data-stand="invullen"' in text(at.run())


def test_who_has_filled_in_looks_at_the_screen_on_a_study_day_and_not_without_one(
    running: measurements.Measurement, team: schools.Team
) -> None:
    assert "Kijk op het scherm." in text(phone(running, deel=11))
    assert "Kijk op het scherm." not in text(phone(a_measurement(team, people=8), deel=11))


def test_without_a_study_day_a_phone_asks_nothing(team: schools.Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(participation, "device", lambda: BOB)
    measurement = a_measurement(team, people=8)
    assert 'data-volg="' not in text(phone(measurement))
    closing.close(measurement.id)
    assert [one.value for one in phone(measurement).title] == ["Deze meting is gesloten"]


def test_after_the_reveal_ones_own_answers_stand_beside_the_teams(running: measurements.Measurement) -> None:
    at = answering(running)
    go(running, DayStep.FILL, DayStep.REVEAL)
    at.run()
    assert [one.value for one in at.title] == ["De uitslag"]
    # nine people on recommendation 1: (8 x 3 + 4) / 9 = 3,1; Bob answered nothing else
    assert "jij <b>4,0</b> · het team <b>3,1</b>" in text(at)
    assert "jij <b>te weinig ingevuld</b> · het team <b>3,0</b>" in text(at)
    day.show(running.id, 1, within=DayStep.REVEAL)
    at.run()
    assert "jij <b>grotendeels</b> · het team <b>3,1</b>" in text(at)


def test_after_a_reload_ones_own_answers_are_gone_and_the_screen_says_why(
    running: measurements.Measurement,
) -> None:
    answering(running)
    go(running, DayStep.FILL, DayStep.REVEAL)
    said = text(phone(running))
    assert "Je eigen antwoorden staan hier niet meer" in said
    assert "het team" not in said  # a number of the team is on the shared screen only


def test_the_talk_shows_the_statements_of_the_screen(running: measurements.Measurement) -> None:
    at = answering(running)
    go(running, DayStep.REVEAL)
    day.choose_statements(running.id, CORE[:2], within=DayStep.REVEAL)
    go(running, DayStep.TALK)
    texts = {item.id: item.text for item in VO.items}
    said = text(at.run())
    assert texts[CORE[0]] in said
    assert texts[CORE[1]] in said
    assert "Jij antwoordde: <b>grotendeels</b>" in said
    day.show(running.id, 2, within=DayStep.TALK)
    said = text(at.run())
    assert texts[CORE[0]] not in said
    assert texts[CORE[1]] in said


def voting(running: measurements.Measurement) -> AppTest:
    go(running, DayStep.REVEAL)
    day.choose_statements(running.id, CORE[:2], within=DayStep.REVEAL)
    go(running, DayStep.TALK, DayStep.SECOND_VOTE)
    return phone(running)


def test_a_second_vote_is_stored_at_once_and_comes_back_after_a_reload(running: measurements.Measurement) -> None:
    at = voting(running)
    assert "0 van 2 stemmen opgeslagen" in text(at)
    at.segmented_control[0].set_value(5).run()
    assert "1 van 2 stemmen opgeslagen" in text(at)
    assert ballots.mine(running.id, RoundKind.SECOND_VOTE, BOB) == {CORE[0]: 5}
    again = phone(running)
    assert again.segmented_control[0].value == 5
    again.segmented_control[0].set_value(2).run()
    assert ballots.mine(running.id, RoundKind.SECOND_VOTE, BOB) == {CORE[0]: 2}


def test_nothing_is_chosen_beforehand(running: measurements.Measurement) -> None:
    at = voting(running)
    assert [one.value for one in at.segmented_control] == [None, None]
    go(running, DayStep.CHOOSE)
    assert phone(running).pills[0].value == []


def test_a_vote_that_closes_says_so_and_takes_nothing_more(running: measurements.Measurement) -> None:
    at = voting(running)
    at.segmented_control[0].set_value(5).run()
    rounds.close(running.id, RoundKind.SECOND_VOTE)
    at.segmented_control[1].set_value(5).run()
    assert not at.exception
    assert [one.value for one in at.title] == ["De stemming is gesloten"]
    assert not at.segmented_control


def test_a_tap_while_the_day_goes_back_is_stored(running: measurements.Measurement) -> None:
    at = voting(running)
    go(running, DayStep.TALK)
    at.segmented_control[0].set_value(4).run()
    assert [one.value for one in at.title] == ["In gesprek"]
    assert ballots.mine(running.id, RoundKind.SECOND_VOTE, BOB) == {CORE[0]: 4}
    assert day.standing(running.id).second_vote is Voting.OPEN


def test_the_last_two_choices_count(running: measurements.Measurement) -> None:
    go(running, DayStep.REVEAL, DayStep.TALK, DayStep.CHOOSE)
    at = phone(running)
    assert [option.content for option in at.pills[0].proto.options][:1] == [
        f"Aanbeveling 1: {VO.constructs[0].title}"
    ]
    at.pills[0].set_value(["aanbeveling-1", "dimensie-2"]).run()
    assert ballots.mine(running.id, RoundKind.CHOOSING, BOB) == {"aanbeveling-1": 1, "dimensie-2": 1}
    at.pills[0].set_value(["aanbeveling-1", "dimensie-2", "aanbeveling-5"]).run()
    assert ballots.mine(running.id, RoundKind.CHOOSING, BOB) == {"dimensie-2": 1, "aanbeveling-5": 1}
    assert at.pills[0].value == ["dimensie-2", "aanbeveling-5"]
    at.pills[0].set_value([]).run()
    assert rounds.people(running.id, RoundKind.CHOOSING) == 0


def test_a_colleague_votes_on_the_same_phone_and_sees_nothing_of_bobs_vote(
    running: measurements.Measurement,
) -> None:
    at = voting(running)
    at.segmented_control[0].set_value(5).run()
    at.button(key="doorgeven-1").click().run()
    assert [one.value for one in at.segmented_control] == [None, None]
    assert "0 van 2 stemmen opgeslagen" in text(at)
    at.segmented_control[0].set_value(1).run()
    assert rounds.people(running.id, RoundKind.SECOND_VOTE) == 2
    assert phone(running).segmented_control[0].value == 1


def test_while_the_team_judges_and_when_the_day_is_over_there_is_nothing_to_do(
    running: measurements.Measurement,
) -> None:
    go(running, DayStep.REVEAL, DayStep.TALK, DayStep.JUDGEMENT)
    at = phone(running)
    assert [one.value for one in at.title] == ["Ons oordeel"]
    go(running, DayStep.CHOOSE, DayStep.DONE)
    assert [one.value for one in at.run().title] == ["Dank je wel"]


def test_a_day_that_nobody_ended_is_over_the_next_day(
    running: measurements.Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(running, DayStep.REVEAL, DayStep.TALK)
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(hours=13))
    assert [one.value for one in phone(running).title] == ["Dank je wel"]


def test_charlie_with_a_wrong_code_sees_no_day(running: measurements.Measurement) -> None:
    go(running, DayStep.REVEAL)
    at = opened_as(None, "invullen", code="ZZZZZZ")
    assert [one.value for one in at.title] == ["Deze code werkt niet"]
    assert 'data-volg="' not in text(at)
