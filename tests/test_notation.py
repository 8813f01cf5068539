"""Dutch notation: numbers, dates, counts and lists as a person writes them."""

from datetime import UTC, date, datetime

import pytest

from leidraad.notation import count, day, decimal, listed, rounded, season, size, told_apart


@pytest.mark.parametrize(
    ("value", "step", "nearest"),
    [
        (3.15, "0.1", 3.2),
        (3.25, "0.1", 3.3),
        (3.05, "0.1", 3.1),
        (1.005, "0.01", 1.01),
        (3.25, "0.5", 3.5),
        (3.2499, "0.5", 3.0),
        (2.75, "0.5", 3.0),
        (0.1 + 0.2 + 2.75, "0.1", 3.1),
    ],
)
def test_halves_are_rounded_up_in_decimals(value: float, step: str, nearest: float) -> None:
    assert rounded(value, step) == nearest


@pytest.mark.parametrize(
    ("value", "written"),
    [(3.14159, "3,1"), (4, "4,0"), (3.25, "3,3"), (2.75, "2,8"), (3.05, "3,1"), (0.35, "0,4"), (1234.5, "1234,5")],
)
def test_a_number_has_one_decimal_with_a_comma_and_halves_go_up(value: float, written: str) -> None:
    assert decimal(value) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "1 kB"),
        (1_499, "1 kB"),
        (48_000, "48 kB"),
        (999_499, "999 kB"),
        (999_500, "1,0 MB"),
        (1_250_000, "1,3 MB"),
    ],
)
def test_a_file_has_a_size_in_kilobytes_or_megabytes(amount: int, written: str) -> None:
    assert size(amount) == written


@pytest.mark.parametrize(
    ("names", "written"), [(["a"], "a"), (["a", "b"], "a en b"), (("a", "b", "c"), "a, b en c")]
)
def test_a_list_reads_as_a_sentence(names: list[str], written: str) -> None:
    assert listed(names) == written


def test_counts_are_dutch() -> None:
    assert count(1, "collega", "collega's") == "1 collega"
    assert count(3, "collega", "collega's") == "3 collega's"


def test_dates_are_dutch() -> None:
    assert day(date(2026, 11, 21)) == "21 november 2026"


def test_a_moment_late_in_the_evening_has_the_date_of_amsterdam() -> None:
    assert day(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == "22 november 2026"


@pytest.mark.parametrize(("month", "name"), [(2, "Voorjaar 2026"), (7, "Voorjaar 2026"), (9, "Najaar 2026")])
def test_a_measurement_is_named_after_its_season(month: int, name: str) -> None:
    assert season(date(2026, month, 1)) == name


def test_of_one_name_the_second_says_so_and_the_beginning_of_another_is_no_name() -> None:
    assert told_apart(["kort", "kort en goed", "kort", "kort"]) == [
        "kort",
        "kort en goed",
        "kort (nummer 2)",
        "kort (nummer 3)",
    ]
    assert told_apart(["kort en goed", "kort"]) == ["kort en goed", "kort"]
