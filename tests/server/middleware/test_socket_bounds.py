"""What somebody who is not signed in can ask over a websocket has a bound, and whoever is signed in notices nothing of it."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from leidraad.access import cookies
from leidraad.machine import pace
from leidraad.server.middleware import socket_bounds
from leidraad.server.middleware.socket_bounds import SocketBounds
from leidraad.server.streamlit_inside.connections import MOST_MESSAGE_BYTES
from leidraad.storage.database import engine
from tests.bench.phone import Phone
from tests.bench.visitors import a_leader
from tests.server.conftest import MOST_SOCKETS, Program

LONG = 20.0


def ran(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


def rerun(of_bytes: int = 0) -> bytes:
    message = BackMsg()
    message.rerun_script.widget_states.widgets.append(WidgetState(id="naam", string_value="x" * of_bytes))
    return message.SerializeToString()


def opened(program: Program, cookie: str = "") -> connect:
    return connect(
        f"ws://{program.server.address}/_stcore/stream",
        additional_headers={"Cookie": cookie},
        max_size=None,
        compression=None,
    )


async def why_it_ended(socket: ClientConnection) -> int | None:
    """The code with which the server hangs up; None when it does not."""
    try:
        async with asyncio.timeout(LONG):
            while True:
                await socket.recv()
    except ConnectionClosed:
        return socket.close_code
    except TimeoutError:
        return None


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_page_stands_and_its_buttons_work(program: Program, signed_in: bool):
    async def visit() -> str:
        phone = Phone(program.server.address)
        phone.cookie = program.leader if signed_in else ""
        await phone.open("/uitleg")
        await phone.run()
        await phone.close()
        assert not phone.exceptions
        return phone.screen.text()

    assert "Hier lees je wat er met antwoorden gebeurt" in ran(visit())


def test_a_websocket_that_asks_for_nothing_is_closed(program: Program):
    async def visit() -> int | None:
        async with opened(program) as socket:
            return await why_it_ended(socket)

    assert ran(visit()) == 1008


def test_a_message_larger_than_any_page_of_ours_sends_is_not_taken(program: Program):
    async def visit(size: int) -> int | None:
        async with opened(program) as socket:
            await socket.send(rerun(size))
            if size < MOST_MESSAGE_BYTES:
                await socket.recv()
                return 0
            return await why_it_ended(socket)

    assert ran(visit(MOST_MESSAGE_BYTES - 1000)) == 0
    assert ran(visit(MOST_MESSAGE_BYTES + 1)) == 1009


@pytest.mark.parametrize(
    "said", ["tekst", b"\xff\xff\xff", b""], ids=["text", "no message of Streamlit", "nothing"]
)
def test_what_no_page_of_ours_says_ends_the_conversation_and_writes_no_traceback(
    program: Program, said: str | bytes
):
    async def visit() -> int | None:
        async with opened(program) as socket:
            await socket.send(said)
            return await why_it_ended(socket)

    before = program.server.log.stat().st_size
    assert ran(visit()) == 1002
    assert program.server.log.stat().st_size == before


def test_of_too_many_strangers_the_first_one_goes_and_who_leads_stays(program: Program):
    async def visit() -> tuple[int | None, list[bool]]:
        async with contextlib.AsyncExitStack() as everybody:
            ends = []
            for cookie in (program.leader, *[""] * (MOST_SOCKETS + 1)):
                socket = await everybody.enter_async_context(opened(program, cookie))
                await socket.send(rerun())
                ends.append(asyncio.create_task(why_it_ended(socket)))
            await asyncio.wait(ends, timeout=LONG, return_when=asyncio.FIRST_COMPLETED)
            return ends[1].result() if ends[1].done() else None, [one.done() for one in ends]

    first, ended = ran(visit())
    assert first == 1013
    assert ended == [False, True, *[False] * MOST_SOCKETS]


# --- without a program: what passes, and when ---


class Streamlit:
    """What stands behind the bounds: counts what reaches it."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.heard.append(BackMsg.FromString(message["bytes"]).WhichOneof("type"))


async def talk(app: SocketBounds, said: Iterable[bytes], cookie: str = "", host: str = "10.0.0.1") -> float:
    """Say all this as fast as it is taken; gives the seconds it took."""
    messages = iter(
        [{"type": "websocket.connect"}, *({"type": "websocket.receive", "bytes": one} for one in said)]
    )

    async def receive() -> Any:
        return next(messages, {"type": "websocket.disconnect", "code": 1000})

    async def send(message: Any) -> None:
        pass

    began = time.perf_counter()
    await app(scope_of(cookie, host), receive, send)
    return time.perf_counter() - began


def scope_of(cookie: str, host: str = "10.0.0.1") -> dict[str, Any]:
    """A websocket that somebody opens."""
    return {
        "type": "websocket",
        "headers": [(b"cookie", cookie.encode())],
        "client": (host, 1),
        "path": "/_stcore/stream",
    }


