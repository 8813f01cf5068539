"""The hosting manual and its files say what is so: existing options, one start command, the right ports and limits."""

import configparser
import logging
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from streamlit import config

from leidraad import __main__ as commands
from leidraad import product
from leidraad.access import cookies
from leidraad.machine import network
from leidraad.machine.limits import WANTED_DESCRIPTORS
from leidraad.machine.network import Adapter
from leidraad.server import console, event_log, routes
from leidraad.settings import ROOT
from leidraad.storage import condition
from leidraad.storage.database import fitness, moved_away

FOLDER = ROOT / "docs" / "hosting"
FILES = [ROOT / "docs" / "hosting.md", *FOLDER.iterdir()]
MANUAL = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


UNITS = ("teamscan.service", "teamscan@.service")


def unit(name: str = "teamscan.service") -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(FOLDER / name, encoding="utf-8")
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


LAPTOP = MANUAL.split("## Op een laptop, voor één dag")[1].split("\n## ")[0]
STEPS = dict(re.findall(r"^### (\d)\. [^\n]+\n(.*?)(?=^### )", LAPTOP, re.MULTILINE | re.DOTALL))


def test_the_console_on_a_laptop_says_what_the_manual_shows(monkeypatch):
    monkeypatch.setattr(network, "adapters", lambda: [Adapter(False, 0, "wlan0", "192.168.1.20")])
    monkeypatch.setattr(product, "version", lambda: "1.0")
    assert console.welcome(None, "K7M4 XR2T").strip() in STEPS["4"]


def test_on_a_laptop_each_step_that_differs_is_there_for_the_three_systems():
    assert "".join(STEPS) == "1234567"
    for number in "123467":
        for system in ("Windows", "macOS", r"Linux|Debian"):
            assert re.search(system, STEPS[number]), (number, system)


def test_whoever_types_a_command_on_a_laptop_reads_what_comes_after_it():
    for number in "2346":
        assert re.search(r"[Jj]e ziet|zie je", STEPS[number]), number


def test_the_manual_says_where_the_program_comes_from_what_to_do_without_winget_and_what_nobody_tried():
    assert "*Download ZIP*" in STEPS["1"]
    assert "zonder winget" in STEPS["3"]
    assert "niet op zo'n laptop uitgevoerd" in LAPTOP


def test_nginx_sends_to_the_port_of_the_configuration():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for example in FOLDER.glob("*.conf"):
        sends_to = r"(?:proxy_pass http://|server )127\.0\.0\.1:(\d+);"
        first, *others = re.findall(sends_to, example.read_text(encoding="utf-8"))
        assert first == str(settings["server"]["port"])
        assert others == [] or "processen" in example.name


def test_nginx_sends_a_device_to_the_same_process_for_screens_and_to_all_of_them_for_phones():
    text = (FOLDER / "nginx-processen.conf").read_text(encoding="utf-8")
    upstreams = dict(re.findall(r"upstream (\w+) \{([^}]*)\}", text))
    ports = {name: re.findall(r"server 127\.0\.0\.1:(\d+);", one) for name, one in upstreams.items()}
    started = re.findall(r"teamscan@(\d+)", MANUAL)
    assert ports["teamscan_schermen"] == ports["teamscan_telefoons"] == started
    assert f"map $cookie_{cookies.DEVICE} $teamscan_wie" in text
    assert "hash $teamscan_wie" in upstreams["teamscan_schermen"]
    assert "hash" not in upstreams["teamscan_telefoons"]
    paths = re.findall(r"location ~ (\S+) \{\s+proxy_pass http://teamscan_telefoons;", text)
    assert paths == ["^/(d|stijl)(/|$)"]


def test_the_server_listens_to_the_network_unless_the_host_says_otherwise():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"].get("address", "0.0.0.0") == "0.0.0.0"
    assert "allowedHosts" not in settings["server"]


@pytest.mark.parametrize("name", UNITS)
def test_the_service_allows_enough_connections_and_as_little_else_as_possible(name):
    service = unit(name)["Service"]
    assert int(service["LimitNOFILE"]) >= WANTED_DESCRIPTORS
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"


