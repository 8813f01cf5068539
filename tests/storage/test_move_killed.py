"""The command that kills `verhuizen`, with one move; and it knows it when a row is gone, or when it was not done."""

import random
from pathlib import Path

import pytest

from leidraad.storage.database import moved_away
from tests.databases import PostgresServer
from tests.harness import moving


def test_a_move_that_is_killed_at_random_moments_brings_every_row(
    tmp_path: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    monkeypatch.setattr(moving, "MOST_KILLS", 1)
    tally = moving.run(tmp_path, postgres, times=1, chance=random.Random(4), until=float("inf"))
    assert tally.wrong == []
    assert (tally.moves, tally.before + tally.halfway + tally.after) == (1, 1)


def test_a_row_that_is_gone_and_a_move_that_is_not_done_are_named(
    tmp_path: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = postgres.migrated()
    was = moving.rows(there) | {"school": [(1, "De Brug")]}
    assert list(moving._at_the_end(tmp_path / "leidraad.db", there, was)) == [
        "niet hetzelfde: school",
        "het oude bestand is niet dicht",
    ]
    (tmp_path / f"leidraad.db{moved_away.END}").write_text("")
    assert "niet af" in list(moving._at_the_end(tmp_path / "leidraad.db", postgres.empty(), {}))
