"""What Streamlit says in English is on the list of what becomes Dutch, and the list holds nothing else."""

import re

import pytest
from streamlit.elements import exception

from leidraad.machine import streamlit_files
from leidraad.server.streamlit_inside.html import SCRIPTS

SCRIPT = (SCRIPTS / "dutch.js").read_text(encoding="utf-8")
WORDS = dict(re.findall(r'^ +\["(.+?)", "(.+?)"\],?$', SCRIPT, re.MULTILINE))
FORMS = re.findall(r"^ +\[/\^(.+?)\$/s?, ", SCRIPT, re.MULTILINE)


@pytest.fixture(scope="module")
def theirs() -> str:
    """Everything that the scripts of Streamlit hold, but those of pictures that no page of ours has; and what its server says."""
    files = (streamlit_files.FOLDER / "static" / "js").glob("*.js")
    named = (
        "index.",
        "utils.",
        "FileUploader",
        "NumberInput",
        "Selectbox",
        "Multiselect",
        "TextInput",
        "StreamlitMarkdown",
        "useSyncComboBox",
    )
    scripts = (file.read_text(encoding="utf-8") for file in files if file.name.startswith(named))
    return "".join(scripts) + exception._GENERIC_UNCAUGHT_EXCEPTION_TEXT


def test_every_word_on_the_list_is_one_that_streamlit_says(theirs: str) -> None:
    assert len(WORDS) > 40
    assert [word for word in WORDS if f"`{word}`" not in theirs] == []


def test_every_sentence_with_something_in_it_begins_as_one_of_streamlit(theirs: str) -> None:
    assert len(FORMS) > 8
    assert [form for form in FORMS if not any(part in theirs for part in _fixed(form))] == []


def _fixed(form: str) -> list[str]:
    """The longest piece of an expression that stands for itself."""
    pieces = re.split(r"\(.*?\)|\\S\+|\.\*", form)
    return [max(pieces, key=len).replace("\\", "")]


def test_nothing_on_the_list_stays_english() -> None:
    assert [word for word, dutch in WORDS.items() if word == dutch] == []


@pytest.mark.parametrize("part", ["Selectbox", "Multiselect", "NumberInput", "FileUploader", "TextInput"])
def test_every_name_that_a_part_we_use_gives_its_buttons_is_on_the_list(part: str) -> None:
    [file] = (streamlit_files.FOLDER / "static" / "js").glob(f"{part}.*.js")
    said = set(
        re.findall(
            r'(?:"aria-label"|children|label|placeholder|title):`([A-Z][^`$]+)`', file.read_text(encoding="utf-8")
        )
    )
    assert {one for one in said if one not in WORDS} <= {"Add: ", "Upload directories"}
