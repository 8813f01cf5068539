"""What strangers ask costs little, however many they are: one answer for all that ask together, and "no" comes late."""

import asyncio
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from anyio import CapacityLimiter, to_thread

from leidraad.errors import StorageError

#: Between two answers.
GATHER_SECONDS = 0.05
_MOST_TOGETHER = 500
#: How long a guesser waits for "no"; it holds nothing that another phone needs. Beyond so many at a time "no" comes at
#: once, which keeps nothing.
HELD_SECONDS = 2
MOST_HELD = 500
_held = 0
_Asked = TypeVar("_Asked")
_Said = TypeVar("_Said")


async def hold_back() -> None:
    """Let a guesser wait for the answer."""
    global _held
    if _held >= MOST_HELD:
        return
    _held += 1
    try:
        await asyncio.sleep(HELD_SECONDS)
    finally:
        _held -= 1


class Together(Generic[_Asked, _Said]):
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
