"""The settings file: names that Streamlit knows, and colours that can be read."""

import tomllib

import pytest
from streamlit import config

from tests.bench.server import ROOT

SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
READABLE = 4.5
VISIBLE = 3.0


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def names(table: dict, prefix: str = "") -> list[str]:
    found = []
    for key, value in table.items():
        found += names(value, f"{prefix}{key}.") if isinstance(value, dict) else [prefix + key]
    return found


@pytest.mark.parametrize("name", names(SETTINGS))
def test_streamlit_knows_the_setting_and_uses_its_value(name):
    wanted = SETTINGS
    for part in name.split("."):
        wanted = wanted[part]
    assert config.get_option(name) == wanted


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_links_and_buttons_can_be_read(mode):
    theme = SETTINGS["theme"][mode]
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert contrast(theme["textColor"], ground) >= 7
        assert contrast(theme["linkColor"], ground) >= READABLE
        assert contrast(theme["primaryColor"], ground) >= VISIBLE
        assert contrast(theme["borderColor"], ground) >= VISIBLE
    assert contrast("#ffffff", theme["primaryColor"]) >= READABLE
