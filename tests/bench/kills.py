"""`python -m tests.bench.kills`: the server is killed again and again while phones tap, and no confirmed answer is missing.

The phones keep to the rules of phone.js: one request at a time, with what was believed stored (`was`), again after every
failure, and a newer mind replaces what waits. After each start, and at the end, the database is read beside them.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from leidraad.access.cookies import DEVICE
from leidraad.storage.measurements import answers
from tests.bench.phone import PhoneError
from tests.bench.plain_phone import PlainPhone
from tests.browser.site import Site

PHONES = 12
PAUSES = (0.1, 0.2, 0.4)
VALUES = "012345"
Stored = Callable[[str], dict[str, int]]


@dataclass
class _Waiting:
    """A tap that is not confirmed yet."""

    value: str
    was: str
    tried: list[str] = field(default_factory=list)


class Tapper:
    """One phone: what it shows, what waits, and what the server confirmed."""

    def __init__(self, address: str, code: str, items: list[str], chance: random.Random) -> None:
        self.phone, self.code, self.items, self.chance = PlainPhone(address), code, items, chance
        self.shown: dict[str, str] = {}
        self.confirmed: dict[str, str] = {}
        self.waiting: dict[str, _Waiting] = {}
        self.taps = self.tries = self.failures = 0
        self.conflicts: list[str] = []
        self.longest = 0.0

    @property
    def device(self) -> str:
        """What the cookie says."""
        return self.phone.cookie.removeprefix(f"{DEVICE}=")

    async def live(self, stop: asyncio.Event) -> None:
        """Tap until `stop`, then wait until everything is confirmed."""
        await self.phone.open(f"/d/{self.code}")
        sending = asyncio.create_task(self._send(stop))
        while not stop.is_set():
            self._tap(self.chance.choice(self.items), self.chance.choice(VALUES))
            await asyncio.sleep(self.chance.uniform(0.02, 0.3))
        await sending
        await self.phone.close()

    def _tap(self, item: str, value: str) -> None:
        self.taps += 1
        self.shown[item] = value
        self.waiting.setdefault(item, _Waiting(value, self.confirmed.get(item, ""))).value = value

    async def _send(self, stop: asyncio.Event) -> None:
        failed, began = 0, time.perf_counter()
        while self.waiting or not stop.is_set():
            if not self.waiting:
                await asyncio.sleep(0.01)
                began = time.perf_counter()
                continue
            item, entry = next(iter(self.waiting.items()))
            value = entry.value
            entry.tried.append(value)
            self.tries += 1
            stored = await self._post(item, value, entry.was)
            if stored is None:
                self.failures += 1
                failed += 1
                await asyncio.sleep(PAUSES[min(failed, len(PAUSES)) - 1] * self.chance.uniform(0.75, 1.25))
                continue
            self.longest, began, failed = max(self.longest, time.perf_counter() - began), time.perf_counter(), 0
            self._answered(item, entry, stored)

    async def _post(self, item: str, value: str, was: str) -> str | None:
        """What is stored now, or None when nobody answered."""
        fields = {"stelling": item, "waarde": value} | ({"was": was} if was else {})
        fields |= {"mee": "1"} if self.confirmed else {}
        try:
            answer = await self.phone.request("POST", f"/d/{self.code}/antwoord", urlencode(fields).encode())
        except (PhoneError, OSError):
            return None
        return None if answer.status >= 500 else str(json.loads(answer.body)["stand"])

    def _answered(self, item: str, entry: _Waiting, stored: str) -> None:
        self.confirmed[item] = stored
        if stored not in entry.tried:
            self.conflicts.append(f"{item}: {stored} en niet {entry.tried}")
            self.shown[item] = stored
        if stored in entry.tried and entry.value != stored:
            entry.was, entry.tried = stored, []
        else:
            del self.waiting[item]

    def allowed(self, item: str) -> set[str]:
        """What the database may hold: what was confirmed, or a later try of which nobody heard."""
        waits = self.waiting.get(item)
        return {self.confirmed[item], *(waits.tried if waits else ())}


def missing(stored: Stored, people: list[Tapper]) -> Iterator[str]:
    """Every confirmed answer that is not stored for its device with a value it may have."""
    for person in people:
        held = stored(person.device)
        for item in person.confirmed:
            if str(held.get(item)) not in person.allowed(item):
                yield f"{item}: {held.get(item)} en niet {person.allowed(item)}"


async def killed(site: Site, stored: Stored, people: list[Tapper], kills: int) -> list[str]:
    """Kill and start the server so many times while everybody taps; gives what was not found."""
    chance, stop, lost = random.Random(), asyncio.Event(), []
    living = [asyncio.create_task(person.live(stop)) for person in people]
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0.2, 1.6))
        await asyncio.to_thread(site.kill)
        lost += list(missing(stored, people))
        await asyncio.to_thread(site.start)
    await asyncio.sleep(1)
    stop.set()
    await asyncio.wait_for(asyncio.gather(*living), 60)
    return lost


def run(folder: Path, kills: int, phones: int = PHONES) -> dict[str, object]:
    """A fresh server, so many phones and kills; gives the figures."""
    site = Site(folder)
    site.start()
    try:
        measurement = site.open_measurement("Twaalf telefoons", invited=phones)
        items = sorted(answers.allowed_items(measurement.instrument_id, measurement.instrument_version, True))
        code, id = measurement.join_code or "", measurement.id or 0
        people = [Tapper(site.address, code, items, random.Random(one)) for one in range(phones)]

        def stored(device: str) -> dict[str, int]:
            return site.answers(id, device)

        lost = asyncio.run(killed(site, stored, people, kills))
        lost += list(missing(stored, people))
        different = [
            person.device
            for person in people
            if {item: str(value) for item, value in stored(person.device).items()} != person.shown
        ]
    finally:
        site.stop()
    return {
        "keer_gestopt": kills,
        "telefoons": phones,
        "tikken": sum(person.taps for person in people),
        "verzoeken": sum(person.tries for person in people),
        "waarvan_zonder_antwoord": sum(person.failures for person in people),
        "bevestigingen": sum(person.tries - person.failures for person in people),
        "antwoorden_aan_het_einde": sum(len(person.confirmed) for person in people),
        "bevestigd_en_weg": lost,
        "toont_iets_anders": different,
        "ten_onrechte_een_ander_scherm": [one for person in people for one in person.conflicts],
        "langst_tot_bevestigd_s": round(max(person.longest for person in people), 1),
    }


def good(figures: dict[str, object]) -> bool:
    """Nothing is missing and nobody is shown anything else."""
    return not (
        figures["bevestigd_en_weg"] or figures["toont_iets_anders"] or figures["ten_onrechte_een_ander_scherm"]
    )


def main() -> int:
    """Exit 0 when nothing is missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--phones", type=int, default=PHONES)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), chosen.kills, chosen.phones)
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0 if good(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
