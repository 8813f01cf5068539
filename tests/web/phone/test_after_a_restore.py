"""A page on a phone of before a backup was put back writes in its own measurement, or nowhere."""

from leidraad.storage import backup
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from tests.databases import migrated_file
from tests.storage.scene import ONE, rows
from tests.ui.conftest import a_measurement
from tests.web.phone.conftest import Phone


def test_the_same_measurement_goes_on(phone: Phone, opened: Measurement) -> None:
    phone.join(opened)
    made = backup.make()
    assert phone.tap(opened, ONE, 4)["stand"] == 4
    backup.restore(made.name)
    assert phone.tap(opened, ONE, 5, was=4)["stand"] == 5
    assert answers.mine(opened.id, phone.device) == {ONE: 5}


def test_one_that_the_backup_does_not_know_is_gone_and_a_new_one_is_not_written_in(
    phone: Phone, team: schools.Team
) -> None:
    made = backup.make()
    gone = a_measurement(team)
    phone.join(gone).tap(gone, ONE, 4)
    closing.close(gone.id)
    reveal.share(gone.id)
    backup.restore(made.name)
    new = a_measurement(team)
    refused(phone, gone)
    assert answers.people(new.id).people == 0


def test_one_of_another_school_with_the_same_number_is_not_written_in(phone: Phone, opened: Measurement) -> None:
    phone.join(opened).tap(opened, ONE, 4)
    closing.close(opened.id)
    reveal.share(opened.id)
    here, folder = engine.address(), engine.folder()
    (folder / "elders").mkdir()
    engine.open_database(migrated_file(folder / "elders" / "leidraad.db"))
    other = a_measurement(schools.add_school_with_team("De Burcht", "vo", "Onderbouw"))
    assert other.id == opened.id
    taken = backup.take(backup.make().name, None, "vier losse woorden samen")
    engine.open_database(here)
    backup.folder().mkdir()
    (backup.folder() / "teamscan-20261121T120000Z-0001-meeneem.kopie").write_bytes(taken)
    backup.restore("teamscan-20261121T120000Z-0001-meeneem.kopie", passphrase="vier losse woorden samen")
    assert rows("SELECT label FROM measurement WHERE id = :id", id=other.id) != []
    refused(phone, opened)
    refused(phone, other)


def refused(phone: Phone, measurement: Measurement) -> None:
    before = rows("SELECT * FROM answer"), rows("SELECT * FROM participation")
    answer = phone.post(f"/d/{measurement.join_code}/antwoord", {"stelling": ONE, "waarde": "5", "was": "4"})
    assert "stand" not in answer.text, "nothing is told to be stored"
    assert (rows("SELECT * FROM answer"), rows("SELECT * FROM participation")) == before
