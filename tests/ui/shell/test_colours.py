"""Colours on every browser: a plain value for each, the same names in light and dark, and one way to show the focus."""

import re
from pathlib import Path

import pytest

from leidraad.settings import ROOT

SHEETS = sorted(ROOT.glob("leidraad/**/*.css"))
#: Ways to write a colour that browsers of a few years ago do not know: they drop the whole declaration.
NEWER = re.compile(r"\b(light-dark|color-mix|oklch|oklab|lch|lab|color-contrast|hwb)\(|rgb\(from")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\)\s*\{((?:[^{}]*\{[^{}]*\})*)\s*\}")


def written(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def without_fallback(css: str) -> list[str]:
    """Declarations with a newer colour and no plain one before it; a name for a colour takes no fallback of that kind."""
    found = []
    for _, body in _RULE.findall(css):
        plain: set[str] = set()
        for declaration in filter(str.strip, body.split(";")):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            if not NEWER.search(value):
                plain.add(name)
            elif name.startswith("--") or name not in plain:
                found.append(declaration.strip())
    return found


def named(css: str) -> set[str]:
    """The names of colours that are given in :root."""
    return {
        name
        for selector, body in _RULE.findall(css)
        if selector.strip().endswith(":root")
        for name in re.findall(r"(--[\w-]+):\s*#", body)
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_colour_has_a_plain_value(sheet: Path) -> None:
    assert without_fallback(written(sheet)) == []


def test_a_newer_colour_without_a_plain_one_would_be_seen() -> None:
    assert without_fallback("a { color: light-dark(red, blue); }") == ["color: light-dark(red, blue)"]
    assert without_fallback("a { --x: red; --x: light-dark(red, blue); }") == ["--x: light-dark(red, blue)"]
    assert without_fallback("a { color: red; color: light-dark(red, blue); }") == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_what_has_a_colour_in_light_has_one_in_dark(sheet: Path) -> None:
    css = written(sheet)
    dark = named(" ".join(_DARK.findall(css)))
    assert named(_DARK.sub("", css)) - dark == set()


def test_one_rule_says_what_has_the_focus() -> None:
    """On the desk; in forced colours only its colour is another."""
    rules = [
        selector.strip()
        for sheet in SHEETS
        if sheet.name not in ("web.css", "forced.css")
        for selector, body in _RULE.findall(written(sheet))
        if "focus" in selector
    ]
    assert rules == [":focus-visible", "h1:focus, h1:focus-visible"]


def test_whatever_says_something_by_a_petrol_ground_has_its_own_colours_in_forced_ones() -> None:
    """Else a browser keeps the ground and puts a plate behind the words."""
    petrol = {
        part
        for sheet in SHEETS
        if sheet.parts[-3] == "ui" and sheet.name != "forced.css"
        for selector, body in _RULE.findall(written(sheet))
        if re.search(r"background:\s*var\(--primair\)", body)
        for part in re.findall(r"st-key-[\w-]+|\.[\w-]+(?= )", selector)
    }
    forced = written(ROOT / "leidraad" / "ui" / "shell" / "forced.css")
    assert petrol
    assert {one for one in petrol if one not in forced} == set()
