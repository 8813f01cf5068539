"""How often something may happen: so many at once, and then so many a second."""

import asyncio
import time


class Pace:
    """For one of whom it may happen so often."""

    def __init__(self, a_second: float, at_once: int) -> None:
        self._between = 1 / a_second
        self._ahead = self._between * (at_once - 1)
        self._next = 0.0

    def wait(self) -> float:
        """Count one more; gives the seconds until its turn."""
        now = time.monotonic()
        self._next = max(self._next, now)
        seconds = max(0.0, self._next - self._ahead - now)
        self._next += self._between
        return seconds

    def may(self) -> bool:
        """Whether one more may be now; only then it is counted."""
        now = time.monotonic()
        if self._next - self._ahead > now:
            return False
        self._next = max(self._next, now) + self._between
        return True


class Gate:
    """For all together: whoever comes too early waits, in the order of coming; who hangs up meanwhile takes no turn."""

    def __init__(self, a_second: float, at_once: int) -> None:
        self._pace = Pace(a_second, at_once)
        self._turn = asyncio.Lock()

    async def passed(self) -> None:
        """Until it is one's turn."""
        async with self._turn:
            await asyncio.sleep(self._pace.wait())
