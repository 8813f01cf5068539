"""Knowing at once that the server was told to stop: it first waits for every answer that is still owed."""

import asyncio
import signal
from collections.abc import Callable
from types import FrameType


def when_told_to_stop(do: Callable[[], object], *, again: Callable[[], object]) -> None:
    """Run `do` in the event loop when somebody stops the server, before what already answers that signal.

    Told once more it waits for nobody: then `again` runs at once. A window that is closed stops it as Ctrl+C does.
    """
    loop, told_before = asyncio.get_running_loop(), False
    answers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    hangs_up = getattr(signal, "SIGHUP", None)
    if hangs_up and signal.getsignal(hangs_up) is signal.SIG_DFL:  # otherwise somebody wants it to go on (nohup)
        answers[hangs_up] = answers[signal.SIGTERM]

    def told(number: int, frame: FrameType | None) -> None:
        nonlocal told_before
        if told_before:
            again()
        else:
            loop.call_soon_threadsafe(do)
        told_before = True
        if callable(answer := answers[signal.Signals(number)]):
            answer(signal.SIGTERM if number == hangs_up else number, frame)

    for number in answers:
        signal.signal(number, told)
