"""The wifi of the day, for a QR code on the shared screen: in memory only, never stored.

Typed on the console, shown on the screen, two sessions apart and perhaps in two processes; gone when the measurement
closes or the server restarts (decision 0014).
"""

from dataclasses import dataclass

from segno import helpers

from leidraad.storage.database import between

MOST_NAME, MOST_PASSWORD = 32, 63  # what wifi itself allows


@dataclass(frozen=True)
class Wifi:
    """A network that phones may join; without a password it is an open one."""

    name: str
    password: str

    @property
    def qr_text(self) -> str:
        """What a phone's camera reads."""
        security = "WPA" if self.password else None
        return helpers.make_wifi_data(ssid=self.name, password=self.password or None, security=security)


def show(measurement_id: int, name: str, password: str) -> None:
    """Show this network on the shared screen from now on; without a name none any more."""
    name = name.strip()
    between.note(_name(measurement_id), [name, password] if name else None)


def of(measurement_id: int) -> Wifi | None:
    """What the shared screen shows now."""
    found = between.noted(_name(measurement_id))
    return Wifi(*found) if found else None


def forget(measurement_id: int) -> None:
    """Wipe it from memory."""
    if of(measurement_id):
        between.note(_name(measurement_id), None)


def _name(measurement_id: int) -> str:
    return f"wifi {measurement_id}"
