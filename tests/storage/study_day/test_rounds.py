"""Private votes: stored per device, refused when closed, published once, gone afterwards."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.domain.result import Visibility
from leidraad.errors import DidNotTakePart, InvalidAnswer, RoundNotOpen, WrongState
from leidraad.storage import retention
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, handing_over
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests.storage import scene

DEVICES = [f"toestel-{number}" for number in range(9)]
ALICE, BOB = DEVICES[:2]


@pytest.fixture
def talked(database: str) -> int:
    """A study day in which nine people answered 3 to everything; it is at the talk, about four statements."""
    return a_day()


def a_day(people: int = 9, before: Callable[[int], object] = lambda _: None) -> int:
    """The same with so many people; `before` happens while the measurement is open."""
    measurement = scene.opened()
    for device in DEVICES[:people]:
        answers.save(measurement, device, dict.fromkeys(scene.CORE, 3))
    before(measurement)
    day.start(measurement, 45)
    day.go_to(measurement, DayStep.REVEAL, leaving=DayStep.JOIN)
    if day.result(measurement).participants >= 5:
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
        ballots.save_votes(measurement, device, dict.fromkeys(scene.CORE[:4], SecondVote(3, value)))


def after(voting: int) -> tuple[int, ...] | None:
    """Close the vote; gives the counts that are shown of the first statement."""
    rounds.close(voting, RoundKind.SECOND_VOTE)
    outcome = rounds.after_talk(voting)
    assert outcome is not None
    return outcome.items[0].counts


def test_a_vote_is_stored_changed_and_read_back_by_its_own_device_only(voting: int) -> None:
    assert ballots.save_votes(voting, ALICE, {scene.ONE: SecondVote(3, 2)}) == 1
    assert ballots.save_votes(voting, ALICE, {scene.ONE: SecondVote(3, 4), scene.TWO: SecondVote(3, 3)}) == 2
    assert ballots.my_votes(voting, ALICE) == {scene.ONE: SecondVote(3, 4), scene.TWO: SecondVote(3, 3)}
    assert ballots.my_votes(voting, BOB) == {}
    assert ballots.my_choices(voting, ALICE) == frozenset()
    assert rounds.people(voting, RoundKind.SECOND_VOTE) == 1


def test_only_the_statements_of_the_talk_and_values_of_the_scale_are_taken(voting: int) -> None:
    off_the_scale = [SecondVote(3, value) for value in (6, -1, 0, 2.5)] + [
        SecondVote(value, 3) for value in (0, 6)
    ]
    for wrong in (
        {scene.CORE[4]: SecondVote(3, 3)},
        {"x' OR 1": SecondVote(3, 1)},
        *({scene.ONE: one} for one in off_the_scale),
    ):
        with pytest.raises(InvalidAnswer):
            ballots.save_votes(voting, ALICE, {scene.TWO: SecondVote(3, 3), **wrong})
    assert rounds.people(voting, RoundKind.SECOND_VOTE) == 0


# Who may vote: whoever took part, once, from the device that is still theirs.


def test_an_answer_that_nobody_gave_cannot_be_changed(voting: int) -> None:
    with pytest.raises(InvalidAnswer, match="antwoordde bij deze stelling niemand"):
        ballots.save_votes(voting, ALICE, {scene.TWO: SecondVote(3, 4), scene.ONE: SecondVote(4, 5)})
    assert ballots.my_votes(voting, ALICE) == {}


def test_where_only_a_mean_was_published_no_first_answer_is_refused(database: str) -> None:
    measurement = a_day(people=6)
    rounds.open_(measurement, RoundKind.SECOND_VOTE)
    assert ballots.save_votes(measurement, ALICE, {scene.ONE: SecondVote(1, 2)}) == 1


def test_a_newcomer_has_no_vote(voting: int) -> None:
    assert ballots.may_vote(voting, ALICE)
    assert not ballots.may_vote(voting, "nieuw")
    with pytest.raises(DidNotTakePart, match="Je deed bij het invullen niet mee"):
        ballots.save_votes(voting, "nieuw", {scene.ONE: SecondVote(3, 1)})
    assert scene.rows("SELECT * FROM ballot") == []


def test_whoever_withdrew_or_led_the_team_has_no_vote(database: str) -> None:
    def before(measurement: int) -> None:
        answers.save(measurement, "spijt", {scene.ONE: 3})
        answers.withdraw(measurement, "spijt")
        answers.save(measurement, "leiding", {scene.ONE: 3}, leader=True)
        answers.save(measurement, "leeg", {})

    measurement = a_day(before=before)
    assert rounds.rights(measurement) == 9
    assert [ballots.may_vote(measurement, one) for one in ("spijt", "leiding", "leeg")] == [False] * 3


def test_attack_puppets_made_by_handing_over_have_no_vote(database: str) -> None:
    # Seven puppets and a colleague: whoever made them has one ballot, so that the threshold is never reached.
    def puppets(measurement: int) -> None:
        for _ in range(7):
            answers.save(measurement, "insider", dict.fromkeys(scene.CORE, 3))
            handing_over.hand_over(measurement, "insider")
        answers.save(measurement, "insider", dict.fromkeys(scene.CORE, 3))

    measurement = a_day(people=1, before=puppets)
    assert day.result(measurement).participants == 9
    assert rounds.rights(measurement) == 2
    with pytest.raises(WrongState, match="minstens 5 toestellen"):
        rounds.open_(measurement, RoundKind.SECOND_VOTE)


def test_attack_a_device_that_votes_again_or_is_handed_over_has_one_ballot(voting: int) -> None:
    for value in (1, 2, 5):
        ballots.save_votes(voting, ALICE, {scene.ONE: SecondVote(3, value)})
    with pytest.raises(RoundNotOpen):
        ballots.hand_over(voting, ALICE)  # only a choice can be
    everybody_votes(voting, 4, DEVICES[1:])
    assert scene.rows("SELECT count(*) FROM ballot") == [(9,)]
    assert after(voting) == (0, 0, 0, 8, 1)


def test_attack_with_a_leaver_the_people_behind_both_outcomes_are_the_same(voting: int) -> None:
    everybody_votes(voting, 4, DEVICES[:8])  # the ninth left, and keeps the first answer
    assert after(voting) == (0, 0, 1, 8, 0)


def test_attack_a_newcomer_in_the_place_of_a_leaver_changes_nothing(voting: int) -> None:
    everybody_votes(voting, 4, DEVICES[:8])
    with pytest.raises(DidNotTakePart):
        ballots.save_votes(voting, "nieuw", {scene.ONE: SecondVote(3, 5)})
    assert after(voting) == (0, 0, 1, 8, 0)


def test_attack_an_insider_who_abstains_on_purpose_or_says_the_same_again_tells_nothing_new(voting: int) -> None:
    # Four vote with the insider, who keeps the first answer: the others are in it as they were published before.
    everybody_votes(voting, 4, DEVICES[1:5])
    ballots.save_votes(voting, ALICE, dict.fromkeys(scene.CORE[:4], SecondVote(3, 3)))
    assert after(voting) == (0, 0, 5, 4, 0)


def test_attack_one_vote_fewer_than_the_threshold_on_a_statement_shows_nothing_of_it(voting: int) -> None:
    everybody_votes(voting, 4, DEVICES[1:5])
    ballots.save_votes(voting, ALICE, {scene.TWO: SecondVote(3, 5)})
    rounds.close(voting, RoundKind.SECOND_VOTE)
    outcome = rounds.after_talk(voting)
    assert outcome is not None
    assert [item.visibility for item in outcome.items[:2]] == [Visibility.BELOW_THRESHOLD, Visibility.SHOWN]
    assert outcome.items[1].counts == (0, 0, 4, 4, 1)


def test_a_right_lies_apart_from_answers_and_ballots_and_goes_with_the_vote(voting: int) -> None:
    everybody_votes(voting)
    rights = {bytes(one.token_hash) for one in scene.rows("SELECT token_hash FROM vote_right")}
    assert rights == {answers.token_hash(device, voting) for device in DEVICES}
    assert rights.isdisjoint(bytes(one.token_hash) for one in scene.rows("SELECT token_hash FROM ballot"))
    assert scene.rows("SELECT * FROM participation WHERE token_hash IS NOT NULL") == []
    rounds.close(voting, RoundKind.SECOND_VOTE)
    assert scene.rows("SELECT * FROM vote_right") == []


def test_a_right_that_nobody_used_goes_after_the_day(talked: int) -> None:
    now = clock.now()
    retention.purge_expired(at=now + timedelta(days=1))
    assert rounds.rights(talked) == 9
    retention.purge_expired(at=now + timedelta(days=2, minutes=1))
    assert rounds.rights(talked) == 0
    with pytest.raises(WrongState, match="Sla de tweede stem over"):
        rounds.open_(talked, RoundKind.SECOND_VOTE)


def test_a_measurement_below_the_threshold_gives_no_rights(database: str) -> None:
    assert rounds.rights(a_day(people=4)) == 0


def test_what_is_asked_stays_as_it_was_when_the_vote_opened(voting: int) -> None:
    day.choose_statements(voting, [scene.CORE[6]], within=DayStep.SECOND_VOTE)
    assert day.standing(voting).asked == tuple(scene.CORE[:4])
    ballots.save_votes(voting, ALICE, {scene.ONE: SecondVote(3, 5)})
    with pytest.raises(InvalidAnswer):
        ballots.save_votes(voting, ALICE, {scene.CORE[6]: SecondVote(3, 5)})


def test_before_it_opens_and_after_it_closes_nothing_is_taken(talked: int) -> None:
    with pytest.raises(RoundNotOpen):
        ballots.save_votes(talked, ALICE, {scene.ONE: SecondVote(3, 3)})
    with pytest.raises(RoundNotOpen):
        rounds.close(talked, RoundKind.SECOND_VOTE)
    rounds.open_(talked, RoundKind.SECOND_VOTE)
    everybody_votes(talked)
    rounds.close(talked, RoundKind.SECOND_VOTE)
    with pytest.raises(RoundNotOpen):
        ballots.save_votes(talked, ALICE, {scene.ONE: SecondVote(3, 1)})


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
    assert ballots.my_choices(choosing, ALICE) == {"aanbeveling-3"}
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
    ballots.save_votes(voting, ALICE, {scene.ONE: SecondVote(3, 3)})
    ballots.save_choices(voting, ALICE, ["aanbeveling-1"])
    stored = {bytes(row.token_hash) for row in scene.rows("SELECT token_hash FROM ballot")}
    assert len(stored) == 2
    assert answers.token_hash(ALICE, voting) not in stored


def test_a_colleague_may_choose_on_the_same_device_without_seeing_the_choice_before(choosing: int) -> None:
    ballots.save_choices(choosing, ALICE, ["aanbeveling-1"])
    ballots.hand_over(choosing, ALICE)
    assert ballots.my_choices(choosing, ALICE) == frozenset()
    assert ballots.save_choices(choosing, ALICE, ["aanbeveling-2"]) == 1
    assert rounds.people(choosing, RoundKind.CHOOSING) == 2


def test_devices_that_were_handed_over_while_choosing_are_counted_and_published_with_the_outcome(
    choosing: int,
) -> None:
    for device in DEVICES:
        ballots.save_choices(choosing, device, ["aanbeveling-1"])
    assert rounds.handed_over(choosing) == 0
    for _ in range(2):  # one device, three people
        ballots.hand_over(choosing, ALICE)
        ballots.save_choices(choosing, ALICE, ["aanbeveling-2"])
    ballots.hand_over(choosing, DEVICES[1])
    ballots.hand_over(choosing, DEVICES[1])  # nothing was chosen in between
    assert rounds.handed_over(choosing) == 3
    rounds.close(choosing, RoundKind.CHOOSING)
    published = rounds.choices(choosing)
    assert published is not None
    assert (published.voters, published.handed_over) == (len(DEVICES) + 2, 3)
    assert rounds.handed_over(choosing) == 0


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
