"""What an engineer does who adds a questionnaire: a file with the template alone, and no Python; from there to a Result."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.domain.result import Mode
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from leidraad.storage.schools import schools
from tests.cast import phones
from tests.content.examples import offered_too
from tests.databases import migrated_file


@pytest.fixture(autouse=True)
def database(tmp_path: Path) -> Iterator[None]:
    engine.open_database(migrated_file(tmp_path / "leidraad.db"))
    yield
    engine.close_database()


def test_the_template_with_another_name_goes_from_file_to_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, offered_too(tmp_path / "data", patch, library.template()):
        library.check()
        [instrument] = [one for one in library.offered_in("vo") if one.id == "mijn-vragenlijst"]
        team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw")
        wanted = measurements.Preparation(
            team.id, "najaar", instrument.id, instrument.version, False, Mode.INDIVIDUAL, 9
        )
        id = measurements.open_(measurements.prepare(wanted).id).id
        for phone in phones(9):
            answers.save(id, phone, {item.id: 4 for item in instrument.items})
        closing.close(id)
        reveal.share(id)
        shown = {one.id: one.published for one in results.shared(id).constructs}
        assert {shown[one.id] for one in instrument.constructs if one.scored} == {4.0}
        assert {shown[one.id] for one in instrument.constructs if not one.scored} == {None}
    kept = library.known("mijn-vragenlijst", 1)
    assert kept is not None, "its file is gone, its words are not"
    assert [item.text for item in kept.items] == [item.text for item in instrument.items]
