"""A fresh clone gets everything it imports: each library is pinned in requirements.txt, with what it needs itself."""

import ast
import re
import sys
from importlib.metadata import distribution, packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from leidraad.settings import ROOT

PINS = re.findall(
    r"^([\w.-]+)(?:\[[\w,]+\])?==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE
)
PINNED = {canonicalize_name(name) for name in PINS}


def imported() -> set[str]:
    """The top-level names that the program imports from outside itself and Python."""
    found = set()
    for file in [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "leidraad").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"leidraad"}


def test_every_library_that_the_program_imports_is_pinned():
    owners = packages_distributions()
    missing = {
        name for name in imported() if not PINNED & {canonicalize_name(one) for one in owners.get(name, [])}
    }
    assert missing == set()


def test_what_a_pinned_library_needs_is_pinned_too():
    missing = set()
    for name in PINNED:
        for needed in map(Requirement, distribution(name).requires or []):
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                missing |= {canonicalize_name(needed.name)} - PINNED
    assert missing == set()
