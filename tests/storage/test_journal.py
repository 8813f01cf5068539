"""The journal: every step with who did it, for the own school only, for twelve months, never about answers."""

from datetime import UTC, datetime, timedelta

import pytest

from leidraad.access.identity import Grant, Role
from leidraad.domain.day import DayStep
from leidraad.errors import Refused
from leidraad.storage import journal, retention
from leidraad.storage.accounts import accounts
from leidraad.storage.database import engine
from leidraad.storage.journal import What
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.schools import consents, schools, teams
from leidraad.storage.schools.consents import ConsentPurpose
from leidraad.storage.study_day import day
from leidraad.storage.tables.accounts import JournalEntry
from tests.cast import phones
from tests.storage.scene import CORE, chosen, fill_in, rows

pytestmark = pytest.mark.usefixtures("database")

BEFORE = datetime(2025, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def brug() -> int:
    """Alice's school."""
    return schools.add_school("De Brug", "vo").id


@pytest.fixture
def alice(brug: int) -> int:
    """Schoolleider of De Brug."""
    return accounts.invite("alice@brug.nl", "Alice", [Grant(Role.SCHOOL_LEADER, school_id=brug)], None)[0].id


def said(school: int | None = None) -> list[tuple[str, str]]:
    """Who and what, oldest first."""
    return [(line.who, line.what) for line in reversed(journal.lines(school))]


def test_the_life_of_a_measurement_is_written_down_with_who_did_it(brug, alice):
    team = schools.add_team(brug, "Onderbouw", by=alice)
    measurement = measurements.prepare(chosen(team.id)).id
    measurements.open_(measurement, by=alice)
    closing.close(measurement, by=alice)
    closing.reopen(measurement, by=alice)
    closing.close(measurement, by=alice)
    reveal.share(measurement, by=alice)
    steps = [What.OPENED, What.CLOSED, What.REOPENED, What.CLOSED, What.SHARED]
    assert said(brug)[-5:] == [("Alice", step.value) for step in steps]
    last = journal.lines(brug)[0]
    assert (last.school, last.team, last.measurement) == ("De Brug", "Onderbouw", "najaar 2026")


def test_the_console_of_the_study_day_writes_down_who_opened_closed_and_shared(brug, alice):
    team = schools.add_team(brug, "Onderbouw").id
    measurement = measurements.prepare(chosen(team)).id
    day.start(measurement, 45, by=alice)
    day.go_to(measurement, DayStep.REVEAL, leaving=DayStep.JOIN, by=alice)
    assert said(brug)[-3:] == [("Alice", step.value) for step in (What.OPENED, What.CLOSED, What.SHARED)]


def test_what_a_team_agrees_to_is_written_down(brug, alice):
    team = schools.add_team(brug, "Onderbouw").id
    consents.set_for(team, [ConsentPurpose.VISIT, ConsentPurpose.EXCHANGE], by=alice)
    consents.set_for(team, [], by=alice)
    first, last = list(reversed(journal.lines(brug)))[-2:]
    assert (first.who, first.what, first.team, first.detail) == (
        "Alice",
        What.CONSENT,
        "Onderbouw",
        "bezoek, uitwisseling",
    )
    assert last.detail == "geen"


def test_a_step_that_is_refused_is_not_written_down(brug, alice):
    team = schools.add_team(brug, "Onderbouw").id
    measurement = measurements.prepare(chosen(team)).id
    before = said()
    with pytest.raises(Refused):
        reveal.share(measurement, by=alice)
    with pytest.raises(Refused):
        schools.add_team(brug, "Onderbouw", by=alice)
    assert said() == before


def test_what_a_program_did_has_no_name(brug):
    assert said(brug) == [("", What.SCHOOL_ADDED.value)]


def test_a_discarded_measurement_stays_in_it_by_its_name(brug, alice):
    team = schools.add_team(brug, "Onderbouw").id
    measurements.discard(measurements.prepare(chosen(team)).id, by=alice)
    assert (journal.lines()[0].what, journal.lines()[0].detail) == (What.DISCARDED, "najaar 2026")


def test_filling_in_leaves_nothing_in_it(brug):
    measurement = measurements.prepare(chosen(schools.add_team(brug, "Onderbouw").id)).id
    measurements.open_(measurement)
    before = rows("SELECT * FROM journal ORDER BY id")
    fill_in(measurement, phones(6))
    answers.withdraw(measurement, phones(6)[0])
    assert rows("SELECT * FROM journal ORDER BY id") == before


def test_a_school_sees_its_own_lines_and_those_of_its_people(brug, alice):
    zonnehof = schools.add_school_with_team("Zonnehof", "po", "Groep 8")
    charlie = accounts.invite(
        "charlie@zonnehof.nl", "Charlie", [Grant(Role.SCHOOL_LEADER, school_id=zonnehof.school_id)], None
    )[0].id
    with engine.writing() as session:
        journal.note(session, What.SIGNED_IN, alice)
        journal.note(session, What.SIGNED_IN, charlie)
        journal.note(session, What.BACKUP, alice)
    teams.rename(zonnehof.id, "Groep 7 en 8", by=charlie)
    assert ("Alice", "aangemeld") in said(brug)
    assert not {"Charlie"} & {who for who, _ in said(brug)}
    assert not {line.about for line in journal.lines(brug)} & {"Charlie"}
    assert {("Charlie", "aangemeld"), ("Charlie", What.TEAM_RENAMED.value)} <= set(said(zonnehof.school_id))
    assert (What.BACKUP.value) not in {what for _, what in said(brug)}, "the whole installation is the beheerder's"
    assert {("Alice", "aangemeld"), ("Charlie", "aangemeld"), ("Alice", What.BACKUP.value)} <= set(said())


def test_lines_come_newest_first_and_page_by_page(brug):
    for number in range(1, 6):
        schools.add_team(brug, f"Team {number}")
    assert [line.detail for line in journal.lines(brug, limit=2)] == ["Team 5", "Team 4"]
    assert [line.detail for line in journal.lines(brug, limit=2, offset=2)] == ["Team 3", "Team 2"]


def test_lines_are_gone_after_twelve_months(brug):
    with engine.writing() as session:
        journal.note(session, What.SIGNED_IN, None, at=BEFORE)
        journal.note(session, What.INVITED, None, at=BEFORE + timedelta(days=2))
    retention.purge_expired(at=BEFORE + timedelta(days=366, hours=1))
    assert What.SIGNED_IN.value not in {what for _, what in said()}
    assert What.INVITED.value in {what for _, what in said()}


def test_no_line_can_hold_an_answer(brug):
    columns = set(JournalEntry.model_fields)
    assert columns == {
        "id", "at", "account_id", "what", "school_id", "team_id", "measurement_id", "about_account_id", "detail",
    }  # fmt: skip
    assert CORE, "statements have ids; none of these columns can name one"
