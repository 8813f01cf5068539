"""`python -m tests.bench.gissers`: 10.000 wrong codes a minute from strangers, while colleagues come in with the right one.

Strangers come from many addresses, half of them with another cookie each time and half without any, by every address that
takes a code. Prints what joining and saving take without them and with them.
"""

import argparse
import asyncio
import random
import secrets
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from leidraad.access.cookies import DEVICE
from leidraad.storage import codes
from tests.bench.invullen import _room_for_sockets
from tests.bench.plain_phone import Line, PlainPhone
from tests.bench.server import Server
from tests.bench.telefoons import Crowd, Row, below, join, p95, product

A_MINUTE = 10_000
#: Between two tries of one stranger; longer than "no" is held back.
EVERY_SECONDS = 2.5
BAR_JOIN, BAR_SAVE = 500.0, 150.0
ENDS = ("", "/1", "/dag", "/wacht?stand=open")


async def guess(server: Server, number: int, heard: Counter[int], until: float) -> None:
    """One stranger, from an address of its own, until the end."""
    host, port = server.address.split(":")
    line = Line(server.address)
    await asyncio.sleep(random.uniform(0, EVERY_SECONDS))
    while time.perf_counter() < until:
        began = time.perf_counter()
        if line._streams is None:
            from_where = f"127.0.{number // 250}.{number % 250 + 2}" if sys.platform == "linux" else host
            line._streams = await asyncio.open_connection(host, int(port), local_addr=(from_where, 0))
        cookie = {"Cookie": f"{DEVICE}={secrets.token_hex(16)}"} if number % 2 else {}
        said = await line.send("GET", f"/d/{codes.new_code()}{random.choice(ENDS)}", cookie)
        heard[said.status] += 1
        await asyncio.sleep(max(0, EVERY_SECONDS - (time.perf_counter() - began)))
    line.close()


async def come_in(server: Server, code: str, seconds: float, a_second: float) -> Crowd:
    """Colleagues one after the other: each joins and gives one answer."""
    crowd = Crowd()

    async def one() -> None:
        phone = PlainPhone(server.address)
        await join(phone, code, crowd)
        item, values = next(iter(phone.screen.choices.items()))
        crowd.saves.append(await phone.choose(item, random.choice(values)))
        crowd.errors += await phone.close()

    people = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        people.append(asyncio.create_task(one()))
        await asyncio.sleep(1 / a_second)
    await crowd.all(people)
    return crowd


async def both(
    server: Server, code: str, seconds: float, a_minute: int, a_second: float
) -> tuple[Crowd, Crowd, Counter[int]]:
    """Without strangers, with them, and what those heard."""
    await come_in(server, code, 0.5, 4)  # what only the first visitors wait for
    quiet = await come_in(server, code, min(seconds, 10), a_second)
    heard: Counter[int] = Counter()
    until = time.perf_counter() + seconds + EVERY_SECONDS
    strangers = [
        asyncio.create_task(guess(server, number, heard, until))
        for number in range(round(a_minute / 60 * EVERY_SECONDS))
    ]
    await asyncio.sleep(EVERY_SECONDS)
    busy = await come_in(server, code, seconds, a_second)
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.gather(*strangers), 30)
    return quiet, busy, heard


def measured(folder: Path, seconds: float, a_minute: int = A_MINUTE, a_second: float = 10) -> list[Row]:
    """Every row."""
    with product(folder, "leidraad-vo") as (server, code):
        before = server.rss_megabytes()
        quiet, busy, heard = asyncio.run(both(server, code, seconds, a_minute, a_second))
        grown = server.rss_megabytes() - before
    right = heard[404] + heard[429] + heard[200]  # 200: a screen that asks to allow cookies
    return [
        Row("foute codes per minuut", f"{60 * heard.total() / (seconds + EVERY_SECONDS):.0f}"),
        below("foute codes: wat geen nee was", heard.total() - right, 0, ""),
        below("goede codes: fouten", len(quiet.errors + busy.errors), 0, ""),
        Row("instappen p95 zonder gissers", f"{1000 * p95(quiet.joins):.0f} ms"),
        below("instappen p95 met gissers", 1000 * p95(busy.joins), BAR_JOIN, "ms"),
        Row("opslaan p95 zonder gissers", f"{1000 * p95(quiet.saves):.1f} ms"),
        below("opslaan p95 met gissers", 1000 * p95(busy.saves), BAR_SAVE, "ms", 1),
        Row("geheugen erbij", f"{grown:.0f} MB"),
    ]


def main() -> int:
    """Exit 0 when every bar is reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.gissers", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--a-minute", type=int, default=A_MINUTE, help="wrong codes a minute")
    chosen = parser.parse_args()
    _room_for_sockets()
    with tempfile.TemporaryDirectory() as folder:
        rows = measured(Path(folder), chosen.seconds, chosen.a_minute)
    print("\n".join(map(str, rows)))
    return 0 if all(row.good is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
