"""The reveal: the right Result is published, once, and afterwards nobody can tell whose answers were whose."""

from datetime import timedelta

import pytest

from leidraad.domain.measurement import State
from leidraad.domain.result import Agreement, Mode, Visibility
from leidraad.errors import DatabaseLocked, NotFound, WrongState
from leidraad.storage import retention
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, joint, results, reveal
from tests.cast import ALICE, CHARLIE, phones
from tests.storage.scene import (
    CORE,
    ONE,
    as_people,
    concept,
    everything,
    fill_in,
    opened,
    revealed,
    row,
    rows,
    stored,
    tokens_and_bits,
    write,
)

#: Eight people, one digit each per statement; "-" is skipped and "0" is "kan ik niet beoordelen".
TEAM = {
    "vo-a1-01": "44534454",
    "vo-a1-04": "11215545",
    "vo-a1-07": "33333333",
    "vo-a2-02": "02224444",
    "vo-a2-03": "22222222",
    "vo-a2-05": "543-----",
}


def people_of(team: dict[str, str]) -> list[dict[str, int]]:
    return [
        {item: int(digits[number]) for item, digits in team.items() if digits[number] != "-"}
        for number in range(8)
    ]


@pytest.mark.usefixtures("database")
def test_the_result_of_a_small_team_has_the_values_worked_out_by_hand():
    measurement = opened(newcomers=2, invited=9)
    for device, given in zip(phones(8), people_of(TEAM), strict=True):
        answers.save(measurement, device, given)
    result = revealed(measurement)
    assert (result.participants, result.invited, result.newcomers) == (8, 9, 2)
    assert (result.mode, result.short, result.k, result.k_distribution) == (Mode.INDIVIDUAL, True, 5, 8)

    first = result.construct("aanbeveling-1")
    assert [item.mean for item in first.items] == [33 / 8, 3, 3]
    assert [item.counts for item in first.items] == [(0, 0, 1, 5, 2), (3, 1, 0, 1, 3), (0, 0, 8, 0, 0)]
    assert [item.agreement for item in first.items] == [Agreement.CLOSE, Agreement.TWO_GROUPS, Agreement.CLOSE]
    assert first.full is None, "a short measurement has a score over the core statements only"
    assert first.core is not None
    assert first.core.mean == pytest.approx((4.125 + 3 + 3) / 3)
    assert (first.core.n, first.core.sd) == (8, 0.72)  # sums per person 8 8 10 7 12 12 12 12
    assert first.agreement == Agreement.SOME  # deviations .375, 1.75 and 0: mean .71
    assert first.middle_half is None, "eight people"

    second = result.construct("aanbeveling-2")
    assert [item.visibility for item in second.items] == [
        Visibility.SHOWN,
        Visibility.SHOWN,
        Visibility.BELOW_THRESHOLD,  # three answered
    ]
    assert [item.mean for item in second.items] == [3.0, 2.0, None]  # 22/7 to the nearest half
    assert second.core is not None
    assert second.core.mean == 2.6  # (22/7 + 2) / 2, rounded since seven stand behind a part of it
    assert result.construct("dimensie-4").visibility is Visibility.NO_DATA


@pytest.mark.usefixtures("database")
def test_there_is_no_result_anywhere_before_the_reveal():
    measurement = opened()
    fill_in(measurement, phones(8))
    for device in phones(5):
        answers.save(measurement, f"{device}:leiding", {ONE: 4}, leader=True)
    closing.close(measurement)
    assert rows("SELECT * FROM result") == rows("SELECT * FROM leader_result") == []
    with pytest.raises(WrongState, match="nog niet getoond"):
        results.shared(measurement)
    assert reveal.share(measurement).state is State.SHARED
    assert results.shared(measurement).participants == 8


@pytest.mark.usefixtures("database")
def test_only_a_closed_measurement_is_revealed_and_only_once():
    shared = opened()
    fill_in(shared, phones(8))
    revealed(shared)
    still_open = opened()
    fill_in(still_open, phones(8))
    before = everything()
    for measurement in (shared, still_open, concept()):
        with pytest.raises(WrongState):
            reveal.share(measurement)
    with pytest.raises(NotFound):
        reveal.share(999_999)
    assert everything()["result"] == before["result"]
    assert everything()["participation"] == before["participation"]


@pytest.mark.usefixtures("database")
def test_somebody_who_withdrew_or_answered_nothing_is_not_in_the_result():
    measurement = opened()
    fill_in(measurement, phones(8))
    answers.withdraw(measurement, ALICE)
    answers.save(measurement, CHARLIE, {})
    assert revealed(measurement).participants == 7
    assert rows("SELECT count(*) FROM participation") == [(7,)]


@pytest.mark.usefixtures("database")
def test_a_measurement_that_nobody_filled_in_is_revealed_without_numbers():
    result = revealed(opened())
    assert result.participants == 0
    assert {one.visibility for one in result.constructs} == {Visibility.NO_DATA}


@pytest.mark.usefixtures("database")
def test_below_five_people_not_one_number_is_published():
    measurement = opened()
    fill_in(measurement, phones(4))
    result = revealed(measurement)
    assert {one.visibility for one in result.constructs} == {Visibility.BELOW_THRESHOLD}
    assert all(one.score is None and all(i.mean is None for i in one.items) for one in result.constructs)


