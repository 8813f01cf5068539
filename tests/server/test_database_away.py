"""PostgreSQL is stopped and started in the middle of a study day: everybody reads so in Dutch, keeps what there was, and goes on."""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

from leidraad.access.cookies import SESSION
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from tests.bench.plain_phone import PlainPhone
from tests.bench.server import Server, free_port
from tests.bench.studiedag import Follower
from tests.bench.visitors import a_leader
from tests.databases import PostgresServer, postgres_or_skipped
from tests.harness import served
from tests.harness.tapper import Tapper
from tests.storage.scene import CORE, opening

PATIENCE = 40.0
PLAIN = ("/", "/aanmelden", "/begin", "/d", "/gezond", "/test", "/uitnodiging")


async def until(met: Callable[[], object], what: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not met():
            await asyncio.sleep(0.05)
    assert met(), what


async def status(server: Server, path: str) -> tuple[int, str]:
    visitor = PlainPhone(server.address)
    try:
        answer = await visitor.request("GET", path)
    finally:
        await visitor.close()
    return answer.status, answer.body


async def a_day_with_a_pause(
    server: Server, postgres: PostgresServer, measurement: int, code: str, cookie: str
) -> None:
    stop, chance = asyncio.Event(), random.Random(7)
    tappers = [Tapper(server.address, code, CORE, chance) for _ in range(3)]
    tapping = [asyncio.create_task(one.live(stop)) for one in tappers]
    console, wall, late = (Follower(server.address) for _ in range(3))
    for one in (console, wall, late):
        one.cookie = f"{SESSION}={cookie}"
    await console.open(f"/studiedag?meting={measurement}")
    await console.press("dag-beginnen")
    await wall.open(f"/presenteren?meting={measurement}")
    await until(lambda: all(one.confirmed for one in tappers), "everybody answered something")

    await asyncio.to_thread(postgres.stop)
    failed = sum(one.failures for one in tappers)
    for path in PLAIN:
        code_of, _body = await status(server, path)
        assert code_of in (200, 303, 503), path
    code_of, body = await status(server, f"/d/{code}")
    assert code_of == 503
    assert "De Teamscan kan nu even niet bij wat is opgeslagen" in body
    assert 'http-equiv="refresh"' in body
    await until(
        lambda: "Er kan nu niets worden opgeslagen, ook niet vanaf telefoons" in console.screen.text(), "said"
    )
    arriving = asyncio.create_task(late.open(f"/studiedag?meting={measurement}"))
    await until(lambda: "Deze pagina komt vanzelf terug" in late.screen.text(), "whoever comes now reads it")
    await until(
        lambda: all(one.failures for one in tappers) and sum(one.failures for one in tappers) > failed, "taps fail"
    )
    assert "Doe mee" in wall.screen.text()

    await asyncio.to_thread(postgres.start)
    stop.set()
    await asyncio.gather(*tapping)
    await arriving
    await until(lambda: "Er kan nu niets" not in console.screen.text(), "the console goes on")
    await console.press("naar-invullen-uit-instappen")
    await until(lambda: "Ieder vult in" in wall.screen.text(), "the wall follows")
    for one in (console, wall, late):
        assert one.exceptions == []
        await one.close()
    for one in tappers:
        assert one.conflicts == []
        assert {item: str(value) for item, value in answers.mine(measurement, one.device).items()} == one.confirmed


def test_nobody_loses_anything_when_the_database_is_away_for_a_while(tmp_path: Path) -> None:
    with postgres_or_skipped() as postgres:
        database = postgres.migrated()
        engine.open_database(database)
        measurement, code = opening(invited=6)
        cookie = a_leader()
        with served.running(database, tmp_path, free_port()) as server:
            asyncio.run(a_day_with_a_pause(server, postgres, measurement, code, cookie))
        engine.close_database()
