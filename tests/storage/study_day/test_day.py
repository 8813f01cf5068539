"""The study day as it is stored: steps, two leaders at once, what the screen shows, and that nothing is told early."""

import threading
import time

import pytest

from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import InvalidAnswer, NotFound, Refused, WrongState
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from leidraad.storage.schools import schools
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.rounds import RoundKind, Voting
from tests.storage import scene

DEVICES = [f"toestel-{number}" for number in range(9)]


@pytest.fixture
def filled_in(database: str) -> int:
    """A measurement in which nine people answered everything, on its study day."""
    measurement = scene.opened()
    for number, device in enumerate(DEVICES):
        answers.save(measurement, device, dict.fromkeys(scene.CORE, 1 + number % 5))
    day.start(measurement, 45)
    return measurement


def walk(measurement: int, *steps: DayStep) -> DayStatus:
    standing = day.standing(measurement)
    for step in steps:
        standing = day.go_to(measurement, step, leaving=standing.step)
    return standing


def test_a_day_begins_with_joining_and_opens_a_measurement_that_was_prepared(database: str) -> None:
    measurement = scene.concept()
    standing = day.start(measurement, 90)
    assert (standing.step, standing.minutes, standing.version) == (DayStep.JOIN, 90, 1)
    assert standing.state is State.OPEN
    code = measurements.get(measurement).join_code or ""
    assert day.by_code(f" {code.lower()} ") == measurement


def test_starting_twice_goes_on_where_the_day_was(filled_in: int) -> None:
    walk(filled_in, DayStep.FILL)
    again = day.start(filled_in, 180)
    assert (again.step, again.minutes) == (DayStep.FILL, 45)


def test_without_a_day_there_is_no_standing(database: str) -> None:
    measurement, code = scene.opening()
    assert day.find(measurement) is None
    assert day.by_code(code) is None
    assert day.by_code("zomaar wat") is None
    with pytest.raises(NotFound):
        day.standing(measurement)
    with pytest.raises(NotFound):
        day.show(measurement, 0, within=DayStep.JOIN)


def test_a_team_that_scores_together_and_another_length_have_no_day(database: str) -> None:
    with pytest.raises(Refused, match="samen"):
        day.start(scene.opened(mode=Mode.JOINT), 45)
    with pytest.raises(Refused, match="45, 90 of 180"):
        day.start(scene.opened(), 60)


def test_the_reveal_closes_and_shares_the_measurement(filled_in: int) -> None:
    with pytest.raises(WrongState):
        day.result(filled_in)
    standing = walk(filled_in, DayStep.FILL, DayStep.REVEAL)
    assert (standing.step, standing.state, standing.screen) == (DayStep.REVEAL, State.SHARED, 0)
    assert day.result(filled_in) == results.shared(filled_in)


def test_beginning_the_day_of_a_closed_measurement_reveals_nothing_by_itself(database: str) -> None:
    measurement = scene.opened()
    scene.fill_in(measurement, DEVICES)
    closing.close(measurement)
    standing = day.start(measurement, 45)
    assert (standing.step, standing.state) == (DayStep.FILL, State.CLOSED)
    standing = walk(measurement, DayStep.REVEAL)
    assert (standing.step, standing.state) == (DayStep.REVEAL, State.SHARED)


def test_nothing_leads_past_the_closing_without_the_reveal_and_nothing_leads_back(filled_in: int) -> None:
    for step in (DayStep.TALK, DayStep.SECOND_VOTE, DayStep.JUDGEMENT, DayStep.CHOOSE, DayStep.DONE):
        with pytest.raises(WrongState):
            day.go_to(filled_in, step, leaving=DayStep.JOIN)
    standing = walk(filled_in, DayStep.REVEAL)
    with pytest.raises(WrongState):
        day.go_to(filled_in, DayStep.FILL, leaving=DayStep.REVEAL)
    assert day.standing(filled_in) == standing
    assert measurements.get(filled_in).state == State.SHARED


def test_a_button_of_an_old_page_does_nothing(filled_in: int) -> None:
    standing = walk(filled_in, DayStep.FILL)
    assert day.go_to(filled_in, DayStep.FILL, leaving=DayStep.JOIN) == standing
    assert day.go_to(filled_in, DayStep.REVEAL, leaving=DayStep.JOIN) == standing
    assert measurements.get(filled_in).state == State.OPEN


def test_two_leaders_who_go_on_at_once_take_one_step(filled_in: int) -> None:
    walk(filled_in, DayStep.FILL)
    start, found = threading.Barrier(4), []

    def lead() -> None:
        start.wait()
        found.append(day.go_to(filled_in, DayStep.REVEAL, leaving=DayStep.FILL))

    leaders = [threading.Thread(target=lead) for _ in range(4)]
    for one in leaders:
        one.start()
    for one in leaders:
        one.join()
    assert len(found) == 4
    assert {one.step for one in found} == {DayStep.REVEAL}
    assert day.standing(filled_in).version == 3
    assert day.result(filled_in).participants == 9


