"""Closing and opening again: until the reveal everybody is recognised, goes on where they were, and counts once."""

import pytest

from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import DatabaseLocked, MeasurementNotOpen, NotFound, Refused, WrongState
from leidraad.storage import journal
from leidraad.storage.accounts import accounts
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, joint, leaders, measurements, results
from leidraad.storage.measurements.handing_over import hand_over
from leidraad.storage.study_day import day, predictions
from tests.cast import ALICE, BOB, CHARLIE, phones
from tests.storage.scene import (
    CORE,
    ONE,
    TWO,
    as_people,
    concept,
    everything,
    fill_in,
    on_disk,
    opened,
    revealed,
    row,
    rows,
    stored,
)


@pytest.mark.usefixtures("database")
def test_closing_changes_the_state_and_nothing_else():
    measurement = opened()
    fill_in(measurement, phones(8))
    answers.finish(measurement, ALICE)
    answers.withdraw(measurement, phones(8)[7])
    before = everything()
    closed = closing.close(measurement)
    after = everything()
    assert (closed.state, row(measurement).state) == (State.CLOSED, State.CLOSED)
    assert closed.closed_at is not None
    assert [table for table in before if before[table] != after[table]] == ["journal", "measurement"]


@pytest.mark.usefixtures("database")
def test_a_closed_measurement_takes_no_answer_change_withdrawal_or_hand_over():
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    closing.close(measurement)
    before = everything()
    for late in (
        lambda: answers.save(measurement, ALICE, {ONE: 5}),
        lambda: answers.save(measurement, BOB, {ONE: 5}),
        lambda: answers.withdraw(measurement, ALICE),
        lambda: answers.finish(measurement, ALICE),
        lambda: hand_over(measurement, ALICE),
    ):
        with pytest.raises(MeasurementNotOpen):
            late()
    assert everything() == before


@pytest.mark.usefixtures("database")
def test_only_an_open_measurement_closes():
    closed = opened()
    closing.close(closed)
    before = everything()
    for measurement in (closed, concept()):
        with pytest.raises(WrongState):
            closing.close(measurement)
    with pytest.raises(NotFound):
        closing.close(999_999)
    assert row(closed).state == State.CLOSED
    assert everything()["participation"] == before["participation"]


def test_closing_that_cannot_write_leaves_the_measurement_open_with_all_answers(file):
    engine.open_database(f"sqlite:///{file}?timeout=0.2")
    measurement = opened()
    fill_in(measurement, phones(8))
    before = everything()
    with engine.engine().connect().execution_options(writes=True) as other:
        other.exec_driver_sql("UPDATE team SET position = 7")  # another program in the middle of something
        with pytest.raises(DatabaseLocked):
            closing.close(measurement)
        other.rollback()
    assert everything() == before
    assert closing.close(measurement).state is State.CLOSED


# Opening again.


@pytest.mark.usefixtures("database")
def test_after_opening_again_everybody_goes_on_where_they_were_under_the_same_code():
    measurement = opened()
    given = fill_in(measurement, phones(8))
    code = row(measurement).join_code
    closing.close(measurement)
    assert closing.reopen(measurement).state is State.OPEN
    assert measurements.with_code(code).id == measurement
    assert row(measurement).closed_at is None
    assert [answers.mine(measurement, device) for device in phones(8)] == given
    assert answers.standing(measurement, ALICE).present


@pytest.mark.usefixtures("database")
def test_what_is_changed_added_and_withdrawn_after_opening_again_is_what_the_result_is_made_of():
    measurement = opened(invited=9)
    for device in phones(8):
        answers.save(measurement, device, {ONE: 3})
    closing.close(measurement)
    closing.reopen(measurement)
    answers.save(measurement, phones(8)[0], {ONE: 5})
    answers.withdraw(measurement, phones(8)[1])
    for number in (1, 2):
        answers.save(measurement, f"laat{number}", {ONE: 1})
    result = revealed(measurement)
    assert result.participants == 9  # eight, less one, and two who came
    assert result.constructs[0].items[0].counts == (2, 0, 6, 0, 1)


@pytest.mark.usefixtures("database")
def test_attack_three_people_who_reload_after_opening_again_stay_three():
    # "6 van 6", and means over three people: every page, in any tab, saves under the participation that is there.
    measurement = opened(invited=6)
    three = phones(3)
    for device in three:
        answers.save(measurement, device, dict.fromkeys(CORE, 4))
    for _ in range(3):
        closing.close(measurement)
        closing.reopen(measurement)
        for device in three:
            assert len(answers.mine(measurement, device)) == len(CORE), "it is shown what it answered"
            answers.save(measurement, device, dict.fromkeys(CORE, 2), joining=True)  # a page that thinks it is new
            answers.save(measurement, device, {ONE: 1}, joining=False)  # a tab that slept
            answers.change(measurement, device, {TWO: 5}, {TWO: 4})  # a page that believes something older
            answers.change(measurement, device, {TWO: 3}, {TWO: 2}, joining=False)
    assert answers.people(measurement).people == 3
    result = revealed(measurement)
    assert result.participants == 3
    assert all(construct.score is None for construct in result.constructs)


