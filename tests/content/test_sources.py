"""No sentence of the sources stands in the project. Needs the sources beside the project; elsewhere it is skipped."""

import re
import tomllib

import pytest

from leidraad.settings import ROOT

SOURCES = ROOT.parent / "shared" / "bronnen"
LENGTH = 7  # words in a row; shorter runs are names and ordinary Dutch
TITLES = ("titel", "auteur", "link")  # names of recommendations and references carry over


def _words(text: str) -> list[str]:
    joined = re.sub(r"-\s*\n\s*|\u00ad", "", text)
    return re.findall(r"[a-zà-ÿ]+", joined.lower())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1)}


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, part in value.items() if key not in TITLES for text in _strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in _strings(part)]
    return [value] if isinstance(value, str) else []


@pytest.fixture(scope="module")
def sources() -> set[tuple[str, ...]]:
    files = sorted(SOURCES.glob("*.txt"))
    if not files:
        pytest.skip("De bronnen liggen niet naast het project.")
    return set().union(*(_runs(file.read_text(encoding="utf-8")) for file in files))


def _project_texts() -> list[tuple[str, str]]:
    texts = [
        (file.name, text)
        for file in [*ROOT.glob("data/*/*.toml"), *ROOT.glob("data/*.toml")]
        for text in _strings(tomllib.loads(file.read_text(encoding="utf-8")))
    ]
    for pattern in ("data/uitleg/*.md", "docs/**/*.md", "README.md", "leidraad/**/*.py", "pages/*.py"):
        texts += [(file.name, file.read_text(encoding="utf-8")) for file in ROOT.glob(pattern)]
    return texts


def test_the_search_finds_a_copied_sentence(sources: set[tuple[str, ...]]) -> None:
    first = next(iter(sorted(SOURCES.glob("*.txt")))).read_text(encoding="utf-8")
    copied = " ".join(_words(first)[200:215])
    assert _runs(copied) & sources


def test_no_sentence_of_the_sources_stands_in_the_project(sources: set[tuple[str, ...]]) -> None:
    found = {name: " ".join(run) for name, text in _project_texts() for run in _runs(text) & sources}
    assert found == {}
