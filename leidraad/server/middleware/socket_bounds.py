"""What a browser may ask over a websocket: how many are open, how soon it says something, what, and how often.

Somebody who is signed in notices nothing of this. All others together get so many runs a second, in the order of coming;
whoever opens a page does not wait for those who press a button on one.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from typing import Any

from google.protobuf.message import DecodeError
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from leidraad.access import cookies
from leidraad.machine.pace import Gate, Pace
from leidraad.server.middleware.known import is_known

#: A page of ours asks for its first run at once.
FIRST_WORD_SECONDS = 10.0
#: Without being signed in: a whole school on Start or in the self-scan.
MOST_STRANGERS = 400
#: Runs of one socket: a second, and at once. The busiest screen of ours asks for three a second by itself.
RUNS_OF_ONE, RUNS_AT_ONCE = 8.0, 40
#: Of all strangers together: pages that are opened, each with its first run, and the runs that follow.
OPENED, NEXT_RUNS = (10.0, 40), (20.0, 20)
#: What takes the server time: a run, and a file that is made when somebody saves it.
_RUN, _FILE = "rerun_script", "deferred_file"
#: What a page of ours sends: those, more rows of a table, that its tab is still there, and that somebody does not want to wait.
SENT_BY_ANYBODY = frozenset({_RUN, _FILE, "dataframe_chunk", "app_heartbeat", "stop_script"})
SENT_BY_THE_SIGNED_IN = SENT_BY_ANYBODY | {"file_urls_request"}
#: An address in the network, and what the cookie says of the browser.
_From = tuple[str, str]
_NOT_OURS, _TOO_MANY, _SILENT = 1002, 1013, 1008


class SocketBounds:
    """Pure ASGI middleware for websockets."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._strangers: dict[_Socket, _From] = {}  # the first one first
        self._first, self._next = Gate(*OPENED), Gate(*NEXT_RUNS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on; a websocket with these bounds."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        known = await is_known(connection)
        socket = _Socket(receive, send, None if known else self._next)
        if known:
            await self.app(scope, socket.receive, socket.send)
            return
        host = connection.client.host if connection.client else ""
        self._strangers[socket] = (host, connection.cookies.get(cookies.DEVICE, ""))
        if len(self._strangers) > MOST_STRANGERS:
            self._one_less()
        try:
            await socket.unless_over(self._first.passed())
            if socket.is_over:
                await send({"type": "websocket.close", "code": _TOO_MANY})
            else:
                await self.app(scope, socket.receive, socket.send)
        finally:
            self._strangers.pop(socket, None)

    def _one_less(self) -> None:
        """Of the browser that has most the one that is there longest: a whole school shares an address, and no browser."""
        ((most, _),) = Counter(self._strangers.values()).most_common(1)
        oldest = next(socket for socket, where in self._strangers.items() if where == most)
        del self._strangers[oldest]
        oldest.end(_TOO_MANY)


class _Socket:
    """One websocket: what comes in is looked at before Streamlit sees it."""

    def __init__(self, receive: Receive, send: Send, gate: Gate | None) -> None:
        self._receive, self._send, self._gate = receive, send, gate
        self._pace = Pace(RUNS_OF_ONE, RUNS_AT_ONCE)
        self._over: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._accepted = self._spoke = False

    @property
    def is_over(self) -> bool:
        """Whether it was or will be hung up."""
        return self._over.done()

    def end(self, code: int) -> None:
        """Hang up, with this reason."""
        if not self.is_over:
            self._over.set_result(code)

    async def send(self, message: Message) -> None:
        """What the server says."""
        self._accepted = self._accepted or message["type"] == "websocket.accept"
        await self._send(message)

    async def receive(self) -> Message:
        """What the browser says, when it is its turn."""
        while not self.is_over:
            silent = FIRST_WORD_SECONDS if self._accepted and not self._spoke else None
            message: Message | None = await self.unless_over(self._receive(), silent)
            if message is None:
                break
            if message["type"] != "websocket.receive" or await self._may_say(message.get("bytes")):
                return message
        code = self._over.result()
        await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}

    async def _may_say(self, said: bytes | None) -> bool:
        """Whether this is something that a page of ours says; then not before its turn."""
        if (wait := self._pace.wait()) > 0:
            await self.unless_over(asyncio.sleep(wait))
        asks = _asks(said)
        if not asks:
            self.end(_NOT_OURS)
        allowed = SENT_BY_ANYBODY if self._gate else SENT_BY_THE_SIGNED_IN
        if asks in (_RUN, _FILE) and self._gate and self._spoke:
            await self.unless_over(self._gate.passed())
        self._spoke = True
        return asks in allowed and not self.is_over

    async def unless_over(self, work: Awaitable[Any], seconds: float | None = None) -> Any:
        """What comes of this; nothing when the websocket is over before, or it takes too long: then it is over."""
        doing = asyncio.ensure_future(work)
        try:
            await asyncio.wait({doing, self._over}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if doing.done() and not self.is_over:
                return doing.result()
            self.end(_SILENT)
            return None
        finally:
            doing.cancel()


def _asks(said: bytes | None) -> str:
    """What kind of message this is, or nothing when no page of ours can have sent it."""
    try:
        message = BackMsg.FromString(said or b"")
    except DecodeError:
        return ""
    if message.WhichOneof("type") == "backend_operation_request":
        return str(message.backend_operation_request.WhichOneof("payload") or "")
    return str(message.WhichOneof("type") or "")