def test_nobody_sees_a_step_of_several_writes_half_done(filled_in: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before, seen = walk(filled_in, DayStep.FILL), []
    share = reveal.share

    def looking(id: int, *, by: int | None = None) -> None:
        seen.append(day.find(id))  # closed, and not shared yet
        share(id, by=by)
        seen.append(day.find(id))  # shared, and still at the step of filling in

    monkeypatch.setattr(reveal, "share", looking)
    after = day.go_to(filled_in, DayStep.REVEAL, leaving=DayStep.FILL)
    assert seen == [before, before]
    assert (after.step, after.state) == (DayStep.REVEAL, State.SHARED)
    assert day.find(filled_in) == after


def test_every_change_raises_the_version_and_no_change_does_not(filled_in: int) -> None:
    standing = walk(filled_in, DayStep.REVEAL)
    assert day.show(filled_in, 3, within=DayStep.REVEAL).version == standing.version + 1
    assert day.show(filled_in, 3, within=DayStep.REVEAL).version == standing.version + 1
    assert day.set_minutes(filled_in, 90).minutes == 90
    assert day.standing(filled_in).version == standing.version + 2


def test_the_screen_shows_what_there_is_and_starts_anew_in_every_step(filled_in: int) -> None:
    walk(filled_in, DayStep.REVEAL)
    assert day.show(filled_in, 10, within=DayStep.REVEAL).screen == 10
    for wrong in (-1, 11):
        with pytest.raises(InvalidAnswer):
            day.show(filled_in, wrong, within=DayStep.REVEAL)
    standing = walk(filled_in, DayStep.TALK)
    assert standing.screen == 0
    assert day.show(filled_in, len(standing.talk), within=DayStep.TALK).screen == len(standing.talk)
    with pytest.raises(InvalidAnswer):
        day.show(filled_in, len(standing.talk) + 1, within=DayStep.TALK)


def test_the_talk_starts_with_the_proposal_and_the_leader_may_swap(filled_in: int) -> None:
    with pytest.raises(WrongState):
        day.choose_statements(filled_in, scene.CORE[:2], within=DayStep.JOIN)
    proposed = walk(filled_in, DayStep.REVEAL, DayStep.TALK).talk
    assert 1 <= len(proposed) <= 4
    wanted = tuple(scene.CORE[5:2:-1])
    assert day.choose_statements(filled_in, wanted, within=DayStep.TALK).talk == wanted
    for wrong in ([], [scene.ONE, scene.ONE], [scene.NOT_CORE], scene.CORE[:5]):
        with pytest.raises(InvalidAnswer):
            day.choose_statements(filled_in, wrong, within=DayStep.TALK)
    assert walk(filled_in, DayStep.REVEAL, DayStep.TALK).talk == wanted


def test_a_team_below_the_threshold_talks_without_statements(database: str) -> None:
    measurement = scene.opened()
    scene.fill_in(measurement, DEVICES[:3])
    day.start(measurement, 45)
    assert walk(measurement, DayStep.REVEAL, DayStep.TALK).talk == ()
    with pytest.raises(WrongState, match="Kies eerst een stelling"):
        day.go_to(measurement, DayStep.SECOND_VOTE, leaving=DayStep.TALK)
    assert walk(measurement, DayStep.JUDGEMENT).step is DayStep.JUDGEMENT


def test_votes_open_with_their_step_close_when_the_day_goes_past_and_stay_open_when_it_goes_back(filled_in: int):
    standing = walk(filled_in, DayStep.REVEAL, DayStep.TALK, DayStep.SECOND_VOTE)
    assert (standing.second_vote, standing.asked) == (Voting.OPEN, standing.talk)
    assert walk(filled_in, DayStep.TALK).second_vote is Voting.OPEN
    standing = walk(filled_in, DayStep.CHOOSE)
    assert (standing.second_vote, standing.choosing) == (Voting.CLOSED, Voting.OPEN)
    standing = walk(filled_in, DayStep.DONE)
    assert standing.choosing is Voting.CLOSED
    assert walk(filled_in, DayStep.CHOOSE).choosing is Voting.CLOSED


def test_a_day_that_skips_the_second_vote_never_opens_it(filled_in: int) -> None:
    standing = walk(filled_in, DayStep.REVEAL, DayStep.TALK, DayStep.JUDGEMENT)
    assert standing.second_vote is Voting.NOT_YET
    assert rounds.after_talk(filled_in) is None


def test_a_vote_does_not_change_the_standing_so_that_no_screen_is_drawn_for_it(filled_in: int) -> None:
    standing = walk(filled_in, DayStep.REVEAL, DayStep.TALK, DayStep.SECOND_VOTE)
    ballots.save_votes(filled_in, "toestel-1", {standing.asked[0]: SecondVote(3, 4)})
    assert day.standing(filled_in) == standing
    assert rounds.people(filled_in, RoundKind.SECOND_VOTE) == 1


def test_everybody_shares_one_read_and_sees_a_change_at_once(
    filled_in: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = time.monotonic()
    with monkeypatch.context() as still:
        still.setattr(time, "monotonic", lambda: moment)  # however slow this machine is
        before = day.standing(filled_in)
        scene.write("UPDATE study_day SET version = version + 1")  # by another process: nobody tells us
        assert day.standing(filled_in) == before
    walk(filled_in, DayStep.FILL)
    assert day.standing(filled_in).step is DayStep.FILL


def test_the_examples_go_with_their_study_day(filled_in: int) -> None:
    walk(filled_in, DayStep.REVEAL, DayStep.TALK, DayStep.SECOND_VOTE)
    ballots.save_votes(filled_in, "toestel-1", {day.standing(filled_in).asked[0]: SecondVote(3, 4)})
    scene.write("UPDATE school SET example = true")
    schools.remove_examples()
    for table in ("study_day", "round", "ballot", "vote", "vote_right"):
        assert scene.rows(f"SELECT count(*) FROM {table}") == [(0,)]


def test_choosing_a_screen_or_statements_from_an_old_page_does_nothing(filled_in: int) -> None:
    standing = walk(filled_in, DayStep.FILL, DayStep.REVEAL, DayStep.TALK)
    assert day.show(filled_in, 7, within=DayStep.REVEAL) == standing
    later = walk(filled_in, DayStep.SECOND_VOTE)
    assert day.choose_statements(filled_in, [scene.CORE[6]], within=DayStep.TALK) == later
