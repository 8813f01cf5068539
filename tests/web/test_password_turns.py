"""Passwords are checked a few at a time, and who cannot have a turn soon hears so at once."""

import asyncio
import threading
import time

import pytest

from leidraad.errors import TooOften
from leidraad.machine.pace import Pace
from leidraad.web import password_turns


async def all_at_once(many: int) -> list[object]:
    return await asyncio.gather(
        *(password_turns.checked(lambda number=number: number) for number in range(many)), return_exceptions=True
    )


def test_the_leaders_of_a_school_come_in_together_and_nobody_waits():
    began = time.perf_counter()
    assert asyncio.run(all_at_once(password_turns.AT_ONCE)) == list(range(password_turns.AT_ONCE))
    assert time.perf_counter() - began < 1 / password_turns.A_SECOND * password_turns.AT_ONCE


def test_a_team_that_signs_in_at_the_same_moment_is_never_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(password_turns, "_pace", Pace(100.0, password_turns.AT_ONCE))
    assert asyncio.run(all_at_once(60)) == list(range(60))


def test_a_flood_is_taken_at_a_pace_and_beyond_a_short_row_it_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(password_turns, "_pace", Pace(20.0, 1))
    monkeypatch.setattr(password_turns, "MOST_WAITING", 5)
    began = time.perf_counter()
    came = asyncio.run(all_at_once(8))
    assert time.perf_counter() - began > 0.19  # the fifth
    assert came[:5] == list(range(5))
    assert [str(one) for one in came[5:]] == [password_turns.FULL] * 3
    assert all(isinstance(one, TooOften) for one in came[5:])


def test_afterwards_there_is_room_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(password_turns, "_pace", Pace(1000.0, 1))
    monkeypatch.setattr(password_turns, "MOST_WAITING", 1)
    for _ in range(3):
        assert asyncio.run(all_at_once(2))[0] == 0


def test_the_owner_in_a_known_browser_does_not_wait_for_a_flood(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(password_turns, "_pace", Pace(0.01, 1))
    monkeypatch.setattr(password_turns, "MOST_WAITING", 2)

    async def visit() -> str:
        flood = [asyncio.create_task(password_turns.checked(str)) for _ in range(5)]
        await asyncio.sleep(0)
        said = await password_turns.checked(lambda: "binnen", known=True)
        for one in flood:
            one.cancel()
        await asyncio.gather(*flood, return_exceptions=True)
        return said

    assert asyncio.run(asyncio.wait_for(visit(), 20)) == "binnen"


def test_passwords_of_strangers_take_none_of_the_threads_that_all_others_share():
    shut = threading.Event()

    async def visit() -> list[str]:
        flood = [asyncio.create_task(password_turns.checked(shut.wait)) for _ in range(password_turns.AT_ONCE)]
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(20):
                known = await password_turns.checked(lambda: "binnen", known=True)
                return [known, await asyncio.to_thread(lambda: "opgehaald")]
        finally:
            shut.set()
            await asyncio.gather(*flood)

    assert asyncio.run(visit()) == ["binnen", "opgehaald"]
