"""A name stands for one thing: no public class name twice in the package, no two modules that a reader could mix up."""

import ast
from collections import defaultdict
from pathlib import Path

from leidraad.settings import ROOT

PACKAGE = ROOT / "leidraad"


def public_classes() -> dict[str, list[str]]:
    """The modules by the name of a public class at their top level."""
    found = defaultdict(list)
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(str(file.relative_to(PACKAGE)))
    return found


def test_no_public_class_name_stands_for_two_things() -> None:
    assert {name: files for name, files in public_classes().items() if len(files) > 1} == {}


def test_no_module_says_the_name_of_its_room_again() -> None:
    said_twice = [
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if any(file.stem.startswith(f"{room}_") for room in Path(file.relative_to(PACKAGE)).parent.parts)
    ]
    assert said_twice == []
