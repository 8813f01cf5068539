"""Whether a folder is in use by a program of ours: held while it runs, and let go of by the system however it ends.

Many may use it beside each other; who wants it alone, to put another database in its place, gets it only when nobody does.
"""

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

#: Windows locks stretches of a file, for one owner each: who shares takes one byte, and who wants it alone all of them.
_FILE, PLACES = "in-gebruik", 64

_log = logging.getLogger("leidraad.opslag")


def hold(folder: Path, *, alone: bool) -> int | None:
    """Say to other programs that this folder is in use, until `let_go`; None when it is, and one of us wants it alone."""
    if sys.platform == "win32":
        import msvcrt

        def lock(held: int, start: int, length: int) -> None:
            os.lseek(held, start, os.SEEK_SET)
            msvcrt.locking(held, msvcrt.LK_NBLCK, length)

        return by_places(os.open(folder / _FILE, os.O_RDWR | os.O_CREAT), lock, alone=alone)
    import fcntl

    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    except OSError as error:  # a disk of another computer that knows no such thing
        _log.warning("Of de map %s in gebruik is, is hier niet te zien: %s", folder, error.strerror)
    return held


def by_places(held: int, lock: Callable[[int, int, int], None], *, alone: bool) -> int | None:
    """The same with locks on stretches of an open file. `lock` raises OSError when any byte of that stretch is taken."""
    wanted = [(0, PLACES)] if alone else [(place, 1) for place in range(PLACES)]
    for start, length in wanted:
        try:
            lock(held, start, length)
        except OSError:
            continue
        return held
    os.close(held)
    return None


def let_go(held: int | None) -> None:
    """The end of `hold`."""
    if held is not None:
        os.close(held)
