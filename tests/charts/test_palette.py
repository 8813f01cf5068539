"""One palette: every colour anywhere in the app has its name there, is used, and can be read where it is used."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from leidraad.charts import palette
from leidraad.charts.palette import ANSWERS, DARK, LIGHT, Palette
from leidraad.settings import ROOT
from tests.server.streamlit_inside.test_theme import READABLE, VISIBLE, contrast

NAMED = {name: value for name, value in vars(palette).items() if isinstance(value, str) and value.startswith("#")}
HOME = ROOT / "leidraad" / "charts" / "palette.py"
THEME = ROOT / ".streamlit" / "config.toml"
STYLES = [*(ROOT / "leidraad").rglob("*.css"), *(ROOT / "leidraad").rglob("*.js")]
PAPERS = list((ROOT / "data" / "rapport").glob("*.typ"))
MODULES = [
    *(file for file in (ROOT / "leidraad").rglob("*.py") if file != HOME),
    *(ROOT / "pages").glob("*.py"),
    ROOT / "app.py",
]
COLOUR = re.compile(r"(?<![&\w])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b", re.IGNORECASE)


def written_out(colour: str) -> str:
    """With six digits: "#fff" is "#ffffff"."""
    digits = colour[1:].lower()
    return f"#{digits}" if len(digits) > 4 else "#" + "".join(2 * digit for digit in digits)


def colours(file: Path) -> set[str]:
    return {written_out(one) for one in COLOUR.findall(file.read_text(encoding="utf-8"))}


def by_place(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", [THEME, *STYLES, *PAPERS], ids=by_place)
def test_every_colour_is_one_of_the_palette(file: Path) -> None:
    assert colours(file) - set(NAMED.values()) == set()


def test_the_colours_are_looked_for_where_they_are() -> None:
    assert written_out("#FFF") == "#ffffff"
    assert len(colours(THEME)) > 20
    assert all(any(colours(file) for file in some) for some in (STYLES, PAPERS))


@pytest.mark.parametrize("file", MODULES, ids=by_place)
def test_a_module_takes_its_colours_by_name(file: Path) -> None:
    assert colours(file) == set()


def test_every_colour_has_one_name_and_every_name_is_used() -> None:
    assert len(set(NAMED.values())) == len(NAMED)
    written = set().union(*(colours(file) for file in (THEME, *STYLES, *PAPERS)))
    code = HOME.read_text(encoding="utf-8") + "".join(file.read_text(encoding="utf-8") for file in MODULES)
    times = Counter(re.findall(r"\w+", code))
    by_name = {name for name in NAMED if times[name] > 1}
    assert {name for name, value in NAMED.items() if value not in written and name not in by_name} == set()


@pytest.mark.parametrize(("mode", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_the_theme_of_the_screens_is_that_of_the_pictures(mode: str, colour: Palette) -> None:
    theme = tomllib.loads(THEME.read_text(encoding="utf-8"))["theme"][mode]
    assert theme["textColor"] == colour.ink
    assert theme["backgroundColor"] == colour.ground
    assert theme["linkColor"] == colour.team


def test_the_papers_have_the_colours_of_the_light_pictures() -> None:
    written = (ROOT / "data" / "rapport" / "opmaak.typ").read_text(encoding="utf-8")
    named = dict(re.findall(r'#let (\w+) = rgb\("(#\w+)"\)', written))
    assert (named["ink"], named["soft"], named["rule"], named["petrol"]) == (
        LIGHT.ink,
        LIGHT.soft,
        LIGHT.line,
        LIGHT.team,
    )


@pytest.mark.parametrize("colour", [LIGHT, DARK], ids=["light", "dark"])
def test_scores_and_words_can_be_read_and_every_mark_can_be_seen(colour: Palette) -> None:
    assert contrast(colour.ink, colour.ground) >= READABLE
    assert contrast(colour.soft, colour.ground) >= READABLE
    assert contrast(colour.team, colour.ground) >= READABLE
    marks = (colour.earlier, colour.axis, colour.team_light, colour.team)
    assert min(contrast(mark, colour.ground) for mark in marks) >= VISIBLE


def test_the_number_in_every_segment_of_a_bar_can_be_read() -> None:
    assert all(contrast(fill, ink) >= READABLE for fill, ink in ANSWERS)
