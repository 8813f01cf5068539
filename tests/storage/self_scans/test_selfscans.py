"""The door of the self-scan: a draft that ends, scans under a personal code, and everything it refuses."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from leidraad.content import library
from leidraad.domain.selfscan import Perspective
from leidraad.errors import DraftGone, InvalidAnswer, MistypedCode, NothingAnswered, Refused, UnknownPersonalCode
from leidraad.storage import retention
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers
from leidraad.storage.self_scans import personal_codes, self_scans
from leidraad.storage.self_scans.self_scans import Draft, ScanChoice
from tests.cast import ALICE, BOB, CHARLIE
from tests.storage.scene import CORE, NOT_CORE, ONE, TWO, on_disk, opened, rows, write

SHORT = ScanChoice("leidraad-vo", 1, True, Perspective.TEACHER)
FULL = ScanChoice("leidraad-vo", 1, False, Perspective.SCHOOL_LEADER)


def begun(device: str = ALICE, given: dict[str, int] | None = None, choice: ScanChoice = SHORT) -> Draft:
    made = self_scans.begin(device, choice)
    self_scans.save(device, made.key, given if given is not None else {ONE: 4, TWO: 2})
    return made


def kept(device: str = ALICE, given: dict[str, int] | None = None) -> tuple[str, bytes]:
    """A scan kept under a new code: the code and its owner."""
    made, code = begun(device, given), personal_codes.new()
    owner = self_scans.keep(device, made.key, code)
    self_scans.drop(device)
    return code, owner


def bare_rows() -> dict[str, int]:
    return {table: rows(f"SELECT count(*) FROM {table}")[0][0] for table in self_scans.TABLES}


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
        lambda: self_scans.keep(CHARLIE, made.key, personal_codes.new()),
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
        **dict.fromkeys(self_scans.TABLES, 0),
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
    answers.save(measurement, ALICE, {ONE: 4})
    kept()
    begun()
    hashes = {bytes(one[0]) for one in rows("SELECT token_hash FROM participation")}
    own = {bytes(one[0]) for one in rows("SELECT token_hash FROM self_scan_draft")}
    assert hashes.isdisjoint(own)
    columns = set(rows("SELECT * FROM self_scan")[0]._fields)
    assert columns == {
        *("code_hash", "number", "instrument_id", "instrument_version"),
        *("short", "perspective", "day", "answers"),
    }


# -- what is kept ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("database")
def test_a_scan_is_found_again_with_its_code_however_it_is_typed():
    code, owner = kept()
    typed = personal_codes.shown(code).lower()
    assert self_scans.owner(typed) == owner
    (found,) = self_scans.kept(owner)
    assert (found.number, found.choice, found.answers) == (1, SHORT, {ONE: 4, TWO: 2})
    assert abs(found.day - clock.now().date()) <= timedelta(days=1)  # the day in Amsterdam


@pytest.mark.usefixtures("database")
def test_nothing_is_kept_unless_asked():
    begun()
    self_scans.drop(ALICE)
    assert set(bare_rows().values()) == {0}


@pytest.mark.usefixtures("database")
def test_a_second_scan_goes_beside_the_first_a_year_later(later):
    code, owner = kept()
    later(timedelta(days=365))
    made = begun(BOB, {ONE: 5})  # a new phone
    self_scans.keep_with_earlier(BOB, made.key, self_scans.owner(code))
    first, second = self_scans.kept(owner)
    assert (first.answers, second.answers) == ({ONE: 4, TWO: 2}, {ONE: 5})
    assert second.day - first.day == timedelta(days=365)
    assert self_scans.draft(BOB) is None
    with pytest.raises(DraftGone):
        self_scans.keep_with_earlier(BOB, made.key, owner)
    assert len(self_scans.kept(owner)) == 2


@pytest.mark.usefixtures("database")
def test_keeping_twice_with_the_same_code_keeps_once():
    made, code = begun(), personal_codes.new()
    with ThreadPoolExecutor(4) as taps:
        owners = set(taps.map(lambda _: self_scans.keep(ALICE, made.key, code), range(4)))
    assert len(owners) == 1
    assert len(self_scans.kept(owners.pop())) == 1


@pytest.mark.usefixtures("database")
def test_until_the_code_is_written_down_the_draft_stays():
    made = begun()
    self_scans.keep(ALICE, made.key, personal_codes.new())
    assert self_scans.draft(ALICE).answers == {ONE: 4, TWO: 2}


@pytest.mark.usefixtures("database")
def test_deleting_everything_leaves_no_row_and_the_code_is_unknown():
    code, owner = kept()
    other_code, other = kept(BOB)
    self_scans.forget(owner)
    self_scans.forget(owner)
    with pytest.raises(UnknownPersonalCode):
        self_scans.owner(code)
    with pytest.raises(UnknownPersonalCode):
        self_scans.kept(owner)
    made = begun()
    with pytest.raises(UnknownPersonalCode):
        self_scans.keep_with_earlier(ALICE, made.key, owner)
    assert self_scans.owner(other_code) == other
    assert bare_rows()["self_scan"] == bare_rows()["self_scan_owner"] == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("given", [{}, {ONE: 0, TWO: 0}])
def test_a_scan_with_nothing_answered_on_the_scale_is_not_kept(given):
    made = begun(given=given)
    with pytest.raises(NothingAnswered):
        self_scans.keep(ALICE, made.key, personal_codes.new())
    assert bare_rows()["self_scan_owner"] == 0


@pytest.mark.usefixtures("database")
def test_wrong_and_mistyped_codes_are_told_apart():
    code, _ = kept()
    wrong = personal_codes.new()
    with pytest.raises(UnknownPersonalCode):
        self_scans.owner(wrong)
    mistyped = ("3" if code[0] != "3" else "4") + code[1:]
    with pytest.raises(MistypedCode, match="tikfout"):
        self_scans.owner(mistyped)


@pytest.mark.usefixtures("database")
def test_of_a_withdrawn_questionnaire_no_scan_begins_but_the_own_ones_stay(monkeypatch):
    _, owner = kept()
    withdrawn = library.instrument("leidraad-vo", 1).model_copy(update={"status": "ingetrokken"})
    monkeypatch.setattr(library, "instruments", lambda: {("leidraad-vo", 1): withdrawn})
    with pytest.raises(Refused):
        self_scans.begin(ALICE, SHORT)
    assert self_scans.kept(owner)[0].answers == {ONE: 4, TWO: 2}


@pytest.mark.usefixtures("database")
def test_scans_that_nobody_added_to_for_five_years_are_deleted(later):
    _, forgotten = kept()
    _, faithful = kept(BOB)
    later(timedelta(days=3 * 365))
    made = begun(BOB)
    self_scans.keep_with_earlier(BOB, made.key, faithful)
    later(timedelta(days=self_scans.KEPT_DAYS))
    retention.purge_expired()
    assert len(self_scans.kept(forgotten)) == 1
    later(timedelta(days=self_scans.KEPT_DAYS + 1))
    retention.purge_expired()
    with pytest.raises(UnknownPersonalCode):
        self_scans.kept(forgotten)
    assert len(self_scans.kept(faithful)) == 2


# -- what remains on the disk ---------------------------------------------------------------------------------


def test_no_byte_of_the_code_or_of_deleted_answers_is_in_the_file(file):
    code, owner = kept(given=dict.fromkeys(CORE, 3))
    assert code.encode() not in on_disk(file)
    assert code[:12].encode() not in on_disk(file)
    assert f'"{CORE[9]}": 3'.encode() in on_disk(file)
    self_scans.forget(owner)
    assert f'"{CORE[9]}": 3'.encode() not in on_disk(file)
    assert owner not in on_disk(file)


def test_a_dropped_draft_is_not_in_the_file_any_more(file):
    begun()
    token = self_scans.token_hash(ALICE)
    assert token in on_disk(file)
    self_scans.drop(ALICE)
    assert token not in on_disk(file)
    assert ONE.encode() not in on_disk(file)
