"""`python -m tests.bench.aanval`: a few strangers do all they can, while colleagues come in with the right code.

At once: 10.000 wrong codes and 3.000 wrong links to a plan a minute from many addresses, 30 websockets that ask for 300 runs a
second, connections that never come to the point, files, messages and passwords of nobody, and the same script under ever
new addresses. Prints what joining and saving take without them and with them, and what they leave behind.

The strangers are a process of their own, so that colleagues wait for the server only, and give way (`nice`): theirs would
be another machine, which takes no processor time of the server. How strong they were all the same is the first rows.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import random
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from leidraad.access.cookies import DEVICE, SESSION
from leidraad.machine import streamlit_files
from leidraad.storage import codes
from leidraad.storage.accounts import tokens
from leidraad.storage.plans.plan_links import PlanLinkPurpose
from tests.bench.invullen import _room_for_sockets
from tests.bench.phone import Phone, PhoneError
from tests.bench.plain_phone import Line, PlainPhone
from tests.bench.server import Server
from tests.bench.telefoons import Crowd, Row, below, join, p95, product
from tests.bench.visitors import a_leader

CODES_A_MINUTE, LINKS_A_MINUTE, SOCKETS, RUNS_A_SECOND, SLOW = 10_000, 3_000, 30, 300, 400
#: Between two wrong codes of one stranger; longer than "no" is held back.
EVERY_SECONDS = 2.5
BAR_JOIN, BAR_SAVE, BAR_LEAD = 500.0, 200.0, 1000.0
BAR_MEMORY_MB, BAR_LOG_KB = 150, 100
ENDS = ("", "/1", "/dag", "/wacht?stand=open")
LARGEST_MESSAGE = 25_000_000
#: What says that a run is over is shorter than this; a stranger reads nothing else.
_AT_THE_END = 200
FILE_HEAD = b'--grens\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n'
FILE_END = b"\r\n--grens--\r\n"


@dataclass
class Attack:
    """What strangers do, until when, and what they heard."""

    address: str
    until: float
    codes: Counter[int] = field(default_factory=Counter)
    links: Counter[int] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)

    @property
    def goes_on(self) -> bool:
        return time.perf_counter() < self.until


@dataclass(frozen=True)
class Strength:
    """How much of it."""

    codes_a_minute: int = CODES_A_MINUTE
    links_a_minute: int = LINKS_A_MINUTE
    sockets: int = SOCKETS
    runs_a_second: int = RUNS_A_SECOND
    slow: int = SLOW

    def arguments(self) -> list[str]:
        """The same on a command line."""
        return [f"--a-minute={self.codes_a_minute}", f"--links={self.links_a_minute}", f"--sockets={self.sockets}",
                f"--runs={self.runs_a_second}", f"--slow={self.slow}"]  # fmt: skip

    def strangers(self, attack: Attack) -> list[Awaitable[None]]:
        """Each of them, until the attack is over."""
        guessers, readers = (round(one / 60 * EVERY_SECONDS) for one in (self.codes_a_minute, self.links_a_minute))
        every = self.sockets / max(self.runs_a_second, 1)
        return [
            *(guess(attack, number, a_code, attack.codes) for number in range(guessers)),
            *(guess(attack, number, a_link, attack.links) for number in range(readers)),
            *(again_and_again(attack, lambda: flood(attack, every)) for _ in range(self.sockets)),
            *(again_and_again(attack, lambda: never_come_to_the_point(attack)) for _ in range(self.slow)),
            *(again_and_again(attack, one) for one in (
                lambda: shout(attack), lambda: leave_files(attack), lambda: sign_in(attack),
                lambda: ask_for_one_script(attack), lambda: talk_nonsense(attack),
            )),
        ]  # fmt: skip


async def again_and_again(attack: Attack, do: Callable[[], Awaitable[None]]) -> None:
    """Whatever the server does about it."""
    while attack.goes_on:
        with suppress(OSError, PhoneError, ConnectionClosed, InvalidHandshake, EOFError):
            await do()
        await asyncio.sleep(0.05)


def a_code() -> str:
    """A page of a measurement that there is not."""
    return f"/d/{codes.new_code()}{random.choice(ENDS)}"


def a_link() -> str:
    """A plan to read, or the days of one, under a secret that nobody was given."""
    read, agenda = PlanLinkPurpose
    return random.choice((f"/{read}/{tokens.short()}", f"/{agenda}/{tokens.short()}.ics"))


async def guess(attack: Attack, number: int, wrong: Callable[[], str], heard: Counter[int]) -> None:
    """Ask for what is wrong, from an address of its own."""
    host, port = attack.address.split(":")
    from_where = f"127.0.{number // 250}.{number % 250 + 2}" if sys.platform == "linux" else host
    await asyncio.sleep(random.uniform(0, EVERY_SECONDS))
    with contextlib.closing(Line(attack.address)) as line:
        while attack.goes_on:
            began = time.perf_counter()
            if line._streams is None:
                line._streams = await asyncio.open_connection(host, int(port), local_addr=(from_where, 0))
            cookie = {"Cookie": f"{DEVICE}={secrets.token_hex(16)}"} if number % 2 else {}
            heard[(await line.send("GET", wrong(), cookie)).status] += 1
            await asyncio.sleep(max(0, EVERY_SECONDS - (time.perf_counter() - began)))


async def flood(attack: Attack, every: float) -> None:
    """Ask for a run of the first page, so often whatever else there is to do, and take what comes."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    message = asked.SerializeToString()
    async with _socket(attack) as socket:
        reading, due = asyncio.create_task(_read(socket, attack)), time.perf_counter()
        try:
            while attack.goes_on and not reading.done():
                await socket.send(message)
                attack.done["runs gevraagd"] += 1
                due += every
                await asyncio.sleep(max(0, due - time.perf_counter()))
        finally:
            reading.cancel()


