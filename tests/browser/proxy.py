"""A line between phones and the server as wifi is: everybody shares it, and it can be cut, go silent, be restored."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, Self

PIECE = 65536
PACKET = 1460  # on a line with a bound all take turns, a packet at a time


class Line:
    """A TCP proxy in its own thread; phones use `port`. Use as a context manager.

    With `megabits` no more than that passes in a second, in both directions and for everybody together.
    """

    def __init__(self, target: int, megabits: float = 0) -> None:
        self.target = target
        self._seconds_per_byte = 8 / (megabits * 1e6) if megabits else 0.0
        self._free_at = 0.0
        self.port = 0
        self._silent = False
        self._refusing = False
        self._swallowing = False
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._carry, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def cut(self) -> None:
        """End all connections, as a router that restarts; new ones are refused until `restore`."""
        self._refusing = True
        self._do(self._hang_up())

    def go_silent(self) -> None:
        """Keep connections open and carry nothing: the phone believes that it is connected."""
        self._silent = True

    def swallow_answers(self) -> None:
        """Carry what the phone says to the server, and nothing back."""
        self._swallowing = True

    def restore(self) -> None:
        """Carry everything again. What fell into the silence does not come back."""
        self._silent = self._refusing = self._swallowing = False

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refusing:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, far_writer}
        self._writers |= ends
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer, answers=True))
        self._writers -= ends

    async def _pump(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, answers: bool = False
    ) -> None:
        try:
            while piece := await source.read(PACKET if self._seconds_per_byte else PIECE):
                await self._turn(len(piece))
                if not (self._silent or (answers and self._swallowing)):
                    target.write(piece)
                    await target.drain()
        except OSError:
            pass
        finally:
            target.close()

    async def _turn(self, size: int) -> None:
        if self._seconds_per_byte:
            now = self._loop.time()
            self._free_at = max(self._free_at, now) + size * self._seconds_per_byte
            await asyncio.sleep(self._free_at - now)

    async def _hang_up(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def _end(self) -> None:
        self._server.close()
        await self._hang_up()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
