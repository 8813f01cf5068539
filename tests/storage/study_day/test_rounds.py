"""Private votes: stored per device, refused when closed, published once, gone afterwards."""

from datetime import timedelta
from pathlib import Path

import pytest

from leidraad.domain.day import DayStep
from leidraad.domain.result import Visibility
from leidraad.errors import InvalidAnswer, RoundNotOpen, WrongState
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests.storage import scene

DEVICES = [f"toestel-{number}" for number in range(9)]
ALICE, BOB = DEVICES[:2]


@pytest.fixture
def talked(database: str) -> int:
    """A study day in which nine people answered 3 to everything; it is at the talk, about four statements."""
    return a_day()


def a_day() -> int:
    measurement = scene.opened()
    for device in DEVICES:
        answers.save(measurement, device, dict.fromkeys(scene.CORE, 3))
    day.start(measurement, 45)
    day.go_to(measurement, DayStep.REVEAL, leaving=DayStep.JOIN)
    day.choose_statements(measurement, scene.CORE[:4], within=DayStep.REVEAL)
    day.go_to(measurement, DayStep.TALK, leaving=DayStep.REVEAL)
    return measurement


@pytest.fixture
def voting(talked: int) -> int:
    """The same day in its second vote."""
    rounds.open_(talked, RoundKind.SECOND_VOTE)
    return talked


@pytest.fixture
def choosing(talked: int) -> int:
    """The same day while everybody chooses."""
    rounds.open_(talked, RoundKind.CHOOSING)
    return talked


def everybody_votes(measurement: int, value: int = 4, devices: list[str] = DEVICES) -> None:
    for device in devices:
        ballots.save_votes(measurement, device, dict.fromkeys(scene.CORE[:4], value))


def test_a_vote_is_stored_changed_and_read_back_by_its_own_device_only(voting: int) -> None:
    assert ballots.save_votes(voting, ALICE, {scene.ONE: 2}) == 1
    assert ballots.save_votes(voting, ALICE, {scene.ONE: 4, scene.TWO: 0}) == 2
    assert ballots.mine(voting, RoundKind.SECOND_VOTE, ALICE) == {scene.ONE: 4, scene.TWO: 0}
    assert ballots.mine(voting, RoundKind.SECOND_VOTE, BOB) == {}
    assert ballots.mine(voting, RoundKind.CHOOSING, ALICE) == {}
    assert rounds.people(voting, RoundKind.SECOND_VOTE) == 1


def test_only_the_statements_of_the_talk_and_values_of_the_scale_are_taken(voting: int) -> None:
    for wrong in ({scene.CORE[4]: 3}, {scene.ONE: 6}, {scene.ONE: -1}, {scene.ONE: 2.5}, {"x' OR 1": 1}):
        with pytest.raises(InvalidAnswer):
            ballots.save_votes(voting, ALICE, {scene.TWO: 3, **wrong})
    assert rounds.people(voting, RoundKind.SECOND_VOTE) == 0


def test_what_is_asked_stays_as_it_was_when_the_vote_opened(voting: int) -> None:
    day.choose_statements(voting, [scene.CORE[6]], within=DayStep.SECOND_VOTE)
    assert day.standing(voting).asked == tuple(scene.CORE[:4])
    ballots.save_votes(voting, ALICE, {scene.ONE: 5})
    with pytest.raises(InvalidAnswer):
        ballots.save_votes(voting, ALICE, {scene.CORE[6]: 5})


def test_before_it_opens_and_after_it_closes_nothing_is_taken(talked: int) -> None:
    with pytest.raises(RoundNotOpen):
        ballots.save_votes(talked, ALICE, {scene.ONE: 3})
    with pytest.raises(RoundNotOpen):
        rounds.close(talked, RoundKind.SECOND_VOTE)
    rounds.open_(talked, RoundKind.SECOND_VOTE)
    everybody_votes(talked)
    rounds.close(talked, RoundKind.SECOND_VOTE)
    with pytest.raises(RoundNotOpen):
        ballots.save_votes(talked, ALICE, {scene.ONE: 1})


def test_votes_need_a_shared_result(database: str) -> None:
    measurement = scene.opened()
    day.start(measurement, 45)
    for kind in RoundKind:
        with pytest.raises(WrongState):
            rounds.open_(measurement, kind)


def test_closing_publishes_through_the_gate_and_leaves_no_vote_behind(voting: int) -> None:
    everybody_votes(voting)
    assert rounds.after_talk(voting) is None
    rounds.close(voting, RoundKind.SECOND_VOTE)
    outcome = rounds.after_talk(voting)
    assert outcome is not None
    assert [item.id for item in outcome.items] == scene.CORE[:4]
    assert outcome.items[0].counts == (0, 0, 0, 9, 0)
    assert scene.rows("SELECT count(*) FROM ballot") == [(0,)]
    assert scene.rows("SELECT count(*) FROM vote") == [(0,)]


def test_the_result_of_the_measurement_stays_as_it_was(voting: int) -> None:
    before = day.result(voting)
    everybody_votes(voting, 5)
    rounds.close(voting, RoundKind.SECOND_VOTE)
    assert day.result(voting) == before


