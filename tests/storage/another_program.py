"""A second program on the same database: it saves answers until the measurement closes. Run with `-m`.

Prints one line of JSON per device when it ends: what the database acknowledged, and nothing that it refused. Another one
only holds the database for itself.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from leidraad.errors import MeasurementNotOpen
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from tests.storage.scene import CORE

_HOLDS = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_program_holds(file: Path) -> Iterator[Callable[[], object]]:
    """Nobody else can write in this SQLite file until the block ends, or until what it gives is called."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        try:
            yield other.communicate
        finally:
            if other.returncode is None:
                other.communicate()


def save_until_refused(measurement: int, device: str) -> dict[str, int]:
    """Keeps answering and changing answers; gives what was acknowledged, by statement."""
    acknowledged: dict[str, int] = {}
    for step, item in enumerate(cycle(CORE)):
        value = (step * 7 + len(device)) % 6
        try:
            answers.save(measurement, device, {item: value})
        except MeasurementNotOpen:
            return acknowledged
        acknowledged[item] = value
        answers.mine(measurement, device)  # as a screen does; it also lets others write in between
    raise AssertionError("a cycle does not end")


if __name__ == "__main__":
    url, measurement, device = sys.argv[1:]
    engine.open_database(url)
    print(json.dumps(save_until_refused(int(measurement), device)))
    engine.close_database()
