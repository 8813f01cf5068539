"""The running self-scan: a draft that ends, and everything it refuses."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from leidraad.errors import DraftGone, InvalidAnswer
from leidraad.storage import retention
from leidraad.storage.measurements import answers
from leidraad.storage.self_scans import kept_scans, personal_codes, self_scans
from leidraad.storage.self_scans.self_scans import Draft
from tests.cast import ALICE, BOB, CHARLIE
from tests.storage.scene import ONE as ASKED
from tests.storage.scene import on_disk, opened, rows, write
from tests.storage.self_scans.scans import CORE, FULL, NOT_CORE, ONE, SHORT, TABLES, TWO, bare_rows, begun, kept

# -- the draft ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("database")
def test_a_draft_comes_back_to_the_same_device():
    made = begun()
    assert self_scans.save(ALICE, made.key, {ONE: 5}) == 2
    assert self_scans.draft(ALICE) == Draft(made.key, SHORT, {ONE: 5, TWO: 2})
    assert self_scans.saved(ALICE, made.key) == 2


@pytest.mark.usefixtures("database")
def test_another_device_never_sees_it():
    made = begun()
    assert self_scans.draft(CHARLIE) is None
    for attempt in (
        lambda: self_scans.save(CHARLIE, made.key, {ONE: 1}),
        lambda: self_scans.saved(CHARLIE, made.key),
        lambda: kept_scans.keep(CHARLIE, made.key, personal_codes.new()),
    ):
        with pytest.raises(DraftGone):
            attempt()
    self_scans.drop(CHARLIE)
    assert self_scans.draft(ALICE).answers == {ONE: 4, TWO: 2}


@pytest.mark.usefixtures("database")
def test_a_draft_is_there_for_most_of_a_day_and_gone_within_a_day(later):
    made = begun()
    later(timedelta(hours=22))
    assert self_scans.draft(ALICE) is not None
    later(timedelta(hours=23))
    assert self_scans.draft(ALICE) is None
    with pytest.raises(DraftGone):
        self_scans.save(ALICE, made.key, {ONE: 1})
    assert bare_rows()["self_scan_draft"] == 1
    retention.purge_expired()
    assert set(bare_rows().values()) == {0}


@pytest.mark.usefixtures("database")
def test_when_too_many_run_the_ones_without_an_answer_make_room_and_then_the_oldest(later, monkeypatch):
    monkeypatch.setattr(self_scans, "MOST_DRAFTS", 3)
    begun(ALICE)
    later(timedelta(hours=1))
    begun(BOB)
    begun(CHARLIE, {})
    later(timedelta(hours=2))
    begun("d" * 32)
    assert self_scans.draft(CHARLIE) is None
    begun("e" * 32)
    assert [bool(self_scans.draft(one)) for one in (ALICE, BOB, "d" * 32, "e" * 32)] == [False, True, True, True]


@pytest.mark.usefixtures("database")
def test_saving_does_not_lengthen_the_life_of_a_draft(later):
    made = begun()
    later(timedelta(hours=20))
    self_scans.save(ALICE, made.key, {ONE: 1})
    later(timedelta(hours=23))
    assert self_scans.draft(ALICE) is None


@pytest.mark.usefixtures("database")
def test_beginning_anew_deletes_the_earlier_answers_and_a_forgotten_tab_cannot_bring_them_back():
    first = begun()
    second = self_scans.begin(ALICE, SHORT)
    assert self_scans.draft(ALICE) == Draft(second.key, SHORT, {})
    with pytest.raises(DraftGone):
        self_scans.save(ALICE, first.key, {ONE: 4})
    assert self_scans.draft(ALICE).answers == {}


@pytest.mark.usefixtures("database")
def test_dropping_leaves_no_row():
    begun()
    begun(BOB)
    self_scans.drop(ALICE)
    self_scans.drop(ALICE)
    assert self_scans.draft(ALICE) is None
    assert bare_rows() == {
        **dict.fromkeys(TABLES, 0),
        "self_scan_draft": 1,
        "self_scan_draft_answer": 2,
    }


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "wrong",
    [
        {NOT_CORE: 3},
        {"po-a1-01": 3},
        {"x": 3},
        {ONE: 6},
        {ONE: -1},
        {ONE: True},
        {ONE: 3.0},
        {ONE: "3"},
        {ONE: None},
    ],
)
def test_a_strange_item_or_value_changes_nothing(wrong):
    made = begun()
    with pytest.raises(InvalidAnswer):
        self_scans.save(ALICE, made.key, {TWO: 5, **wrong})
    assert self_scans.draft(ALICE).answers == {ONE: 4, TWO: 2}


@pytest.mark.usefixtures("database")
def test_a_full_scan_takes_every_statement():
    assert begun(choice=FULL, given={NOT_CORE: 3})
    assert self_scans.draft(ALICE).answers == {NOT_CORE: 3}


@pytest.mark.usefixtures("database")
def test_the_database_itself_refuses_a_value_off_the_scale():
    begun()
    with pytest.raises(IntegrityError):
        write("UPDATE self_scan_draft_answer SET value = 6")


@pytest.mark.usefixtures("database")
def test_many_taps_at_once_are_all_stored():
    made = self_scans.begin(ALICE, SHORT)
    with ThreadPoolExecutor(8) as taps:
        list(taps.map(lambda item: self_scans.save(ALICE, made.key, {item: 3}), CORE))
    assert self_scans.draft(ALICE).answers == dict.fromkeys(CORE, 3)


@pytest.mark.usefixtures("database")
def test_nothing_ties_a_self_scan_to_a_measurement_or_a_device():
    measurement = opened()
    answers.save(measurement, ALICE, {ASKED: 4})
    kept()
    begun()
    hashes = {bytes(one[0]) for one in rows("SELECT token_hash FROM participation")}
    own = {bytes(one[0]) for one in rows("SELECT token_hash FROM self_scan_draft")}
    assert hashes.isdisjoint(own)
    columns = set(rows("SELECT * FROM self_scan")[0]._fields)
    assert columns == {
        *("code_hash", "number", "day", "sealed", "body"),
    }


# -- what remains on the disk ---------------------------------------------------------------------------------


def test_a_dropped_draft_is_not_in_the_file_any_more(file):
    begun()
    token = self_scans.token_hash(ALICE)
    assert token in on_disk(file)
    self_scans.drop(ALICE)
    assert token not in on_disk(file)
    assert ONE.encode() not in on_disk(file)
