"""The documents say what is there: every file, module and name they mention exists, and nothing is denied that does."""

import ast
import io
import re
import tokenize
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from leidraad.settings import ROOT

PACKAGE = ROOT / "leidraad"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
FOR_DEVELOPERS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "architecture.md",
    ROOT / "docs" / "glossary.md",
    *DECISIONS,
]
FOR_SCHOOLS = [
    *sorted(set((ROOT / "docs").glob("*.md")) - set(FOR_DEVELOPERS)),
    *sorted((ROOT / "data" / "uitleg").glob("*.md")),
]
EVERYTHING = [*FOR_DEVELOPERS, *FOR_SCHOOLS]

CODE = [
    ROOT / "app.py",
    *sorted(file for room in ("leidraad", "pages", "tests") for file in (ROOT / room).rglob("*.py")),
]
ROOMS = sorted(str(file.parent.relative_to(PACKAGE)) for file in PACKAGE.glob("*/**/__init__.py"))
#: Where a path in a document may begin; what begins elsewhere (`/d/CODE`) is an address and no file.
BEGINNINGS = {"leidraad", "tests", "pages", "docs", "data", *(room.split("/")[0] for room in ROOMS)}
#: Made on the computer that runs the program; not part of a clone.
MADE_BY_RUNNING = ("data/lokaal",)
#: What stands before a dot and is not ours: Streamlit with its settings, a class of sqlite3, a column of a table.
OF_OTHERS = {"st", "runner", "server", "Connection", "team"}

#: How a document says that something does not exist yet. All of these once stood here about things that did exist.
DENIALS = re.compile(
    r"deze versie[^.|]{0,60}\b(?:geen|niet)\b"
    r"|\bnog niet (?:zelf|gemaakt|gebouwd|ingebouwd|beschikbaar)\b"
    r"|\bgeen accounts\b(?! bij anderen)"
    r"|\btoegang zonder account\b"
    r"|\bvolgende versie\b|\blatere versie\b|\bbinnenkort\b"
    r"|\bnot yet (?:built|made|possible|supported)\b|\bin a later version\b",
    re.IGNORECASE,
)


def by_path(file: Path) -> str:
    return str(file.relative_to(ROOT))


def spans(document: Path) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", document.read_text(encoding="utf-8"))


def named_files(document: Path) -> list[str]:
    """Spans that are a path: without spaces, and beginning where files begin."""
    paths = [one for one in spans(document) if re.fullmatch(r"[\w./*-]+", one) and "/" in one]
    return [one for one in paths if one.split("/")[0] in BEGINNINGS and not one.startswith(MADE_BY_RUNNING)]


