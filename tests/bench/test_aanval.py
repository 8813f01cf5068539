"""Strangers who do all they can, in short: `python -m tests.bench.aanval` is the whole minute, and judges how fast."""

import asyncio
import time
from pathlib import Path

from leidraad.storage.database import engine
from tests.bench.aanval import BAR_LOG_KB, BAR_MEMORY_MB, Attack, Strength, come_in
from tests.bench.server import Server, free_port
from tests.bench.telefoons import Crowd
from tests.databases import migrated_file
from tests.harness import acts, served

A_FEW = Strength(codes_a_minute=2_000, links_a_minute=1_000, sockets=10, runs_a_second=100, slow=50)


async def amid_strangers(server: Server, code: str) -> tuple[Crowd, Attack]:
    attack = Attack(server.address, time.perf_counter() + 60)
    strangers = [asyncio.ensure_future(one) for one in A_FEW.strangers(attack)]
    try:
        return await come_in(server, code, 1.5, 4), attack
    finally:
        for one in strangers:
            one.cancel()
        await asyncio.gather(*strangers, return_exceptions=True)
        await asyncio.sleep(0)  # what was closed is closed


def test_strangers_who_do_all_they_can_keep_nobody_out_and_leave_nothing_behind(tmp_path: Path) -> None:
    url = migrated_file(tmp_path / "leidraad.db")
    engine.open_database(url)
    code = str(acts.opened()["code"])
    engine.close_database()
    with served.running(url, tmp_path, free_port()) as server:
        memory, log = server.rss_megabytes(), server.log.stat().st_size
        crowd, attack = asyncio.run(amid_strangers(server, code))
        assert server.rss_megabytes() - memory < BAR_MEMORY_MB
        assert server.log.stat().st_size - log < 1000 * BAR_LOG_KB
    assert crowd.errors == []
    assert max(crowd.joins) < 6  # seconds, on a busy machine too: without the bounds it never comes to an end
    assert set(attack.codes) <= {404, 429, 200}  # 200: asks to allow cookies
    assert set(attack.links) <= {404}
    assert all(attack.done[what] for what in ("runs gevraagd", "trage verbindingen", "grote berichten", "onzin"))
