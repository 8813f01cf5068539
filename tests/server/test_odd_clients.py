"""What no browser of ours sends: another protocol, heads without end, messages that unfold, questions whose answer nobody takes."""

import asyncio
import contextlib
import os
import socket
import time

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.server.conftest import Program
from tests.server.streamlit_inside.test_connections import LONG, hangs_up, is_there, knock

PING = b"\x89\xfd" + bytes(4) + bytes(125)  # the largest there is, masked with nothing
OPENING = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: {0}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


@pytest.mark.parametrize(
    "said",
    [
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(500),
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 300_000,
        b"GET / HTTP/1.1\r\nHost: a\r\nCookie: " + b"a=b; " * 60_000,
        b"POST /aanmelden HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + b"5\r\nabcde\r\n" * 100,
    ],
    ids=["HTTP/2", "TLS", "a header without end", "cookies without end", "chunks without end"],
)
def test_what_no_browser_says_is_cut_off(program: Program, said: bytes):
    with knock(program) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(said)
        assert hangs_up(connection)
    assert httpx.get(f"http://{program.server.address}/gezond").status_code == 200


def test_a_small_message_that_unfolds_into_a_large_one_is_not_unfolded(program: Program):
    async def visit() -> int | None:
        async with connect(f"ws://{program.server.address}/_stcore/stream", compression="deflate") as line:
            with contextlib.suppress(ConnectionClosed):
                await line.send(bytes(60_000_000))
                await asyncio.wait_for(line.recv(), LONG)
            return line.close_code

    before = program.server.rss_megabytes()
    assert asyncio.run(visit()) == 1009
    assert program.server.rss_megabytes() - before < 40


def test_who_goes_on_asking_and_takes_no_answer_is_cut_off_before_the_answers_fill_the_memory(program: Program):
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(LONG)
        connection.connect(("127.0.0.1", program.server.port))
        connection.sendall(OPENING.format(program.server.address).encode())
        assert b"101" in connection.recv(40)
        sent, until = 0, time.monotonic() + LONG
        with contextlib.suppress(ConnectionError, TimeoutError):
            while sent < 100_000_000 and time.monotonic() < until:
                sent += connection.send(PING * 500)
        assert sent < 20_000_000
        assert not is_there(program, connection)
