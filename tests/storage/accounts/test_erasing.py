"""Somebody who left is nowhere any more: not in the list, the journal, the file, or a copy of it."""

from contextlib import closing
from datetime import timedelta

import pytest
from sqlmodel import Session

from leidraad.errors import LastOne, NotFound, WrongPassword
from leidraad.storage import backup, journal, retention
from leidraad.storage.accounts import accounts, erasing, known_devices, sessions, signing_in
from leidraad.storage.database import clock, copies
from leidraad.storage.study_day import predictions
from tests.storage.people import HOST, PASSWORD, leads, leads_school, person, school
from tests.storage.scene import opened, rows

BOB = ("Bob", "bob@school.nl")
YEAR = timedelta(days=366)


@pytest.fixture
def bob(database: str) -> int:
    """Kartrekker, signed in, with something in the journal and an expectation of a measurement."""
    person("Alice", HOST)
    team = school()
    id = person("Bob", leads(team), leads_school(team))
    person("Charlie", leads_school(team))
    signing_in.sign_in("bob@school.nl", PASSWORD)
    predictions.save(opened(), id, {"aanbeveling-1": 3.0})
    return id


def said() -> str:
    """Every word of every row."""
    tables = (
        "account",
        "account_grant",
        "account_session",
        "known_device",
        "one_time_link",
        "journal",
        "prediction",
    )
    return "\n".join(str(rows(f"SELECT * FROM {table}")) for table in tables)


def test_who_is_erased_is_nowhere_and_cannot_come_in(bob):
    token = signing_in.sign_in("bob@school.nl", PASSWORD)
    known_devices.remember(token, "h" * 43)
    erasing.remove(bob, None)
    assert rows("SELECT * FROM known_device") == []
    assert not any(word in said() for word in BOB)
    assert rows(f"SELECT * FROM account_grant WHERE account_id = {bob}") == []
    assert rows("SELECT * FROM prediction") == []
    assert sessions.visitor(token).account_id is None
    with pytest.raises(WrongPassword):
        signing_in.sign_in("bob@school.nl", PASSWORD)
    assert "Bob" not in [one.account.name for one in accounts.members()]
    for step in (lambda: accounts.get(bob), lambda: accounts.resume(bob, None), lambda: erasing.remove(bob, None)):
        with pytest.raises(NotFound):
            step()


def test_the_journal_keeps_what_was_done_by_somebody_who_left(bob):
    signed_in = [line for line in journal.lines() if line.what == "aangemeld"]
    assert signed_in[0].who == "Bob"
    erasing.remove(bob, None)
    lines = journal.lines()
    assert [line.who for line in lines if line.what == "aangemeld"] == [erasing.NAMELESS]
    assert (lines[0].what, lines[0].about) == ("account verwijderd", erasing.NAMELESS)


def test_the_address_is_free_for_a_new_account_and_two_can_be_erased(bob):
    erasing.remove(bob, None)
    again = person("Bob")
    assert again != bob
    erasing.remove(again, None)
    assert not any(word in said() for word in BOB)


def test_the_last_who_can_do_something_stays(bob):
    alice = accounts.by_email("alice@school.nl")
    assert alice is not None
    with pytest.raises(LastOne):
        erasing.remove(alice.id, None)
    assert accounts.get(alice.id).account.name == "Alice"


def test_a_stopped_account_goes_a_year_after_it_was_stopped_and_not_when_it_came_back(bob):
    accounts.stop(bob, None)
    stopped = accounts.get(bob).account.stopped_at
    assert stopped is not None
    retention.purge_expired(at=stopped + YEAR)
    assert accounts.get(bob).account.name == "Bob"
    accounts.resume(bob, None)
    retention.purge_expired(at=stopped + 2 * YEAR)
    assert accounts.get(bob).account.name == "Bob"
    accounts.stop(bob, None)
    retention.purge_expired(at=clock.now() + YEAR + timedelta(minutes=1))
    with pytest.raises(NotFound):
        accounts.get(bob)
    assert not any(word in said() for word in BOB)


# -- copies ----------------------------------------------------------------------------------------------------


@pytest.fixture
def bob_in_a_file(file) -> int:
    person("Alice", HOST)
    return person("Bob", leads(school()))


def in_copy(name: str) -> str:
    with closing(backup.loaded(name)) as copy:
        return str(copy.execute("SELECT * FROM account").fetchall())


def test_within_a_month_no_copy_in_the_own_folder_knows_who_it_was(bob_in_a_file, later):
    made = backup.make()
    erasing.remove(bob_in_a_file, None)
    later(timedelta(days=29))
    retention.purge_expired()
    assert "Bob" in in_copy(made.name)
    later(timedelta(days=31))
    retention.purge_expired()
    assert "Bob" not in in_copy(made.name)
    assert "Alice" in in_copy(made.name)


def test_putting_a_backup_back_brings_nobody_back_who_was_erased(bob_in_a_file):
    made = backup.make()
    erasing.remove(bob_in_a_file, None)
    backup.restore(made.name)
    assert not any(word in said() for word in BOB)
    assert rows(f"SELECT * FROM account_grant WHERE account_id = {bob_in_a_file}") == []
    with pytest.raises(NotFound):
        accounts.get(bob_in_a_file)


def test_somebody_else_with_the_same_number_in_a_copy_of_another_school_stays(bob_in_a_file, later):
    made = backup.make()
    erasing.remove(bob_in_a_file, None)
    other = [(bob_in_a_file, clock.now() - timedelta(days=1))]
    with closing(backup.loaded(made.name)) as copy, Session(copies.as_engine(copy)) as session:
        assert not erasing.forget_in_copy(session, other, clock.now())


def test_the_bytes_of_who_was_erased_are_gone_from_the_disk(bob_in_a_file, file):
    erasing.remove(bob_in_a_file, None)
    for part in file.parent.glob("leidraad.db*"):
        assert b"bob@school.nl" not in part.read_bytes(), part.name
