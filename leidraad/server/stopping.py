"""Knowing at once that the server was told to stop: it first waits for every answer that is still owed."""

import asyncio
import signal
from collections.abc import Callable
from types import FrameType


def when_told_to_stop(do: Callable[[], object]) -> None:
    """Run this in the event loop when somebody stops the server, before what already answers that signal."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        before = signal.getsignal(number)

        def told(number: int, frame: FrameType | None, before: object = before) -> None:
            loop.call_soon_threadsafe(do)
            if callable(before):
                before(number, frame)

        signal.signal(number, told)
