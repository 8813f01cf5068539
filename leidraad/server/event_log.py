"""What the program writes while it serves: one line per event, `key=value`, for a person and for a program; about nobody.

Our own sentences hold no names, codes or addresses. What others say may: of theirs only words that stand in their own
source are written, and of an error its kind and where in the program it was, never what it says.
"""

import json
import logging
import sqlite3
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit.logger

from leidraad.errors import LeidraadError
from leidraad.server.log_lines import FewLines
from leidraad.settings import ROOT

LEVELS = {logging.INFO: "info", logging.WARNING: "let op", logging.ERROR: "fout", logging.CRITICAL: "ernstig"}
_OURS = "leidraad"
_LONGEST, _DEEPEST = 300, 6
_log = logging.getLogger(__name__)


class OneLine(logging.Formatter):
    """One line of a record, whatever it holds."""

    def format(self, record: logging.LogRecord) -> str:
        """`tijd=… niveau=… bron=… wat=…`, with what is known about an event or an error."""
        ours = record.name.split(".")[0] == _OURS
        facts: dict[str, Any] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "niveau": LEVELS.get(record.levelno, "info"),
            "bron": record.name.removeprefix(f"{_OURS}.") if ours else record.name.split(".")[0],
            "wat": _our_words(record) if ours else _their_words(record),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and (error := record.exc_info[1]):
            facts |= {"fout": type(error).__name__, "waar": _where(error)}
        return " ".join(f"{name}={_quoted(value)}" for name, value in facts.items())


def _our_words(record: logging.LogRecord) -> str:
    given = record.args
    harmless = tuple(map(_harmless, given)) if isinstance(given, tuple) else given
    return str(record.msg) % harmless if harmless else str(record.msg)


def _harmless(value: object) -> object:
    """An error of a library repeats the row or the request that it is about; those of ours and of the system do not."""
    told = LeidraadError | OSError | sqlite3.Error
    return value if not isinstance(value, BaseException) or isinstance(value, told) else type(value).__name__


def _their_words(record: logging.LogRecord) -> str:
    """The first line of what they say when they always say it, else where they said it."""
    words, source = str(record.msg).split("\n")[0], _source(record.pathname)
    fixed = any(f'"{words}{end}' in source for end in ('"', r"\n"))
    return words if words and fixed else f"{record.module}:{record.lineno}"


@lru_cache(maxsize=64)
def _source(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _quoted(value: object) -> str:
    said = str(value)[:_LONGEST]
    plain = said and said.isprintable() and not set(' "=') & set(said)
    return said if plain else json.dumps(said, ensure_ascii=False)


def _where(error: BaseException) -> str:
    """The places of our program through which it came, the last one first."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        one for one in frames if Path(one.filename).is_relative_to(ROOT) and ".venv" not in one.filename
    ] or frames
    found = [f"{_short(one.filename)}:{one.lineno}" for one in reversed(ours)]
    return " < ".join(found[:_DEEPEST])


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


@contextmanager
def written() -> Iterator[None]:
    """Until the block ends all that this process logs comes out as such lines, on stderr."""
    root, ours, handler = logging.getLogger(), logging.getLogger(_OURS), _Window()
    level = ours.level
    before, of_threads, unraised = streamlit.logger.setup_formatter, threading.excepthook, sys.unraisablehook
    handler.setFormatter(OneLine())
    handler.addFilter(FewLines())
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    streamlit.logger.setup_formatter = _pass_on  # for those that are still to come
    threading.excepthook = sys.unraisablehook = _unforeseen
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("streamlit", "uvicorn", "websockets"):
            _pass_on(logging.getLogger(name))
    try:
        yield
    finally:
        root.removeHandler(handler)
        ours.setLevel(level)
        streamlit.logger.setup_formatter = before
        threading.excepthook, sys.unraisablehook = of_threads, unraised


def _unforeseen(what: Any) -> None:
    """Python itself would write down what the error says."""
    _log.error("Onverwachte fout.", exc_info=(what.exc_type, what.exc_value, what.exc_traceback))


class _Window(logging.StreamHandler[Any]):
    """Wherever stderr goes at that moment."""

    @property
    def stream(self) -> Any:
        """The present one."""
        return sys.stderr

    @stream.setter
    def stream(self, _: object) -> None:
        pass


def _pass_on(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
