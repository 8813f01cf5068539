"""`python -m tests.bench.processen`: one installation of several processes on one PostgreSQL.

A study day with the console on one process, the wall on another, a second console on a third, and phones of which each
request goes to another process, as behind nginx without stickiness. Then what an answer costs on one process and on two that
have as much to do each, in turns, with what PostgreSQL uses for it. The bars: no error, everybody follows a step within 1 s at
p95, and an answer costs on two processes at most 1,1 times the processor time of one.
"""

import argparse
import asyncio
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psutil

from leidraad.access.cookies import SESSION
from leidraad.storage.database import engine
from tests.bench.invullen import Pace, fill_in_plainly
from tests.bench.phone import PhoneError
from tests.bench.plain_phone import Answer, Line, PlainPhone
from tests.bench.server import Server, free_port
from tests.bench.studiedag import Day, Follower
from tests.bench.table import Row, below, p95
from tests.bench.visitors import a_leader
from tests.databases import PostgresServer, postgres_server
from tests.harness import served
from tests.storage.scene import opening

BAR_FOLLOW_P95, BAR_RATIO = 1.0, 1.1
CONSTRUCTS = 4


class _Lines(Line):
    """A line to every process; each request takes the next one."""

    def __init__(self, addresses: Sequence[str]) -> None:
        super().__init__(addresses[0])
        self.all = [Line(one) for one in addresses]
        self._turn = itertools.cycle(self.all)
        self._one: Line | None = None

    def next(self) -> str:
        """Where the next request goes."""
        self._one = next(self._turn)
        return self._one.address

    async def send(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        """By the line that `next` named, or else the next one."""
        one, self._one = self._one or next(self._turn), None
        return await one.send(method, path, headers, body)

    def close(self) -> None:
        for one in self.all:
            one.close()


class RoamingPhone(PlainPhone):
    """A phone behind a proxy that sends each request to another process."""

    def __init__(self, addresses: Sequence[str]) -> None:
        super().__init__(addresses[0])
        self._line, self._waiting = _Lines(addresses), _Lines([*addresses[1:], addresses[0]])

    async def request(self, method: str, path: str, body: bytes = b"") -> Answer:
        """To the next process."""
        assert isinstance(self._line, _Lines)
        self.address = self._line.next()
        return await super().request(method, path, body)


@contextmanager
def installation(folder: Path, postgres: PostgresServer) -> Iterator[list[Server]]:
    """Three processes of the program on one new database, which is open here as well.

    A measurement is open already: then each gets ready before it answers, in place of in the middle of a step.
    """
    database = postgres.migrated()
    engine.open_database(database)
    opening()
    with served.several(database, folder, [free_port() for _ in range(3)]) as servers:
        yield servers
    engine.close_database()


async def walk(servers: Sequence[Server], code: str, measurement: int, cookie: str, phones: int) -> Day:
    """The whole day; gives what was measured."""
    addresses = [one.address for one in servers]
    wall, second = Follower(addresses[2]), Follower(addresses[0])
    day = Day(servers[0], [RoamingPhone(addresses) for _ in range(phones)], Follower(addresses[1]), [wall, second])
    for leader in (day.console, wall, second):
        leader.cookie = f"{SESSION}={cookie}"
    await day.console.open(f"/studiedag?meting={measurement}")
    await day.console.press("dag-beginnen")
    await wall.open(f"/presenteren?meting={measurement}")
    await second.open(f"/studiedag?meting={measurement}")

    async def join(_: int, phone: PlainPhone) -> None:
        await phone.open(f"/d/{code}")
        await phone.open(f"/d/{code}/1")
        phone.follow()

    await day.everybody(join)
    await day.console.press("naar-invullen-uit-instappen")
    await day.everybody(lambda number, phone: fill_in_plainly(number, phone, day.counts, Pace(0.02, 6)))
    await day.step("sluiten-vragen", "sluiten-ja")
    await day.step("uitslag-tonen")
    for construct in range(1, CONSTRUCTS + 1):
        await day.step(f"toon-onthullen-{construct}")
    await day.step("naar-gesprek-uit-onthullen")
    await day.step("naar-tweede-stem-uit-gesprek")
    await day.step("stemming-sluiten")
    await day.step("naar-teamoordeel-uit-tweede-stem")
    await day.step("naar-kiezen-uit-teamoordeel")

    async def choose(_: int, phone: PlainPhone) -> None:
        (constructs,) = phone.screen.choices.values()
        day.counts.clicks.append(await phone.choose_to_work_on([random.choice(constructs)]))

    await day.everybody(choose)
    await day.step("keuze-sluiten")
    for phone in day.phones:
        day.counts.errors += await phone.close()
    for one in (day.console, *day.screens):
        day.counts.errors += one.exceptions
        await one.close()
    return day


async def followed(servers: Sequence[Server], phones: int) -> list[Row]:
    """A day over three processes."""
    measurement, code = opening(invited=phones)
    day = await walk(servers, code, measurement, a_leader(), phones)
    acknowledged = len(day.counts.acknowledged)
    if day.counts.errors:
        print("  eerste fouten:", sorted(set(day.counts.errors))[:3])
    name = f"drie processen, {phones} telefoons"
    return [
        below(f"{name}: fouten", len(day.counts.errors), 0, ""),
        Row(f"{name}: antwoorden", str(acknowledged), "", bool(acknowledged)),
        below(f"{name}: telefoons volgen p95", p95(day.follow_phones), BAR_FOLLOW_P95, "s", 2),
        below(f"{name}: scherm en tweede console volgen p95", p95(day.follow_screens), BAR_FOLLOW_P95, "s", 2),
        below(f"{name}: console p95", p95(day.console_steps), BAR_FOLLOW_P95, "s", 2),
    ]


async def _tapping(
    servers: Sequence[Server], postmaster: psutil.Process, code: str, phones: int, seconds: float, rate: float
) -> float:
    """So many phones answer, together `rate` times a second; gives the milliseconds of processor time per answer."""
    people = [RoamingPhone([one.address for one in servers]) for _ in range(phones)]
    for page in (f"/d/{code}", f"/d/{code}/1"):
        await asyncio.gather(*(phone.open(page) for phone in people))
    assert all(phone.screen.choices for phone in people)
    before, until, confirmed = _used(servers, postmaster), time.perf_counter() + seconds, 0

    async def one(phone: RoamingPhone) -> None:
        nonlocal confirmed
        while True:
            for item, values in phone.screen.choices.items():
                await asyncio.sleep(phones / rate * random.uniform(0.5, 1.5))
                await phone.choose(item, random.choice(values))
                confirmed += 1
                if time.perf_counter() > until:
                    return

    await asyncio.gather(*(one(phone) for phone in people))
    used = _used(servers, postmaster) - before
    for phone in people:
        if wrong := await phone.close():
            raise PhoneError(str(wrong))
    return 1000 * used / confirmed


def _used(servers: Sequence[Server], postmaster: psutil.Process) -> float:
    """Processor time of these processes, and of all of PostgreSQL."""
    of_server = [postmaster, *postmaster.children(recursive=True)]
    times = [one.cpu_times() for one in of_server]
    return sum(one.cpu_seconds() for one in servers) + sum(one.user + one.system for one in times)


async def cost(
    servers: Sequence[Server], postmaster: psutil.Process, phones: int, seconds: float, rounds: int, rate: float
) -> list[Row]:
    """What an answer costs on one process, and on two of the same installation that have as much to do each.

    Taps that wait for each other are written together: divided over two processes the same few are cheaper on one.
    """
    taken: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(2 * rounds + 2):
        count = (1, 2, 2, 1)[turn % 4]
        _measurement, code = opening(invited=phones * count)
        used = await _tapping(servers[:count], postmaster, code, phones * count, seconds, rate * count)
        if turn > 1:  # the first ones warm up
            taken[count].append(used)
    one, two = (median(taken[count]) for count in (1, 2))
    name = f"een antwoord, {rate:.0f} per seconde voor elk proces"
    return [
        Row(f"{name}, op één proces", f"{one:.2f} ms"),
        Row(f"{name}, op twee processen", f"{two:.2f} ms"),
        below(f"{name}: twee is zoveel keer een", two / one, BAR_RATIO, "x", 2),
    ]


def main() -> int:
    """Exit 0 when every bar is reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.processen", description=__doc__)
    parser.add_argument("--phones", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--rate", type=float, default=60.0, help="answers per second for each process")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres_server() as postgres,
        installation(Path(folder), postgres) as servers,
    ):
        rows = asyncio.run(followed(servers, chosen.phones))
        asked = (chosen.phones, chosen.seconds, chosen.rounds, chosen.rate)
        rows += asyncio.run(cost(servers, postgres.process, *asked))
    print("\n".join(map(str, rows)))
    return 0 if all(one.good is not False for one in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
