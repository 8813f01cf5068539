"""Scans under a personal code: found again with it, refused without, and unreadable to whoever has the database."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.errors import DraftGone, MistypedCode, NothingAnswered, Refused, UnknownPersonalCode
from leidraad.storage import retention, years
from leidraad.storage.database import clock
from leidraad.storage.self_scans import kept_scans, personal_codes, sealing, self_scans
from leidraad.storage.self_scans.kept_scans import OpenedCode
from tests.cast import ALICE, BOB
from tests.storage.scene import on_disk, rows, write
from tests.storage.self_scans.scans import CORE, FULL, ONE, SHORT, TWO, bare_rows, begun, kept


@pytest.mark.usefixtures("database")
def test_a_scan_is_found_again_with_its_code_however_it_is_typed():
    code, mine = kept()
    typed = personal_codes.shown(code).lower()
    assert kept_scans.opened(typed) == mine
    (found,) = kept_scans.kept(mine)
    assert (found.number, found.choice, found.answers) == (1, SHORT, {ONE: 4, TWO: 2})
    assert abs(found.day - clock.now().date()) <= timedelta(days=1)  # the day in Amsterdam


@pytest.mark.usefixtures("database")
def test_nothing_is_kept_unless_asked():
    begun()
    self_scans.drop(ALICE)
    assert set(bare_rows().values()) == {0}


@pytest.mark.usefixtures("database")
def test_a_second_scan_goes_beside_the_first_a_year_later(later):
    code, mine = kept()
    later(timedelta(days=365))
    made = begun(BOB, {ONE: 5})  # a new phone
    kept_scans.keep_with_earlier(BOB, made.key, kept_scans.opened(code))
    first, second = kept_scans.kept(mine)
    assert (first.answers, second.answers) == ({ONE: 4, TWO: 2}, {ONE: 5})
    assert second.day - first.day == timedelta(days=365)
    assert self_scans.draft(BOB) is None
    with pytest.raises(DraftGone):
        kept_scans.keep_with_earlier(BOB, made.key, mine)
    assert len(kept_scans.kept(mine)) == 2


@pytest.mark.usefixtures("database")
def test_keeping_twice_with_the_same_code_keeps_once():
    made, code = begun(), personal_codes.new()
    with ThreadPoolExecutor(4) as taps:
        opened = set(taps.map(lambda _: kept_scans.keep(ALICE, made.key, code), range(4)))
    assert len(opened) == 1
    assert len(kept_scans.kept(opened.pop())) == 1


@pytest.mark.usefixtures("database")
def test_strangers_cannot_keep_scans_until_the_disk_is_full(monkeypatch):
    monkeypatch.setattr(kept_scans, "MOST_KEPT", 2)
    code, mine = kept()
    kept(BOB)
    with pytest.raises(Refused, match="geen plaats"):
        kept_scans.keep_with_earlier(BOB, begun(BOB).key, mine)
    with pytest.raises(Refused, match="geen plaats"):
        kept()
    assert len(kept_scans.kept(kept_scans.opened(code))) == 1
    assert self_scans.draft(BOB) is not None


@pytest.mark.usefixtures("database")
def test_until_the_code_is_written_down_the_draft_stays():
    made = begun()
    kept_scans.keep(ALICE, made.key, personal_codes.new())
    assert self_scans.draft(ALICE).answers == {ONE: 4, TWO: 2}


@pytest.mark.usefixtures("database")
def test_deleting_everything_leaves_no_row_and_the_code_is_unknown():
    code, mine = kept()
    other_code, other = kept(BOB)
    kept_scans.forget(mine)
    kept_scans.forget(mine)
    with pytest.raises(UnknownPersonalCode):
        kept_scans.opened(code)
    with pytest.raises(UnknownPersonalCode):
        kept_scans.kept(mine)
    made = begun()
    with pytest.raises(UnknownPersonalCode):
        kept_scans.keep_with_earlier(ALICE, made.key, mine)
    assert kept_scans.opened(other_code) == other
    assert bare_rows()["self_scan"] == bare_rows()["self_scan_owner"] == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("given", [{}, {ONE: 0, TWO: 0}])
def test_a_scan_with_nothing_answered_on_the_scale_is_not_kept(given):
    made = begun(given=given)
    with pytest.raises(NothingAnswered):
        kept_scans.keep(ALICE, made.key, personal_codes.new())
    assert bare_rows()["self_scan_owner"] == 0


@pytest.mark.usefixtures("database")
def test_wrong_and_mistyped_codes_are_told_apart():
    code, _ = kept()
    wrong = personal_codes.new()
    with pytest.raises(UnknownPersonalCode):
        kept_scans.opened(wrong)
    mistyped = ("3" if code[0] != "3" else "4") + code[1:]
    with pytest.raises(MistypedCode, match="tikfout"):
        kept_scans.opened(mistyped)


@pytest.mark.usefixtures("database")
def test_of_a_withdrawn_questionnaire_no_scan_begins_but_the_own_ones_stay(monkeypatch):
    _, mine = kept()
    withdrawn = library.instrument("leidraad-vo", 2).model_copy(update={"status": "ingetrokken"})
    monkeypatch.setattr(library, "instruments", lambda: {("leidraad-vo", 2): withdrawn})
    with pytest.raises(Refused):
        self_scans.begin(ALICE, SHORT)
    assert kept_scans.kept(mine)[0].answers == {ONE: 4, TWO: 2}


@pytest.mark.usefixtures("database")
def test_scans_that_nobody_added_to_for_five_years_are_deleted(later):
    _, forgotten = kept()
    _, faithful = kept(BOB)
    later(timedelta(days=3 * 365))
    made = begun(BOB)
    kept_scans.keep_with_earlier(BOB, made.key, faithful)
    for day in (-6, 0):  # announced, and the last day
        retention.purge_expired(at=clock.now() - timedelta(days=3 * 365) + years.KEPT + timedelta(days=day))
    assert len(kept_scans.kept(forgotten)) == 1
    retention.purge_expired(at=clock.now() - timedelta(days=3 * 365) + years.KEPT + timedelta(days=1))
    with pytest.raises(UnknownPersonalCode):
        kept_scans.kept(forgotten)
    assert len(kept_scans.kept(faithful)) == 2


# -- encrypted ------------------------------------------------------------------------------------------------


def as_it_was(mine: OpenedCode) -> None:
    """What this code opens as it was kept before scans were encrypted."""
    write("UPDATE self_scan_owner SET salt = NULL WHERE code_hash = :hash", hash=mine.code_hash)
    for scan in kept_scans.kept(mine):
        body = {**vars(scan.choice), "answers": scan.answers}
        plain = json.dumps(body).encode()
        write(
            "UPDATE self_scan SET sealed = :no, body = :plain WHERE code_hash = :hash AND number = :number",
            no=False,
            plain=plain,
            hash=mine.code_hash,
            number=scan.number,
        )


def test_neither_the_answers_nor_what_opens_them_is_in_the_file(file: Path) -> None:
    code, mine = kept(given=dict.fromkeys(CORE, 3), choice=FULL)
    for readable in (ONE, CORE[9], "leidraad-vo", '"perspective"'):
        assert readable.encode() not in on_disk(file), readable
    for opening in (code.encode(), code[:12].encode(), mine.key):
        assert opening not in on_disk(file)
    assert mine.code_hash in on_disk(file)
    assert kept_scans.kept(kept_scans.opened(code))[0].answers == dict.fromkeys(CORE, 3)


def test_nothing_of_a_forgotten_code_is_in_the_file(file: Path) -> None:
    _, mine = kept()
    (body,) = rows("SELECT body FROM self_scan")[0]
    start = bytes(body[:200])  # the rest stands on another page
    assert start in on_disk(file)
    kept_scans.forget(mine)
    for gone in (start, mine.code_hash, mine.salt):
        assert gone not in on_disk(file)


@pytest.mark.usefixtures("database")
def test_how_much_was_answered_does_not_show() -> None:
    kept(given={ONE: 5})
    kept(BOB, dict.fromkeys(CORE, 3), FULL)
    assert len({len(body) for (body,) in rows("SELECT body FROM self_scan")}) == 1


@pytest.mark.usefixtures("database")
def test_the_same_answers_are_never_the_same_bytes_and_one_code_does_not_open_another() -> None:
    (_, mine), (_, other) = kept(), kept(BOB)
    first, second = (body for (body,) in rows("SELECT body FROM self_scan"))
    assert first != second
    assert (mine.salt, mine.key) != (other.salt, other.key)
    swapped = OpenedCode(mine.code_hash, mine.salt, other.key)
    assert kept_scans.kept(swapped) == ()
    assert repr(mine) == "OpenedCode()"


def test_the_key_is_not_made_of_what_is_stored() -> None:
    code = personal_codes.new()
    assert personal_codes.key(code, b"") != personal_codes.fingerprint(code)
    assert personal_codes.key(code, b"1" * 16) != personal_codes.key(code, b"2" * 16)


def test_what_was_readable_is_encrypted_when_its_code_is_used(file: Path) -> None:
    code, mine = kept(given=dict.fromkeys(CORE, 3))
    made = begun(given={ONE: 5})
    kept_scans.keep_with_earlier(ALICE, made.key, mine)
    as_it_was(mine)
    assert kept_scans.some_are_readable()
    assert f'"{CORE[9]}": 3'.encode() in on_disk(file)
    found = kept_scans.opened(code)
    assert [one.answers for one in kept_scans.kept(found)] == [dict.fromkeys(CORE, 3), {ONE: 5}]
    assert not kept_scans.some_are_readable()
    for readable in (ONE, CORE[9], "leidraad-vo"):
        assert readable.encode() not in on_disk(file), readable
    assert kept_scans.opened(code) == found


@pytest.mark.usefixtures("database")
def test_two_who_open_a_readable_scan_at_once_open_the_same() -> None:
    code, mine = kept()
    as_it_was(mine)
    with ThreadPoolExecutor(4) as opening:
        found = set(opening.map(lambda _: kept_scans.opened(code), range(4)))
    assert len(found) == 1
    assert kept_scans.kept(found.pop())[0].answers == {ONE: 4, TWO: 2}


@pytest.mark.usefixtures("database")
def test_a_readable_scan_stays_readable_to_itself_only_and_another_code_changes_nothing() -> None:
    _, mine = kept()
    as_it_was(mine)
    with pytest.raises(UnknownPersonalCode):
        kept_scans.opened(personal_codes.new())
    assert kept_scans.some_are_readable()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "damage",
    [lambda body: body[:-1] + bytes([body[-1] ^ 1]), lambda body: body[:20], lambda body: b""],
    ids=["een bit", "afgekapt", "leeg"],
)
def test_a_damaged_scan_is_named_by_its_day_and_nothing_is_lost(damage) -> None:
    code, mine = kept()
    made = begun(given={ONE: 5})
    kept_scans.keep_with_earlier(ALICE, made.key, mine)
    (whole,) = rows("SELECT body FROM self_scan WHERE number = 1")[0]
    write("UPDATE self_scan SET body = :body WHERE number = 1", body=damage(bytes(whole)))
    found = kept_scans.opened(code)
    assert [one.answers for one in kept_scans.kept(found)] == [{ONE: 5}]
    assert kept_scans.damaged(found) == (clock.today(),)
    write("UPDATE self_scan SET body = :body WHERE number = 1", body=bytes(whole))
    assert [one.answers for one in kept_scans.kept(found)] == [{ONE: 4, TWO: 2}, {ONE: 5}]
    assert kept_scans.damaged(found) == ()


@pytest.mark.usefixtures("database")
def test_a_scan_cannot_be_put_in_the_place_of_another() -> None:
    _, mine = kept()
    made = begun(given={ONE: 5})
    kept_scans.keep_with_earlier(ALICE, made.key, mine)
    (first,) = rows("SELECT body FROM self_scan WHERE number = 1")[0]
    write("UPDATE self_scan SET body = :body WHERE number = 2", body=bytes(first))
    assert [one.number for one in kept_scans.kept(mine)] == [1]


@pytest.mark.usefixtures("database")
def test_a_code_that_was_open_while_a_backup_was_put_back_keeps_nothing_under_a_lost_key() -> None:
    code, mine = kept()
    as_it_was(mine)
    made = begun()
    with pytest.raises(UnknownPersonalCode):
        kept_scans.keep_with_earlier(ALICE, made.key, mine)
    assert self_scans.draft(ALICE) is not None
    kept_scans.keep_with_earlier(ALICE, made.key, kept_scans.opened(code))
    assert len(kept_scans.kept(kept_scans.opened(code))) == 2


def test_opening_takes_a_blink_and_sealing_next_to_nothing() -> None:
    key, plain = personal_codes.key(personal_codes.new(), b"1" * 16), b"{}"
    for _ in range(1000):
        sealed = sealing.seal(key, plain, b"hier")
        assert sealing.unseal(key, sealed, b"hier") == plain.ljust(2048)
    assert sealing.unseal(key, sealed, b"daar") is None
