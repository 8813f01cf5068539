"""The scripts of the first screens are named in the page."""

import re

import pytest

from leidraad.server.streamlit_inside import preloads
from leidraad.server.streamlit_inside.html import dutch, installed

INSTALLED = installed()


def named(path: str) -> list[str]:
    page = dutch(INSTALLED, preloads.ELEMENTS.get(path, ())).decode()
    return re.findall(r'rel="modulepreload" crossorigin href="\./static/js/([^"]+)"', page)


@pytest.mark.parametrize("path", preloads.ELEMENTS)
def test_the_page_names_every_element_of_the_first_screen_once_with_all_that_it_imports(path):
    files = named(path)
    assert len(set(files)) == len(files)
    for element in preloads.ELEMENTS[path]:
        assert [file for file in files if file.startswith(f"{element}.")], element
    entry = re.search(r'src="\./static/js/([^"]+)"', INSTALLED.decode())[1]
    for file in set(files) - set(named("/metingen")):
        imported = re.findall(r'from"\./([^"]+)"', (preloads.SCRIPTS / file).read_text())
        assert set(imported) <= {*files, entry}, file


def test_other_screens_stay_as_they_are():
    assert named("/metingen") == named("")
    assert named("") == re.findall(r'modulepreload" crossorigin href="\./static/js/([^"]+)"', INSTALLED.decode())
