"""A copy of another school in the own folder: put back it makes nothing stay that should go, and it loses nothing itself."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from leidraad.storage import backup, backup_files, retention
from leidraad.storage.database import copies, engine
from leidraad.storage.measurements import answers
from leidraad.storage.schools import schools
from tests.cast import ALICE, phones
from tests.databases import migrated_file
from tests.storage.scene import ONE, fill_in, opened, revealed

PASSPHRASE = "vier losse woorden samen"
#: Whoever has the key of an installation opens its copies.
KEY = Path("sleutels") / "reservekopie.sleutel"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Whatever a test opened."""
    yield
    engine.close_database()


def there(folder: Path) -> None:
    """Another installation is opened, in which Alice filled in the first measurement."""
    folder.mkdir()
    engine.open_database(migrated_file(folder / "leidraad.db"))
    schools.add_school("De Linde", "po")
    answers.save(opened(), ALICE, {ONE: 4})


def in_copy(name: str, query: str) -> list[tuple]:
    with closing(copies.loaded(backup_files.opened(backup.content(name)))) as copy:
        return copy.execute(query).fetchall()


def with_the_app(name: str, _file: Path) -> None:
    backup.restore(name, passphrase=PASSPHRASE)


def by_command(name: str, file: Path) -> None:
    path = backup.folder() / name
    engine.close_database()
    backup.restore_stopped(path, PASSPHRASE)
    engine.open_database(f"sqlite:///{file}")


@pytest.mark.parametrize("put_back", [with_the_app, by_command])
def test_what_was_revealed_here_leaves_the_copies_though_the_next_clean_up_knows_nothing_of_it(
    put_back: Callable[[str, Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there(tmp_path / "ander")
    taken = backup.take(backup.make().name, None, PASSPHRASE)
    file = tmp_path / "leidraad.db"
    monkeypatch.setenv("DATABASE_URL", migrated_file(file))
    engine.open_database()
    measurement = opened()
    fill_in(measurement, phones(8))
    made = backup.make()
    result = revealed(measurement)
    name = "teamscan-20261121T120000Z-0009-meeneem.kopie"
    (backup.folder() / name).write_bytes(taken)
    put_back(name, file)
    assert "De Linde" in [one.name for one in schools.schools()]
    assert in_copy(made.name, "SELECT * FROM answer") == in_copy(made.name, "SELECT * FROM participation") == []
    before = next(one for one in backup.backups() if one.name not in (name, made.name))
    assert in_copy(before.name, "SELECT body FROM result") == [(result.model_dump_json(),)]


def test_a_measurement_that_only_has_the_same_number_keeps_its_answers_there(tmp_path: Path) -> None:
    there(tmp_path / "ander")
    made = backup.make()
    content, key = backup.content(made.name), (tmp_path / "ander" / KEY).read_bytes()
    engine.open_database(migrated_file(tmp_path / "leidraad.db"))
    measurement = opened()
    fill_in(measurement, phones(8))
    own = backup.make()
    (tmp_path / KEY).with_stem("reservekopie-ander").write_bytes(key)
    theirs = backup.folder() / "teamscan-20261121T120000Z-0000.kopie"
    theirs.write_bytes(content)
    assert in_copy(theirs.name, "SELECT DISTINCT measurement_id FROM participation") == [(measurement,)]
    revealed(measurement)
    retention.purge_expired()
    assert in_copy(own.name, "SELECT * FROM answer") == []
    assert in_copy(theirs.name, "SELECT value FROM answer") == [(4,)]
