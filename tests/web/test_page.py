"""What all plain pages share: their look, their letter, their script."""

import re

from leidraad.machine import streamlit_files
from leidraad.web import page


def test_the_letter_is_the_one_of_the_screens_and_is_there():
    made = page.page("Kop", "<p>Tekst</p>").body.decode()
    letter = re.search(r'url\("(static/media/SourceSans[^"]+\.woff2)"\)', made)
    assert letter
    assert (streamlit_files.FOLDER / letter[1]).is_file()


def test_the_look_stands_in_the_page_and_the_script_is_a_file_of_its_own():
    made = page.page("Kop", "<p>Tekst</p>").body.decode()
    assert page.CSS in made
    assert page.SCRIPT not in made
    assert '<script src="formulier.js" defer></script>' in made


def test_no_part_of_the_look_could_end_the_style_and_begin_something_else():
    assert "<" not in page.CSS
