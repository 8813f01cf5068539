"""Pages stay thin: no rules, no SQL, no figures, and a guard or an open door on purpose."""

import ast
import re
from pathlib import Path

import pytest

from leidraad.ui.admin.parts import TITLES
from leidraad.ui.shell import navigation
from leidraad.ui.shell.page_files import PAGES

FILES = sorted(PAGES.glob("*.py"))
#: Pages for everybody: without a guard on purpose.
OPEN_TO_ALL = {"start", "zelfscan", "leidraad", "uitleg", "schoollogin"}
ALLOWED = ("streamlit", "leidraad.ui", "leidraad.access.rights", "leidraad.errors")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_page_only_knows_streamlit_and_the_ui_room(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert all(name.startswith(ALLOWED) for name in names), (file.name, names)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_page_reads_from_top_to_bottom(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in ast.walk(tree))
    assert len(tree.body) < 30


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_page_that_is_not_for_everybody_opens_with_its_guard(file: Path) -> None:
    if file.stem in OPEN_TO_ALL:
        return
    statements = [
        node
        for node in ast.parse(file.read_text(encoding="utf-8")).body[1:]
        if not isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert re.match(r"(\w+ = )?guards\.", ast.unparse(statements[0]))


def test_every_file_in_pages_is_a_page_of_the_router() -> None:
    listed = Path(navigation.__file__).read_text(encoding="utf-8")
    assert all(f'_page("{file.stem}"' in listed for file in FILES)


def test_under_beheer_the_manual_has_the_parts_of_beheer_and_nothing_else() -> None:
    manual = (PAGES.parent / "docs" / "handleiding.md").read_text(encoding="utf-8")
    beheer = manual.split("\n## Beheer\n")[1].split("\n## ")[0]
    assert re.findall(r"^### (.+)$", beheer, re.MULTILINE) == [*TITLES.values()]


def test_every_page_is_described_in_the_manual() -> None:
    manual = (PAGES.parent / "docs" / "handleiding.md").read_text(encoding="utf-8").lower()
    assert [file.stem for file in FILES if file.stem not in manual] == []
