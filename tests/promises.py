"""The texts that promise something, sentence by sentence, and the register that says what shows each (promises.toml)."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

from leidraad.settings import ROOT

REGISTER = ROOT / "tests" / "promises.toml"
NAMES = (
    "antwoorden",
    "privacyverklaring",
    "verwerkingsregister",
    "dpia",
    "medezeggenschap",
    "uitnodiging",
    "grenzen",
    "hosting",
)
TEXTS = {name: ROOT / "data" / "uitleg" / f"{name}.md" for name in NAMES} | {
    "privacy": ROOT / "docs" / "privacy.md"
}

#: Why a sentence is no claim about the program.
NO_CLAIM = {
    "afspraak": "what the school agrees to or does itself",
    "uitleg": "explains a word or a reason, or gives advice",
    "recht": "a remark about the law",
    "kop": "a question or heading that the next sentence answers",
    "invullen": "for the school to fill in",
}

_BLOCK = re.compile(r"\n\s*\n|\n(?=- |#|\d+\. |\|)")
_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?]\)))\s+(?=[^a-zé|])")


def sentences(text: str) -> list[str]:
    """Every sentence of a text without its marks; a row of a table begins with what its first cell says."""
    found = []
    for block in _BLOCK.split(text):
        said = re.sub(r"[*\\]", "", " ".join(block.split()))
        if not said.startswith("#") and set(said) - set("-| :"):
            said = re.sub(r"^(- |\d+\. |\| )", "", said).removesuffix(" |")
            found += [one for one in _SENTENCE.split(said) if one]
    return found


def of(text: str) -> list[str]:
    """The sentences of one of TEXTS."""
    return sentences(TEXTS[text].read_text(encoding="utf-8"))


def register() -> dict[str, dict[str, list[str] | str]]:
    """Under `bewijs` what shows a promise: a name and its tests. Under each text: the first words of a sentence and those names, or `geen REASON`."""
    return tomllib.loads(REGISTER.read_text(encoding="utf-8"))


def key_of(sentence: str, keys: list[str]) -> str | None:
    """The longest of the keys with which this sentence begins."""
    fitting = [key for key in keys if sentence.startswith(key)]
    return max(fitting, key=len, default=None)


@cache
def functions(file: Path) -> frozenset[str]:
    """The tests in a file, by reading it."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


def exists(test: str) -> bool:
    """Whether this is a test: a file under tests/ and the name of a function in it."""
    file, _, name = test.partition("::")
    path = ROOT / "tests" / file
    return name.startswith("test_") and path.is_file() and name in functions(path)
