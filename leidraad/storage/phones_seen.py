"""How many phones opened the check page since the server started: a number in memory, and gone with it.

Of several processes each notes its own number, and a phone that one of them counted is counted.
"""

import secrets
import threading

from leidraad.storage.database import between

_NUMBER, _MARK = "telefoons ", "telefoons-teken "
_lock = threading.Lock()


def number() -> int:
    """How many phones opened the check page since the server started."""
    return sum(between.all_noted(_NUMBER))


def mark() -> str:
    """What a phone that was counted brings: the same for every phone, it says only "counted since this start"."""
    with _lock:
        name = _MARK + between.me()
        if not between.noted(name):
            between.note(name, secrets.token_hex(8))
        return str(between.noted(name))


def counted(brought: str | None) -> bool:
    """Whether a phone that brings this was counted since the start."""
    return brought in between.all_noted(_MARK)


def one_more() -> None:
    """A phone opened the check page for the first time."""
    with _lock:
        name = _NUMBER + between.me()
        between.note(name, (between.noted(name) or 0) + 1)
