"""One study day over three processes behind nginx, in a real browser: each request of the phone goes to another process, the
console is on the second one and the wall on the third. And a short form of `python -m tests.bench.processen`, on the same three.
"""

import asyncio
import ssl
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from websockets.asyncio.client import connect

from leidraad.access.cookies import DEVICE
from leidraad.storage.measurements import answers
from tests.bench import processen
from tests.bench.server import Server
from tests.browser.conftest import PHONE, Contexts
from tests.browser.handset import Handset, visit
from tests.browser.leader import INSTRUMENT, SCREEN, Leader
from tests.browser.site import OnAServer
from tests.browser.webserver import Front, in_front_of, nginx_or_skipped
from tests.databases import PostgresServer

Alone = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, postgres: PostgresServer) -> Iterator[OnAServer]:
    site = OnAServer(tmp_path_factory.mktemp("processen"), postgres, processes=3)
    site.start()
    try:
        yield site
    finally:
        site.stop()


def holds_a_line(server: Server) -> bool:
    """Whether somebody is connected with this process now."""
    lines = server.process.net_connections("tcp")
    return any(one.status == "ESTABLISHED" and one.laddr.port == server.port for one in lines)


async def leads_to(front: Front, servers: list[Server], device: str) -> int:
    """To which process nginx leads the screens of this browser."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    address = front.url.replace("https://", "wss://") + "/_stcore/stream"
    async with connect(
        address,
        ssl=trusting,
        additional_headers={"Cookie": f"{DEVICE}={device}"},
        origin=front.url,  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
    ):
        (found,) = [number for number, one in enumerate(servers) if holds_a_line(one)]
    while holds_a_line(servers[found]):
        await asyncio.sleep(0.01)
    return found


def test_a_phone_the_console_and_the_wall_follow_one_day_each_on_another_process(
    several: OnAServer, new_context: Contexts, tmp_path: Path, alone: Alone
) -> None:
    nginx = nginx_or_skipped()
    measurement = several.open_measurement("Drie processen", invited=9)
    code = measurement.join_code or ""
    with in_front_of(several.ports, "nginx-processen.conf", nginx, tmp_path) as front:

        def on_its_own_process(**options: Any) -> BrowserContext:
            process = 2 if options["viewport"] == SCREEN else 1
            tried = (f"{number:032x}" for number in range(99))
            device = next(one for one in tried if alone(leads_to(front, several.servers, one)) == process)
            context = new_context(ignore_https_errors=True, **options)
            context.add_cookies([{"name": DEVICE, "value": device, "url": front.url}])
            return context

        leader = Leader(several, measurement, on_its_own_process)
        visit(leader.console, f"{front.url}/studiedag?meting={measurement.id}")
        visit(leader.screen, f"{front.url}/presenteren?meting={measurement.id}")
        assert [holds_a_line(one) for one in several.servers] == [False, True, True]
        leader.push("Begin de dag")
        leader.shows(f"{code[:3]} {code[3:]}")
        phone = Handset(new_context(viewport=PHONE, has_touch=True, ignore_https_errors=True), front.url)
        phone.join(code)
        leader.push("We gaan invullen")
        leader.shows("Ieder vult in")
        given = {
            item.id: value
            for item, value in zip(INSTRUMENT.constructs[0].asked(short=True), (4, 5, 3), strict=True)
        }
        phone.fill_in(given)
        phone.says_saved(3, 30)
        leader.shows("0 klaar, 1 nog bezig, van 9")
        with several.storage():
            assert answers.mine(measurement.id, phone.device) == given

        leader.push("Sluit de meting")
        leader.push("Toch sluiten")
        leader.shows("De meting is gesloten")
        phone.says("De meting is gesloten")


def test_many_phones_of_which_each_request_goes_to_another_process_miss_no_step_and_lose_no_answer(
    several: OnAServer, postgres: PostgresServer, alone: Alone
) -> None:
    """How fast they follow, and what an answer costs, only the benchmark judges."""
    with several.storage():
        errors, stored, *times = alone(processen.followed(several.servers, 6))
        assert errors.good, str(errors)
        assert stored.figure == "36"
        assert "inf" not in "".join(map(str, times))
        *_, ratio = alone(processen.cost(several.servers, postgres.process, 5, 0.1, 1, 200.0))
    assert "x" in ratio.figure
