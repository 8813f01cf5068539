"""Of who does something others read a role, never a name."""

import pytest

from leidraad.domain.role_words import SOMEBODY, names, role_only, without_names


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


@pytest.mark.parametrize(
    ("owners", "found"),
    [
        (["Mila, mentor van klas 2", "Bram"], {"mila", "bram"}),
        (["mila"], {"mila"}),
        (["M. de Vries", "Jan-Peter en ib’er"], {"vries", "jan", "peter"}),
        (["kartrekker", "sectie Nederlands", "hele groep", "", "leerkracht groep 5b"], set()),
    ],
)
def test_what_is_no_role_in_an_owner_is_a_name(owners: list[str], found: set[str]) -> None:
    assert names(owners) == found


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("vraagt Mila door", f"vraagt {SOMEBODY} door"),
        ("Mila’s les, BRAMS les", f"{SOMEBODY}’s les, {SOMEBODY} les"),
        ("Anne-Bram belt", f"Anne-{SOMEBODY} belt"),
        ("de bramen van Milan", "de bramen van Milan"),
        ("noemt bram iets", "noemt bram iets"),
        ("<b>Mila</b>", f"<b>{SOMEBODY}</b>"),
    ],
)
def test_a_known_name_with_a_capital_is_read_as_somebody(typed: str, read: str) -> None:
    assert without_names(typed, names(["Mila", "Bram"])) == read
