"""Checking a password takes a processor for a moment: strangers get so many a second, and a row of them has an end.

A browser in which the owner of the account came in before is not counted with them (decision 0008).
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from leidraad.errors import TooOften
from leidraad.machine.pace import Pace

#: A second, and at once: the leaders of a school who all begin at nine.
A_SECOND, AT_ONCE = 3.0, 30
#: A whole team at the same moment; the last of them waits twenty seconds.
MOST_WAITING = 90
FULL = "Er melden zich nu te veel mensen tegelijk aan. Wacht een halve minuut en probeer het dan opnieuw."
_Done = TypeVar("_Done")
_pace = Pace(A_SECOND, AT_ONCE)
#: One after the other, in a thread of their own: those that all others share stay free.
_strangers = ThreadPoolExecutor(1, "wachtwoorden")
_waiting = 0


async def checked(work: Callable[[], _Done], *, known: bool = False) -> _Done:
    """Run this beside the server when it is its turn, at once when `known`. Raises TooOften, and whatever `work` raises."""
    global _waiting
    if known:
        return await asyncio.to_thread(work)
    if _waiting >= MOST_WAITING:
        raise TooOften(FULL)
    _waiting += 1
    try:
        await asyncio.sleep(_pace.wait())
        return await asyncio.get_running_loop().run_in_executor(_strangers, work)
    finally:
        _waiting -= 1
