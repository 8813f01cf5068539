"""Dutch notation, and text of users that stays text."""

from datetime import UTC, date, datetime

import pytest

from leidraad.notation import count, day, number, season
from leidraad.ui.shell.wording import literal


def test_dates_and_numbers_are_dutch() -> None:
    assert day(date(2026, 11, 21)) == "21 november 2026"
    assert number(3.14159) == "3,1"
    assert count(1, "collega", "collega's") == "1 collega"
    assert count(3, "collega", "collega's") == "3 collega's"


def test_a_moment_late_in_the_evening_has_the_date_of_amsterdam() -> None:
    assert day(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == "22 november 2026"


@pytest.mark.parametrize(("month", "name"), [(2, "voorjaar 2026"), (7, "voorjaar 2026"), (9, "najaar 2026")])
def test_a_measurement_is_named_after_its_season(month: int, name: str) -> None:
    assert season(date(2026, month, 1)) == name


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
