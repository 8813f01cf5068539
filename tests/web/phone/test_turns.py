"""Whose turn it is: what phones write goes one at a time in the order of coming, and keeps nobody from reading."""

import asyncio
import threading
from collections.abc import Awaitable

from leidraad.web.phone import turns

PATIENCE = 20.0


def in_one_loop(story: Awaitable[None]) -> None:
    async def run() -> None:
        await asyncio.wait_for(story, PATIENCE)

    asyncio.run(run())


class Doors:
    """Work that waits inside until it is let go, and notes who came in."""

    def __init__(self) -> None:
        self.came: list[int] = []
        self.let_go = threading.Event()

    def enter(self, number: int) -> int:
        self.came.append(number)
        assert self.let_go.wait(PATIENCE)
        return number

    async def has(self, many: int) -> None:
        while len(self.came) < many:
            await asyncio.sleep(0.001)


def test_writes_go_one_at_a_time_in_the_order_in_which_they_came() -> None:
    async def story() -> None:
        doors = Doors()
        writes = [
            asyncio.create_task(turns.write(lambda number=number: doors.enter(number))) for number in range(20)
        ]
        await doors.has(1)
        await turns.draw(lambda: None)  # time for another one to slip in
        assert doors.came == [0]
        doors.let_go.set()
        assert await asyncio.gather(*writes) == list(range(20))
        assert doors.came == list(range(20))

    in_one_loop(story())


def test_a_write_that_waits_keeps_nobody_from_reading() -> None:
    async def story() -> None:
        doors = Doors()
        writes = [asyncio.create_task(turns.write(lambda: doors.enter(0))) for _ in range(100)]
        await doors.has(1)
        assert await turns.draw(lambda: "een scherm") == "een scherm"
        doors.let_go.set()
        await asyncio.gather(*writes)

    in_one_loop(story())


def test_screens_that_wait_keep_nobody_from_writing() -> None:
    async def story() -> None:
        doors = Doors()
        screens = [asyncio.create_task(turns.draw(lambda: doors.enter(0))) for _ in range(100)]
        await doors.has(1)
        assert await turns.write(lambda: "opgeslagen") == "opgeslagen"
        doors.let_go.set()
        await asyncio.gather(*screens)

    in_one_loop(story())
