"""Taking files along in a test, as somebody does who presses the buttons; and all that is in them."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest, local_script_runner

from tests.ui.conftest import text

MAKE = "Maak het bestand"
_CSV = ("Metingen", "Onderdelen", "Stellingen", "Plannen")
#: The only bytes of a PDF that differ when it is made twice.
_WHEN_MADE = re.compile(rb"\(D:\d+Z\)|<xmp\w*:[^>]*>[^<]*|/ID\s*\[[^\]]*\]")


def make(at: AppTest, kind: str = "", **choices: str) -> tuple[str, bytes]:
    """Choose, press the button; gives the name on the button to save with, and what was made."""
    if kind:
        at.radio[-1].set_value(kind).run()
    for label, value in choices.items():
        next(one for one in at.selectbox if one.label.startswith(label.capitalize())).set_value(
            value
        )  # the same run: somebody who is quick
    next(one for one in at.button if one.label == MAKE).click().run()
    assert not at.exception
    return _saved(at)


def _saved(at: AppTest) -> tuple[str, bytes]:
    labels = [one.proto.label for one in at.get("download_button")]
    assert len(labels) == 1, text(at)
    return labels[0].removeprefix("Sla op: "), at.session_state["meenemen"][1]


@contextmanager
def in_its_fragment(at: AppTest) -> Iterator[None]:
    """Within the block only the offer runs anew, as in a browser; AppTest by itself draws the whole page at every choice."""
    offer = next(one for one in at.button if one.label == MAKE)
    fragment = at._session_state._state._new_widget_state.widget_metadata[offer.id].fragment_id
    assert fragment
    with pytest.MonkeyPatch.context() as patched:
        again = partial(local_script_runner.RerunData, fragment_id=fragment)
        patched.setattr(local_script_runner, "RerunData", again)
        yield


def contents(at: AppTest) -> dict[str, str]:
    """Everything that is in the files of one page, by kind; of the report its fingerprint, as pypdf reads it in seconds."""
    with in_its_fragment(at):
        return _contents(at)


def _contents(at: AppTest) -> dict[str, str]:
    found = {"rapport": fingerprint(make(at, "Rapport (PDF)")[1])}
    book = openpyxl.load_workbook(BytesIO(make(at, "Tabellen (Excel)")[1]))
    for sheet in book:
        found[sheet.title] = "\n".join(str([cell.value for cell in row]) for row in sheet.iter_rows())
    for place, name in enumerate(_CSV):
        found[f"csv {name}"] = make(at, "Eén tabel (CSV)", welke=place)[1].decode("utf-8-sig")
    at.radio[-1].set_value("Een grafiek").run()
    next(one for one in at.segmented_control if one.label == "Vorm").set_value("SVG").run()
    which = next(one for one in at.selectbox if one.label == "Welke grafiek?")
    for place, name in enumerate(which.options):
        found[name] = make(at, welke=place)[1].decode()
    return found


def fingerprint(printed: bytes) -> str:
    """The same for two PDFs with the same words and pictures, whenever they were made."""
    return hashlib.sha256(_WHEN_MADE.sub(b"", printed)).hexdigest()
