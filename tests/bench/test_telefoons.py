"""The benchmark of the phones itself, with a few of them: it ends, loses nothing and knows a bar that is not reached."""

from pathlib import Path

from tests.bench import telefoons


def test_a_short_run_prints_every_kind_of_row_and_loses_no_answer(tmp_path: Path) -> None:
    rows = telefoons.filled_in(tmp_path, 10, 0.1, 4, 20.0, 2000.0, "leidraad-vo")
    said = [str(row) for row in rows]
    assert "40 van 40" in said[1]
    assert all(row.good is not False for row in rows)


def test_a_figure_above_its_bar_says_no() -> None:
    assert str(telefoons.below("eerste keer", 41_000, 40_000, "bytes")).endswith("NEE")
    assert str(telefoons.below("eerste keer", 40_000, 40_000, "bytes")).endswith("ja")


def test_without_a_single_save_the_bar_is_not_reached() -> None:
    assert telefoons.below("opslaan", telefoons.p95([]), 50, "ms").good is False
