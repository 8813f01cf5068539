"""The colours of all pictures: one petrol for the team, violet for the low end, neutral grey between; no traffic lights."""

from dataclasses import dataclass

#: Fill and text colour per answer 1-5, the same in light and dark.
SCALE = (
    ("#7a5195", "#ffffff"),
    ("#c3add6", "#1c2b33"),
    ("#c9cfd2", "#1c2b33"),
    ("#8dbcc4", "#1c2b33"),
    ("#0b5563", "#ffffff"),
)


@dataclass(frozen=True)
class Palette:
    """Colours of a picture on one background."""

    ink: str
    soft: str
    line: str
    team: str
    team_light: str
    ground: str
    earlier: str  # a lighter tint of the team's colour, still 3:1 on the ground


LIGHT = Palette("#1c2b33", "#55646c", "#c9d1d5", "#0b5563", "#c3dade", "#fdfcf9", "#4a8fa0")
DARK = Palette("#e9eef0", "#a9b6bc", "#3b4a52", "#7cc3d3", "#2c5662", "#10181c", "#4a8fa0")


def palette(*, dark: bool) -> Palette:
    """The palette for a light or a dark background."""
    return DARK if dark else LIGHT