@pytest.mark.usefixtures("database")
def test_scoring_together_reveals_what_was_agreed():
    measurement = opened(mode=Mode.JOINT, invited=4)
    joint.save(measurement, "aanbeveling-1", 3.5)
    result = revealed(measurement)
    agreed = result.construct("aanbeveling-1").score
    assert result.mode is Mode.JOINT
    assert agreed is not None
    assert agreed.mean == 3.5
    assert result.construct("aanbeveling-2").visibility is Visibility.NO_DATA
    assert joint.scores(measurement) == {"aanbeveling-1": 3.5}


@pytest.mark.usefixtures("database")
def test_the_reveal_touches_no_other_measurement():
    measurement, other = opened(), opened()
    fill_in(measurement, phones(5))
    given = fill_in(other, phones(5))
    revealed(measurement)
    assert row(other).state == State.OPEN
    assert [answers.mine(other, device) for device in phones(5)] == given


@pytest.mark.usefixtures("database")
def test_after_the_reveal_no_answer_can_be_led_back_to_a_phone():
    measurement = opened()
    devices = phones(8)
    given = fill_in(measurement, devices)
    answers.finish(measurement, ALICE)
    keys = {bytes(key) for (key,) in rows("SELECT key FROM participation")}
    revealed(measurement)
    after = {bytes(key) for (key,) in rows("SELECT key FROM participation")}
    assert stored(measurement) == as_people(given), "nothing is lost on the way"
    assert len(after) == 8
    assert keys.isdisjoint(after)
    assert tokens_and_bits() == {(None, False, False)}
    assert all(answers.mine(measurement, device) == {} for device in devices)


@pytest.mark.usefixtures("database")
def test_rows_that_serve_nothing_go_at_the_reveal():
    # Who withdrew, who answered nothing, leaders below the threshold, and a whole measurement below it.
    measurement, small = opened(), opened()
    given = fill_in(measurement, phones(9))
    answers.withdraw(measurement, ALICE)
    answers.save(measurement, CHARLIE + "x", {})
    for device in phones(4):
        answers.save(measurement, f"{device}:leiding", {ONE: 4}, leader=True)
    fill_in(small, phones(4))
    revealed(measurement)
    revealed(small)
    assert stored(measurement) == as_people(given[1:])
    assert rows("SELECT count(*) FROM participation") == [(8,)]
    assert stored(small) == {}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("path", ["onthuld", "na een dag onthuld", "nul dagen", "op tijd onthuld"])
def test_on_no_path_a_row_stays_of_a_group_below_its_threshold(later, path):
    measurement = opened(k=7, k_distribution=8, retention_days=0 if path == "nul dagen" else 30)
    fill_in(measurement, phones(6))
    for device in phones(7):
        answers.save(measurement, f"{device}:leiding", {ONE: 4}, leader=True)
    answers.save(measurement, "een leeg toestel", {})
    closing.close(measurement)
    if path == "na een dag onthuld":
        later(timedelta(days=1, minutes=1))
        retention.purge_expired()
    if path == "op tijd onthuld":  # the term is over, and the clean-up saw it only just now
        later(timedelta(days=30, minutes=1))
        retention.purge_expired()
    reveal.share(measurement)
    assert results.shared(measurement).participants == 6
    gone = path in ("nul dagen", "op tijd onthuld")
    assert stored(measurement) == ({} if gone else {frozenset({(ONE, 4)}): 7}), (
        "the leaders reached their threshold"
    )
    assert rows("SELECT count(*) FROM participation") == [(0 if gone else 7,)]


@pytest.mark.usefixtures("database")
def test_rows_of_small_groups_that_an_earlier_version_left_after_the_reveal_go_at_the_next_cleaning():
    measurement = opened()
    given = fill_in(measurement, phones(8))
    revealed(measurement)
    for number in range(2):
        key = bytes([number]) * 16
        write(
            "INSERT INTO participation (key, measurement_id, withdrawn, done, leader) VALUES (:key, :id, :no, :no, :yes)",
            key=key,
            id=measurement,
            no=False,
            yes=True,
        )
        write("INSERT INTO answer (participation_key, item_id, value) VALUES (:key, :item, 5)", key=key, item=ONE)
    assert rows("SELECT count(*) FROM participation") == [(10,)]
    assert retention.purge_expired() == 0
    assert rows("SELECT count(*) FROM participation") == [(8,)]
    assert stored(measurement) == as_people(given)


@pytest.mark.usefixtures("database")
def test_the_answers_lie_in_another_order_after_the_reveal():
    # Who was first to answer must not be who is first in the table; with twenty people chance gives 1 in 20!.
    measurement = opened(invited=20)
    items = [CORE[number] for number in range(20)]
    for device, item in zip(phones(20), items, strict=True):
        answers.save(measurement, device, {item: 3})
    revealed(measurement)
    order = [item for (item,) in rows("SELECT item_id FROM answer")]
    assert sorted(order) == sorted(items)
    assert order != items


def test_a_reveal_that_cannot_write_leaves_the_measurement_closed_with_all_answers(file):
    engine.open_database(f"sqlite:///{file}?timeout=0.2")
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    before = everything()
    with engine.engine().connect().execution_options(writes=True) as other:
        other.exec_driver_sql("UPDATE team SET position = 7")  # another program in the middle of something
        with pytest.raises(DatabaseLocked):
            reveal.share(measurement)
        other.rollback()
    assert everything() == before
    reveal.share(measurement)
    assert results.shared(measurement).participants == 8
