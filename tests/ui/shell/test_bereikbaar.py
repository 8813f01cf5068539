"""The address and code that phones can use, the choice between several, and the check whether they come through."""

from pathlib import Path

import pytest

from leidraad.machine import network
from leidraad.machine.network import Adapter
from leidraad.storage import phones_seen
from leidraad.storage.database import between
from leidraad.storage.schools import schools
from leidraad.ui.shell import phone_address
from tests.ui.conftest import a_measurement, opened, text

WIFI = Adapter(doubtful=False, rank=0, name="wlan0", host="192.168.1.20")
CABLE = Adapter(doubtful=False, rank=1, name="eth0", host="10.0.0.4")
TUNNEL = Adapter(doubtful=True, rank=1, name="tun0", host="10.8.0.3")


class Computer:
    """The networks of this computer, and under which address the page was opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.patch = monkeypatch
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder / 'test.db'}")
        self.on(WIFI)
        self.opens("http://localhost:8501/")

    def on(self, *adapters: Adapter) -> None:
        self.patch.setattr(network, "adapters", lambda: sorted(adapters))

    def opens(self, url: str) -> None:
        self.patch.setattr(phone_address, "opened_under", lambda: url)


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Computer:
    return Computer(monkeypatch, tmp_path)


def test_opened_on_localhost_phones_get_the_address_of_the_network(computer):
    assert phone_address.base() == "http://192.168.1.20:8501"
    assert phone_address.joining("ABC234") == "http://192.168.1.20:8501/d/ABC234"


def test_opened_under_an_address_of_this_computer_phones_get_that_one(computer):
    computer.on(WIFI, CABLE)
    computer.opens("http://10.0.0.4:8501/")
    assert phone_address.base() == "http://10.0.0.4:8501"


@pytest.mark.parametrize("url", ["https://teamscan.school.nl", "http://laptop.local:8501", "http://172.20.3.3:80"])
def test_opened_under_a_name_or_through_another_machine_phones_get_what_the_leader_uses(computer, url):
    computer.opens(f"{url}/")
    assert phone_address.base() == url


@pytest.mark.parametrize(
    ("url", "fixed"),
    [
        ("https://teamscan.school.nl/plan", True),
        ("https://intranet.school.nl/teamscan/plan", True),
        ("http://localhost:8501/plan", False),
        ("http://192.168.1.20:8501/plan", False),
        ("http://laptop.local:8501/plan", False),
        ("", False),
    ],
)
def test_an_address_is_fixed_when_it_does_not_change_with_the_network(computer, url, fixed):
    computer.opens(url)
    assert phone_address.is_fixed() is fixed


def test_without_a_network_the_page_says_that_phones_cannot_use_it(computer):
    computer.on()
    assert phone_address.base() == "http://localhost:8501"
    assert phone_address.is_only_this_computer(phone_address.base())


def test_a_remembered_choice_counts_as_long_as_this_computer_has_that_address(computer, tmp_path):
    computer.on(WIFI, CABLE)
    (tmp_path / phone_address.FILE).write_text("10.0.0.4")
    assert phone_address.base() == "http://10.0.0.4:8501"
    computer.on(WIFI)
    assert phone_address.base() == "http://192.168.1.20:8501"


@pytest.mark.parametrize("damaged", [b"", b"\xff\xfe", b"kwaad.nl", b"10.0.0.4/x?"])
def test_a_damaged_file_is_no_choice(computer, tmp_path, damaged):
    (tmp_path / phone_address.FILE).write_bytes(damaged)
    assert phone_address.base() == "http://192.168.1.20:8501"


@pytest.fixture
def page(computer: Computer, team: schools.Team, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address parameter of Metingen with an open measurement, in a program that no phone tried yet."""
    monkeypatch.setattr(between, "_notes", {})
    a_measurement(team)
    return str(team.id)


def test_the_metingen_page_shows_the_address_and_the_check(page):
    at = opened("metingen", team=page)
    assert "http://192.168.1.20:8501/d/" in text(at)
    assert "http://192.168.1.20:8501/test" in text(at)
    assert "Nog geen telefoon gezien" in text(at)
    assert "New-NetFirewallRule" in text(at)
    assert "gastnetwerk" in text(at)


@pytest.mark.parametrize(("phones", "said"), [(1, "1 telefoon</b> kon ons"), (3, "3 telefoons</b> konden ons")])
def test_the_check_says_how_many_phones_came_through(page, phones, said):
    for _ in range(phones):
        phones_seen.one_more()
    assert said in text(opened("metingen", team=page))


def test_with_one_network_there_is_nothing_to_choose(page):
    assert all(one.label != "Adres voor telefoons" for one in opened("metingen", team=page).selectbox)


def test_with_several_the_leader_chooses_and_it_is_remembered(page, computer, tmp_path):
    computer.on(WIFI, CABLE, TUNNEL)
    at = opened("metingen", team=page)
    box = next(one for one in at.selectbox if one.label == "Adres voor telefoons")
    assert box.options == [
        "192.168.1.20 (wlan0)",
        "10.0.0.4 (eth0)",
        "10.8.0.3 (tun0, waarschijnlijk niet voor telefoons)",
    ]
    box.set_value("10.0.0.4").run()
    assert "http://10.0.0.4:8501/d/" in text(at)
    assert (tmp_path / phone_address.FILE).read_text() == "10.0.0.4"
    assert "http://10.0.0.4:8501/d/" in text(opened("metingen", team=page))


def test_without_a_network_the_page_says_so(page, computer):
    computer.on()
    assert any("werkt alleen op deze computer" in one.value for one in opened("metingen", team=page).warning)
