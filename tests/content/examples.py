"""A questionnaire of each kind, as a school could make one: what the rest of the tests reads."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from leidraad.content import explanation, library, plan_questions, study_day
from leidraad.content.models import Instrument
from leidraad.reports import printing

#: They know their folder from when they were loaded: were that in a test that reads another, the next would miss it.
_LOADED = (explanation, plan_questions, study_day, printing)
FOLDER = Path(__file__).with_name("voorbeelden")
#: Words that make a place between two poles into more or less, or a team's places into one number.
RANKING = re.compile(
    r"\b(hoger|hoogste?|lager|laagste?|gemiddeld\w*|scores?|meest(?! uiteen)|minst)\b", re.IGNORECASE
)
EXAMPLES = sorted(file.stem for file in FOLDER.glob("*.toml"))


def text(name: str) -> str:
    """The file as its author wrote it."""
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


@cache
def example(name: str) -> Instrument:
    """The questionnaire in it."""
    return library.parsed(text(name), Instrument, f"{name}.toml")


def write(folder: Path, *more: str) -> None:
    """All content with the examples as well, published; `more` are other questionnaires."""
    for name in ("instrumenten", "handvatten"):
        shutil.copytree(library.DATA / name, folder / name)
    for other in library.DATA.iterdir():
        if not (folder / other.name).exists():
            (folder / other.name).symlink_to(other)
    files = {f"voorbeeld-{name}": text(name) for name in EXAMPLES} | {
        f"meer-{at}": one for at, one in enumerate(more)
    }
    for name, written in files.items():
        published = written.replace('status = "concept"', 'status = "gepubliceerd"')
        (folder / "instrumenten" / f"{name}.toml").write_text(published, encoding="utf-8")


def use(folder: Path) -> None:
    """The program reads this folder from now on."""
    library.DATA = folder
    library.forget()


@contextmanager
def offered_too(folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> Iterator[None]:
    """The program as it is when its folder of questionnaires holds the examples as well, published; `more` are other files."""
    write(folder, *more)
    monkeypatch.setattr(library, "DATA", folder)
    library.forget()
    yield
    monkeypatch.undo()
    library.forget()
