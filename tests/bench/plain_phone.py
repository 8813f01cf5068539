"""A phone without a browser that does what the script of our plain pages does: get a screen, post each tap, wait.

One connection that stays open, as a browser keeps it; a second one for the request that waits.
"""

import asyncio
import gzip
import html
import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.bench.phone import PhoneError

PATIENCE_SECONDS = 60.0
CANNOT_JUDGE = "0"
CHOICE = re.compile(r'<input type="(radio|checkbox)" name="([^"]+)" value="([^"]+)"( checked)?')
ATTRIBUTE = re.compile(r'<main id="scherm"([^>]*)>')
PAIR = re.compile(r'data-([a-z]+)="([^"]*)"')
ONWARD = re.compile(r'value="verder" data-adres="([^"]+)"|<a class="knop" href="([^"]+)"')
NAMED = re.compile(r'(?:href|src)="(/stijl/[^"]+)"')
TEXT = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Answer:
    """What the server sent: all of it, and the part that counts."""

    status: int
    headers: dict[str, str]
    body: str
    sent_bytes: int


@dataclass(frozen=True)
class Screen:
    """What a page shows: the statements with what is stored, and where the script finds what."""

    body: str = ""
    data: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    onward: str = ""

    @classmethod
    def of(cls, body: str) -> "Screen":
        choices: dict[str, list[str]] = {}
        chosen: dict[str, str] = {}
        for _, name, value, checked in CHOICE.findall(body):
            choices.setdefault(name, []).append(value)
            if checked:
                chosen[name] = value
        found = ATTRIBUTE.search(body)
        data = {name: html.unescape(value) for name, value in PAIR.findall(found[1] if found else "")}
        onward = ONWARD.search(body)
        return cls(body, data, choices, chosen, next(filter(None, onward.groups())) if onward else "")

    def text(self) -> str:
        return html.unescape(TEXT.sub(" ", self.body))


class Line:
    """One connection that stays open."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        """One request, and all of its answer; over a new connection when the server hung up on an idle one."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.address}", "Accept-Encoding: gzip"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        whole = "\r\n".join([*lines, "", ""]).encode() + body
        was_open = self._streams is not None
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):  # wait_for swallows a cancel in the step of the answer
                return await self._exchange(whole)
        except asyncio.CancelledError:  # whoever measures is done
            self.close()
            raise
        except (asyncio.IncompleteReadError, OSError) as error:
            self.close()
            if was_open:
                return await self.send(method, path, headers, body)
            raise PhoneError(f"{path}: {type(error).__name__}") from error

    async def _exchange(self, request: bytes) -> Answer:
        if self._streams is None:
            host, port = self.address.split(":")
            self._streams = await asyncio.open_connection(host, int(port))
        reader, writer = self._streams
        writer.write(request)
        return await self._answer(reader)

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        size = len(head) + len(body)
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(int(first.split()[1]), headers, body.decode(), size)

    def close(self) -> None:
        """At once: a writer that closes waits until the other side has read what was sent."""
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None


class PlainPhone:
    """One participant. Use `open`, then `choose` and `go_on`; `follow` waits until the day moves on."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookie = ""
        self.path = ""
        self.screen = Screen()
        self.received = 0
        self.drawn_at = 0.0
        self.saved = 0  # as the server said last
        self.given: dict[str, str] = {}  # the first answers, which only the tab keeps
        self._line, self._waiting = Line(address), Line(address)
        self._joined = False
        self._following: asyncio.Task[None] | None = None

    async def open(self, path: str) -> float:
        """Get a screen, over redirects; gives the seconds it took."""
        began = time.perf_counter()
        answer = await self.request("GET", path)
        while answer.status in {301, 302, 303, 307, 308}:
            path = answer.headers["location"]
            answer = await self.request("GET", path)
        if answer.status != 200:
            raise PhoneError(f"{path}: status {answer.status}")
        self.path, self.screen = path, Screen.of(answer.body)
        self._joined = self._joined or 'name="mee"' in answer.body
        self.drawn_at = time.perf_counter()
        return self.drawn_at - began

    async def fetch_what_it_names(self) -> None:
        """The style, the scripts and the mark of the page, as a browser does that was never here."""
        for address in dict.fromkeys(NAMED.findall(self.screen.body)):
            await self.request("GET", address)

    async def go_on(self) -> float:
        """What Beginnen and Verder do."""
        return await self.open(self.screen.onward)

    def votable(self) -> list[str]:
        """The statements of a second vote of which the first answer was on the scale."""
        return [item for item in self.screen.choices if self.given.get(item, CANNOT_JUDGE) != CANNOT_JUDGE]

    async def vote(self, item: str, value: str) -> float:
        """Tap another answer in a second vote: a change of the first."""
        return await self.choose(item, value, self.given[item])

    async def choose(self, item: str, value: str, first: str = "") -> float:
        """Tap an answer; gives the seconds until the server confirmed it."""
        fields = [("stelling", item), ("waarde", value)]
        if first:
            fields.append(("eerst", first))
        if item in self.screen.chosen:
            fields.append(("was", self.screen.chosen[item]))
        if self._joined:
            fields.append(("mee", "1"))
        began = time.perf_counter()
        said = await self._post(self.screen.data["bewaar"], fields)
        if str(said.get("stand")) != value:
            raise PhoneError(f"{item}: {value} werd {said}")
        if not first:
            self.given[item] = value
        self.screen.chosen[item], self._joined, self.saved = value, True, int(said["aantal"])
        return time.perf_counter() - began

    async def choose_to_work_on(self, constructs: Iterable[str]) -> float:
        """Tap what to work on: the whole choice, each time."""
        began = time.perf_counter()
        await self._post(self.screen.data["kies"], [("onderdeel", one) for one in constructs])
        return time.perf_counter() - began

    def follow(self) -> None:
        """From now on draw the study day as soon as there is something new."""
        self._following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        start, headers = "/".join(self.path.split("/")[:3]), {"Cookie": self.cookie, "Accept": "text/html"}
        while known := self.screen.data.get("wacht", ""):
            answer = await self._waiting.send("GET", f"{start}/wacht?stand={known}", headers)
            if answer.status == 303:
                await self.open(answer.headers["location"])
            elif answer.status != 200:
                raise PhoneError(f"wachten: status {answer.status}")
            elif answer.body != known:
                self.screen, self.drawn_at = Screen.of(answer.body), time.perf_counter()

    async def close(self) -> list[str]:
        """Hang up; gives what went wrong while following."""
        wrong: list[str] = []
        if self._following is not None:
            self._following.cancel()
            (ended,) = await asyncio.gather(self._following, return_exceptions=True)
            if isinstance(ended, Exception):
                wrong = [f"{type(ended).__name__}: {ended}"]
        self._line.close()
        self._waiting.close()
        return wrong

    async def _post(self, path: str, fields: list[tuple[str, str]]) -> dict[str, Any]:
        answer = await self.request("POST", html.unescape(path), urlencode(fields).encode())
        if answer.status != 200:
            raise PhoneError(f"{path}: status {answer.status} {answer.body[:80]}")
        said: dict[str, Any] = json.loads(answer.body)
        return said

    async def request(self, method: str, path: str, body: bytes = b"") -> Answer:
        """One request over the open line, with the cookie and what a browser says of itself."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if method == "POST":
            headers |= {
                "Origin": f"http://{self.address}",
                "Sec-Fetch-Site": "same-origin",
                "Content-Type": "application/x-www-form-urlencoded",
            }
        answer = await self._line.send(method, path, headers, body)
        self.received += answer.sent_bytes
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
        return answer
