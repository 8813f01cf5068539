"""The wifi of the day, for a QR code on the shared screen: in the memory of this process only, never stored.

Typed on the console, shown on the screen, two sessions apart; gone when the measurement closes or the server restarts
(decision 0014).
"""

from dataclasses import dataclass

from segno import helpers

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


_shown: dict[int, Wifi] = {}


def show(measurement_id: int, name: str, password: str) -> None:
    """Show this network on the shared screen from now on; without a name none any more."""
    forget(measurement_id)
    if name := name.strip():
        _shown[measurement_id] = Wifi(name, password)


def of(measurement_id: int) -> Wifi | None:
    """What the shared screen shows now."""
    return _shown.get(measurement_id)


def forget(measurement_id: int) -> None:
    """Wipe it from memory."""
    _shown.pop(measurement_id, None)
