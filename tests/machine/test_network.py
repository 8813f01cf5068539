"""Which of this computer's addresses a phone can use, without asking the internet."""

import socket
from collections import namedtuple

import psutil
import pytest
from streamlit import config

from leidraad.machine import network
from leidraad.machine.network import judged

Standing = namedtuple("Standing", "isup")
Entry = namedtuple("Entry", "family address")


def _wired(monkeypatch: pytest.MonkeyPatch, adapters: dict[str, tuple[str, bool]], default: str = "") -> None:
    """This computer has these adapters: name → address and whether it is up."""
    monkeypatch.setattr(psutil, "net_if_stats", lambda: {name: Standing(up) for name, (_, up) in adapters.items()})
    entries = {name: [Entry(socket.AF_INET, address)] for name, (address, _) in adapters.items()}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: entries)
    monkeypatch.setattr(network, "_host_of_default_route", lambda: default)


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The options of the server, to be changed by the test."""
    chosen: dict[str, object] = {"server.port": 8501}
    monkeypatch.setattr(config, "get_option", chosen.get)
    return chosen


def test_the_school_network_comes_before_everything_a_phone_cannot_reach(monkeypatch, options):
    everything = {
        "lo": ("127.0.0.1", True),
        "docker0": ("172.17.0.1", True),
        "tun0": ("10.8.0.3", True),
        "wlan0": ("192.168.1.20", True),
        "eth0": ("169.254.7.7", True),
        "eth1": ("10.0.0.4", False),
    }
    _wired(monkeypatch, everything, default="10.8.0.3")
    hosts = [one.host for one in network.hosts_for_phones()]
    assert hosts[0] == "192.168.1.20"
    assert sorted(hosts[1:]) == ["10.8.0.3", "169.254.7.7", "172.17.0.1"]
    assert [one.doubtful for one in network.hosts_for_phones()] == [False, True, True, True]


def test_of_two_good_adapters_the_one_with_the_default_route_comes_first(monkeypatch, options):
    _wired(monkeypatch, {"eth0": ("10.0.0.4", True), "wlan0": ("192.168.1.20", True)}, default="192.168.1.20")
    assert [one.host for one in network.adapters()] == ["192.168.1.20", "10.0.0.4"]


@pytest.mark.parametrize(
    "name",
    [
        "docker0",
        "br-4f1a",
        "veth12",
        "virbr0",
        "vmnet8",
        "vEthernet (WSL)",
        "vEthernet (Default Switch)",
        "VirtualBox Host-Only Network",
        "VMware Network Adapter VMnet1",
        "tun0",
        "utun3",
        "wg0",
        "tailscale0",
        "ZeroTier One",
        "Bluetooth-netwerkverbinding",
        "SchoolVPN",
        "awdl0",
        "bridge100",
    ],
)
def test_adapters_that_lead_elsewhere_are_doubtful(name):
    assert judged(name, "192.168.1.20", default=True).doubtful


@pytest.mark.parametrize(
    "name", ["eth0", "enp3s0", "wlan0", "wlp2s0", "en0", "Wi-Fi", "Ethernet", "Ethernet 2", "WiFi"]
)
def test_wifi_and_a_cable_are_not(name):
    assert not judged(name, "192.168.1.20", default=False).doubtful


def test_without_a_network_there_is_no_address_for_phones(monkeypatch, options):
    _wired(monkeypatch, {"lo": ("127.0.0.1", True)})
    assert network.hosts_for_phones() == []


def test_a_server_on_one_address_offers_only_that(monkeypatch, options):
    _wired(monkeypatch, {"eth0": ("10.0.0.4", True), "wlan0": ("192.168.1.20", True)})
    options["server.address"] = "10.0.0.4"
    assert [one.host for one in network.hosts_for_phones()] == ["10.0.0.4"]
    options["server.address"] = "127.0.0.1"
    assert network.hosts_for_phones() == []
    options["server.address"] = "0.0.0.0"
    assert len(network.hosts_for_phones()) == 2


def test_the_address_has_scheme_port_and_sub_path(options):
    assert network.url("10.0.0.4") == "http://10.0.0.4:8501"
    options.update({"server.sslCertFile": "x.pem", "server.baseUrlPath": "/teamscan/", "server.port": 443})
    assert network.url("10.0.0.4") == "https://10.0.0.4:443/teamscan"


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("app.localhost", True),
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("10.0.0.4", False),
        ("laptop.local", False),
        ("", False),
    ],
)
def test_what_means_this_computer(host, here):
    assert network.is_this_computer(host) is here


def test_this_machine_answers_without_error():
    assert all(one.host for one in network.adapters())
