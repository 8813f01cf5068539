"""Questionnaires that whoever hosts put in a folder beside the database: read when somebody chooses one, never by themselves."""

import os
import stat
from pathlib import Path

from leidraad.content import library
from leidraad.errors import NotFound
from leidraad.storage.database import engine

FOLDER = "vragenlijsten"
_MOST = 100
_LONGEST_NAME = 100
_NOT_THERE = "Dit bestand staat niet (meer) in de map met vragenlijsten. Er is niets veranderd."


def names() -> tuple[str, ...]:
    """The files that can be chosen, by name."""
    try:
        found = sorted(one.name for one in _folder().iterdir() if _is_one(one))
    except OSError:
        return ()
    return tuple(found[:_MOST])


def text(name: str) -> str:
    """What is in one of them, of any size no more than what is too much to be a questionnaire. Raises NotFound."""
    if name not in names():
        raise NotFound(_NOT_THERE)
    try:
        # What took its place meanwhile may be a link to something else, or never end.
        opened = os.open(
            _folder() / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        )
        with os.fdopen(opened, "rb") as file:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise NotFound(_NOT_THERE)
            return decoded(file.read(4 * library.LARGEST + 4))
    except OSError as error:
        raise NotFound(_NOT_THERE) from error


def decoded(data: bytes) -> str:
    """The text of a file that somebody gave; what cannot be read shows where."""
    return data.decode("utf-8", errors="replace").lstrip("\ufeff")


def _folder() -> Path:
    return engine.folder() / FOLDER


def _is_one(file: Path) -> bool:
    name = file.name
    return (
        name.lower().endswith(".toml")
        and name[0] not in "._"
        and name.isprintable()
        and len(name) <= _LONGEST_NAME
        and stat.S_ISREG(file.lstat().st_mode)
    )
