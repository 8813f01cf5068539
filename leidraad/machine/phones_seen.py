"""How many phones opened the check page since the server started: a number in memory, and gone with it."""

import threading

_lock = threading.Lock()
_count = 0


def number() -> int:
    """How many phones opened the check page since the server started."""
    return _count


def one_more() -> None:
    """A phone opened the check page for the first time."""
    global _count
    with _lock:
        _count += 1
