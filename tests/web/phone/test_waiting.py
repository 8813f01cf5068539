"""Waiting for the next step: one open request per phone, answered as soon as there is something new."""

import asyncio
import re
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest
from sqlalchemy import event
from starlette.applications import Starlette

from leidraad.access.cookies import DEVICE
from leidraad.domain.day import DayStep
from leidraad.storage.database import engine, memory
from leidraad.storage.measurements import closing, leaders, measurements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day
from leidraad.web.phone import waiting
from tests.browser.site import Site
from tests.cast import BOB, CHARLIE
from tests.web.phone.states import go

Ask = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_stopping", False)
    monkeypatch.setattr(waiting, "_watches", {})
    monkeypatch.setattr(waiting, "_waiting", Counter())


def in_one_loop(app: Starlette, story: Callable[[Ask], Awaitable[None]]) -> None:
    """Phones that wait at the same time need one event loop."""

    async def run() -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:

            def ask(code: str, known: str, device: str = "", page: bool = False) -> Awaitable[httpx.Response]:
                headers = {"cookie": f"{DEVICE}={device or secrets.token_hex(16)}"}
                if page:
                    headers["accept"] = "text/html"
                return client.get(f"/d/{code}/wacht", params={"stand": known}, headers=headers)

            await story(ask)

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


def test_a_thousand_phones_that_come_for_the_new_screen_are_one_look_at_the_database(
    app: Starlette, running: Measurement
) -> None:
    closing.close(running.id or 0)
    reveal.share(running.id or 0)
    go(running, DayStep.REVEAL)
    asked: list[str] = []
    event.listen(engine.engine(), "before_cursor_execute", lambda *call: asked.append(call[2]))

    async def story(ask: Ask) -> None:
        memory.is_old()  # as after each write, and a quarter of a second later
        pages = await asyncio.gather(*(ask(running.join_code or "", "", page=True) for _ in range(200)))
        assert {page.status_code for page in pages} == {200}
        assert all("<h1" in page.text for page in pages)

    in_one_loop(app, story)
    assert len(asked) < 20


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


def test_whoever_leads_waits_after_the_closing_too_and_does_not_ask_again_and_again(
    app: Starlette, running: Measurement
) -> None:
    code = leaders.make_code(running.id)
    closing.close(running.id)

    async def story(ask: Ask) -> None:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://testserver"
        ) as browser:
            screen = await browser.get(f"/d/{code}")
        [known] = re.findall(r'data-wacht="(.*?)"', screen.text)
        phone = asyncio.create_task(ask(code, known))
        await until_waiting(1)
        await asyncio.to_thread(closing.reopen, running.id)
        assert (await phone).text == "open"

    in_one_loop(app, story)


def test_a_phone_that_waits_hears_that_the_measurement_was_thrown_away(
    app: Starlette, opened: Measurement
) -> None:
    closing.close(opened.id)

    async def story(ask: Ask) -> None:
        phone = asyncio.create_task(ask(opened.join_code or "", "gesloten"))
        await until_waiting(1)
        await asyncio.to_thread(measurements.discard, opened.id)
        assert (await phone).text == waiting.GONE
        assert (await ask(opened.join_code or "", "gesloten")).status_code == 404

    in_one_loop(app, story)


# --- what a stranger could do with it ---


def test_one_phone_holds_only_so_many_places_and_others_wait_as_ever(app: Starlette, running: Measurement) -> None:
    code = running.join_code or ""

    async def story(ask: Ask) -> None:
        tabs = [asyncio.create_task(ask(code, "open", CHARLIE)) for _ in range(waiting.MOST_PER_DEVICE)]
        await until_waiting(len(tabs))
        refused = await asyncio.gather(*[ask(code, "open", CHARLIE) for _ in range(200)])
        assert {(one.status_code, one.text) for one in refused} == {(503, waiting.TOO_MANY)}
        assert {one.headers["retry-after"] for one in refused} == {"10"}
        bob = asyncio.create_task(ask(code, "open", BOB))
        await until_waiting(len(tabs) + 1)
        await asyncio.to_thread(go, running, DayStep.REVEAL)
        assert (await bob).text.startswith("gedeeld")
        await asyncio.gather(*tabs)
        assert waiting._waiting == {}

    in_one_loop(app, story)


def test_without_a_cookie_all_are_one_phone(app: Starlette, running: Measurement) -> None:
    async def story(ask: Ask) -> None:
        code, most = running.join_code or "", waiting.MOST_PER_DEVICE
        phones = [asyncio.create_task(ask(code, "open", "geen")) for _ in range(most)]
        await until_waiting(most)
        assert (await ask(code, "open", "ook geen")).status_code == 503
        waiting.let_go()
        await asyncio.gather(*phones)

    in_one_loop(app, story)


def test_altogether_only_so_many_wait_and_there_is_room_again_when_somebody_hangs_up(
    app: Starlette, running: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST_WAITING", 20)
    code = running.join_code or ""

    async def story(ask: Ask) -> None:
        phones = [asyncio.create_task(ask(code, "open")) for _ in range(20)]
        await until_waiting(20)
        assert (await ask(code, "open")).status_code == 503
        assert (await ask(code, "iets anders")).text == "open"  # what is new is told to everybody
        phones[0].cancel()
        await until_waiting(19)
        phones.append(asyncio.create_task(ask(code, "open")))
        await until_waiting(20)
        waiting.let_go()
        assert {one.text for one in await asyncio.gather(*phones[1:])} == {"open"}

    in_one_loop(app, story)


def test_a_phone_that_hangs_up_holds_no_place(app: Starlette, running: Measurement) -> None:
    """As a server says it: `http.disconnect`, while nobody cancels the request."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/d/{running.join_code}/wacht",
        "query_string": b"stand=open",
        "headers": [(b"host", b"testserver"), (b"cookie", f"{DEVICE}={BOB}".encode())],
        "scheme": "http",
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 5000),
    }

    async def story(ask: Ask) -> None:
        line: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        line.put_nowait({"type": "http.request", "body": b"", "more_body": False})

        async def send(_message: object) -> None:
            """Nobody listens any more."""

        request = asyncio.create_task(app(dict(scope), line.get, send))
        await until_waiting(1)
        line.put_nowait({"type": "http.disconnect"})
        await request
        assert waiting._waiting == {}

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
