"""What the console says at the start."""

import io
import sys

from leidraad import product
from leidraad.machine import network
from leidraad.machine.network import Adapter
from leidraad.server import console


def test_the_block_says_which_version_runs(monkeypatch):
    assert f"De Leidraad Teamscan draait. Versie: {product.version()}." in console.welcome(None)
    monkeypatch.setattr(product, "version", lambda: product.UNKNOWN)
    assert "Versie: onbekend." in console.welcome(None)


def test_the_block_warns_when_the_system_allows_few_connections():
    assert "Let op" in console.welcome(256)
    assert "Let op" not in console.welcome(8192)
    assert "Let op" not in console.welcome(None)


PHONES = Adapter(doubtful=False, rank=0, name="wlan0", host="192.168.1.20")
TUNNEL = Adapter(doubtful=True, rank=1, name="tun0", host="10.8.0.3")


def test_the_block_gives_the_address_for_phones_first_and_the_others_after_it(monkeypatch):
    monkeypatch.setattr(network, "adapters", lambda: [PHONES, TUNNEL])
    said = console.welcome(None)
    assert "Open op deze computer:  http://localhost:8501" in said
    assert "Voor telefoons:         http://192.168.1.20:8501" in said
    assert said.index("192.168.1.20") < said.index("probeer dan") < said.index("http://10.8.0.3:8501")


def test_the_block_of_a_fresh_installation_has_the_code_in_the_address_and_to_type(monkeypatch):
    monkeypatch.setattr(network, "adapters", lambda: [PHONES])
    said = console.welcome(None, "K7M4 XR2T")
    assert "Open op deze computer:  http://localhost:8501/begin#K7M4XR2T" in said
    assert "K7M4 XR2T" in said
    assert "begin" not in console.welcome(None)


def test_the_block_says_so_when_phones_cannot_come_in(monkeypatch):
    monkeypatch.setattr(network, "adapters", list)
    assert "zit niet op een netwerk" in console.welcome(None)
    monkeypatch.setattr(network, "bound_to", lambda: "127.0.0.1")
    assert "telefoons komen binnen via je webserver" in console.welcome(None)


class Console(io.StringIO):
    """A console that somebody looks at."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return True


def test_the_qr_code_is_drawn_on_a_console_that_can_show_it_and_nowhere_else(monkeypatch):
    monkeypatch.setattr(network, "adapters", lambda: [PHONES])
    assert "█" not in console.welcome(None)  # pytest catches the output: nobody looks
    monkeypatch.setattr(sys, "stdout", Console("utf-8"))
    assert console.welcome(None).count("█") > 100
    monkeypatch.setattr(sys, "stdout", Console("cp1252"))
    assert "█" not in console.welcome(None)
