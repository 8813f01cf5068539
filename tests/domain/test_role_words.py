"""Of who does something others read a role, never a name."""

import pytest

from leidraad.domain.role_words import SOMEBODY, role_only


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("kartrekker", "kartrekker"),
        ("Mentoren leerjaar 2", "Mentoren leerjaar 2"),
        ("de sectie Nederlands", "de sectie Nederlands"),
        ("ib’er en teamleider", "ib’er en teamleider"),
        ("leerkracht groep 5b", "leerkracht groep 5b"),
        ("iedereen", "iedereen"),
    ],
)
def test_a_role_is_read_as_it_was_typed(typed: str, read: str) -> None:
    assert role_only(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Mila", SOMEBODY),
        ("Mila en Bram", SOMEBODY),
        ("mila", SOMEBODY),
        ("M. de Vries", SOMEBODY),
        ("Mila, mentor van klas 2", "mentor van klas 2"),
        ("kartrekker (Bram)", "kartrekker"),
        ("Bram van de PLG", "de PLG"),
        ("mentor Bram en docent Mila", "mentor, docent"),
        ("Bram de Groep", SOMEBODY),
        ("Jan-docent", SOMEBODY),
        ("<b>docent</b>", "docent"),
        ("", SOMEBODY),
        ("…", SOMEBODY),
    ],
)
def test_a_name_is_left_out_whatever_stands_around_it(typed: str, read: str) -> None:
    assert role_only(typed) == read
