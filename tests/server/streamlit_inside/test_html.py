"""The HTML page of the pinned Streamlit, made ours."""

import re

from leidraad.machine import streamlit_files
from leidraad.server.streamlit_inside.html import FIRST, NAMES, NOSCRIPT, SCRIPT, SCRIPTS, dutch, installed
from tests.server.fresh import said_by


def test_nothing_of_the_english_page_is_left():
    page = dutch(installed()).decode()
    assert "You need to enable JavaScript" not in page
    assert "Streamlit</title>" not in page
    assert 'lang="en"' not in page
    assert "_stcore/agent" not in page


def test_the_installed_page_is_the_one_that_the_rewriting_knows():
    page = installed().decode()
    assert page.count('<html lang="en">') == page.count("<title>Streamlit</title>") == 1
    assert page.count("<noscript>") == page.count("<head>") == page.count("</head>") == page.count("<body>") == 1


def files_of(page: bytes) -> list[str]:
    return re.findall(r'(?:src|href)="\./(static[^"]+)"', page.decode())


def test_the_page_keeps_all_scripts_and_styles():
    files = files_of(installed())
    assert [one for one in files_of(dutch(installed())) if one in files] == files


def test_the_scripts_of_a_first_screen_come_with_the_page_each_once_with_all_that_they_import():
    named = files_of(dutch(installed()))
    for element in FIRST:
        (script,) = (one for one in named if one.startswith(f"static/js/{element}."))
        needed = re.findall(
            r'["`]\./([^"`]+\.js)["`]', (streamlit_files.FOLDER / script).read_text(encoding="utf-8")
        )
        assert needed
        assert [one for one in needed if named.count(f"static/js/{one}") != 1] == []


def test_our_scripts_run_before_those_of_streamlit():
    page = dutch(installed()).decode()
    assert page.index(SCRIPT) < page.index('type="module"')
    assert page.count(NOSCRIPT) == 1


def test_every_script_in_the_folder_goes_along_and_none_that_is_not_there():
    assert sorted(NAMES) == sorted(file.name for file in SCRIPTS.iterdir())


def test_the_page_carries_the_code_of_every_script_and_none_of_the_words_for_readers():
    for name in NAMES:
        first, *lines = (line.strip() for line in (SCRIPTS / name).read_text(encoding="utf-8").splitlines())
        assert first.startswith("// ")
        assert [line for line in lines if not line.startswith("//") and line not in SCRIPT] == []
    assert "//" not in SCRIPT


def test_what_one_script_calls_its_own_another_does_not_see():
    for name in NAMES:
        outside = [
            line
            for line in (SCRIPTS / name).read_text(encoding="utf-8").splitlines()
            if not line.startswith((" ", "//"))
        ]
        assert outside == ["{", "}"], name


def test_a_server_without_one_of_its_scripts_does_not_start():
    asked = (
        "import pathlib; read = pathlib.Path.read_text\n"
        "def without(file, *how, **more):\n"
        "    if file.name == 'new_screen.js': raise FileNotFoundError(file.name)\n"
        "    return read(file, *how, **more)\n"
        "pathlib.Path.read_text = without\n"
        "try: import app\n"
        "except FileNotFoundError as missing: print(missing)"
    )
    assert said_by(asked).strip() == "new_screen.js"
