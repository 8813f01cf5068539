"""Reads the content files once and hands them out; every mistake names file and key."""

import tomllib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import ValidationError

from leidraad.content import mistakes
from leidraad.content.handvatten import Guide
from leidraad.content.models import Construct, Content, Instrument
from leidraad.errors import ContentError, NotFound

DATA = Path(__file__).resolve().parents[2] / "data"

#: The family of the questionnaire that this product is about.
FIRST = "leidraad"

#: Between the id of a questionnaire and the few statements of it that a small inquiry asks: no id of a file holds it.
SMALL = "~"

Model = TypeVar("Model", bound=Content)


#: Characters of one file; a questionnaire of sixty statements has 25.000.
LARGEST = 200_000
#: Lines of one; the same has 700.
_LONGEST = 3000
#: Names with dots between them; [[deel.onderdeel.stelling]] has three. Reading very many takes the reader minutes.
_DEEPEST = 8


def read(file: Path, model: type[Model]) -> Model:
    """Read one TOML file into `model`.

    Raises ContentError with the file name, and of every mistake the line, the key and an example.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(
            f"{file.name}: dit is geen leesbaar TOML-bestand. Bewaar het als tekst in UTF-8."
        ) from error
    return parsed(text, model, file.name)


def parsed(text: str, model: type[Model], name: str) -> Model:
    """The same of text that came from elsewhere; `name` is what the author calls it. Raises ContentError."""
    if len(text) > LARGEST:
        raise ContentError(
            f"{name}: dit is te groot. Een vragenlijst heeft hoogstens {LARGEST // 1000}.000 tekens."
        )
    if text.count("\n") > _LONGEST:
        raise ContentError(f"{name}: dit is te lang. Een vragenlijst heeft hoogstens {_LONGEST} regels.")
    if line := _too_deep(text):
        raise ContentError(
            f"{name}: regel {line} noemt te veel namen achter elkaar. Bijvoorbeeld: [[deel.onderdeel]]"
        )
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ContentError(f"{name} is geen leesbaar TOML-bestand. {mistakes.in_toml(error, text)}") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise ContentError(f"{name}: {' · '.join(mistakes.in_content(error, text))}") from error


def _too_deep(text: str) -> int | None:
    """The first line with too many names with dots between them; sentences are more than one word long."""
    for number, line in enumerate(text.split("\n"), start=1):
        run = 0
        for piece in line.split("."):
            run = run + 1 if len(piece.split()) == 1 else 0
            if run > _DEEPEST:
                return number
    return None


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


def forget() -> None:
    """Read the files again the next time."""
    for kept in (instruments, guides, _families, _texts, _small, asked_ids):
        kept.cache_clear()


def instrument(id: str, version: int) -> Instrument:
    """One version of one instrument; raises NotFound when no file holds it."""
    found = known(id, version)
    if found is None:
        raise NotFound(f"Vragenlijst {id} versie {version} staat niet in de map data/instrumenten.")
    return found


def known(id: str, version: int) -> Instrument | None:
    """The same where a stored Result or scan may have outlived its file: then None."""
    if is_small(id):
        with suppress(NotFound):
            return _small(id, version)
        return None
    return instruments().get((id, version)) or (_shelf.find(id, version) if _shelf else None)


class Shelf(Protocol):
    """Where questionnaires stand that are no file of ours: those of schools, and what was used of a file that went."""

    def find(self, id: str, version: int | None = None) -> Instrument | None:
        """The questionnaire with this id, in this version or the newest."""

    def of_family(self, family: str) -> Instrument | None:
        """The newest of this family."""

    def holding(self, construct: str) -> tuple[Instrument, ...]:
        """What schools wrote that has this construct, the oldest first."""


_shelf: Shelf | None = None


def look_also_on(shelf: Shelf) -> None:
    """From now on what is no file is looked for there: whoever has a database tells so."""
    global _shelf
    _shelf = shelf


def holding(construct: str) -> tuple[Instrument, ...]:
    """Every questionnaire, offered or not, that has a construct with this id: to find the name of what was chosen once."""
    ours = (one for one in instruments().values() if any(known.id == construct for known in one.constructs))
    return tuple(ours) or (_shelf.holding(construct) if _shelf else ())


def text(id: str, version: int) -> str | None:
    """The file of a questionnaire as its author wrote it; None when there is none."""
    return _texts().get((id, version))


@cache
def _texts() -> dict[tuple[str, int], str]:
    found = {}
    for file in sorted((DATA / "instrumenten").glob("[!_]*.toml")):
        written = file.read_text(encoding="utf-8")
        raw = tomllib.loads(written.partition("\n[")[0])  # before its first part it says what it is
        found[raw["id"], raw["versie"]] = written
    return found


def template() -> str:
    """The file with which an author begins: a part of each kind."""
    return (DATA / "instrumenten" / "_sjabloon.toml").read_text(encoding="utf-8")


def is_readable(written: str) -> bool:
    """Whether this is the text of a questionnaire."""
    try:
        parsed(written, Instrument, "vragenlijst")
    except ContentError:
        return False
    return True


def small(id: str, items: Sequence[str]) -> str:
    """What the questionnaire is called that asks only these statements of another: a family of its own, without scores."""
    return SMALL.join((id, *items))


def is_small(id: str) -> bool:
    """Whether this is the questionnaire of a small inquiry."""
    return SMALL in id


@lru_cache(maxsize=512)
def _small(id: str, version: int) -> Instrument | None:
    of, *items = id.split(SMALL)
    whole = instrument(of, version)
    parts = []
    for part in whole.parts:
        constructs = tuple(
            construct.model_copy(update={"items": kept, "scored": False})
            for construct in part.constructs
            if (kept := tuple(item for item in construct.items if item.id in items))
        )
        if constructs:
            parts.append(part.model_copy(update={"constructs": constructs, "without_score": True, "pairs": ()}))
    return whole.model_copy(update={"id": id, "family_name": None, "parts": tuple(parts)}) if parts else None


@lru_cache(maxsize=512)
def asked_ids(id: str, version: int, short: bool) -> frozenset[str]:
    """The ids of the statements that a measurement with this questionnaire asks. Raises NotFound."""
    return frozenset(item.id for item in instrument(id, version).asked(short))


def offered() -> tuple[Instrument, ...]:
    """The newest published version of every instrument: what a new measurement may use."""
    newest: dict[str, Instrument] = {}
    for candidate in sorted(instruments().values(), key=lambda one: one.version):
        if candidate.status == "gepubliceerd":
            newest[candidate.id] = candidate
    return tuple(newest.values())


@cache
def _families() -> dict[str, str]:
    return {one.id: one.family for one in instruments().values()}


def family(id: str) -> str:
    """With which questionnaires this one may be compared; one whose files are gone stands alone under its own name."""
    if id in _families():
        return _families()[id]
    found = _shelf.find(id) if _shelf and not is_small(id) else None
    return found.family if found else id


def _on_the_shelf(family: str) -> Instrument | None:
    """The newest of a family that a school wrote, or of which the files are gone."""
    return _shelf.of_family(family) if _shelf else None


def offered_in(sector: str) -> tuple[Instrument, ...]:
    """What a school of this sector may use for a new measurement, the Leidraad first."""
    fitting = [one for one in offered() if one.fits(sector) and not one.self_scan_only]
    return tuple(sorted(fitting, key=lambda one: one.family != FIRST))


def of_family(family: str, sector: str) -> Instrument | None:
    """The newest questionnaire of a family for this sector: for names and order. An offered one before another."""
    for known in (offered(), sorted(instruments().values(), key=lambda one: -one.version)):
        if found := next((one for one in known if one.family == family and one.fits(sector)), None):
            return found
    return None


def named_by(family: str, sector: str) -> Instrument:
    """A questionnaire for names and order: of this family, or the Leidraad where its files are gone. Raises NotFound."""
    found = of_family(family, sector) or _on_the_shelf(family) or of_family(FIRST, sector)
    if found is None:
        raise NotFound(f"Er is geen vragenlijst voor het {sector} in de map data/instrumenten.")
    return found


def family_title(family: str, sector: str) -> str:
    """What a family is called where somebody chooses: the title of its newest questionnaire, or its name."""
    found = of_family(family, sector) or _on_the_shelf(family)
    return found.title if found else family


def guide(construct: Construct) -> Guide:
    """The handvatten of a construct; raises KeyError when there is no file."""
    return guides()[construct.guide_id]


def check() -> None:
    """Read everything once, so that a mistake in a content file stops the start and not a study day."""
    known = guides()
    families: dict[str, str] = {}
    for one in instruments().values():
        if families.setdefault(one.id, one.family) != one.family:
            raise ContentError(
                f"{one.id}: familie is in elke versie gelijk. Hier staat '{one.family}' en '{families[one.id]}'."
            )
        for construct in one.constructs:
            if construct.guide_id not in known:
                raise ContentError(
                    f"data/handvatten: er is geen bestand voor {construct.guide_id} ({one.id}). Maak er een, of noem bij het "
                    'onderdeel andere, bijvoorbeeld handvatten = "aanbeveling-4".'
                )
