"""Many programs use a folder beside each other; who wants it alone gets it only when nobody does."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from leidraad.machine import in_use
from leidraad.settings import ROOT

_OTHER = """
import sys
from pathlib import Path
from leidraad.machine import in_use
print(in_use.hold(Path(sys.argv[1]), alone=False) is not None, flush=True)
sys.stdin.read()
"""
Hold = Callable[..., int | None]


def of_this_system(folder: Path, *, alone: bool) -> int | None:
    return in_use.hold(folder, alone=alone)


def by_places(folder: Path, *, alone: bool) -> int | None:
    """As on Windows, with the locks of this system that behave as those do: of a stretch, for one owner, until it closes."""
    import fcntl
    import struct

    def lock(held: int, start: int, length: int) -> None:
        asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, start, length, 0)
        fcntl.fcntl(held, fcntl.F_OFD_SETLK, asked)

    return in_use.by_places(os.open(folder / "in-gebruik", os.O_RDWR | os.O_CREAT), lock, alone=alone)


@pytest.fixture(
    params=[
        of_this_system,
        pytest.param(
            by_places, marks=pytest.mark.skipif(sys.platform != "linux", reason="alleen Linux kent zulke sloten")
        ),
    ]
)
def hold(request: pytest.FixtureRequest, tmp_path: Path) -> Hold:
    return partial(request.param, tmp_path)


def test_many_use_it_and_nobody_gets_it_alone_meanwhile(hold: Hold) -> None:
    first, second = hold(alone=False), hold(alone=False)
    assert first is not None
    assert second is not None
    assert hold(alone=True) is None
    in_use.let_go(first)
    assert hold(alone=True) is None
    in_use.let_go(second)
    alone = hold(alone=True)
    assert alone is not None
    in_use.let_go(alone)


def test_while_one_has_it_alone_nobody_begins_to_use_it(hold: Hold) -> None:
    alone = hold(alone=True)
    assert hold(alone=False) is None
    assert hold(alone=True) is None
    in_use.let_go(alone)
    shared = hold(alone=False)
    assert shared is not None
    in_use.let_go(shared)


def test_a_program_that_is_killed_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _OTHER, tmp_path], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"True\n"
        assert in_use.hold(tmp_path, alone=True) is None
        other.send_signal(signal.SIGKILL)
        other.wait()
    held = in_use.hold(tmp_path, alone=True)
    assert held is not None
    in_use.let_go(held)
