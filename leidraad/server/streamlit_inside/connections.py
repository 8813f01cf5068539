"""Connections have a bound: how many there are, and how long one may keep the server waiting for what it has to say.

Somebody new always gets in: whoever keeps the server waiting longest goes, strangers first. Whoever gets an answer made is
never sent away. Works on the inside of the pinned uvicorn, which Streamlit runs.
"""

import asyncio
import gc
import time
from typing import Any

import h11
from streamlit import config
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from leidraad.machine import limits, lines

#: Whatever somebody types fits many times; files come another way.
MOST_MESSAGE_BYTES = 256 * 1024
HEAD, BODY, TAKE = "head", "body", "take"
#: Seconds for the head of a request, for its body (a file over a slow line), and for taking what was sent.
PATIENCE = {HEAD: 10.0, BODY: 180.0, TAKE: 120.0}
#: What is still thrown away of a body that nobody reads, beyond the largest file: its sender must hear why it is refused.
_UNREAD_BEYOND_A_FILE = 1024 * 1024
LOOK_EVERY_SECONDS = 1.0


class Lines:
    """All open connections, with those that keep the server waiting in the order in which they began to."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._open: set[Any] = set()
        self._strangers: dict[Any, float] = {}
        self._taking_part: dict[Any, float] = {}

    def __len__(self) -> int:
        return len(self._open)

    def enter(self, line: Any) -> None:
        """One more; when all places are taken another goes, and when nobody can go this one does."""
        if len(self._open) >= self.most:
            waiting = self._strangers or self._taking_part
            self._send_away(next(iter(waiting), line))
        self._open.add(line)

    def leave(self, line: Any) -> None:
        """This connection is over."""
        self._open.discard(line)
        self.need_not_wait(line)

    def keeps_waiting(self, line: Any) -> None:
        """From now on this connection has something to say or to take."""
        self.need_not_wait(line)
        (self._taking_part if line.takes_part else self._strangers)[line] = time.monotonic()

    def need_not_wait(self, line: Any) -> None:
        """It is the server's turn."""
        self._strangers.pop(line, None)
        self._taking_part.pop(line, None)

    def send_away_the_slow(self) -> None:
        """Those that kept the server waiting for longer than it has patience."""
        now = time.monotonic()
        for waiting in (self._strangers, self._taking_part):
            for line in [one for one, since in waiting.items() if now - since > one.patience()]:
                self._send_away(line)

    def _send_away(self, line: Any) -> None:
        self.leave(line)
        line.transport.abort()


_lines = Lines(limits.connections(None)[0])


def most_unread() -> int:
    """How many bytes of a body are thrown away before its sender is cut off."""
    return int(config.get_option("server.maxUploadSize")) * 1024 * 1024 + _UNREAD_BEYOND_A_FILE


class BoundedHttp(H11Protocol):
    """A connection as uvicorn keeps it, that says whose turn it is."""

    takes_part = False
    _request: Any = None
    _awaited = ""
    _unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count it, and let whoever answers its requests know it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, lines.NAME: self}
        _lines.enter(self)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Somebody hung up."""
        _lines.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """More of a request; whoever goes on sending what nobody reads is cut off."""
        if self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY:
            self._unread += len(data)
            if self._unread > most_unread():
                self.transport.abort()
                return
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """The answer was made; the next request may come."""
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        """The other side does not take what is sent."""
        super().pause_writing()
        self._look()

    def resume_writing(self) -> None:
        """It does again."""
        super().resume_writing()
        self._look()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """From here on another protocol keeps this connection."""
        _lines.leave(self)
        super().handle_websocket_upgrade(event)

    def patience(self) -> float:
        """For how long the server waits for what it waits for now."""
        return PATIENCE[self._awaited or TAKE]

    def _look(self) -> None:
        if self.transport.get_protocol() is not self:
            return
        if self.cycle is not self._request:
            self._request, self._unread, self.takes_part = self.cycle, 0, False
        awaited = self._now_awaited()
        if awaited == self._awaited:
            return
        self._awaited = awaited
        if awaited:
            _lines.keeps_waiting(self)
        else:
            _lines.need_not_wait(self)

    def _now_awaited(self) -> str:
        if self.flow.write_paused:
            return TAKE
        if self.cycle is None or self.cycle.response_complete:
            return HEAD
        return BODY if self.cycle.more_body else ""


class BoundedSocket(WebSocketsSansIOProtocol):
    """A websocket as uvicorn keeps it, counted among the connections."""

    takes_part = False
    _is_paused = False
    _unanswered = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it."""
        super().connection_made(transport)
        _lines.enter(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Somebody hung up."""
        _lines.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """More of what it says; whoever goes on asking (each ping has an answer) and takes no answer is cut off."""
        if self._is_paused:
            self._unanswered += len(data)
            if self._unanswered > MOST_MESSAGE_BYTES:
                self.transport.abort()
                return
        super().data_received(data)

    def pause_writing(self) -> None:
        """The other side does not take what is sent."""
        super().pause_writing()
        self._is_paused, self._unanswered = True, 0
        _lines.keeps_waiting(self)

    def resume_writing(self) -> None:
        """It does again."""
        super().resume_writing()
        self._is_paused = False
        _lines.need_not_wait(self)

    def patience(self) -> float:
        """For how long the server waits until what was sent is taken."""
        return PATIENCE[TAKE]


def bound(descriptors: int | None) -> int:
    """From the first connection on keep these bounds, in every uvicorn of this process; gives their number.

    Streamlit hands its settings to nobody, so they are looked up among the living objects, as the sockets are.
    """
    _lines.most, at_once = limits.connections(descriptors)
    found = [thing for thing in gc.get_objects() if type(thing) is Config]
    for one in found:
        one.http_protocol_class, one.ws_protocol_class = BoundedHttp, BoundedSocket
        one.ws_max_size = MOST_MESSAGE_BYTES
        one.backlog = at_once
    return len(found)


async def keep() -> None:
    """As long as the server runs: send away who keeps it waiting."""
    while True:
        await asyncio.sleep(LOOK_EVERY_SECONDS)
        _lines.send_away_the_slow()
