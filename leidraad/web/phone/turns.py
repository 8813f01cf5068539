"""Whose turn it is: a few phones are drawn at once and one is written at a time, in the order in which they came.

A file has one writer and the interpreter one thread. Whoever waits for them inside a thread is served in any
order, and keeps that thread from others. Taps that wait for their turn go to the disk together: on a slow disk
that is what takes the time. A database server has many writers: there each measurement has a row of taps of its own.
While another program holds the database, or the server is away, nobody waits longer than the first in the row.

Those who wait stand in the row of the threads themselves: handed over by the event loop each turn would last as long as
the loop needs to go past everybody who has something to say, strangers too.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from anyio.lowlevel import RunVar

from leidraad.errors import DatabaseAway, DatabaseLocked, LeidraadError, StorageError
from leidraad.storage.database import engine, write_turn

_DRAWN_AT_ONCE = 4
_WRITTEN_AT_ONCE, _WRITTEN_AT_ONCE_ON_A_SERVER = 1, 4
_MOST_TOGETHER = 50
_Done = TypeVar("_Done")
_Work = Callable[[], Any]


class _Tap(NamedTuple):
    """What is to be written, who waits for it, and since when."""

    work: _Work
    saved: "asyncio.Future[Any]"
    came: float


class _Turns:
    """Those of one event loop; a server has one."""

    def __init__(self) -> None:
        self.drawing = ThreadPoolExecutor(_DRAWN_AT_ONCE, "tekenen")
        self.writing = ThreadPoolExecutor(
            _WRITTEN_AT_ONCE_ON_A_SERVER if engine.is_server() else _WRITTEN_AT_ONCE, "opslaan"
        )
        self.rows: dict[str, list[_Tap]] = {}
        self.saving: dict[str, asyncio.Task[None]] = {}
        self.away: tuple[float, DatabaseAway] | None = None


_turns: RunVar[_Turns] = RunVar("turns of phones")


async def draw(work: Callable[[], _Done]) -> _Done:
    """Run this beside the server; it only reads. Who waited while another found nobody there hears the same."""
    came, turns = monotonic(), _of_this_loop()

    def when_free() -> _Done:
        if turns.away and turns.away[0] >= came:
            raise DatabaseAway(str(turns.away[1]))
        try:
            return work()
        except DatabaseAway as error:
            turns.away = (monotonic(), error)
            raise

    return await asyncio.get_running_loop().run_in_executor(turns.drawing, when_free)


async def write(work: Callable[[], _Done]) -> _Done:
    """Run this beside the server, alone among what phones write."""
    came = monotonic()

    def when_free() -> _Done:
        write_turn.require_free(came)
        return work()

    return await asyncio.get_running_loop().run_in_executor(_of_this_loop().writing, when_free)


async def save(work: Callable[[], _Done], code: str = "") -> _Done:
    """The same for a tap in the measurement with this code: with the others that wait, in one transaction."""
    turns = _of_this_loop()
    row = code if engine.is_server() else ""
    saved: asyncio.Future[_Done] = asyncio.get_running_loop().create_future()
    turns.rows.setdefault(row, []).append(_Tap(work, saved, monotonic()))
    if row not in turns.saving:
        turns.saving[row] = asyncio.create_task(_save_all(turns, row))
    return await saved


async def _save_all(turns: _Turns, row: str) -> None:
    try:
        while taps := turns.rows.pop(row, None):
            if rest := taps[_MOST_TOGETHER:]:
                turns.rows[row] = rest
            batch = taps[:_MOST_TOGETHER]
            outcomes = await asyncio.get_running_loop().run_in_executor(turns.writing, _all_of, batch)
            for tap, outcome in zip(batch, outcomes, strict=True):
                if tap.saved.done():
                    continue  # the phone hung up
                if isinstance(outcome, Exception):
                    tap.saved.set_exception(outcome)
                else:
                    tap.saved.set_result(outcome)
    finally:
        del turns.saving[row]


def _all_of(taps: Sequence[_Tap]) -> list[Any]:
    """What each gave, or what it raised; nobody is told "saved" before the disk has it."""
    began = False
    for apart in (False, True) if len(taps) > 1 else ():
        try:
            write_turn.require_free(taps[0].came)
            with engine.together(apart=apart):
                began = True
                return [_outcome(tap.work) for tap in taps]
        except engine.Undone:
            continue  # one was refused: all again, each apart
        except StorageError as error:
            if not began or isinstance(error, DatabaseLocked | DatabaseAway):
                # nobody can write now: waiting for that once is enough
                return [type(error)(str(error)) for _ in taps]
            break
        except Exception:  # nobody foresaw it, and it is only one's own: below that one hears it
            break
    return [_alone(tap) for tap in taps]  # whatever failed, the others go each for itself


def _outcome(work: _Work) -> Any:
    try:
        return work()
    except StorageError:
        raise
    except LeidraadError as refusal:
        return refusal


def _alone(tap: _Tap) -> Any:
    try:
        write_turn.require_free(tap.came)
        return tap.work()
    except Exception as error:
        return error


def _of_this_loop() -> _Turns:
    found = _turns.get(None)
    if found is None:
        found = _Turns()
        _turns.set(found)
    return found
