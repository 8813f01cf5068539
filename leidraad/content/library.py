"""Reads the content files once and hands them out; every mistake names file and key."""

import tomllib
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from leidraad.content.models import Content, Guide, Instrument
from leidraad.errors import ContentError, NotFound

DATA = Path(__file__).resolve().parents[2] / "data"

Model = TypeVar("Model", bound=Content)


def read(file: Path, model: type[Model]) -> Model:
    """Read one TOML file into `model`.

    Raises ContentError with the file name and the key that is wrong.
    """
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{file.name}: dit is geen leesbaar TOML-bestand ({error}).") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(step) for step in problem['loc']) or 'bestand'}: {problem['msg']}"
            for problem in error.errors()
        )
        raise ContentError(f"{file.name}: {problems}") from error


def read_folder(folder: Path, model: type[Model]) -> tuple[Model, ...]:
    """Read every TOML file of a folder, in the order of their names (`_sjabloon.toml` is skipped)."""
    files = sorted(file for file in folder.glob("*.toml") if not file.name.startswith("_"))
    if not files:
        raise ContentError(f"In de map {folder.name} staat geen enkel inhoudsbestand (*.toml).")
    return tuple(read(file, model) for file in files)


@cache
def instruments() -> dict[tuple[str, int], Instrument]:
    """All instruments by (id, version). Raises ContentError when one is wrong or stands there twice."""
    found: dict[tuple[str, int], Instrument] = {}
    for instrument in read_folder(DATA / "instrumenten", Instrument):
        key = (instrument.id, instrument.version)
        if key in found:
            raise ContentError(f"Vragenlijst {instrument.id} versie {instrument.version} bestaat twee keer.")
        found[key] = instrument
    return found


@cache
def guides() -> dict[str, Guide]:
    """The handvatten by construct id."""
    return {guide.id: guide for guide in read_folder(DATA / "handvatten", Guide)}


def instrument(id: str, version: int) -> Instrument:
    """One version of one instrument; raises NotFound when no file holds it."""
    found = known(id, version)
    if found is None:
        raise NotFound(f"Vragenlijst {id} versie {version} staat niet in de map data/instrumenten.")
    return found


def known(id: str, version: int) -> Instrument | None:
    """The same where a stored Result or scan may have outlived its file: then None."""
    return instruments().get((id, version))


def offered() -> tuple[Instrument, ...]:
    """The newest published version of every instrument: what a new measurement may use."""
    newest: dict[str, Instrument] = {}
    for candidate in sorted(instruments().values(), key=lambda one: one.version):
        if candidate.status == "gepubliceerd":
            newest[candidate.id] = candidate
    return tuple(newest.values())


def check() -> None:
    """Read everything once, so that a mistake in a content file stops the start and not a study day."""
    known = guides()
    for one in instruments().values():
        for construct in one.constructs:
            if construct.id not in known:
                raise ContentError(f"data/handvatten: er is geen bestand voor {construct.id} ({one.id}).")
