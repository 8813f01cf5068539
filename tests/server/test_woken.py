"""A step of a study day is on the wall and on another console at once, whoever took it and however seldom they look."""

import asyncio
import time

from tests.bench.studiedag import PATIENCE_SECONDS, Follower
from tests.server.conftest import Program


class NeverLooks(Follower):
    """A page of which the timers do nothing."""

    def _set_timer(self, fragment: str, interval: float) -> None:
        pass


async def a_day(program: Program) -> list[str]:
    console, *others = Follower(program.server.address), *(NeverLooks(program.server.address) for _ in range(2))
    for page, path in zip((console, *others), ("studiedag", "presenteren", "studiedag"), strict=True):
        page.cookie = program.leader
        await page.open(f"/{path}?meting={program.measurement}")
        if page is console:
            await console.press("dag-beginnen")
    before = time.perf_counter()
    await console.press("naar-invullen-uit-instappen")
    async with asyncio.timeout(PATIENCE_SECONDS):
        while any(one.drawn_at < before for one in others):
            await asyncio.sleep(0.02)
    for page in (console, *others):
        await page.close()
    return [error for page in (console, *others) for error in page.exceptions]


def test_a_wall_and_a_console_that_never_look_show_the_next_step_all_the_same(program: Program):
    assert asyncio.run(a_day(program)) == []
