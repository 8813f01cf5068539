"""A questionnaire of each kind, as a school could make one: what the rest of the tests reads."""

from functools import cache
from pathlib import Path

from leidraad.content import library
from leidraad.content.models import Instrument

FOLDER = Path(__file__).with_name("voorbeelden")
EXAMPLES = sorted(file.stem for file in FOLDER.glob("*.toml"))


def text(name: str) -> str:
    """The file as its author wrote it."""
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


@cache
def example(name: str) -> Instrument:
    """The questionnaire in it."""
    return library.parsed(text(name), Instrument, f"{name}.toml")