@cache
def names_in(module: Path) -> frozenset[str]:
    """Everything that a module gives a name: classes, functions, values, fields and arguments."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
    return frozenset(found)


def found(named: str) -> list[Path]:
    """The files that a path in a document means: `NAME` is any name, and the room `leidraad` and `.py` may be left out."""
    pattern = re.sub(r"(?<![A-Za-z])[A-Z]{4,}(?![A-Za-z])", "*", named).rstrip("/")
    places = chain.from_iterable(base.glob(pattern + end) for base in (ROOT, PACKAGE) for end in ("", ".py"))
    return sorted(set(places))


def exists(named: str) -> bool:
    """Whether a path is a file, a folder or a module, or (`closing.close`) a name that a module holds."""
    module, _, name = named.rpartition(".")
    return bool(found(named)) or any(name in names_in(file) for file in found(f"{module}.py"))


def modules(name: str) -> list[Path]:
    return [*PACKAGE.rglob(f"{name}.py"), *(ROOT / "tests").rglob(f"{name}.py")]


@pytest.mark.parametrize("document", FOR_DEVELOPERS, ids=by_path)
def test_every_file_and_module_that_a_document_names_exists(document: Path) -> None:
    assert [one for one in named_files(document) if not exists(one)] == []


@pytest.mark.parametrize("document", FOR_DEVELOPERS, ids=by_path)
def test_every_name_in_a_module_that_a_document_names_exists(document: Path) -> None:
    dotted = [one.split(".") for one in (span.removesuffix("()") for span in spans(document)) if "/" not in one]
    ours = [parts for parts in dotted if len(parts) == 2 and all(one.isidentifier() for one in parts)]
    unknown = [
        f"{module}.{name}"
        for module, name in ours
        if module not in OF_OTHERS
        and not (ROOT / f"{module}.{name}").exists()
        and not (PACKAGE / module / f"{name}.py").exists()
        and not any(name in names_in(file) for file in modules(module))
        and not list(PACKAGE.rglob(f"{module}.{name}"))
    ]
    assert unknown == []


@pytest.mark.parametrize("document", FOR_DEVELOPERS, ids=by_path)
def test_every_command_that_a_document_names_is_a_module(document: Path) -> None:
    commands = re.findall(r"python -m ((?:tests|leidraad)(?:\.\w+)*)", document.read_text(encoding="utf-8"))
    files = [ROOT.joinpath(*one.split(".")) for one in commands]
    assert [
        one for one in files if not one.with_suffix(".py").is_file() and not (one / "__main__.py").is_file()
    ] == []


@pytest.mark.parametrize("document", EVERYTHING, ids=by_path)
def test_every_link_of_a_document_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    inside = [one for one in links if "://" not in one and not one.startswith("mailto:")]
    assert [one for one in inside if not (document.parent / one).exists()] == []


def prose(file: Path) -> str:
    """The docstrings and comments of a Python file."""
    text = file.read_text(encoding="utf-8")
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    said = [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text)) if isinstance(node, documented)]
    comments = [
        one.string for one in tokenize.generate_tokens(io.StringIO(text).readline) if one.type == tokenize.COMMENT
    ]
    return "\n".join([*said, *comments])


def missing_in(said: str) -> list[str]:
    """What a text names by its path and does not exist."""
    files = [one for one in re.findall(r"[\w*-]+(?:/[\w*-]+)+\.\w+", said) if one.split("/")[0] in BEGINNINGS]
    pages = re.findall(r"(?<![\w/])\w+\.md\b", said)
    modules = [one.replace(".", "/") for one in re.findall(r"\bleidraad(?:\.[a-z_]\w*)+", said)]
    gone = [one for one in modules if not exists(one) and not exists(".".join(one.rsplit("/", 1)))]
    return [one for one in (*files, *pages) if not exists(one)] + gone


def test_every_file_and_module_that_prose_in_the_code_names_exists() -> None:
    looked = [file for file in CODE if missing_in(file.read_text(encoding="utf-8"))]  # then in what of it is prose
    assert {by_path(file): gone for file in looked if (gone := missing_in(prose(file)))} == {}


def test_the_architecture_names_every_room() -> None:
    named = {one.removeprefix("leidraad/").rstrip("/") for one in spans(ROOT / "docs" / "architecture.md")}
    assert set(ROOMS) - named == set()


def test_every_word_of_the_glossary_is_a_name_in_the_code() -> None:
    files = [*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    known = {str(file.stem) for file in files} | {Path(room).name for room in ROOMS}
    known |= set(chain.from_iterable(map(names_in, files)))
    words = set()
    for row in re.findall(
        r"^\|(.+)\|$", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE
    ):
        words |= set(re.findall(r"`([^`]+)`", row.split("|")[1]))
    assert {one for one in words if not exists(one) and one not in known} == set()


@pytest.mark.parametrize("document", EVERYTHING, ids=by_path)
def test_no_sentence_denies_what_the_program_does(document: Path) -> None:
    assert DENIALS.findall(" ".join(document.read_text(encoding="utf-8").split())) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "## Wat deze versie nog niet doet",
        "Er zijn geen accounts.",
        "Deze versie heeft geen accounts: wie het adres kan openen, kan metingen leiden.",
        "Die verwijdert deze versie niet vanzelf.",
        "Uitslagen ruimt deze versie nog niet zelf op.",
    ],
)
def test_the_denials_that_once_stood_in_the_documents_would_be_found(sentence: str) -> None:
    assert DENIALS.search(sentence)


#: What the Teamscan is not called: a "programma" is the plan of a day, or somebody else's.
OTHER_NAMES = re.compile(r"\b(?:het|dit|ons) programma\b|\binstallatie\b", re.IGNORECASE)
OF_THE_DAY = ("bekijk het programma.", "<h2>Het programma</h2>")
STORED = 'BEGUN = "installatie in gebruik genomen"'  # a word of the journal, which keeps it for a year
READ_BY_USERS = [
    ROOT / "README.md",
    *FOR_SCHOOLS,
    *sorted(
        file
        for room in ("leidraad", "pages")
        for file in (ROOT / room).rglob("*")
        if file.suffix in (".py", ".html", ".js")
    ),
    *sorted((ROOT / "data" / "studiedag").glob("*.toml")),
]


def test_where_users_read_it_the_teamscan_has_one_name() -> None:
    lines = [
        (by_path(file), line.strip())
        for file in READ_BY_USERS
        for line in file.read_text(encoding="utf-8").splitlines()
        if OTHER_NAMES.search(line) and not any(allowed in line for allowed in (*OF_THE_DAY, STORED))
    ]
    assert lines == []


#: Other words for an act that has one: a result is shown, a measurement or vote reopened, a device handed on.
OTHER_ACTS = re.compile(
    r"\bdeel\w* (?:je )?de uitslag|\buitslag (?:\w+ ){0,3}(?:deel|deelt|delen|gedeeld)\b|\bgedeelde meting|\bgedeelde scherm"
    r"|\bnieuwe deelnemer op\b|\bopnieuw (?:te )?openen\b",
    re.IGNORECASE,
)
JOURNALLED = 'SHARED = "uitslag gedeeld"'  # the journal keeps it for a year


def test_where_users_read_it_an_act_has_one_word() -> None:
    lines = [
        (by_path(file), line.strip())
        for file in READ_BY_USERS
        for line in file.read_text(encoding="utf-8").splitlines()
        if OTHER_ACTS.search(line) and JOURNALLED not in line
    ]
    assert lines == []


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [file.name[:4] for file in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]
