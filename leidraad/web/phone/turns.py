"""Whose turn it is: a few phones are drawn at once and one is written at a time, in the order in which they came.

The database has one writer and the interpreter one thread. Whoever waits for them inside a thread is served in any
order, and keeps that thread from others.
"""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

_DRAWN_AT_ONCE = 4
_WRITTEN_AT_ONCE = 1
_Done = TypeVar("_Done")
#: Of each event loop: a server has one.
_drawing: RunVar[CapacityLimiter] = RunVar("phones that are drawn")
_writing: RunVar[CapacityLimiter] = RunVar("phones that are written")


async def draw(work: Callable[[], _Done]) -> _Done:
    """Run this beside the server; it only reads."""
    return await to_thread.run_sync(work, limiter=_limiter(_drawing, _DRAWN_AT_ONCE))


async def write(work: Callable[[], _Done]) -> _Done:
    """Run this beside the server, alone among what phones write."""
    return await to_thread.run_sync(work, limiter=_limiter(_writing, _WRITTEN_AT_ONCE))


def _limiter(own: RunVar[CapacityLimiter], many: int) -> CapacityLimiter:
    found = own.get(None)
    if found is None:
        found = CapacityLimiter(many)
        own.set(found)
    return found
