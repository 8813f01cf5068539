"""Beheer: the journal, backups, how long things are kept, and a clock that leapt."""

from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from leidraad import product
from leidraad.errors import Forbidden
from leidraad.notation import day
from leidraad.storage import backup, clock_watch, journal
from leidraad.storage.accounts import sessions
from leidraad.storage.database import clock, sealed
from leidraad.storage.journal import What
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools, teams
from leidraad.ui.admin import backups
from leidraad.ui.shell import visitor
from tests.ui.admin.pushed import dana, names, press
from tests.ui.conftest import a_measurement, alice, opened, opened_as, sign_in, text
from tests.ui.conftest import links as link_labels


def test_a_clock_that_leapt_is_told_with_what_to_do_and_confirmed_in_the_journal(
    team: schools.Team, monkeypatch
) -> None:
    alice()
    clock_watch.look()
    assert "klopt misschien niet" not in text(opened("beheer", deel="bewaren"))
    ahead = clock.now() + timedelta(days=400)
    clock_watch.look(ahead)
    at = opened("beheer", deel="bewaren")
    assert f"hij zegt {day(ahead)}" in text(at)
    press(at, "De datum klopt")
    assert clock_watch.doubt() is None
    assert journal.lines()[0].what == What.CLOCK
    assert "klopt misschien niet" not in text(opened("beheer", deel="bewaren"))


def test_the_journal_says_who_did_what_in_the_own_school(team: schools.Team, elsewhere: schools.Team) -> None:
    measurements.open_(a_measurement_in_concept(team), by=dana(team))
    teams.rename(elsewhere.id, "Groep 7 en 8", by=alice())
    said = text(opened_as(dana(team), "beheer", deel="logboek"))
    assert f"<p>{What.OPENED}<small>Bovenbouw havo · najaar 2026</small></p><span>Dana</span>" in said
    assert "Groep 7 en 8" not in said
    assert "Groep 7 en 8" in text(opened("beheer", deel="logboek"))


def a_measurement_in_concept(team: schools.Team) -> int:
    chosen = measurements.Preparation(
        team.id, "najaar 2026", "leidraad-vo", 1, True, measurements.Mode.INDIVIDUAL, 8
    )
    return measurements.prepare(chosen).id


def test_a_long_journal_comes_in_pages(team: schools.Team) -> None:
    for number in range(60):
        schools.add_team(team.school_id, f"Team {number}")
    first = opened("beheer", deel="logboek")
    assert "Eerder" in link_labels(first)
    assert "Team 59" in text(first)
    assert "Team 2<" not in text(first)
    second = opened("beheer", deel="logboek", blad=2)
    assert "Team 2<" in text(second)
    assert "Later" in link_labels(second)
    assert "Verder terug staat er niets." in text(opened("beheer", deel="logboek", blad=99))


def test_a_beheerder_makes_and_puts_back_a_backup(team: schools.Team) -> None:
    at = opened("beheer", deel="bewaren")
    assert "nog **geen reservekopie**" in text(at)
    press(at, "Maak nu een reservekopie")
    assert "De laatste reservekopie is van" in text(at)
    schools.add_team(team.school_id, "Onderbouw")
    press(opened("beheer", deel="bewaren"), "Ja, zet deze kopie terug")
    assert names(team.school_id) == ["Bovenbouw havo"]
    assert len(backup.backups()) == 2


def test_a_backup_says_whose_answers_are_in_it_and_until_when(team: schools.Team) -> None:
    a_measurement(team, people=6)
    backup.make()
    said = text(opened("beheer", deel="bewaren"))
    assert "de antwoorden tot dat moment van 1 meting waarvan nog geen uitslag is" in said
    assert "Binnen een uur na de uitslag" in said


def test_what_is_kept_says_which_version_runs_and_which_version_made_a_backup(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(product, "version", lambda: "0.9")
        backup.make()
    said = text(opened("beheer", deel="bewaren"))
    assert "Gemaakt met versie: 0.9." in said
    assert f"{product.signature()}." in said


def test_a_backup_is_removed(team: schools.Team) -> None:
    backup.make()
    press(opened("beheer", deel="bewaren"), "Ja, verwijder deze kopie")
    assert backup.backups() == []


def test_downloading_asks_for_the_right_at_the_click_and_is_in_the_journal(team: schools.Team) -> None:
    made = backup.make()
    sign_in(alice())
    token = visitor.token()
    assert sealed.head(backups._taken(made.name, token, "vier losse woorden samen")).asks_passphrase
    assert journal.lines()[0].what == What.BACKUP_TAKEN
    sessions.end(token)
    with pytest.raises(Forbidden):
        backups._taken(made.name, token, "vier losse woorden samen")


def test_a_folder_of_backups_that_cannot_be_read_is_a_sentence_and_the_rest_of_the_page_is_there(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.make()

    def of_somebody_else(_: Path) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", of_somebody_else)
    at = opened("beheer", deel="bewaren")
    assert "kan niet gebruikt worden" in at.error[0].value
    assert "Permission denied" in at.error[0].value
    assert "Wat blijft hoe lang bewaard" in text(at)
