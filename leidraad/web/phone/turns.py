"""Whose turn it is: a few phones are drawn at once and one is written at a time, in the order in which they came.

The database has one writer and the interpreter one thread. Whoever waits for them inside a thread is served in any
order, and keeps that thread from others. Taps that wait for their turn go to the disk together: on a slow disk
that is what takes the time.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

from leidraad.errors import LeidraadError, StorageError
from leidraad.storage.database import engine

_DRAWN_AT_ONCE = 4
_WRITTEN_AT_ONCE = 1
_MOST_TOGETHER = 50
_Done = TypeVar("_Done")
_Work = Callable[[], Any]


class _Turns:
    """Those of one event loop; a server has one."""

    def __init__(self) -> None:
        self.drawing = CapacityLimiter(_DRAWN_AT_ONCE)
        self.writing = CapacityLimiter(_WRITTEN_AT_ONCE)
        self.taps: list[tuple[_Work, asyncio.Future[Any]]] = []
        self.saving: asyncio.Task[None] | None = None


_turns: RunVar[_Turns] = RunVar("turns of phones")


async def draw(work: Callable[[], _Done]) -> _Done:
    """Run this beside the server; it only reads."""
    return await to_thread.run_sync(work, limiter=_of_this_loop().drawing)


async def write(work: Callable[[], _Done]) -> _Done:
    """Run this beside the server, alone among what phones write."""
    return await to_thread.run_sync(work, limiter=_of_this_loop().writing)


async def save(work: Callable[[], _Done]) -> _Done:
    """The same for a tap: with the others that wait, in one transaction."""
    turns = _of_this_loop()
    saved: asyncio.Future[_Done] = asyncio.get_running_loop().create_future()
    turns.taps.append((work, saved))
    if turns.saving is None or turns.saving.done():
        turns.saving = asyncio.create_task(_save_all(turns))
    return await saved


async def _save_all(turns: _Turns) -> None:
    while turns.taps:
        batch, turns.taps = turns.taps[:_MOST_TOGETHER], turns.taps[_MOST_TOGETHER:]
        outcomes = await write(lambda works=[work for work, _ in batch]: _all_of(works))  # type: ignore[misc]
        for (_, saved), outcome in zip(batch, outcomes, strict=True):
            if saved.done():
                continue  # the phone hung up
            if isinstance(outcome, Exception):
                saved.set_exception(outcome)
            else:
                saved.set_result(outcome)


def _all_of(works: Sequence[_Work]) -> list[Any]:
    """What each gave, or what it raised; nobody is told "saved" before the disk has it."""
    began = False
    if len(works) > 1:
        try:
            with engine.together():
                began = True
                return [_outcome(work) for work in works]
        except StorageError as error:
            if not began:  # nobody can write now: waiting for that once is enough
                return [type(error)(str(error)) for _ in works]
        except Exception:  # noqa: S110 - nobody foresaw it, and it is only one's own: below that one hears it
            pass
    return [_alone(work) for work in works]  # whatever failed, the others go each for itself


def _outcome(work: _Work) -> Any:
    try:
        return work()
    except StorageError:
        raise
    except LeidraadError as refusal:
        return refusal


def _alone(work: _Work) -> Any:
    try:
        return work()
    except Exception as error:
        return error


def _of_this_loop() -> _Turns:
    found = _turns.get(None)
    if found is None:
        found = _Turns()
        _turns.set(found)
    return found
