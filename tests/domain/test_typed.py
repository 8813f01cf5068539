"""One line of typed text: tidied, and refused when it is empty, too long or not all visible."""

import pytest

from leidraad.domain import typed


@pytest.mark.parametrize("text", ["najaar 2026", "  najaar   2026 ", "najaar\n2026", "najaar\t2026\u00a0"])
def test_spaces_and_lines_become_one_space(text):
    assert typed.tidied(text) == "najaar 2026"
    assert typed.one_line(text, 11) == "najaar 2026"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_is_no_line(text):
    assert typed.one_line(text, 11) is None


def test_the_length_counts_after_tidying():
    assert typed.one_line(" abc  ", 3) == "abc"
    assert typed.one_line("abcd", 3) is None


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\x00", "\x1b"])
def test_a_character_that_nobody_sees_is_refused(sign):
    assert typed.one_line(f"naam{sign}", 60) is None


def test_letters_of_any_language_are_welcome():
    assert typed.one_line("Groep ’s-Gravenhage – 数学 é", 60) == "Groep ’s-Gravenhage – 数学 é"