def test_the_gate_looks_at_the_first_result_too(voting: int) -> None:
    everybody_votes(voting, 4, DEVICES[:8])  # one of the nine left
    rounds.close(voting, RoundKind.SECOND_VOTE)
    outcome = rounds.after_talk(voting)
    assert outcome is not None
    assert (outcome.items[0].counts, outcome.items[0].mean) == (None, 4.0)


def test_a_vote_that_was_published_cannot_be_held_again_and_one_that_was_not_can(voting: int) -> None:
    everybody_votes(voting, 4, DEVICES[:4])
    rounds.close(voting, RoundKind.SECOND_VOTE)
    outcome = rounds.after_talk(voting)
    assert outcome is not None
    assert {item.visibility for item in outcome.items} == {Visibility.BELOW_THRESHOLD}
    rounds.open_(voting, RoundKind.SECOND_VOTE)
    assert rounds.after_talk(voting) is None
    everybody_votes(voting)
    rounds.close(voting, RoundKind.SECOND_VOTE)
    rounds.close(voting, RoundKind.SECOND_VOTE)  # the other leader, a moment later
    with pytest.raises(WrongState, match="is geweest"):
        rounds.open_(voting, RoundKind.SECOND_VOTE)


def test_choices_replace_each_other_and_at_most_two_are_taken(choosing: int) -> None:
    assert ballots.save_choices(choosing, ALICE, ["aanbeveling-1", "dimensie-2"]) == 2
    assert ballots.save_choices(choosing, ALICE, ["aanbeveling-3"]) == 1
    assert ballots.mine(choosing, RoundKind.CHOOSING, ALICE) == {"aanbeveling-3": 1}
    for wrong in (["aanbeveling-1", "aanbeveling-2", "aanbeveling-3"], ["aanbeveling-7"]):
        with pytest.raises(InvalidAnswer):
            ballots.save_choices(choosing, ALICE, wrong)
    assert ballots.save_choices(choosing, ALICE, []) == 0
    assert rounds.people(choosing, RoundKind.CHOOSING) == 0


def test_the_choice_is_published_with_small_groups_masked(choosing: int) -> None:
    for number, device in enumerate(DEVICES):
        ballots.save_choices(choosing, device, ["aanbeveling-1", "aanbeveling-2"][: 1 + (number < 4)])
    rounds.close(choosing, RoundKind.CHOOSING)
    published = rounds.choices(choosing)
    assert published is not None
    told = {one.construct_id: one.words for one in published.choices}
    assert told["aanbeveling-1"] == "ten minste 7"
    assert told["aanbeveling-2"] == "4"
    assert told["dimensie-4"] == "minder dan 3"
    assert len(told) == 10
    assert scene.rows("SELECT count(*) FROM vote") == [(0,)]


def test_devices_cannot_be_linked_between_rounds_nor_to_the_measurement(voting: int) -> None:
    rounds.open_(voting, RoundKind.CHOOSING)
    ballots.save_votes(voting, ALICE, {scene.ONE: 3})
    ballots.save_choices(voting, ALICE, ["aanbeveling-1"])
    stored = {bytes(row.token_hash) for row in scene.rows("SELECT token_hash FROM ballot")}
    assert len(stored) == 2
    assert answers.token_hash(ALICE, voting) not in stored


def test_a_colleague_may_vote_on_the_same_device_without_seeing_the_vote_before(voting: int) -> None:
    ballots.save_votes(voting, ALICE, {scene.ONE: 5})
    ballots.hand_over(voting, RoundKind.SECOND_VOTE, ALICE)
    assert ballots.mine(voting, RoundKind.SECOND_VOTE, ALICE) == {}
    assert ballots.save_votes(voting, ALICE, {scene.ONE: 1}) == 1
    assert rounds.people(voting, RoundKind.SECOND_VOTE) == 2
    ballots.hand_over(voting, RoundKind.SECOND_VOTE, ALICE)
    everybody_votes(voting, 4, DEVICES[1:])
    rounds.close(voting, RoundKind.SECOND_VOTE)
    outcome = rounds.after_talk(voting)
    assert outcome is not None
    assert outcome.participants == 10


def test_a_vote_that_nobody_closed_is_closed_by_the_clean_up(voting: int) -> None:
    everybody_votes(voting)
    now = clock.now()
    assert rounds.close_forgotten(now) == 0
    assert rounds.close_forgotten(now + timedelta(days=3)) == 1
    assert scene.rows("SELECT count(*) FROM vote") == [(0,)]
    outcome = rounds.after_talk(voting)
    assert outcome is not None
    assert outcome.participants == 9


def test_the_file_holds_no_vote_after_closing(file: Path) -> None:
    measurement = a_day()
    rounds.open_(measurement, RoundKind.SECOND_VOTE)
    everybody_votes(measurement)
    keys = [bytes(row.key) for row in scene.rows("SELECT key FROM ballot")]
    assert all(key in scene.on_disk(file) for key in keys)
    rounds.close(measurement, RoundKind.SECOND_VOTE)
    assert not any(key in scene.on_disk(file) for key in keys)
