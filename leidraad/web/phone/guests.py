"""Whether a code exists, before anybody takes the place of another phone: guessers wait for each other only.

However many come at once, they cost one read together, and one write. Who has a right code is known from then on.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

from leidraad.errors import StorageError, TooOften, UnknownCode
from leidraad.storage.database.engine import engine
from leidraad.storage.measurements import joining

#: Between two reads for those of whom nothing is known yet.
GATHER_SECONDS = 0.05
_MOST_TOGETHER = 500
_MOST_REMEMBERED = 5_000
_Asked = TypeVar("_Asked")
_Said = TypeVar("_Said")
Try = tuple[str, str | None]


async def require(code: str, device: str | None) -> None:
    """Raises UnknownCode, or TooOften; nothing for the code of a measurement, whatever its state."""
    if not await is_right(code):
        raise await _of_this_loop().count.ask((code, device))


async def is_right(code: str) -> bool:
    """Whether this is the code of a measurement; a wrong one is not counted. Raises StorageError."""
    right, key = _of_this_loop().right, (engine(), code)
    if key not in right and await _of_this_loop().look.ask(code):
        if len(right) >= _MOST_REMEMBERED:
            right.clear()
        right.add(key)
    return key in right


class _Together(Generic[_Asked, _Said]):
    """What is asked while another answer is made is answered with the next one, all at once."""

    def __init__(self, answer: Callable[[list[_Asked]], list[_Said]]) -> None:
        self._answer = answer
        self._limiter = CapacityLimiter(1)
        self._asked: list[tuple[_Asked, asyncio.Future[_Said]]] = []
        self._answering: asyncio.Task[None] | None = None

    async def ask(self, asked: _Asked) -> _Said:
        """What is said to this. Raises StorageError."""
        said: asyncio.Future[_Said] = asyncio.get_running_loop().create_future()
        self._asked.append((asked, said))
        if self._answering is None or self._answering.done():
            self._answering = asyncio.create_task(self._answer_all())
        return await said

    async def _answer_all(self) -> None:
        while self._asked:
            asked, self._asked = self._asked[:_MOST_TOGETHER], self._asked[_MOST_TOGETHER:]
            try:
                answers = await to_thread.run_sync(self._answer, [one for one, _ in asked], limiter=self._limiter)
            except Exception as error:
                _tell(asked, error)
            else:
                for (_, said), answer in zip(asked, answers, strict=True):
                    if not said.done():
                        said.set_result(answer)
            await asyncio.sleep(GATHER_SECONDS)


def _tell(asked: list[tuple[Any, "asyncio.Future[Any]"]], error: Exception) -> None:
    for _, said in asked:
        if not said.done():
            said.set_exception(type(error)(str(error)) if isinstance(error, StorageError) else error)


def _exist(asked: list[str]) -> list[bool]:
    found = joining.existing(asked)
    return [code in found for code in asked]


class _Guests:
    """Those of one event loop; a server has one."""

    def __init__(self) -> None:
        self.right: set[tuple[Any, str]] = set()
        self.look: _Together[str, bool] = _Together(_exist)
        self.count: _Together[Try, UnknownCode | TooOften] = _Together(joining.refusals)


_guests: RunVar[_Guests] = RunVar("guests")


def _of_this_loop() -> _Guests:
    found = _guests.get(None)
    if found is None:
        found = _Guests()
        _guests.set(found)
    return found
