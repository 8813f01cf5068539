"""Every colour of the app: one petrol for the team, violet for the low end, neutral grey between; no traffic lights.

The one source. What cannot read Python (the theme, style sheets, templates of reports) writes a colour from this
list; tests/charts/test_palette.py holds them to it.
"""

from dataclasses import dataclass

WHITE, BLACK = "#ffffff", "#000000"

# One hue for what a team says, from a dark word to a tint of paper.
PETROL_DARK = "#0b4a56"
PETROL = "#0b5563"
PETROL_BUTTON = "#2c7f93"  # on a dark ground
PETROL_MIDDLE = "#4a8fa0"  # an earlier measurement: still 3:1 on either ground
PETROL_BRIGHT = "#7cc3d3"
PETROL_SOFT = "#8dbcc4"
PETROL_WORD = "#cfe8ee"
PETROL_MIST = "#e4eff1"
PETROL_TINT = "#eef4f5"
PETROL_NIGHT = "#16333b"

# The low end of the scale, and what went wrong.
VIOLET_DARK = "#4d2f63"
VIOLET = "#7a5195"
VIOLET_SOFT = "#c3add6"
VIOLET_WORD = "#e9def0"
VIOLET_MIST = "#f1eaf5"
VIOLET_NIGHT = "#34263f"

# Everything else is grey, on paper or at night.
INK = "#1c2b33"
GREY_DARK = "#55646c"
GREY = "#6b7479"
GREY_EDGE = "#80898d"
GREY_FRAME = "#8a9296"
GREY_MIDDLE = "#c9cfd2"
GREY_LINE = "#c9d1d5"
GREY_HAIRLINE = "#d9e0e3"
GREY_RULE = "#e6ebed"
SAND_DARK = "#eceae4"
SAND = "#f2f0ea"
PAPER = "#fdfcf9"
NIGHT = "#10181c"
NIGHT_SECOND = "#1a252b"
NIGHT_NOTICE = "#263037"
NIGHT_LINE = "#3b4a52"
NIGHT_EDGE = "#76848b"
NIGHT_SOFT = "#a9b6bc"
NIGHT_INK = "#e9eef0"

#: Fill and text colour per answer 1-5, the same in light and dark.
ANSWERS = (
    (VIOLET, WHITE),
    (VIOLET_SOFT, INK),
    (GREY_MIDDLE, INK),
    (PETROL_SOFT, INK),
    (PETROL, WHITE),
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
    axis: str  # the line from 1 to 5 and its ticks, 3:1 on the ground


LIGHT = Palette(INK, GREY_DARK, GREY_LINE, PETROL, PETROL_MIDDLE, PAPER, PETROL_MIDDLE, GREY_EDGE)
DARK = Palette(NIGHT_INK, NIGHT_SOFT, NIGHT_LINE, PETROL_BRIGHT, PETROL_MIDDLE, NIGHT, PETROL_MIDDLE, NIGHT_EDGE)


def palette(*, dark: bool) -> Palette:
    """The palette for a light or a dark background."""
    return DARK if dark else LIGHT
