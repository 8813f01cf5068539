"""Waiting for the next step: one open request per phone, answered as soon as there is something new."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from leidraad.domain.day import DayStep
from leidraad.storage.measurements import closing
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day
from leidraad.web.phone import waiting
from tests.browser.site import Site
from tests.web.phone.conftest import go

Ask = Callable[[str, str], Awaitable[httpx.Response]]


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_stopping", False)
    monkeypatch.setattr(waiting, "_watches", {})


def in_one_loop(app: Starlette, story: Callable[[Ask], Awaitable[None]]) -> None:
    """Phones that wait at the same time need one event loop."""

    async def run() -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            await story(lambda code, known: client.get(f"/d/{code}/wacht", params={"stand": known}))

    asyncio.run(asyncio.wait_for(run(), 20))


async def until_waiting(number: int) -> None:
    """Until so many phones wait."""
    while sum(len(one.waiting) for one in waiting._watches.values()) != number:
        await asyncio.sleep(0.01)


def test_a_phone_that_knows_something_else_is_answered_at_once(app: Starlette, running: Measurement) -> None:
    async def story(ask: Ask) -> None:
        for known in ("", "gedeeld-1", "x" * 500):
            answer = await ask(running.join_code or "", known)
            assert (answer.text, answer.headers["cache-control"]) == ("open", "no-store")
        assert waiting._watches == {}  # nobody waits, so nothing looks

    in_one_loop(app, story)


def test_all_phones_are_answered_within_a_second_after_the_day_moved_on(
    app: Starlette, running: Measurement
) -> None:
    async def story(ask: Ask) -> None:
        phones = [asyncio.create_task(ask(running.join_code or "", "open")) for _ in range(50)]
        await until_waiting(50)
        await asyncio.to_thread(go, running, DayStep.REVEAL)
        moved = time.monotonic()
        marks = {answer.text for answer in await asyncio.gather(*phones)}
        assert time.monotonic() - moved < 1
        assert marks == {day.standing(running.id or 0).mark}

    in_one_loop(app, story)


def test_a_measurement_without_a_day_answers_when_it_closes(app: Starlette, opened: Measurement) -> None:
    async def story(ask: Ask) -> None:
        phone = asyncio.create_task(ask(opened.join_code or "", "open"))
        await until_waiting(1)
        await asyncio.to_thread(closing.close, opened.id or 0)
        assert (await phone).text == "gesloten"

    in_one_loop(app, story)


def test_a_measurement_that_closed_without_a_day_answers_only_when_it_is_opened_again(
    app: Starlette, opened: Measurement
) -> None:
    async def story(ask: Ask) -> None:
        await asyncio.to_thread(closing.close, opened.id or 0)
        phone = asyncio.create_task(ask(opened.join_code or "", "gesloten"))
        await until_waiting(1)
        await asyncio.to_thread(closing.reopen, opened.id or 0)
        assert (await phone).text == "open"

    in_one_loop(app, story)


def test_a_phone_that_slept_through_the_closing_hears_it_when_it_asks_again(
    app: Starlette, opened: Measurement
) -> None:
    closing.close(opened.id or 0)

    async def story(ask: Ask) -> None:
        answer = await ask(opened.join_code or "", "open")
        assert (answer.status_code, answer.text) == (200, "gesloten")

    in_one_loop(app, story)


def test_when_nothing_happens_a_phone_hears_the_same_and_nothing_keeps_looking(
    app: Starlette, running: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.1)

    async def story(ask: Ask) -> None:
        answer = await ask(running.join_code or "", "open")
        assert (answer.status_code, answer.text) == (200, "open")
        while waiting._watches:  # the look that was due is the last
            await asyncio.sleep(0.01)

    in_one_loop(app, story)


def test_letting_go_answers_everybody_and_lets_nobody_wait_again(app: Starlette, running: Measurement) -> None:
    async def story(ask: Ask) -> None:
        phones = [asyncio.create_task(ask(running.join_code or "", "open")) for _ in range(5)]
        await until_waiting(5)
        waiting.let_go()
        assert [answer.text for answer in await asyncio.gather(*phones)] == ["open"] * 5
        assert (await ask(running.join_code or "", "open")).text == "open"

    in_one_loop(app, story)


def test_a_wrong_code_has_nothing_to_wait_for(app: Starlette, running: Measurement) -> None:
    async def story(ask: Ask) -> None:
        assert (await ask("AAAAAA", "open")).status_code == 404

    in_one_loop(app, story)


def test_a_server_on_which_phones_wait_stops_within_two_seconds(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.start()
    try:
        code = site.open_measurement("Stoppen").join_code
        assert site.server is not None

        async def stop() -> tuple[list[httpx.Response], float]:
            async with httpx.AsyncClient(base_url=site.url, timeout=30) as client:
                phones = [asyncio.create_task(client.get(f"/d/{code}/wacht?stand=open")) for _ in range(3)]
                done, _ = await asyncio.wait(phones, timeout=1)  # they wait: nothing is new
                assert not done
                began = time.monotonic()
                assert site.server is not None
                site.server.process.terminate()
                said = await asyncio.gather(*phones)
                await asyncio.to_thread(site.server.process.wait, 20)
                return said, time.monotonic() - began

        said, seconds = asyncio.run(stop())
        assert [(one.status_code, one.text) for one in said] == [(200, "open")] * 3
        assert seconds < 2
    finally:
        site.stop()
