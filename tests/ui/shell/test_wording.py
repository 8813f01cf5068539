"""Text of users stays text."""

import pytest

from leidraad.ui.shell.wording import literal


@pytest.mark.parametrize(
    "plain", ["Bovenbouw havo/vwo", "Groep 5-8", "Sectie Frans (vmbo)", "3 en 4 havo", "Het 't Huis"]
)
def test_an_ordinary_name_is_left_as_it_is(plain: str) -> None:
    assert literal(plain) == plain


@pytest.mark.parametrize(
    ("typed", "harmless"),
    [
        ("**vet**", r"\*\*vet\*\*"),
        ("[link](http://x.nl)", "\\[link\\](http:\u2060//x.nl)"),
        ("![plaatje](x)", r"!\[plaatje\](x)"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        (":smile:", ":\u2060smile:\u2060"),
        ("$x^2$", r"\$x^2\$"),
        ("www.x.nl", "www\u2060.x.nl"),
        ("a@b.nl", "a@\u2060b.nl"),
        ("# kop", r"\# kop"),
        ("- lijst", r"\- lijst"),
        ("1. lijst", r"1\. lijst"),
        ("`code`", r"\`code\`"),
        ("&amp;", r"\&amp;"),
    ],
)
def test_markup_in_a_name_is_shown_letter_for_letter(typed: str, harmless: str) -> None:
    assert literal(typed) == harmless
