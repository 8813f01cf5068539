"""The tree of errors is as it is drawn, and everything a user may read is a Dutch sentence."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

import leidraad
from leidraad import errors

PACKAGE = Path(leidraad.__file__).parent
CLASSES = {name: one for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)}


def drawn() -> dict[str, str]:
    """The tree at the top of the module: each error with the one it hangs under."""
    parents: dict[str, str] = {}
    above = {-1: "Exception"}
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"([│├└─ ]*)([A-Z]\w+)(\s{2,}|$)", line):
            depth = len(found[1]) // 4
            above[depth] = found[2]
            parents[found[2]] = above[depth - 1]
    return parents


def raised() -> list[tuple[str, str]]:
    """Every sentence that the package gives to one of these errors, with the file it stands in."""
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in CLASSES:
                found.append((file.name, _text(node.args[0])))
    return [(file, sentence) for file, sentence in found if sentence]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "9" for part in node.values)
    return ""


def test_the_tree_in_the_code_is_the_tree_that_is_drawn():
    assert {name: one.__bases__[0].__name__ for name, one in CLASSES.items()} == drawn()


@pytest.mark.parametrize("name", CLASSES)
def test_an_error_says_the_sentence_it_was_given(name):
    error = CLASSES[name]("Er is niets veranderd.")
    assert str(error) == "Er is niets veranderd."
    assert isinstance(error, errors.LeidraadError)
    assert CLASSES[name].__doc__


def test_every_sentence_of_an_error_is_dutch_and_ends_like_a_sentence():
    sentences = raised()
    assert len(sentences) > 30, "the search sees them"
    for file, sentence in sentences:
        if " " not in sentence:
            continue
        if file in {"library.py", "models.py", "lint.py", "explanation.py"}:
            continue  # these name a file and a key, for whoever writes content
        assert re.search(r"[.?!)]$", sentence), f"{file}: {sentence}"
        assert not re.search(r"\b(the|not|cannot|error|failed|is not)\b", sentence), f"{file}: {sentence}"


def test_everything_a_driver_can_say_is_translated_into_a_sentence():
    from leidraad.storage.database import driver_errors

    for one in driver_errors.MEANINGS:
        assert one.words.replace(r"\S", "") == one.words.lower().replace(r"\s", ""), "compared in small letters"
        assert issubclass(one.kind, errors.StorageError)
        assert one.sentence.endswith(".")
    assert {one.kind for one in driver_errors.MEANINGS} | {errors.DatabaseNewer, errors.KeyMissing} == set(
        errors.StorageError.__subclasses__()
    ), "every error of a database can occur"
    assert all(before.words not in after.words for before, after in pairwise(driver_errors.MEANINGS))
    states = [state for one in driver_errors.MEANINGS for state in one.states.split()]
    assert len(states) == len(set(states)), "a number of PostgreSQL means one thing"