def _socket(attack: Attack) -> connect:
    return connect(f"ws://{attack.address}/_stcore/stream", max_size=None, compression=None, close_timeout=1)


async def _read(socket: ClientConnection, attack: Attack) -> None:
    with suppress(ConnectionClosed):
        async for said in socket:
            if len(said) < _AT_THE_END and ForwardMsg.FromString(said).WhichOneof("type") == "script_finished":
                attack.done["runs gekregen"] += 1


async def never_come_to_the_point(attack: Attack) -> None:
    """A connection that says nothing, or one letter after the other."""
    host, port = attack.address.split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    attack.done["trage verbindingen"] += 1
    with contextlib.closing(writer):
        writer.write(b"GET / HTTP/1.1\r\n")
        while attack.goes_on and not writer.transport.is_closing():
            await asyncio.sleep(0.5)
            writer.write(b"X")


async def shout(attack: Attack) -> None:
    """A message as large as Streamlit takes."""
    async with _socket(attack) as socket:
        attack.done["grote berichten"] += 1
        await socket.send(bytes(LARGEST_MESSAGE))
        await socket.recv()


async def leave_files(attack: Attack) -> None:
    """Files in a page of one's own that asks for none."""
    phone = Phone(attack.address)
    try:
        await phone.open("/")
        with contextlib.closing(Line(attack.address)) as line:
            token = (await line.send("GET", "/_stcore/health", {})).headers["set-cookie"].split(";")[0]
            file = FILE_HEAD + bytes(4_000_000) + FILE_END
            headers = {"Cookie": token, "X-Xsrftoken": token.partition("=")[2], "Content-Length": str(len(file))}
            headers["Content-Type"] = "multipart/form-data; boundary=grens"
            for number in range(10):
                await line.send("PUT", f"/_stcore/upload_file/{phone.session}/{number}", headers, file)
                attack.done["bestanden"] += 1
    finally:
        await phone.close()


async def sign_in(attack: Attack) -> None:
    """A password of somebody who does not exist, each time of somebody else."""
    form = {"email": f"{secrets.token_hex(4)}@school.nl", "wachtwoord": "vier losse woorden"}
    headers = {"Origin": f"http://{attack.address}", "Content-Type": "application/x-www-form-urlencoded"}
    with contextlib.closing(Line(attack.address)) as line:
        await line.send("POST", "/aanmelden", headers, urlencode(form).encode())
    attack.done["wachtwoorden"] += 1