def test_nginx_keeps_no_log_of_who_came_when():
    for example in FOLDER.glob("*.conf"):
        assert "access_log off;" in example.read_text(encoding="utf-8")


def test_the_manual_names_every_file_beside_it():
    for file in FOLDER.iterdir():
        assert f"hosting/{file.name}" in MANUAL


def test_each_of_several_processes_is_the_one_service_on_a_port_of_its_own():
    one, of_several = unit()["Service"], unit("teamscan@.service")["Service"]
    assert of_several["ExecStart"] == f"{one['ExecStart']} --server.port %i"
    assert "server.port" in config.get_config_options()
    same = set(one) - {"ExecStart", "Environment", "EnvironmentFile"}
    assert {key: of_several[key] for key in same} == {key: one[key] for key in same}
    assert "sqlite" not in (FOLDER / "teamscan@.service").read_text(encoding="utf-8")


def test_the_processes_of_the_manual_start_and_stop_together():
    assert unit("teamscan@.service")["Install"]["WantedBy"] == "teamscan.target"
    assert unit("teamscan@.service")["Unit"]["PartOf"] == "teamscan.target"
    several = MANUAL.split("### Meer processen")[1].split("\n## ")[0]
    assert "sudo cp docs/hosting/teamscan@.service docs/hosting/teamscan.target /etc/systemd/system/" in several
    ports = re.search(r"systemctl enable teamscan\.target((?: teamscan@\d+)+)", several)
    assert ports is not None
    assert ports[1].split()[0] == f"teamscan@{config.get_option('server.port')}"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="hier is geen systemd")
@pytest.mark.parametrize("name", ["teamscan.service", "teamscan@8502.service", "teamscan.target"])
def test_systemd_understands_every_line_of_a_unit(tmp_path: Path, name: str):
    for file in FOLDER.glob("teamscan*"):
        text = file.read_text(encoding="utf-8").replace("/opt/teamscan/.venv/bin/streamlit", sys.executable)
        (tmp_path / file.name).write_text(text.replace("User=teamscan", "User=root"))
    if "@" in name:
        (tmp_path / name).symlink_to(tmp_path / "teamscan@.service")
    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stdout + ended.stderr) == (0, "")


def test_every_command_that_the_manual_names_is_one_of_the_program_with_these_words(capsys):
    named = set(re.findall(r"python -m leidraad ([a-z-]+)(?: (--[a-z]+))?", MANUAL))
    assert ("verhuizen", "--naar") in named
    for command, option in sorted(named):
        with pytest.raises(SystemExit) as ended:
            commands.main([command, "--help"])
        assert ended.value.code == 0, command
        assert option in capsys.readouterr().out


def test_the_manual_says_what_a_monitor_hears():
    watching = MANUAL.split("## In de gaten houden")[1].split("\n## ")[0]
    for route in ("/gezond", "/gereed"):
        assert f"`{route}`" in watching
        assert route in {one.path for one in routes.ROUTES}
    assert set(re.findall(r"`([a-z]+)` \(", watching)) == {str(one) for one in condition.Trouble}
    example = re.search(r"^tijd=.*$", watching, re.MULTILINE)
    assert example is not None
    record = logging.LogRecord("leidraad.logboek", logging.INFO, "", 0, "meting gesloten", (), None)
    record.created, record.facts = 1795775525.0, {"school": 1, "team": 3, "meting": 12}
    assert event_log.OneLine().format(record) == example[0]


def test_the_manual_names_the_oldest_server_that_the_program_takes():
    assert f"PostgreSQL {fitness.OLDEST_SERVER[0]} of nieuwer" in MANUAL


def test_moving_in_the_manual_uses_the_folder_of_the_service():
    moving = MANUAL.split("### Verhuizen")[1].split("\n### ")[0]
    folder = f"/var/lib/{unit()['Service']['StateDirectory']}"
    assert f"env STATE_DIRECTORY={folder} DATABASE_URL=sqlite:///{folder}/leidraad.db" in moving
    assert f"sqlite:///{folder}/leidraad.db" in unit()["Service"]["Environment"]
    assert "leidraad.db" + moved_away.END in moving
