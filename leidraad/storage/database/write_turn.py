"""One writer at a time in this process where the database has one (SQLite), and whether writing works now.

On a database server writers go on beside each other: there rows are held, not the process. Who waited while another
waited in vain for a program that holds the database, hears the same: all of them at once, and not each after a wait of
its own.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from time import monotonic
from types import FrameType

from leidraad.errors import DatabaseAway, DatabaseLocked, StorageError

#: A phone that could not save tries again within this time, so what is older is over.
REMEMBERED_SECONDS = 30
lock = threading.RLock()
_failed: tuple[float, StorageError] | None = None
_of_thread = threading.local()
_asked_to_stop = False


@contextmanager
def turn(*, alone: bool) -> Iterator[None]:
    """The block writes, `alone` in this process or not; what it raises is remembered until somebody writes again."""
    global _failed
    came = monotonic()
    with lock if alone else nullcontext():
        require_free(came)
        outer, _of_thread.writes = _writes(), True
        try:
            yield
        except StorageError as error:
            _failed = (monotonic(), error)
            raise
        finally:
            _of_thread.writes = outer
        _failed = None
    if not outer:
        _stop_if_asked()


def _writes() -> bool:
    """Whether this thread is writing."""
    return getattr(_of_thread, "writes", False)


def interrupt(_number: int, _frame: FrameType | None) -> None:
    """What Ctrl+C does, but never in the middle of a write: that would stay open, and hold up whoever tidies up."""
    global _asked_to_stop
    if _writes():
        _asked_to_stop = True
    else:
        raise KeyboardInterrupt


def _stop_if_asked() -> None:
    global _asked_to_stop
    if _asked_to_stop and threading.current_thread() is threading.main_thread():
        _asked_to_stop = False
        raise KeyboardInterrupt


def forget() -> None:
    """Another database is opened: what was true of the one before says nothing of it."""
    global _failed
    _failed = None


def require_free(since: float) -> None:
    """Raise DatabaseLocked or DatabaseAway when somebody waited in vain until after this moment (`time.monotonic`)."""
    failed = _failed
    if failed and failed[0] >= since and isinstance(failed[1], DatabaseLocked | DatabaseAway):
        raise type(failed[1])(str(failed[1]))


def trouble() -> str:
    """Why nothing can be written now, in a sentence; nothing while it works, or when nobody tried for half a minute."""
    failed = _failed
    return str(failed[1]) if failed and monotonic() - failed[0] < REMEMBERED_SECONDS else ""
