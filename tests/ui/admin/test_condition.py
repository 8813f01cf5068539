"""Beheer, Toestand: how the installation is, for the beheerder alone, with what to do where something is wrong."""

import shutil
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from leidraad import product
from leidraad.access.identity import Grant, Role
from leidraad.notation import day
from leidraad.storage import backup, backup_files, clock_watch
from leidraad.storage.database import clock, moved_away
from leidraad.storage.measurements import closing
from leidraad.storage.schools import schools
from tests.ui.conftest import a_measurement, an_account, opened_as, text


@pytest.fixture
def erik(team: schools.Team) -> int:
    """Beheerder, and nothing else."""
    return an_account("Erik", Grant(Role.HOST))


def said(account: int | None) -> str:
    return text(opened_as(account, "beheer", deel="toestand"))


def part(at: AppTest) -> str:
    return str(at.header[0].value) if at.header else ""


def test_with_a_backup_that_works_everything_is_in_order(erik: int) -> None:
    backup.make()
    found = said(erik)
    assert "Alles is in orde." in found
    for word in (
        product.version(),
        "Een bestand (SQLite)",
        "Er is genoeg ruimte",
        "alles erin gaat open en klopt",
        "Er is geen meting open",
    ):
        assert word in found
    assert "Wat je doet" not in found


def test_it_counts_what_is_open_and_what_goes_when(erik: int, team: schools.Team) -> None:
    a_measurement(team, people=3)
    past = a_measurement(team, people=5)
    closing.close(past.id, at=clock.now() - timedelta(days=3))
    found = said(erik)
    assert "1 meting is open" in found
    assert f"Op {day(clock.now() + timedelta(days=27))} gaan de losse antwoorden weg van 1 meting." in found
    assert "gaat na 5 jaar alles weg van 1 meting." in found
    assert team.name not in found


def test_what_is_over_goes_at_the_next_clean_up(erik: int, team: schools.Team) -> None:
    closing.close(a_measurement(team, people=5).id, at=clock.now() - timedelta(days=31))
    assert "Bij het volgende opruimen, binnen een uur, gaan de losse antwoorden weg van 1 meting." in said(erik)


def test_each_thing_that_is_wrong_comes_first_and_says_what_to_do(
    erik: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock_watch.look()
    clock_watch.look(clock.now() + timedelta(days=400))
    left = backup.folder().parent / "oud.db"
    left.write_bytes(b"")
    moved_away.note(left, clock.now() + timedelta(days=3))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(2**30, 2**30 - 5, 5))
    found = said(erik)
    assert "4 punten vragen aandacht." in found
    assert found.count("Wat je doet") == 4
    for word in (
        "Maak ruimte vrij",
        "Zet de datum goed",
        "Maak er een bij Bewaren",
        f"Verwijder oud.db uiterlijk op {day(clock.now() + timedelta(days=3))}",
    ):
        assert word in found
    assert found.rindex("Wat je doet") < found.index("Versie")


def test_a_backup_that_would_not_go_back_or_is_old_is_said(erik: int) -> None:
    backup.make(at=clock.now() - timedelta(days=8))
    assert "meer dan een week geleden" in said(erik)
    made = backup_files.folder() / backup.make().name
    made.write_bytes(made.read_bytes()[:-50])
    found = said(erik)
    assert "werkt niet" in found
    assert "Maak bij Bewaren nu een nieuwe." in found


def test_nobody_else_sees_it(erik: int, team: schools.Team) -> None:
    dana = an_account("Dana", Grant(Role.SCHOOL_LEADER, school_id=team.school_id))
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    assert part(opened_as(erik, "beheer", deel="toestand")) == "Toestand"
    for account in (dana, bob, None):
        at = opened_as(account, "beheer", deel="toestand")
        assert part(at) != "Toestand"
        assert "Toestand" not in text(at) + "".join(one.proto.label for one in at.get("page_link"))
        assert "SQLite" not in text(at)
