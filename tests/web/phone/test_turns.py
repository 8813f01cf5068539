"""Whose turn it is: what phones write goes one at a time in the order of coming, and keeps nobody from reading; taps go together."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable

import pytest

from leidraad.errors import InvalidAnswer, StorageError
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.web.phone import turns

PATIENCE = 20.0
ITEM = "vo-a1-01"
WHO = ["twee", "drie", "vier"]
Tap = Callable[[], int]


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


# --- taps that wait go to the disk together ---


def all_at_once(*taps: Tap) -> list[object]:
    """What became of these taps, which come while another one is being written."""
    found: list[object] = []

    async def story() -> None:
        doors = Doors()
        first = asyncio.create_task(turns.save(lambda: doors.enter(0)))
        await doors.has(1)
        waiting = [asyncio.create_task(turns.save(tap)) for tap in taps]
        await turns.draw(lambda: None)
        doors.let_go.set()
        await first
        found.extend(await asyncio.gather(*waiting, return_exceptions=True))

    in_one_loop(story())
    return found


def tap(measurement: Measurement, device: str, value: int) -> int:
    """Saves an answer; gives how many others can see it already."""
    id = measurement.id or 0
    answers.change(id, device, {ITEM: value}, {})
    return len(answers.mine(id, device))


def test_taps_that_wait_are_on_the_disk_together_before_anybody_hears_so(opened: Measurement) -> None:
    assert all_at_once(lambda: tap(opened, "een", 1)) == [1]  # alone it is written at once
    assert all_at_once(*[lambda who=who: tap(opened, who, 3) for who in WHO]) == [0] * len(WHO)
    assert [answers.mine(opened.id or 0, who) for who in WHO] == [{ITEM: 3}] * len(WHO)


def test_a_tap_that_is_refused_hears_so_alone(opened: Measurement) -> None:
    first, wrong, last = all_at_once(
        lambda: tap(opened, "twee", 3), lambda: tap(opened, "drie", 9), lambda: tap(opened, "vier", 5)
    )
    assert (first, last) == (0, 0)
    assert isinstance(wrong, InvalidAnswer)
    assert [answers.mine(opened.id or 0, who) for who in WHO] == [{ITEM: 3}, {}, {ITEM: 5}]


def test_what_was_begun_before_a_refusal_is_undone_alone(opened: Measurement) -> None:
    def begun() -> None:
        with engine.recording():
            tap(opened, "drie", 4)
            raise InvalidAnswer("Toch niet.")

    first, refused, last = all_at_once(lambda: tap(opened, "twee", 3), begun, lambda: tap(opened, "vier", 5))
    assert (first, str(refused), last) == (0, "Toch niet.", 0)
    assert [answers.mine(opened.id or 0, who) for who in WHO] == [{ITEM: 3}, {}, {ITEM: 5}]


@pytest.mark.parametrize("error", [StorageError("De schijf is vol."), ValueError("nobody foresaw it")])
def test_when_one_fails_the_others_are_written_each_for_itself(opened: Measurement, error: Exception) -> None:
    def fails() -> int:
        tap(opened, "drie", 4)
        raise error

    first, failed, last = all_at_once(lambda: tap(opened, "twee", 3), fails, lambda: tap(opened, "vier", 5))
    assert (first, last) == (1, 1)
    assert failed is error
    assert answers.mine(opened.id or 0, "twee") == {ITEM: 3}
    assert answers.mine(opened.id or 0, "vier") == {ITEM: 5}


def test_many_screens_are_drawn_while_the_server_goes_once_past_everybody_who_has_something_to_say() -> None:
    """Handed over by the event loop, a hundred of them took fifty of its rounds; with strangers one lasts a tenth of a second."""
    rounds = 0

    async def says_something() -> None:
        nonlocal rounds
        while True:
            rounds += 1
            time.sleep(0.01)
            await asyncio.sleep(0)

    async def story() -> None:
        stranger = asyncio.create_task(says_something())
        assert await asyncio.gather(*(turns.draw(lambda one=one: one) for one in range(100))) == list(range(100))  # type: ignore[misc]
        stranger.cancel()

    in_one_loop(story())
    assert rounds < 25