async def ask_for_one_script(attack: Attack) -> None:
    """The largest script of Streamlit, under an address that nobody used before."""
    scripts = (streamlit_files.FOLDER / "static" / "js").glob("*.js")
    name = max(scripts, key=lambda file: file.stat().st_size).name
    with contextlib.closing(Line(attack.address)) as line:
        for more in itertools.count(1):
            if not attack.goes_on:
                break
            await line.send("GET", f"/static/js/{'./' * more}{name}", {})
            attack.done["adressen"] += 1
            await asyncio.sleep(0.05)


async def talk_nonsense(attack: Attack) -> None:
    """What is no request at all."""
    host, port = attack.address.split(":")
    for _ in range(50):
        reader, writer = await asyncio.open_connection(host, int(port))
        with contextlib.closing(writer):
            writer.write(b"onzin\r\n\r\n")
            await reader.read()
        attack.done["onzin"] += 1


async def come_in(server: Server, code: str, seconds: float, a_second: float) -> Crowd:
    """Colleagues one after the other: each joins and gives one answer."""
    crowd = Crowd()

    async def one() -> None:
        phone = PlainPhone(server.address)
        try:
            await join(phone, code, crowd)
            item, values = next(iter(phone.screen.choices.items()))
            crowd.saves.append(await phone.choose(item, random.choice(values)))
        finally:
            crowd.errors += await phone.close()

    people = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        people.append(asyncio.create_task(one()))
        await asyncio.sleep(1 / a_second)
    await crowd.all(people)
    return crowd


@dataclass
class Leading:
    """What somebody who leads waited for, in seconds."""

    opening: float
    pages: list[float] = field(default_factory=list)


async def lead(server: Server, cookie: str, seconds: float) -> Leading:
    """What somebody who is signed in waits for opening a page, and for that page again and again."""
    phone, until = Phone(server.address), time.perf_counter() + seconds
    phone.cookie = cookie
    leading = Leading(await phone.open("/metingen"))
    while time.perf_counter() < until or not leading.pages:
        leading.pages.append(await phone.run())
        await asyncio.sleep(0.5)
    await phone.close()
    return leading


@dataclass
class Found:
    """What colleagues and a leader waited for without strangers and with them."""

    quiet: Crowd
    busy: Crowd
    led_quietly: Leading
    led: Leading
    codes: dict[str, int]
    links: dict[str, int]
    done: dict[str, int]
    seconds: float
    cores: float
    cores_of_strangers: float


async def both(
    server: Server, code: str, cookie: str, seconds: float, strength: Strength, a_second: float
) -> Found:
    """Without strangers, and with them."""
    await come_in(server, code, 0.5, 4)  # what only the first visitors wait for
    await lead(server, cookie, 0.1)
    quiet, led_quietly = await asyncio.gather(
        come_in(server, code, min(seconds, 10), a_second), lead(server, cookie, min(seconds, 10))
    )
    strangers = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.aanval", "--against", server.address, *strength.arguments(),
        "--seconds", str(seconds + EVERY_SECONDS), stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert strangers.stdout is not None
    await strangers.stdout.readline()  # they began
    used, began = server.cpu_seconds(), time.perf_counter()
    await asyncio.sleep(EVERY_SECONDS)
    busy, led = await asyncio.gather(come_in(server, code, seconds, a_second), lead(server, cookie, seconds))
    used, took = server.cpu_seconds() - used, time.perf_counter() - began
    said, _ = await strangers.communicate()
    codes, links, done, of_strangers = json.loads(said)
    return Found(
        quiet,
        busy,
        led_quietly,
        led,
        codes,
        links,
        done,
        seconds + EVERY_SECONDS,
        used / took,
        of_strangers / took,
    )


async def attacked(attack: Attack, strength: Strength) -> None:
    """Do all of it, and print what came of it: first a line when it begins."""
    if sys.platform != "win32":
        os.nice(10)
    print(flush=True)
    strangers = [asyncio.ensure_future(one) for one in strength.strangers(attack)]
    await asyncio.wait(strangers, timeout=attack.until + EVERY_SECONDS - time.perf_counter())
    for one in strangers:
        one.cancel()
    print(json.dumps([attack.codes, attack.links, attack.done, time.process_time()]), flush=True)