@pytest.mark.usefixtures("database")
def test_attack_whoever_withdrew_and_comes_back_after_opening_again_counts_once():
    measurement = opened()
    fill_in(measurement, phones(8))
    answers.withdraw(measurement, ALICE)
    closing.close(measurement)
    closing.reopen(measurement)
    assert answers.standing(measurement, ALICE).withdrawn
    answers.start_again(measurement, ALICE)
    answers.save(measurement, ALICE, {ONE: 2})
    assert rows("SELECT count(*) FROM participation") == [(8,)]
    assert revealed(measurement).participants == 8


@pytest.mark.usefixtures("database")
def test_leaders_go_on_too_and_count_once():
    measurement = opened()
    leaders.make_code(measurement)
    for number in range(5):
        answers.save(measurement, f"{number}:leiding", {ONE: 4}, leader=True)
    closing.close(measurement)
    closing.reopen(measurement)
    answers.save(measurement, "0:leiding", {ONE: 2}, leader=True)
    assert answers.people(measurement, leaders=True).people == 5
    revealed(measurement)
    assert leaders.took_part(measurement) == 5


@pytest.mark.usefixtures("database")
def test_nothing_reopens_after_the_reveal_or_while_it_is_open():
    measurement, still_open = opened(), opened()
    revealed(measurement)
    with pytest.raises(WrongState, match="al getoond"):
        closing.reopen(measurement)
    with pytest.raises(WrongState, match="al open"):
        closing.reopen(still_open)


@pytest.mark.usefixtures("database")
def test_closing_and_opening_again_are_in_the_journal():
    measurement = opened()
    closing.close(measurement)
    closing.reopen(measurement)
    assert [line.what for line in journal.lines()][:2] == ["meting heropend", "meting gesloten"]


# Throwing away.


@pytest.mark.usefixtures("database")
def test_a_closed_measurement_that_nobody_was_shown_can_be_thrown_away_with_everything_in_it():
    kept, measurement = opened(), opened()
    given = fill_in(kept, phones(5))
    fill_in(measurement, phones(8))
    leaders.make_code(measurement)
    account, _ = accounts.invite("b.jansen@school.nl", "Bea", (), None)
    predictions.save(measurement, account.id, {"aanbeveling-1": 3.0})
    day.start(measurement, 45)
    closing.close(measurement)
    measurements.discard(measurement)
    with pytest.raises(NotFound):
        measurements.get(measurement)
    for table in ("study_day", "prediction", "leader_link", "vote_right"):
        assert rows(f"SELECT * FROM {table}") == [], table
    assert stored(measurement) == {}
    assert stored(kept) == as_people(given)
    newest = journal.lines()[0]
    assert (newest.what, newest.detail) == ("meting weggegooid", "najaar 2026, gesloten, met alle antwoorden")


@pytest.mark.usefixtures("database")
def test_agreed_scores_go_with_a_measurement_that_is_thrown_away():
    together = opened(mode=Mode.JOINT, invited=4)
    joint.save(together, "aanbeveling-1", 2.0)
    closing.close(together)
    measurements.discard(together)
    assert rows("SELECT * FROM joint_score") == []


@pytest.mark.usefixtures("database")
def test_what_is_open_or_shared_cannot_be_thrown_away():
    still_open, shared = opened(), opened()
    for measurement in (still_open, shared):
        fill_in(measurement, phones(5))
    revealed(shared)
    before = everything()
    for measurement in (still_open, shared):
        with pytest.raises(Refused, match="Weggooien kan alleen"):
            measurements.discard(measurement)
    assert everything() == before
    assert results.shared(shared).participants == 5


def test_the_bytes_of_answers_that_were_thrown_away_are_gone_from_the_disk(file):
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    keys = [bytes(key) for (key,) in rows("SELECT key FROM participation")]
    assert all(key in on_disk(file) for key in keys)
    measurements.discard(measurement)
    assert [key for key in keys if key in on_disk(file)] == []


# Who is busy and who is done.


@pytest.mark.usefixtures("database")
def test_busy_and_done_are_counted_apart():
    measurement = opened()
    for device in (ALICE, BOB, CHARLIE):
        answers.save(measurement, device, {ONE: 4})
    assert answers.people(measurement) == answers.TakingPart(people=3, done=0)
    for _ in range(2):
        answers.finish(measurement, ALICE)
    assert answers.people(measurement) == answers.TakingPart(people=3, done=1)
    assert answers.people(measurement).busy == 2
    assert [answers.standing(measurement, one).done for one in (ALICE, BOB)] == [True, False]


@pytest.mark.usefixtures("database")
def test_whoever_answered_nothing_or_withdrew_is_not_done_and_begins_again_as_busy():
    measurement = opened()
    answers.finish(measurement, ALICE)
    answers.save(measurement, BOB, {ONE: 4})
    answers.finish(measurement, BOB)
    answers.withdraw(measurement, BOB)
    answers.finish(measurement, BOB)
    assert answers.people(measurement) == answers.TakingPart(people=0, done=0)
    answers.start_again(measurement, BOB)
    answers.save(measurement, BOB, {ONE: 4})
    assert answers.people(measurement) == answers.TakingPart(people=1, done=0)


@pytest.mark.usefixtures("database")
def test_whoever_is_done_stays_so_through_a_closing_that_is_undone():
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    answers.finish(measurement, ALICE)
    closing.close(measurement)
    assert answers.people(measurement).done == 1
    closing.reopen(measurement)
    assert answers.people(measurement).done == 1
    revealed(measurement)
    assert rows("SELECT * FROM participation WHERE done") == []
