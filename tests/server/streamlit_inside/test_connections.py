"""A connection cannot keep the server waiting for ever, and never are there more than it has room for."""

import asyncio
import contextlib
import socket
import time

import httpx
import pytest
from streamlit import config

from leidraad.machine import limits
from leidraad.server.streamlit_inside import connections
from leidraad.server.streamlit_inside.connections import PATIENCE, Lines
from tests.bench.plain_phone import PlainPhone
from tests.server.conftest import DESCRIPTORS, Program

#: A machine that is busy; without a bound these connections stay for ever.
LONG = 20.0


def knock(program: Program) -> socket.socket:
    return socket.create_connection(("127.0.0.1", program.server.port), timeout=LONG)


def hangs_up(connection: socket.socket) -> bool:
    """Whether the server ends this connection; whatever it still says is read."""
    with contextlib.suppress(TimeoutError):
        try:
            while connection.recv(65536):
                pass
        except ConnectionError:
            pass
        return True
    return False


async def join(program: Program) -> float:
    phone = PlainPhone(program.server.address)
    began = time.perf_counter()
    await phone.open(f"/d/{program.code}")
    await phone.open(f"/d/{program.code}/1")
    assert phone.screen.choices
    await phone.close()
    return time.perf_counter() - began


def test_several_requests_go_over_one_connection(program: Program):
    with httpx.Client(base_url=f"http://{program.server.address}") as http:
        assert [http.get("/gezond").status_code for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize(
    "said", [b"", b"GET /gezond HTTP/1.1\r\nHost: school.nl\r\n"], ids=["nothing", "half a head"]
)
def test_who_does_not_come_to_the_point_is_cut_off(program: Program, said: bytes):
    with knock(program) as connection:
        connection.sendall(said)
        assert hangs_up(connection)


def test_a_request_that_comes_drop_by_drop_is_cut_off(program: Program):
    with knock(program) as connection, contextlib.suppress(ConnectionError):
        connection.sendall(b"GET /gezond HTTP/1.1\r\n")
        until = time.monotonic() + LONG
        while time.monotonic() < until:
            connection.sendall(b"X")
            time.sleep(0.05)
        pytest.fail("the server went on listening")


def test_a_body_that_does_not_come_is_not_awaited(program: Program):
    head = f"POST /aanmelden HTTP/1.1\r\nHost: {program.server.address}\r\nOrigin: http://{program.server.address}\r\n"
    with knock(program) as connection:
        began = time.monotonic()
        connection.sendall(
            f"{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nemail=".encode()
        )
        assert hangs_up(connection)
        assert time.monotonic() - began < 15  # the form itself waits for twenty


def test_a_body_that_nobody_reads_is_not_taken_whole(program: Program):
    with knock(program) as connection:
        connection.sendall(b"POST /gezond HTTP/1.1\r\nHost: school.nl\r\nContent-Length: 900000000\r\n\r\n")
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 200_000_000:
                sent += connection.send(bytes(65536))
        assert sent < 50_000_000


def test_whose_file_is_refused_may_send_all_of_it_and_hears_why():
    largest = config.get_option("server.maxUploadSize") * 1024 * 1024
    assert connections.most_unread() > largest + 100_000  # with its form around it


def test_who_does_not_take_an_answer_is_cut_off(program: Program):
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(LONG)
        connection.connect(("127.0.0.1", program.server.port))
        asked = f"GET {largest_script(program)} HTTP/1.1\r\nHost: school.nl\r\n\r\n"
        connection.sendall(asked.encode() * 8)
        assert soon(program, connection, there=True)
        assert soon(program, connection, there=False)


def soon(program: Program, connection: socket.socket, *, there: bool) -> bool:
    """Whether the server takes this connection, or lets it go: a busy one takes it later than the system does."""
    until = time.monotonic() + LONG
    while is_there(program, connection) != there and time.monotonic() < until:
        time.sleep(0.05)
    return is_there(program, connection) == there


def is_there(program: Program, connection: socket.socket) -> bool:
    """Whether the server still keeps its end of this connection."""
    port = connection.getsockname()[1]
    return any(one.raddr and one.raddr.port == port for one in program.server.process.net_connections("tcp"))


def largest_script(program: Program) -> str:
    from leidraad.machine import streamlit_files

    found = max((streamlit_files.FOLDER / "static" / "js").glob("*.js"), key=lambda file: file.stat().st_size)
    return f"/static/js/{found.name}"


def test_more_connections_than_there_is_room_for_keep_nobody_out(program: Program):
    with contextlib.ExitStack() as all_of_them:
        for number in range(DESCRIPTORS):
            all_of_them.enter_context(knock(program))
            if number % 20 == 0:  # no more at once than it lets in at once: what it drops comes a second later
                assert httpx.get(f"http://{program.server.address}/gezond").status_code == 200
        assert asyncio.run(join(program)) < LONG
        assert program.server.process.num_fds() < DESCRIPTORS - 50
    assert "accept" not in program.server.log.read_text()


class Knocked:
    """A connection that only remembers what became of it."""

    def __init__(self, *, takes_part: bool = False) -> None:
        self.takes_part, self.gone = takes_part, False
        self.transport = self

    def abort(self) -> None:
        self.gone = True

    def patience(self) -> float:
        return PATIENCE["head"]


def test_when_all_places_are_taken_the_one_that_waits_longest_goes_and_strangers_first():
    lines = Lines(most=3)
    colleague, first, second = Knocked(takes_part=True), Knocked(), Knocked()
    for one in (colleague, first, second):
        lines.enter(one)
        lines.keeps_waiting(one)
    for _ in range(2):
        lines.enter(Knocked())
    assert (colleague.gone, first.gone, second.gone) == (False, True, True)
    assert len(lines) == 3


def test_who_gets_an_answer_made_is_never_sent_away():
    lines = Lines(most=1)
    asked, late = Knocked(), Knocked()
    lines.enter(asked)
    lines.keeps_waiting(asked)
    lines.need_not_wait(asked)
    lines.enter(late)
    assert late.gone
    assert not asked.gone


@pytest.mark.parametrize("descriptors", [256, 400, 1024, 8192, None])
def test_connections_leave_files_for_the_program_itself(descriptors: int | None):
    most, at_once = limits.connections(descriptors)
    assert most > 0
    assert most + at_once + 192 <= (descriptors or limits.WANTED_DESCRIPTORS)


def test_a_websocket_that_takes_no_answer_may_ask_no_more_than_fits_in_one_message():
    line, other = connections.BoundedSocket.__new__(connections.BoundedSocket), Knocked()
    line.transport, line._is_paused = other, True  # type: ignore[assignment]
    line.data_received(bytes(connections.MOST_MESSAGE_BYTES + 1))
    assert other.gone