def measured(folder: Path, seconds: float, strength: Strength | None = None, a_second: float = 10) -> list[Row]:
    """Every row."""
    with product(folder, "leidraad-vo") as (server, code):
        cookie = f"{SESSION}={a_leader()}"
        memory, log = server.rss_megabytes(), server.log.stat().st_size
        found = asyncio.run(both(server, code, cookie, seconds, strength or Strength(), a_second))
        grown, written = server.rss_megabytes() - memory, (server.log.stat().st_size - log) / 1000
    tried, read = sum(found.codes.values()), sum(found.links.values())
    right = sum(found.codes.get(status, 0) for status in ("404", "429", "200"))  # 200: asks to allow cookies
    if found.busy.errors:
        print("  eerste fouten:", sorted(set(found.busy.errors))[:3])
    return [
        Row("foute codes per minuut", f"{60 * tried / found.seconds:.0f}"),
        Row("foute leeslinks per minuut", f"{60 * read / found.seconds:.0f}"),
        *(Row(f"{what} per seconde", f"{many / found.seconds:.0f}") for what, many in found.done.items()),
        below("foute codes: wat geen nee was", tried - right, 0, ""),
        below("foute leeslinks: wat geen nee was", read - found.links.get("404", 0), 0, ""),
        below("goede codes: fouten", len(found.quiet.errors + found.busy.errors), 0, ""),
        Row("instappen p95 zonder aanval", f"{1000 * p95(found.quiet.joins):.0f} ms"),
        below("instappen p95 met aanval", 1000 * p95(found.busy.joins), BAR_JOIN, "ms"),
        Row("instappen langste met aanval", f"{1000 * max(found.busy.joins, default=0):.0f} ms"),
        Row("opslaan p95 zonder aanval", f"{1000 * p95(found.quiet.saves):.1f} ms"),
        below("opslaan p95 met aanval", 1000 * p95(found.busy.saves), BAR_SAVE, "ms", 1),
        Row("opslaan langste met aanval", f"{1000 * max(found.busy.saves, default=0):.0f} ms"),
        Row("pagina van wie leidt openen met aanval", f"{1000 * found.led.opening:.0f} ms"),
        Row("pagina van wie leidt p95 zonder aanval", f"{1000 * p95(found.led_quietly.pages):.0f} ms"),
        below("pagina van wie leidt p95 met aanval", 1000 * p95(found.led.pages), BAR_LEAD, "ms"),
        Row("rekenkracht van de server met aanval", f"{found.cores:.2f} kern"),
        Row("rekenkracht van de vreemden zelf", f"{found.cores_of_strangers:.2f} kern"),
        below("geheugen erbij", grown, BAR_MEMORY_MB, "MB"),
        below("logboek erbij", written, BAR_LOG_KB, "kB"),
    ]


def main() -> int:
    """Exit 0 when every bar is reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.aanval", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--a-minute", type=int, default=CODES_A_MINUTE, help="wrong codes a minute")
    parser.add_argument("--links", type=int, default=LINKS_A_MINUTE, help="wrong links to a plan a minute")
    parser.add_argument("--sockets", type=int, default=SOCKETS, help="websockets that ask for runs")
    parser.add_argument("--runs", type=int, default=RUNS_A_SECOND, help="runs a second that these ask for")
    parser.add_argument("--slow", type=int, default=SLOW, help="connections that never come to the point")
    parser.add_argument("--against", default="", help=argparse.SUPPRESS)  # the address: only the strangers
    chosen = parser.parse_args()
    _room_for_sockets()
    strength = Strength(chosen.a_minute, chosen.links, chosen.sockets, chosen.runs, chosen.slow)
    if chosen.against:
        asyncio.run(attacked(Attack(chosen.against, time.perf_counter() + chosen.seconds), strength))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        rows = measured(Path(folder), chosen.seconds, strength)
    print("\n".join(map(str, rows)))
    return 0 if all(row.good is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