def message(fill: Callable[[BackMsg], object]) -> bytes:
    made = BackMsg()
    fill(made)
    return made.SerializeToString()


CLEAR_CACHE = message(lambda made: setattr(made, "clear_cache", True))
SAVE = message(lambda made: setattr(made, "set_run_on_save", True))
BEAT = message(lambda made: setattr(made, "app_heartbeat", True))
FILES = message(lambda made: made.file_urls_request.file_names.append("a.json"))


DOWNLOAD = message(lambda made: setattr(made.backend_operation_request.deferred_file, "file_id", "a"))
INSTALL = message(lambda made: made.backend_operation_request.install_skills.SetInParent())


def test_of_a_stranger_only_what_a_page_sends_is_passed_on():
    behind = Streamlit()
    ran(talk(SocketBounds(behind), [rerun(), CLEAR_CACHE, SAVE, FILES, INSTALL, BEAT, DOWNLOAD]))
    assert behind.heard == ["rerun_script", "app_heartbeat", "backend_operation_request"]


@pytest.fixture
def leader(tmp_path: Any) -> Any:
    engine.open_database(f"sqlite:///{tmp_path / 'leidraad.db'}")
    yield f"{cookies.SESSION}={a_leader()}"
    engine.close_database()


def test_who_is_signed_in_may_also_send_a_file_and_still_not_empty_the_memory_of_all(leader: str):
    behind = Streamlit()
    ran(talk(SocketBounds(behind), [rerun(), CLEAR_CACHE, FILES], leader))
    assert behind.heard == ["rerun_script", "file_urls_request"]


def test_a_flood_of_one_stranger_is_taken_at_its_own_pace_and_does_not_hold_up_who_leads_or_comes_in(
    leader: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(socket_bounds, "NEXT_RUNS", (20.0, 10))
    behind = Streamlit()
    app = SocketBounds(behind)

    async def visit() -> tuple[float, float, float]:
        began = time.perf_counter()
        floods = [asyncio.create_task(talk(app, [rerun()] * 20)) for _ in range(30)]
        while len(behind.heard) < 30 + 10:
            await asyncio.sleep(0.01)
        new, leading = await talk(app, [rerun()], host="10.0.0.2"), await talk(app, [rerun()] * 30, leader)
        took = time.perf_counter() - began
        for one in floods:
            one.cancel()
        return new, leading, took

    new, leading, took = ran(visit())
    assert max(new, leading) < 0.8
    assert (
        len(behind.heard) < 30 + 1 + 30 + 10 + 20 * took + 2
    )  # opened by floods, the new one and the leader; and next runs


def test_of_a_school_behind_one_address_the_browser_with_most_sockets_loses_one(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(socket_bounds, "MOST_STRANGERS", 110)
    app, gone = SocketBounds(Streamlit()), []

    async def stay(cookie: str) -> None:
        said = iter([{"type": "websocket.connect"}, {"type": "websocket.receive", "bytes": rerun()}])

        async def receive() -> Any:
            return next(said, None) or await asyncio.Event().wait()

        async def send(message: Any) -> None:
            if message["type"] == "websocket.close":
                gone.append(cookie)

        await app(scope_of(cookie), receive, send)

    async def visit() -> None:
        team = [asyncio.create_task(stay(f"{cookies.DEVICE}={number:032x}")) for number in range(100)]
        flood = [asyncio.create_task(stay("")) for _ in range(50)]
        while len(gone) < 40:
            await asyncio.sleep(0.01)
        for one in (*team, *flood):
            one.cancel()

    ran(asyncio.wait_for(visit(), LONG))
    assert gone == [""] * 40


def test_one_socket_of_who_leads_has_a_pace_as_well(leader: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(socket_bounds, "RUNS_OF_ONE", 40.0)
    monkeypatch.setattr(socket_bounds, "RUNS_AT_ONCE", 10)
    assert ran(talk(SocketBounds(Streamlit()), [BEAT] * 30, leader)) > 0.4


def test_who_waits_at_a_gate_goes_in_the_order_of_coming_and_who_leaves_takes_no_turn():
    async def visit() -> tuple[list[int], float]:
        gate, passed = pace.Gate(20.0, 1), []

        async def go(number: int) -> None:
            await gate.passed()
            passed.append(number)

        began = time.perf_counter()
        goes = [asyncio.create_task(go(number)) for number in range(200)]
        await asyncio.sleep(0)
        for one in goes[2:-1]:
            one.cancel()
        await asyncio.wait(goes)
        return passed, time.perf_counter() - began

    passed, took = ran(visit())
    assert passed == [0, 1, 199]
    assert took < 5  # of 200 the last one would have its turn after ten seconds
