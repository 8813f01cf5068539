"""The house: no module is too long, every room says what it is, the tests have the same rooms."""

import ast
import re
from pathlib import Path

import pytest

from leidraad.settings import ROOT

PACKAGE, TESTS = ROOT / "leidraad", ROOT / "tests"
ROOMS = sorted(file.parent for file in PACKAGE.rglob("__init__.py"))
#: The rooms of tests that are about the whole: with a real browser, how fast it is, and what stops it.
ABOUT_THE_WHOLE = {"browser", "bench", "harness"}


def by_path(file: Path) -> str:
    return str(file.relative_to(ROOT))


#: Longer a module hardly ever is without holding two ideas.
LINES = 300


def test_no_module_is_so_long_that_it_holds_two_ideas() -> None:
    files = [file for end in ("py", "css", "js") for file in PACKAGE.rglob(f"*.{end}")]
    lines = {str(file.relative_to(PACKAGE)): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: count for name, count in lines.items() if count > LINES} == {}


@pytest.mark.parametrize("room", ROOMS, ids=by_path)
def test_a_room_says_in_a_sentence_what_it_holds(room: Path) -> None:
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))


def test_the_tests_have_no_rooms_of_their_own() -> None:
    rooms = {str(file.parent.relative_to(TESTS)) for file in TESTS.glob("*/**/test_*.py")}
    missing = {one for one in rooms if not (PACKAGE / one / "__init__.py").is_file()}
    assert missing == ABOUT_THE_WHOLE


def test_nobody_doubts_that_what_is_stored_has_a_number() -> None:
    doubt = re.compile(r"\.id or 0\b|assert [\w.]*\bid is not None")
    files = [by_path(file) for file in PACKAGE.rglob("*.py") if doubt.search(file.read_text(encoding="utf-8"))]
    assert files == []
