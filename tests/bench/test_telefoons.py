"""The benchmark of the phones itself, with a few of them: every part ends, loses nothing and prints its lines.

How fast it is depends on the machine, and only the benchmark judges that.
"""

from pathlib import Path

import pytest

from tests.bench import studiedag, telefoons
from tests.bench.table import Row, below, p95
from tests.browser import chromium

INSTRUMENT = "leidraad-vo"
needs_chromium = pytest.mark.skipif(not chromium.found(), reason=chromium.MISSING)


def lossless(rows: list[Row]) -> None:
    """Whatever counts errors or what is stored is as it should be."""
    counted = [row for row in rows if row.bar in ("alle", "<= 0")]
    assert counted
    assert [str(row) for row in counted if not row.good] == []


def test_phones_that_fill_in_lose_no_answer_and_stand_beside_the_bare_form(tmp_path: Path) -> None:
    rows = telefoons.filled_in(tmp_path, 10, 0.1, 4, 20.0, 2000.0, INSTRUMENT)
    lossless(rows)
    assert "40 van 40" in str(rows[1])
    assert [bool(row.bare) for row in rows] == [True, False, True, True, False, False]


def test_what_a_page_weighs_and_an_answer_costs_stand_beside_the_bare_form(tmp_path: Path) -> None:
    first, following, second, cost, ratio = telefoons.compared(tmp_path, 30, INSTRUMENT, widget_phones=0)
    assert (first.good, following.good, second.good) == (True, True, True)  # bytes do not depend on the machine
    assert "bytes" in first.bare
    assert "ms" in cost.figure
    assert "ms" in cost.bare
    assert ratio.bar == "<= 3"


def test_everybody_who_waits_follows_a_step(tmp_path: Path) -> None:
    lossless(telefoons.following(tmp_path, 10, 0.5, INSTRUMENT))


@needs_chromium
def test_a_browser_reaches_the_first_statement_on_both_lines(tmp_path: Path) -> None:
    shared, slow = telefoons.scanned(tmp_path, 5, INSTRUMENT)
    assert (shared.bar, slow.bar) == ("<= 1.5", "<= 3")
    assert float(slow.figure.split()[0]) >= 1.2  # the page, its style, and the first statements: 400 ms each


@needs_chromium
def test_a_whole_study_day_loses_no_vote(tmp_path: Path) -> None:
    rows = studiedag.rows(tmp_path, 8, 0.05, INSTRUMENT)
    lossless(rows)
    assert [row.bar for row in rows[2:]] == ["<= 1"] * 3  # phones, screens and console


def test_a_figure_above_its_bar_says_no() -> None:
    assert str(below("eerste keer", 41_000, 40_000, "bytes")).endswith("NEE")
    assert str(below("eerste keer", 40_000, 40_000, "bytes")).endswith("ja")


def test_without_a_single_save_the_bar_is_not_reached() -> None:
    assert below("opslaan", p95([]), 50, "ms").good is False
