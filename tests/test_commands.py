"""`python -m leidraad …`: what a host types, what comes back, and the sentences when it cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leidraad import __main__ as commands
from leidraad.domain.measurement import State
from leidraad.settings import ROOT
from leidraad.storage import codes
from leidraad.storage.database import engine
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools


@pytest.fixture
def url(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path / 'nieuw' / 'leidraad.db'}"
    monkeypatch.setenv("DATABASE_URL", address)
    yield address
    engine.close_database()


def opened_with(code: str):
    """The measurement that this code leads to, in the database that the command left behind."""
    return measurements.with_code(code.strip())


def test_meting_open_prints_one_code_that_works(url):
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-m", "leidraad", "meting-open", "--team", "Onderbouw"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stdout.strip()) == codes.LENGTH
    measurement = opened_with(ended.stdout)
    assert (measurement.state, measurement.mode) == (State.OPEN, "individueel")
    assert (measurement.instrument_id, measurement.short, measurement.invited) == ("leidraad-vo", False, 30)
    assert schools.team(measurement.team_id).name == "Onderbouw"


def test_meting_open_follows_its_options(url, capsys):
    asked = ["--team", "Middenbouw", "--instrument", "leidraad-po", "--kort", "--uitgenodigd", "12"]
    assert commands.main(["meting-open", *asked]) == 0
    measurement = opened_with(capsys.readouterr().out)
    assert (measurement.instrument_id, measurement.short, measurement.invited) == ("leidraad-po", True, 12)
    assert schools.school(schools.team(measurement.team_id).school_id).sector == "po"


def test_the_same_team_is_found_again_and_another_joins_its_school(url, capsys):
    for team in ("Onderbouw", "Onderbouw", "Bovenbouw"):
        assert commands.main(["meting-open", "--team", team]) == 0
    first, second, third = (opened_with(code) for code in capsys.readouterr().out.split())
    assert first.team_id == second.team_id != third.team_id
    assert first.id != second.id
    assert len(schools.schools()) == 1


def test_a_team_of_the_other_sector_with_the_same_name_is_another_team(url, capsys):
    commands.main(["meting-open", "--team", "Onderbouw", "--instrument", "leidraad-po"])
    commands.main(["meting-open", "--team", "Onderbouw", "--instrument", "leidraad-vo"])
    primary, secondary = (opened_with(code) for code in capsys.readouterr().out.split())
    assert primary.team_id != secondary.team_id


def test_a_questionnaire_for_every_school_opens_for_a_team_that_is_there_and_else_for_a_new_one(url, capsys):
    commands.main(["meting-open", "--team", "Onderbouw", "--instrument", "professionele-cultuur"])
    commands.main(["meting-open", "--team", "Onderbouw", "--instrument", "leidraad-vo"])
    both, ours = (opened_with(code) for code in capsys.readouterr().out.split())
    assert both.instrument_id == "professionele-cultuur"
    assert both.team_id == ours.team_id


def test_the_command_lets_go_of_the_database(url, capsys):
    commands.main(["meting-open", "--team", "Onderbouw"])
    file = Path(url.removeprefix("sqlite:///"))
    assert [one.name for one in file.parent.iterdir()] == [file.name], "no log is left beside it"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--instrument", "bestaat-niet"], "Vragenlijst bestaat-niet is er niet. Kies uit: "),
        (["--uitgenodigd", "4"], "Scoor daarom samen"),
        (["--uitgenodigd", "501"], "1 tot 500"),
        (["--team", "   "], "Geef het team een naam."),
        (["--team", "x" * 61], "te lang"),
    ],
    ids=["vragenlijst", "te klein", "te groot", "zonder naam", "lange naam"],
)
def test_what_cannot_be_is_one_dutch_sentence_and_no_measurement(url, capsys, options, sentence):
    assert commands.main(["meting-open", "--team", "Onderbouw", *options]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert sentence in output.err
    assert all(measurements.of_team(team.id) == [] for team in schools.teams())


def test_a_database_that_cannot_be_used_is_one_dutch_sentence(tmp_path, monkeypatch, capsys):
    (tmp_path / "brief.db").write_text("Beste collega, dit is een brief.")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'brief.db'}")
    assert commands.main(["meting-open", "--team", "Onderbouw"]) == 1
    assert "geen database" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["geen adres", "mysql://school@server/leidraad"])
def test_an_address_that_cannot_be_used_is_one_dutch_sentence(monkeypatch, capsys, address):
    monkeypatch.setenv("DATABASE_URL", address)
    assert commands.main(["meting-open", "--team", "Onderbouw"]) == 1
    assert "DATABASE_URL" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed", [[], ["meting-open"], ["onbekend"], ["meting-open", "--team", "A", "--uitgenodigd", "x"]]
)
def test_a_command_that_is_typed_wrong_shows_how_to_type_it(url, capsys, typed):
    with pytest.raises(SystemExit) as stopped:
        commands.main(typed)
    assert stopped.value.code == 2
    assert "python -m leidraad" in capsys.readouterr().err
