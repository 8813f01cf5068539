"""A SQLite file whose installation went on elsewhere: the program starts with it no more, and it may not stay for long."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from leidraad.errors import Refused
from leidraad.machine import private
from leidraad.notation import day

END = ".verhuisd"


@dataclass(frozen=True)
class LeftBehind:
    """An old file, and until which moment it may be there."""

    file: Path
    until: datetime


def note(file: Path, until: datetime) -> None:
    """From now on this file is the old one. Raises OSError."""
    private.write(_mark(file), until.isoformat().encode())


def require_here(file: Path) -> None:
    """Raise Refused when this installation went on elsewhere: what came in here would be seen by nobody."""
    if _mark(file).is_file() and file.is_file():
        raise Refused(
            f"Deze Teamscan is verhuisd naar PostgreSQL: {file.name} is het oude bestand. Er is niets veranderd. Zet DATABASE_URL op het "
            f"nieuwe adres. Wil je terug naar het oude bestand, haal dan {_mark(file).name} weg; wat sinds de verhuizing kwam, staat daar niet in."
        )


def left_behind(folder: Path) -> list[LeftBehind]:
    """The old files that are still in this folder, with what cannot be read as a moment taken for long ago."""
    found = []
    for mark in sorted(folder.glob(f"*{END}")):
        if (file := mark.with_name(mark.name.removesuffix(END))).is_file():
            found.append(LeftBehind(file, _moment(mark)))
    return found


def todo(found: LeftBehind) -> str:
    """What somebody does about it."""
    return f"Verwijder {found.file.name} uiterlijk op {day(found.until)}, met alles wat in de map reservekopieen staat."


def _mark(file: Path) -> Path:
    return file.with_name(f"{file.name}{END}")


def _moment(mark: Path) -> datetime:
    try:
        return datetime.fromisoformat(mark.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return datetime.fromtimestamp(mark.stat().st_mtime).astimezone()
