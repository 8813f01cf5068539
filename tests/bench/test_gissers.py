"""Strangers with wrong codes, in short: `python -m tests.bench.gissers` is the whole minute."""

from pathlib import Path

from tests.bench import gissers


def test_strangers_with_wrong_codes_slow_nobody_with_the_right_one(tmp_path: Path) -> None:
    rows = gissers.measured(tmp_path, seconds=3, a_minute=3_000, a_second=4)
    found = {row.what: row for row in rows}
    for errors in ("foute codes: wat geen nee was", "goede codes: fouten"):
        assert found[errors].good, [str(row) for row in rows]
    joining = float(found["instappen p95 met gissers"].figure.split()[0])
    assert (
        joining < 6_000
    )  # milliseconds, on a busy machine too: with waits in one queue it would be many of 2 s each
