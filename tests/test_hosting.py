"""The hosting manual and its files say what is so: existing options, one start command, the right ports and limits."""

import configparser
import re
import tomllib

from streamlit import config

from leidraad.machine.limits import WANTED_DESCRIPTORS
from leidraad.settings import ROOT

FOLDER = ROOT / "docs" / "hosting"
FILES = [ROOT / "docs" / "hosting.md", *FOLDER.iterdir()]
MANUAL = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(FOLDER / "teamscan.service", encoding="utf-8")
    return parser


def test_every_option_of_the_server_that_we_name_exists():
    known = {option.env_var for option in config.get_config_options().values()}
    named = {
        found for file in FILES for found in re.findall(r"STREAMLIT_[A-Z_]+", file.read_text(encoding="utf-8"))
    }
    assert len(named) > 3
    assert named <= known


def test_every_setting_that_the_program_reads_is_in_the_manual():
    for name in ("DATABASE_URL", "STREAMLIT_SERVER_ALLOWED_HOSTS", "STREAMLIT_SERVER_BASE_URL_PATH"):
        assert f"`{name}`" in MANUAL


def test_the_manual_says_where_the_version_stands():
    updating = MANUAL.split("## Bijwerken")[1].split("\n## ")[0]
    for place in ("in het venster bij de start", "in Beheer onder Bewaren", "`CHANGELOG.md`"):
        assert place in updating


def test_the_start_command_is_the_same_in_readme_manual_and_service():
    command = (
        "python3 -m venv .venv && .venv/bin/pip install -q -r requirements.txt && .venv/bin/streamlit run app.py"
    )
    assert command in README
    assert command in MANUAL
    assert unit()["Service"]["ExecStart"] == "/opt/teamscan/.venv/bin/streamlit run app.py"


def test_nginx_sends_to_the_port_of_the_configuration():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for example in FOLDER.glob("*.conf"):
        assert f"proxy_pass http://127.0.0.1:{settings['server']['port']};" in example.read_text(encoding="utf-8")


def test_the_server_listens_to_the_network_unless_the_host_says_otherwise():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"].get("address", "0.0.0.0") == "0.0.0.0"
    assert "allowedHosts" not in settings["server"]


def test_the_service_allows_enough_connections_and_as_little_else_as_possible():
    service = unit()["Service"]
    assert int(service["LimitNOFILE"]) >= WANTED_DESCRIPTORS
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"


def test_nginx_keeps_no_log_of_who_came_when():
    for example in FOLDER.glob("*.conf"):
        assert "access_log off;" in example.read_text(encoding="utf-8")


def test_the_manual_names_every_file_beside_it():
    for file in FOLDER.iterdir():
        assert f"hosting/{file.name}" in MANUAL
