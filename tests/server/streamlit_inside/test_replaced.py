"""The list of what replaces Streamlit's inside is whole and true of the installed version."""

import ast
import importlib
import importlib.metadata
import inspect
import re

import pytest

from leidraad.machine import streamlit_files
from leidraad.server.streamlit_inside.replaced import REPLACED, STREAMLIT, Replaced
from leidraad.settings import ROOT

PACKAGE = streamlit_files.FOLDER.parent
#: What is imported from inside Streamlit and is no leaning: its options by name, and a type to write down.
ALLOWED = {"streamlit.config", "streamlit.delta_generator.DeltaGenerator"}
by_module = pytest.mark.parametrize("one", REPLACED, ids=lambda one: one.module)


def test_the_list_was_made_for_the_streamlit_that_is_pinned_and_installed():
    assert f"streamlit=={STREAMLIT}\n" in (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert importlib.metadata.version("streamlit") == STREAMLIT


@by_module
def test_every_entry_says_why_what_it_gains_and_which_test_guards_it(one: Replaced):
    assert (ROOT / one.module).is_file()
    assert one.why.endswith(".")
    assert re.search(r"\d|^none: ", one.figure)
    file, _, name = one.test.partition("::")
    tests = {
        found.name for found in ast.parse((ROOT / file).read_text(encoding="utf-8")).body if hasattr(found, "name")
    }
    assert name in tests


@pytest.mark.parametrize("call", [call for one in REPLACED for call in one.calls])
def test_what_is_called_or_replaced_is_there_with_the_signature_that_we_know(call: str):
    module, _, named = call.partition(":")
    name, bracket, signature = named.partition("(")
    there = getattr(importlib.import_module(module), name)
    assert str(inspect.signature(there)) == bracket + signature


@pytest.mark.parametrize(("file", "text"), [pair for one in REPLACED for pair in one.texts])
def test_what_is_read_or_rewritten_stands_there_in_one_file(file: str, text: str):
    (found,) = PACKAGE.glob(file)
    assert not text or text in found.read_text(encoding="utf-8")


def test_no_module_reaches_inside_streamlit_that_is_not_on_the_list():
    reaching = {
        file.relative_to(ROOT).as_posix()
        for file in [ROOT / "app.py", *(ROOT / "leidraad").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
        if inside_names(file.read_text(encoding="utf-8")) - ALLOWED
    }
    assert reaching <= {one.module for one in REPLACED}
    assert {one.module for one in REPLACED if one.calls} - reaching == {
        "leidraad/server/streamlit_inside/sockets.py",  # finds the socket, and asks nobody for it
        "leidraad/server/streamlit_inside/connections.py",  # the inside of uvicorn
    }


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import streamlit as st\nst.write(st._config)", {"st._config"}),
        ("import streamlit as st\nst.write('_x')", set()),
        ("from streamlit.runtime import app_session", {"streamlit.runtime.app_session"}),
        ("import streamlit.runtime", {"streamlit.runtime"}),
        ("def f():\n    from streamlit import config", {"streamlit.config"}),
    ],
)
def test_the_search_sees_what_reaches_inside(code: str, names: set[str]):
    assert inside_names(code) == names


def inside_names(code: str) -> set[str]:
    """What a module takes from inside Streamlit: anything but `import streamlit as st` and its public names."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "streamlit":
            found |= {f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names if one.name.startswith("streamlit.")}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st":
            found |= {f"st.{node.attr}"} if node.attr.startswith("_") else set()
    return found
