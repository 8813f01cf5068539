"""`python -m leidraad voorbeeld` and `voorbeeld-weg`: what a host types and reads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leidraad import __main__ as commands
from leidraad.settings import ROOT
from leidraad.storage.database import engine
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from tests.databases import migrated_file


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATABASE_URL", migrated_file(tmp_path / "leidraad.db"))
    yield
    engine.close_database()


def test_it_is_made_and_removed_again_and_a_real_school_stays(capsys):
    assert commands.main(["meting-open", "--team", "Echt team"]) == 0
    code = capsys.readouterr().out.strip()

    assert commands.main(["voorbeeld"]) == 0
    said = capsys.readouterr()
    assert "De voorbeeldschool is gemaakt: 6 teams" in said.out
    assert "python -m leidraad voorbeeld-weg" in said.out
    assert "ook echte scholen (Onze school)" in said.out
    assert "100%" in said.err
    assert len(schools.schools()) == 3

    assert commands.main(["voorbeeld"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Er is al een voorbeeldschool." in said.err

    assert commands.main(["voorbeeld-weg"]) == 0
    assert "verwijderd" in capsys.readouterr().out
    assert [one.name for one in schools.schools()] == ["Onze school"]
    assert measurements.with_code(code).state == "open"


def test_removing_what_is_not_there_is_one_dutch_sentence(capsys):
    assert commands.main(["voorbeeld-weg"]) == 1
    assert capsys.readouterr().err.strip() == "Er is geen voorbeeldschool. Er is niets veranderd."


def test_a_real_measurement_never_lands_in_an_example_school(capsys):
    engine.open_database()
    schools.add_examples({("Voorbeeldschool De Brug (vo)", "vo"): ["Onderbouw"]})
    assert commands.main(["meting-open", "--team", "Onderbouw"]) == 0
    made = measurements.with_code(capsys.readouterr().out)
    assert not schools.school(schools.team(made.team_id).school_id).example


def test_both_commands_are_in_the_guide_for_hosts():
    guide = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert "`python -m leidraad voorbeeld`" in guide
    assert "`python -m leidraad voorbeeld-weg`" in guide
