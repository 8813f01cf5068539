"""Phones that keep to the rules of phone.js, and know what the server confirmed.

One request at a time, with what was believed stored (`was`), again after every failure; a newer mind replaces what waits.
"""

import asyncio
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from leidraad.access.cookies import DEVICE
from tests.bench.phone import PhoneError
from tests.bench.plain_phone import PlainPhone

PAUSES = (0.1, 0.2, 0.4)
VALUES = "012345"


@dataclass
class _Waiting:
    """A tap that is not confirmed yet."""

    value: str
    was: str
    tried: list[str] = field(default_factory=list)


class Tapper:
    """One phone: what it shows, what waits, and what the server confirmed."""

    def __init__(self, address: str, code: str, items: Sequence[str], chance: random.Random) -> None:
        self.phone, self.code, self.items, self.chance = PlainPhone(address), code, items, chance
        self.shown: dict[str, str] = {}
        self.confirmed: dict[str, str] = {}
        self.waiting: dict[str, _Waiting] = {}
        self.taps = self.tries = self.failures = 0
        self.turned_away = False
        self.conflicts: list[str] = []
        self.longest = 0.0

    @property
    def device(self) -> str:
        """What the cookie says."""
        return self.phone.cookie.removeprefix(f"{DEVICE}=")

    async def live(self, stop: asyncio.Event) -> None:
        """Tap until `stop`, then wait until everything is confirmed."""
        try:
            await self._join()
            await asyncio.gather(self._send(stop), self._choose(stop))
        finally:
            await self.phone.close()

    async def _choose(self, stop: asyncio.Event) -> None:
        while not stop.is_set() and not self.turned_away:
            self._tap(self.chance.choice(self.items), self.chance.choice(VALUES))
            await asyncio.sleep(self.chance.uniform(0.02, 0.3))

    async def _join(self) -> None:
        while True:
            try:
                await self.phone.open(f"/d/{self.code}")
                return
            except (PhoneError, OSError):  # a browser that finds nobody is loaded again
                await asyncio.sleep(PAUSES[0])

    def _tap(self, item: str, value: str) -> None:
        self.taps += 1
        self.shown[item] = value
        self.waiting.setdefault(item, _Waiting(value, self.confirmed.get(item, ""))).value = value

    async def _send(self, stop: asyncio.Event) -> None:
        failed, began = 0, time.perf_counter()
        while (self.waiting or not stop.is_set()) and not self.turned_away:
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
        if answer.status >= 500:
            return None
        said = json.loads(answer.body)
        self.turned_away = "stand" not in said  # on to another screen: the measurement was closed
        return None if self.turned_away else str(said["stand"])

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


def missing(stored: Mapping[str, Mapping[str, int]], people: Sequence[Tapper]) -> Iterator[str]:
    """Every confirmed answer that is not stored for its device with a value it may have."""
    for person in people:
        held = stored.get(person.device, {})
        for item in person.confirmed:
            if str(held.get(item)) not in person.allowed(item):
                yield f"{item}: {held.get(item)} en niet {person.allowed(item)}"


class Voter:
    """One phone in a second vote: it changes its first answers, and knows which changes were confirmed."""

    def __init__(
        self, address: str, code: str, device: str, first: Mapping[str, int], chance: random.Random
    ) -> None:
        self.phone, self.code, self.device, self.first, self.chance = (
            PlainPhone(address),
            code,
            device,
            first,
            chance,
        )
        self.phone.cookie = f"{DEVICE}={device}"
        self.confirmed: dict[str, str] = {}
        self.tried: dict[str, set[str]] = {}
        self.wrong: list[str] = []

    async def live(self, asked: Sequence[str], stop: asyncio.Event) -> None:
        """Change answers that were on the scale, until `stop` or until nobody answers any more."""
        try:
            await self._vote(asked, stop)
        finally:
            await self.phone.close()

    async def _vote(self, asked: Sequence[str], stop: asyncio.Event) -> None:
        items = [one for one in asked if self.first[one]]
        while items and not stop.is_set():
            item, value = self.chance.choice(items), self.chance.choice(VALUES[1:])
            self.tried.setdefault(item, set()).add(value)
            fields = {"stelling": item, "waarde": value, "eerst": str(self.first[item])}
            try:
                answer = await self.phone.request(
                    "POST", f"/d/{self.code}/stem?script", urlencode(fields).encode()
                )
            except (PhoneError, OSError):
                break
            if answer.status == 503:  # the database is away, and nothing was said of this vote
                break
            said = json.loads(answer.body) if answer.status == 200 else {"reden": answer.body}
            if "stand" not in said:
                self.wrong += [] if "naar" in said else [str(said)[:200]]
                break
            self.confirmed[item], self.tried[item] = str(said["stand"]), set()
            await asyncio.sleep(self.chance.uniform(0.005, 0.05))

    def allowed(self, item: str) -> set[str]:
        """What the database may hold."""
        return {self.confirmed[item]} | self.tried[item]
