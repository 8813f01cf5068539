"""A backup that is put back on another installation brings the words of what was asked: of the school, and of ours that is gone."""

from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.content.own_statements import Written
from leidraad.storage import backup
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, asked_too, measurements, own_statements, results
from leidraad.storage.schools import questionnaires, schools
from tests.cast import phones
from tests.content.examples import text
from tests.databases import migrated_file
from tests.storage.backups_seen import NOON, PASSPHRASE, placed
from tests.storage.scene import chosen, revealed, team

SOUP = Written("We eten op vrijdag samen soep.", "De pan staat op tafel.")


def shown(id: int) -> None:
    """This measurement, opened, answered by eight and shown."""
    made = measurements.open_(id)
    asked = [*library.instrument(made.instrument_id, made.instrument_version).items[:1], *asked_too.of(id)]
    for device in phones(8):
        answers.save(id, device, {one.id: 4 for one in asked})
    revealed(id)


def test_on_another_installation_all_words_are_there(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = team()
    own = questionnaires.add(schools.team(of).school_id, text("mate"), None)
    ours = measurements.prepare(chosen(of)).id
    own_statements.add(ours, [SOUP])
    theirs = measurements.prepare(chosen(of, instrument_id=own.id, instrument_version=1, short=False)).id
    for one in (ours, theirs):
        shown(one)
    words = library.instrument("leidraad-vo", 1), asked_too.of(ours)
    taken = backup.take(backup.make(at=NOON).name, None, PASSPHRASE)
    elsewhere = tmp_path / "nieuw" / "leidraad.db"
    elsewhere.parent.mkdir()
    engine.open_database(migrated_file(elsewhere))
    assert library.known(own.id, 1) is None
    there = placed(elsewhere, taken, "teamscan-20261121T120000Z-0001-meeneem.kopie")
    backup.restore(there.name, passphrase=PASSPHRASE)
    without = {key: one for key, one in library.instruments().items() if key != ("leidraad-vo", 1)}
    monkeypatch.setattr(library, "instruments", lambda: without)
    assert (library.known("leidraad-vo", 1), asked_too.of(ours)) == words
    assert library.known(own.id, 1) == own
    assert results.shared(theirs).constructs[0].id == own.constructs[0].id


def test_what_was_added_after_the_backup_is_gone_with_it(file: Path) -> None:
    school = schools.team(team()).school_id
    made = backup.make(at=NOON)
    later = questionnaires.add(school, text("mate"), None)
    assert library.known(later.id, 1) == later
    backup.restore(made.name)
    assert library.known(later.id, 1) is None
    assert library.holding(later.constructs[0].id) == ()
