"""A whole school loses the server together and comes back together, without a browser so that there can be many."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

import httpx

from leidraad.access.cookies import DEVICE
from leidraad.storage.measurements.measurements import Measurement
from tests.browser.site import Site

PHONES = 130
A, B, C = "vo-a1-08", "vo-a1-06", "vo-a1-12"


def test_a_whole_school_drops_out_and_goes_on_with_everybody_s_own_answers(
    site: Site, alone: Callable[[Coroutine[Any, Any, Any]], Any]
) -> None:
    measurement = site.open_measurement("Hele school", invited=PHONES)
    wanted = alone(_drop_and_come_back(site, measurement))
    found = {device: site.answers(measurement.id, device) for device in wanted}
    assert found == wanted
    assert site.rows("SELECT count(*) FROM answer") == [(3 * PHONES,)]


async def _drop_and_come_back(site: Site, measurement: Measurement) -> dict[str, dict[str, int]]:
    chosen = random.Random(7)
    wanted = [{item: chosen.randint(0, 5) for item in (A, B, C)} for _ in range(PHONES)]
    phones = [_Phone(site.url, measurement.join_code or "") for _ in range(PHONES)]
    await _together(phone.join() for phone in phones)
    await _together(phone.answer(mine, A, B) for phone, mine in zip(phones, wanted, strict=True))

    site.restart()  # all lines drop at the same moment

    # No reload: the page is still there, and tries again what got no answer.
    said = await _together(phone.answer(mine, B, C) for phone, mine in zip(phones, wanted, strict=True))
    assert said == [3] * PHONES
    await _together(phone.client.aclose() for phone in phones)
    return {phone.client.cookies[DEVICE]: mine for phone, mine in zip(phones, wanted, strict=True)}


async def _together(work: Iterable[Awaitable[Any]]) -> list[Any]:
    return list(await asyncio.gather(*work))


class _Phone:
    """What the script of a phone asks of the server."""

    def __init__(self, url: str, code: str) -> None:
        self.client = httpx.AsyncClient(base_url=url, headers={"origin": url}, timeout=60, verify=False)
        self.code = code

    async def join(self) -> None:
        for address in (f"/d/{self.code}", f"/d/{self.code}/1"):
            (await self.client.get(address)).raise_for_status()

    async def answer(self, mine: dict[str, int], *items: str) -> int:
        """Save these one after the other; gives how many the server then has."""
        saved = 0
        for item in items:
            tap = {"stelling": item, "waarde": str(mine[item])}
            said = (await self.client.post(f"/d/{self.code}/antwoord", data=tap)).raise_for_status().json()
            assert said["stand"] == mine[item]
            saved = said["aantal"]
        return saved
