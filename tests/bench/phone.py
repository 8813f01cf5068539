"""A phone without a browser: speaks Streamlit's websocket protocol as the real page does.

It keeps every widget's value and sends them all with each click, and honours the timers of `run_every`
fragments. A click is acknowledged when the script run that it caused has finished.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

USER_AGENT = "Leidraad-telefoon"
FIGURE = "[figuur]"  # before what a page has the browser draw
PATIENCE_SECONDS = 60.0
XSRF = "_streamlit_xsrf"  # the cookie that the page says aloud, where somebody signed in with the school's own account
HIDDEN = "-stand-"  # in the id of a choice that is never on the screen


class PhoneError(Exception):
    """The server did not do what a phone may expect."""


@dataclass(frozen=True)
class Choice:
    """A question on the screen: a segmented control or a radio."""

    id: str
    kind: str
    labels: tuple[str, ...]
    chosen: tuple[str, ...]
    fragment: str


@dataclass(frozen=True)
class Pushable:
    """A button on the screen."""

    id: str
    label: str
    fragment: str


@dataclass
class Screen:
    """What the page shows now, by place and fragment; what a run did not touch disappears at its end."""

    elements: dict[tuple[int, ...], tuple[str, object]] = field(default_factory=dict)
    touched: set[tuple[int, ...]] = field(default_factory=set)
    containers: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def put(self, place: tuple[int, ...], fragment: str, element: object) -> None:
        self.elements[place] = (fragment, element)
        self.touched.add(place)

    def drop_what_is_old(self, fragments: list[str]) -> None:
        """At the end of a run of these fragments; without any it was a run of the whole page."""
        within = [self.containers[one] for one in fragments if one in self.containers]
        self.elements = {
            place: found
            for place, found in self.elements.items()
            if place in self.touched
            or (fragments and found[0] not in fragments and not any(place[: len(one)] == one for one in within))
        }

    def contain(self, fragment: str, place: tuple[int, ...]) -> None:
        """A fragment draws in the outermost block it opens; a fragment within it lies inside that block."""
        known = self.containers.get(fragment)
        if fragment and (known is None or len(place) <= len(known)):
            self.containers[fragment] = place

    def choices(self) -> list[Choice]:
        """What somebody can tap; the mark that a statement leaves with the page is hidden."""
        return [one for one in self.widgets() if HIDDEN not in one.id]

    def widgets(self) -> list[Choice]:
        """Every choice of which the page keeps the value."""
        return [found for _, found in self._in_order() if isinstance(found, Choice)]

    def buttons(self) -> list[Pushable]:
        return [found for _, found in self._in_order() if isinstance(found, Pushable)]

    def text(self) -> str:
        return "\n".join(found for _, found in self._in_order() if isinstance(found, str))

    def _in_order(self) -> list[tuple[str, object]]:
        return [self.elements[place] for place in sorted(self.elements)]


class Phone:
    """One participant. Use `open`, then `choose` and `push`; `close` at the end."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.browser = USER_AGENT  # what it calls itself
        self.cookie = ""
        self.query = ""
        self.page_name = ""
        self.page_hash = ""
        self.title = ""
        self.menu: list[str] = []
        self.session = ""  # the number under which the server knows this page
        self.screen = Screen()
        self.values: dict[str, WidgetState] = {}
        self.exceptions: list[str] = []
        self.fragment_runs = 0
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._finished: asyncio.Future[None] | None = None
        self._awaited_fragment = ""
        self._turn = asyncio.Lock()

    async def open(self, path: str) -> float:
        """Open a page as a browser does: HTML with cookie, two small requests, websocket, first run.
        Gives the seconds until the page stood."""
        began = time.perf_counter()
        landed = await self._get(path)
        url = urlsplit(landed)
        self.query, self.page_name = url.query, url.path.strip("/")
        await self._get("/_stcore/health")
        await self._get("/_stcore/host-config")
        await self.connect()
        await self.run()
        return time.perf_counter() - began

    async def connect(self) -> None:
        """Open only the websocket (again)."""
        self._socket = await connect(
            f"ws://{self.address}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit"), Subprotocol(self._jar().get(XSRF, "PLACEHOLDER_AUTH_TOKEN"))],
            additional_headers={"Cookie": self.cookie} if self.cookie else {},
            origin=Origin(f"http://{self.address}"),
            user_agent_header=self.browser,
            compression=None,
            max_size=None,
            ping_interval=None,
            open_timeout=PATIENCE_SECONDS,
        )
        self._reader = asyncio.create_task(self._read(self._socket))

    async def choose(self, choice: Choice, label: str) -> float:
        """Tap an answer; gives the seconds until the server had finished with it."""
        self.values[choice.id] = _state(choice, [label])
        return await self.run(choice.fragment)

    async def push(self, button: Pushable) -> float:
        """Press a button; its trigger travels once."""
        return await self.run(button.fragment, WidgetState(id=button.id, trigger_value=True))

    async def run(self, fragment: str = "", trigger: WidgetState | None = None) -> float:
        """Ask for a run with all values and wait until it has finished."""
        began = time.perf_counter()
        async with self._turn:
            if trigger is not None:
                self.values[trigger.id] = trigger
            try:
                await self._run(fragment, by_timer=False)
            finally:
                if trigger is not None:
                    self.values.pop(trigger.id, None)
        return time.perf_counter() - began

    async def _run(self, fragment: str, by_timer: bool) -> None:
        """One run at a time: the end of a heartbeat's run must not pass for the end of a tap's."""
        self._finished = asyncio.get_running_loop().create_future()
        self._awaited_fragment = fragment
        await self._send(fragment, by_timer)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._finished
        except TimeoutError:
            raise PhoneError(f"geen antwoord binnen {PATIENCE_SECONDS:.0f} s") from None
        finally:
            self._finished = None

    async def close(self) -> None:
        self._stop_timers()
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await self._reader

    async def _send(self, fragment: str = "", by_timer: bool = False) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page_hash
        state.page_name = "" if self.page_hash else self.page_name
        state.fragment_id = fragment
        state.is_auto_rerun = by_timer
        state.widget_states.widgets.extend(self.values.values())
        state.context_info.timezone = "Europe/Amsterdam"
        state.context_info.locale = "nl-NL"
        state.context_info.url = f"http://{self.address}/{self.page_name}"
        state.context_info.color_scheme = "light"
        if self._socket is None:
            raise PhoneError("niet verbonden")
        await self._socket.send(message.SerializeToString())

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for data in socket:
                message = ForwardMsg()
                message.ParseFromString(data)
                self._handle(message)
        except ConnectionClosed:
            pass
        self._stop_timers()
        if self._finished is not None and not self._finished.done():
            self._finished.set_exception(PhoneError("verbinding verbroken"))

    def _handle(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._draw(message)
        elif kind == "new_session":
            self._begin(message)
        elif kind == "script_finished":
            self._finish(message)
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
            self.menu = [one.page_name for one in message.navigation.app_pages if not one.is_hidden]
        elif kind == "page_config_changed":
            self.title = message.page_config_changed.title or self.title
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._set_timer(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                self._stop_timer(fragment)

    def _begin(self, message: ForwardMsg) -> None:
        self.screen.touched = set()
        self.session = message.new_session.initialize.session_id
        if message.metadata.run.fragment_ids:
            return
        self.page_hash = self.page_hash or message.new_session.page_script_hash
        self._stop_timers()

    def _draw(self, message: ForwardMsg) -> None:
        place = tuple(message.metadata.delta_path)
        if message.delta.WhichOneof("type") != "new_element":
            self.screen.contain(message.delta.fragment_id, place)
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        fragment = message.delta.fragment_id
        found: object = None
        if kind == "button_group":
            group = element.button_group
            labels = tuple(option.content for option in group.options)
            found = Choice(group.id, kind, labels, tuple(labels[i] for i in group.default), fragment)
            if group.set_value:
                self.values[group.id] = _state(found, list(group.raw_values))
        elif kind == "radio":
            radio = element.radio
            labels = tuple(radio.options)
            default = (labels[radio.default],) if radio.HasField("default") else ()
            found = Choice(radio.id, kind, labels, default, fragment)
        elif kind == "button":
            found = Pushable(element.button.id, element.button.label, fragment)
        elif kind == "markdown":
            found = element.markdown.body
        elif kind == "heading":
            found = element.heading.body
        elif kind == "html":
            found = element.html.body
        elif kind == "text":
            found = element.text.body
        elif kind == "alert":
            found = element.alert.body
        elif kind == "exception":
            self.exceptions.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "progress":
            found = element.progress.text
        elif kind == "plotly_chart":
            found = FIGURE + json.dumps(json.loads(element.plotly_chart.spec), ensure_ascii=False)
        if isinstance(found, Choice) and found.id not in self.values:
            self.values[found.id] = _state(found, list(found.chosen))  # as the page does when it mounts a widget
        self.screen.put(place, fragment, found)

    def _finish(self, message: ForwardMsg) -> None:
        if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        fragments = list(message.metadata.run.fragment_ids)
        self.screen.drop_what_is_old(fragments)
        shown = {choice.id for choice in self.screen.widgets()}
        self.values = {id: state for id, state in self.values.items() if id in shown}
        self.fragment_runs += bool(fragments)
        awaited = not fragments or self._awaited_fragment in fragments
        if awaited and self._finished is not None and not self._finished.done():
            self._finished.set_result(None)

    def _set_timer(self, fragment: str, interval: float) -> None:
        if fragment not in self._timers:
            self._timers[fragment] = asyncio.create_task(self._tick(fragment, interval))

    async def _tick(self, fragment: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            try:
                async with self._turn:
                    await self._run(fragment, by_timer=True)
            except (ConnectionClosed, PhoneError):
                return

    def _stop_timer(self, fragment: str) -> None:
        timer = self._timers.pop(fragment, None)
        if timer is not None:
            timer.cancel()

    def _stop_timers(self) -> None:
        for fragment in list(self._timers):
            self._stop_timer(fragment)

    async def _get(self, path: str) -> str:
        """GET one path, keep cookies, follow redirects on this server; gives the path where it ended."""
        host, port = self.address.split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {self.address}\r\nUser-Agent: {self.browser}\r\n"
            f"Accept-Encoding: gzip\r\n{cookie}Connection: close\r\n\r\n".encode()
        )
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                answer = await reader.read()
        finally:
            writer.close()
        head = answer.split(b"\r\n\r\n", 1)[0].decode("latin-1").split("\r\n")
        status = int(head[0].split()[1])
        headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in head[1:])]
        for name, value in headers:
            if name == "set-cookie":
                self._keep_cookie(value)
        if status in {301, 302, 303, 307, 308}:
            return await self._get(dict(headers)["location"])
        if status != 200:
            raise PhoneError(f"{path}: status {status}")
        return path

    def _jar(self) -> dict[str, str]:
        return dict(pair.split("=", 1) for pair in self.cookie.split("; ") if "=" in pair)

    def _keep_cookie(self, value: str) -> None:
        name, _, content = value.split(";")[0].partition("=")
        jar = self._jar()
        jar[name.strip()] = content.strip()
        self.cookie = "; ".join(f"{key}={value}" for key, value in jar.items())


def _state(choice: Choice, labels: list[str]) -> WidgetState:
    state = WidgetState(id=choice.id)
    if choice.kind == "radio":
        if labels:
            state.string_value = labels[0]
    else:
        state.string_array_value.data.extend(labels)
        state.string_array_value.SetInParent()
    return state
