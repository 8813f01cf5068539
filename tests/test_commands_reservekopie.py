"""`python -m leidraad reservekopie`: one whole file, also while the app runs, and a sentence when it cannot be."""

from contextlib import closing
from pathlib import Path

import pytest

from leidraad import __main__ as commands
from leidraad.storage import backup, backup_files
from leidraad.storage.database import copies, engine
from leidraad.storage.schools import schools
from tests.databases import migrated_file


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", migrated_file(tmp_path / "leidraad.db"))
    yield tmp_path / "reservekopieen"
    engine.close_database()


def test_the_command_says_where_the_whole_backup_is(folder, capsys):
    engine.open_database()
    schools.add_school("De Brug", "vo")
    assert commands.main(["reservekopie"]) == 0
    made = Path(capsys.readouterr().out.rsplit(": ", 1)[1].strip())
    assert made.parent == folder
    engine.open_database()
    with closing(copies.loaded(backup_files.opened(made.read_bytes()))) as whole:
        assert whole.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert whole.execute("SELECT name FROM school").fetchall() == [("De Brug",)]
    assert backup.latest() is not None


def test_a_folder_that_cannot_be_made_is_one_dutch_sentence(folder, capsys):
    folder.write_text("hier staat al een bestand")
    assert commands.main(["reservekopie"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "kan niet gebruikt worden" in output.err
