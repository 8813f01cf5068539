"""Settings: which database an address means, and the one folder of everything that belongs to an installation."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit import config

from leidraad import settings
from leidraad.errors import SettingsError
from leidraad.settings import ROOT
from leidraad.storage import backup
from leidraad.storage.database import engine
from leidraad.storage.schools import schools, signing

#: Each of these means something in an address, a pattern or a configuration file.
ODD = "50% van ?a=b #1 é %41 %(x)s"


@pytest.fixture
def nothing_open():
    yield
    engine.close_database()


@pytest.mark.parametrize(
    ("given", "file", "options"),
    [
        ("sqlite:////var/lib/leidraad.db", "/var/lib/leidraad.db", {}),
        ("sqlite:////var/lib/leidraad.db?timeout=0.2", "/var/lib/leidraad.db", {"timeout": "0.2"}),
        ("sqlite:////srv/wat?/leidraad.db", "/srv/wat?/leidraad.db", {}),
        ("sqlite:////srv/wat?/leidraad.db?timeout=1", "/srv/wat?/leidraad.db", {"timeout": "1"}),
        ("sqlite:////srv/met%20spatie/50%/leidraad.db", "/srv/met spatie/50%/leidraad.db", {}),
    ],
)
def test_an_address_means_the_file_that_somebody_wrote(given, file, options):
    url = settings.database_url(given)
    assert (str(settings.file_of(url)), dict(url.query)) == (file, options)


def test_a_file_is_found_again_whatever_its_folder_is_called(tmp_path):
    file = tmp_path / ODD / "leidraad.db"
    url = settings.sqlite_url(file)
    assert settings.file_of(url) == file
    assert settings.folder_of(settings.database_url(url.render_as_string())) == file.parent


def test_with_a_database_server_the_folder_is_that_of_this_machine_or_of_the_service(monkeypatch):
    url = settings.database_url("postgres://teamscan@localhost/teamscan")
    assert url.drivername == "postgresql+psycopg"
    assert settings.folder_of(url) == settings.DEFAULT_DATABASE.parent
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/teamscan:/var/lib/ander")
    assert settings.folder_of(url) == Path("/var/lib/teamscan")


@pytest.mark.parametrize("given", ["leidraad.db", "sqlite", "postgresql://localhost:poort/teamscan"])
def test_what_is_no_address_is_one_dutch_sentence(given):
    with pytest.raises(SettingsError, match="geen geldig databaseadres"):
        settings.database_url(given)


def test_in_a_folder_with_an_odd_name_everything_works(tmp_path, nothing_open):
    engine.open_database(settings.sqlite_url(tmp_path / ODD / "leidraad.db"))
    school = schools.add_school("De Brug", "vo")
    made = backup.make()
    schools.add_school("Zonnehof", "po")
    backup.restore(made.name)
    assert schools.schools() == [school]
    assert [one.name for one in tmp_path.iterdir()] == [ODD]
    assert {one.name for one in (tmp_path / ODD).iterdir()} >= {"leidraad.db", "reservekopieen"}


def test_the_program_itself_may_lie_in_a_folder_with_an_odd_name(tmp_path):
    program = tmp_path / ODD
    for part in ("leidraad", "data"):
        shutil.copytree(ROOT / part, program / part, ignore=shutil.ignore_patterns("lokaal", "__pycache__"))
    (program / "CHANGELOG.md").write_bytes((ROOT / "CHANGELOG.md").read_bytes())
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ended = subprocess.run(
        [sys.executable, "-m", "leidraad", "meting-open", "--team", "Onderbouw"],
        cwd=program,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    database = program / "data" / "lokaal" / "leidraad.db"
    assert [one.stat().st_mode & 0o777 for one in (database.parent, database)] == [0o700, 0o600]
    assert [one.name for one in tmp_path.iterdir()] == [ODD]


def test_two_databases_share_no_key_and_each_lies_beside_its_own(tmp_path, nothing_open):
    keys = []
    for name in ("een", "twee"):
        engine.open_database(settings.sqlite_url(tmp_path / name / "leidraad.db"))
        keys.append(signing.own_key(schools.add_school("De Brug", "vo").id))
        assert (tmp_path / name / "sleutels" / "school-1.sleutel").stat().st_mode & 0o077 == 0
    assert keys[0] != keys[1]


def test_a_start_takes_the_rights_of_others_away(tmp_path, nothing_open):
    file = tmp_path / "lokaal" / "leidraad.db"
    url = settings.sqlite_url(file)
    engine.open_database(url)
    backup.make()
    engine.close_database()
    for one in (file.parent, *file.parent.rglob("*")):
        one.chmod(0o777 if one.is_dir() else 0o666)
    engine.open_database(url)
    open_to_others = [one for one in (file.parent, *file.parent.rglob("*")) if one.stat().st_mode & 0o077]
    assert open_to_others == []


def test_a_key_that_a_killed_program_left_empty_is_made_anew(tmp_path, nothing_open):
    engine.open_database(settings.sqlite_url(tmp_path / "leidraad.db"))
    (tmp_path / "sleutels").mkdir()
    (tmp_path / "sleutels" / "school-1.sleutel").touch()
    assert signing.own_key(1) == signing.own_key(1)


def test_nothing_is_sent_to_anybody():
    """No module opens a line to somewhere else, and Streamlit counts no visits for its makers."""
    line = r"^\s*(?:from|import) (aiohttp|ftplib|http|httpx|requests|smtplib|urllib3|urllib\.request|websockets)\b"
    opening = [
        file.name
        for file in ROOT.glob("leidraad/**/*.py")
        if re.search(line, file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert opening == []
    assert config.get_option("browser.gatherUsageStats") is False
