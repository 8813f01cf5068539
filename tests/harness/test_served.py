"""Whoever is forked has the program loaded: multiprocessing says nothing when what it should load cannot be."""

import gc
import sys
from pathlib import Path

from tests.harness import served


def test_what_is_forked_has_the_program_loaded(tmp_path: Path) -> None:
    said = tmp_path / "gezegd"
    one = served.process(say, said)
    one.join(30)
    loaded, frozen = said.read_text().split()
    assert loaded == "True"
    assert int(frozen) > 100_000  # and nobody looks through all that again


def say(where: Path) -> None:
    where.write_text(f"{'tests.harness.loaded' in sys.modules} {gc.get_freeze_count()}")
