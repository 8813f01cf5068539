"""What is put back is looked at first: a file that holds anything else than ours is refused, with the reason."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from leidraad.errors import NotADatabase
from leidraad.storage import backup, backup_files
from leidraad.storage.database import copies, engine, intake
from leidraad.storage.measurements import answers
from leidraad.storage.measurements import closing as ending
from leidraad.storage.schools import schools
from tests.cast import ALICE, phones
from tests.databases import holding, migrated_file, older
from tests.storage.scene import ONE, everything, fill_in, opened, revealed

NAME = "teamscan-20261122T120000Z.db"
Change = Callable[[sqlite3.Connection], None]


def installation() -> None:
    """An open, a closed and a revealed measurement."""
    answers.save(opened(), ALICE, {ONE: 4})
    closed, shown = opened(), opened()
    fill_in(closed, phones(8))
    ending.close(closed)
    fill_in(shown, phones(8))
    revealed(shown)


@pytest.fixture
def whole(file: Path) -> bytes:
    """The database in use holds these; a copy of it."""
    engine.close_database()
    engine.open_database(holding(file, installation)[0])
    with closing(copies.of_running()) as copy:
        return copies.content(copy)


def changed(content: bytes, *statements: str) -> bytes:
    with closing(copies.loaded(content)) as copy:
        copy.execute("PRAGMA ignore_check_constraints=ON")
        copy.execute("PRAGMA writable_schema=ON")
        for statement in statements:
            copy.execute(statement)
        return copies.content(copy)


def refused(file: Path, content: bytes, reason: str) -> None:
    """It is put in the folder and not put back: nothing changed, and the sentence says why."""
    folder = file.parent / "reservekopieen"
    folder.mkdir(exist_ok=True)
    (folder / NAME).write_bytes(content)
    before = everything()
    with pytest.raises(NotADatabase, match=reason) as said:
        backup.restore(NAME)
    assert "Er is niets veranderd" in str(said.value)
    assert everything() == before
    assert [one.name for one in backup_files.backups()] == [NAME]


def test_what_was_there_is_all_there_and_nothing_else(whole):
    with closing(copies.loaded(whole)) as copy, closing(intake.taken_over(copies.loaded(whole))) as taken:
        for name in intake._tables():
            query = f'SELECT * FROM "{name}"'
            assert sorted(taken.execute(query), key=repr) == sorted(copy.execute(query), key=repr), name


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER stil AFTER INSERT ON answer BEGIN UPDATE answer SET value = 5; END",
        "CREATE VIEW uitkijk AS SELECT * FROM school",
        "CREATE TABLE klanten (naam TEXT)",
        "CREATE VIRTUAL TABLE zoek USING fts5(tekst)",
        "ALTER TABLE school ADD COLUMN geheim TEXT",
        "ALTER TABLE school ADD COLUMN dubbel TEXT AS (name || name)",
        "CREATE INDEX snel ON school (name)",
        "ALTER TABLE school RENAME COLUMN name TO naam",
        "DROP TABLE vote_right",
    ],
)
def test_what_is_not_ours_is_refused(file, whole, statement):
    refused(file, changed(whole, statement), "iets wat niet van de Teamscan is")


def test_a_view_in_the_place_of_a_table_is_refused(file, whole):
    statements = (
        "DROP TABLE vote_right",
        "CREATE VIEW vote_right AS SELECT 1 AS measurement_id, x'00' AS token_hash",
    )
    refused(file, changed(whole, *statements), "iets wat niet van de Teamscan is")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE measurement SET k = 'abc'",
        "UPDATE measurement SET k = 2",
        "UPDATE measurement SET closed_at = NULL",
        "UPDATE measurement SET opened_at = '2026-99-99 12:00:00'",
        "UPDATE measurement SET state = 'weg'",
        "UPDATE measurement SET short = 7",
        "UPDATE answer SET value = 9",
        "UPDATE answer SET value = 'veel'",
        "UPDATE school SET name = CAST(x'ff41' AS TEXT) WHERE id = 1",
        "UPDATE school SET name = x'41' WHERE id = 1",
        "UPDATE team SET name = hex(zeroblob(90))",
        "UPDATE result SET body = '{}'",
        "UPDATE result SET body = 'geen uitslag'",
        "DELETE FROM result",
    ],
)
def test_what_cannot_be_true_is_refused(file, whole, statement):
    refused(file, changed(whole, statement), "gegevens die niet kunnen kloppen")


def test_a_row_that_names_another_that_is_not_there_is_refused(file, whole):
    refused(file, changed(whole, "DELETE FROM school"), "gegevens die niet kunnen kloppen")


def test_a_questionnaire_that_is_not_here_is_named(file, whole):
    refused(file, changed(whole, "UPDATE measurement SET instrument_id = 'eigen'"), "vragenlijst eigen, versie 1")


def test_the_database_of_another_program_is_refused(file, tmp_path):
    with closing(sqlite3.connect(tmp_path / "ander.db")) as made:
        made.execute("CREATE TABLE klanten (naam TEXT)")
    refused(file, (tmp_path / "ander.db").read_bytes(), "geen hele reservekopie")


def test_one_of_an_earlier_version_is_brought_up_to_date_and_put_back(file, tmp_path):
    with older(f"sqlite:///{tmp_path / 'ouder.db'}", "0006"):
        pass
    folder = file.parent / "reservekopieen"
    folder.mkdir()
    (folder / NAME).write_bytes((tmp_path / "ouder.db").read_bytes())
    backup.restore(NAME)
    assert [one.name for one in schools.schools()] == ["De Brug"]


def test_an_empty_database_is_taken_over_as_it_is(tmp_path):
    content = Path(migrated_file(tmp_path / "leeg.db").removeprefix("sqlite:///")).read_bytes()
    with closing(intake.taken_over(copies.loaded(content))) as taken:
        assert taken.execute("SELECT * FROM school").fetchall() == []
