"""The secret of a one-time link as people paste it."""

import pytest

from leidraad.access import cookies

SECRET = "Ab-9_" * 8 + "xyz"


@pytest.mark.parametrize("around", ["{}", "{}.", "<{}>", " {}\n", "({}),", "{} "])
def test_what_a_mail_program_puts_around_a_link_is_left_out(around: str) -> None:
    assert cookies.of_link(around.format(SECRET)) == SECRET


def test_a_secret_that_was_broken_over_two_lines_is_whole_again() -> None:
    assert cookies.of_link(f"{SECRET[:20]}\r\n{SECRET[20:]}") == SECRET


@pytest.mark.parametrize("other", ["", SECRET[:-1], f"{SECRET}x", f"{SECRET}.{SECRET}", "é" * 43])
def test_anything_else_stays_what_it_is_and_opens_nothing(other: str) -> None:
    assert cookies.of_link(other) == other
