"""What goes on in the program at the moment when it is stopped, and what may lie in the database afterwards.

Each scene is set up anew before every stop. It tells which act the stop interrupts, and afterwards whether the
database is as before that act or as after it: anything in between is a fault, as is a confirmed act that is not there.
"""

import asyncio
import random
import signal
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from leidraad.domain.after_talk import AfterTalk
from leidraad.domain.result import Result
from leidraad.storage import backup_files
from leidraad.storage.study_day.ballots import token_hash as voter
from leidraad.storage.study_day.rounds import RoundKind
from tests.bench.phone import PhoneError
from tests.harness.place import Look, Place, damaged_backups, token
from tests.harness.tapper import Tapper, Voter, missing

#: In days: an empty battery, a summer ago, yesterday, right, a time zone, and what a wrong date does.
JUMPS = (-2200, -150, -1, 0, 0.1, 40, 2200)
People = list[list[tuple[str, int]]]


class Scene:
    """A stop while phones tap, and nothing else."""

    act = ""
    only_files = False  # PostgreSQL has its own tools for it

    def __init__(self, place: Place, chance: random.Random) -> None:
        self.place, self.chance = place, chance
        self.given: dict[str, Any] = {}
        self.said: dict[str, Any] = {}  # by the act, when it was confirmed
        self.confirmed = 0  # of this scene's own, at the last stop

    def signals(self) -> list[signal.Signals]:
        """How it is stopped."""
        return [signal.SIGKILL]

    def moved(self) -> timedelta:
        """How wrong the clock is at the next start."""
        return timedelta()

    async def set_up(self) -> None:
        """Before the stop, while the program runs."""

    async def left(self) -> None:
        """Right after the stop: nobody of this scene goes on."""

    def after(self, look: Look) -> bool | None:
        """Whether the act has happened; None when the database does not tell."""
        return None

    def wrong(self, look: Look, after: bool | None) -> Iterator[str]:
        """What may not be, before the act or after it."""
        yield from ()


class Stopping(Scene):
    """Ctrl+C, a service that is stopped or a closed window, once or twice, also while a backup or the clean-up goes on.

    The one file must hold everything, and nothing lies beside it.
    """

    async def set_up(self) -> None:
        if beside := self.chance.choice(("", "backup-beside" if self.place.file else "", "purge-beside")):
            await self.place.ask(beside)

    def signals(self) -> list[signal.Signals]:
        told = self.chance.choice((signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
        return [told] * self.chance.choice((1, 1, 2))

    def wrong(self, look: Look, after: bool | None) -> Iterator[str]:
        if file := self.place.file:
            yield from (f"naast de database ligt {one.name}" for one in file.parent.glob(f"{file.name}?*"))


class ClockJumps(Scene):
    """Every start with another clock, and a clean-up under it: what is open stays open, and a Result stays."""

    act = "purge"
    _shown: Mapping[str, Any] | None = None

    async def set_up(self) -> None:
        if self._shown is None:
            self._shown = await self.place.ask("filled", {"days_ago": 0})
            await self.place.ask("share", {"id": self._shown["id"]})

    def moved(self) -> timedelta:
        return timedelta(days=self.chance.choice(JUMPS))

    def wrong(self, look: Look, after: bool | None) -> Iterator[str]:
        if self._shown and not look.count("result", self._shown["id"]):
            yield "een uitslag van vandaag is weg"


class Closing(Scene):
    """Closing while its phones tap: every confirmed answer is with its device, before and after."""

    act = "close"

    async def set_up(self) -> None:
        made = await self.place.ask("opened")
        self.given = {"id": made["id"]}
        self._stop = asyncio.Event()
        self._people = [
            Tapper(self.place.address, made["code"], made["items"], random.Random(self.chance.random()))
            for _ in range(8)
        ]
        self._living = [asyncio.create_task(one.live(self._stop)) for one in self._people]
        await asyncio.sleep(self.chance.uniform(0.1, 0.4))

    async def left(self) -> None:
        await _end(self._living)
        self.confirmed = sum(len(one.confirmed) for one in self._people)

    def after(self, look: Look) -> bool | None:
        return look.state(self.given["id"]) == "gesloten"

    def wrong(self, look: Look, after: bool | None) -> Iterator[str]:
        yield from missing(_of(look, self.given["id"], self._people), self._people)
        (at,) = look.rows("SELECT closed_at FROM measurement WHERE id = :id", **self.given)
        if (at[0] is not None) != after:
            yield f"gesloten om {at[0]}, en na de sluiting: {after}"


class Reveal(Scene):
    """The reveal: a Result over everybody and no device any more, or neither."""

    act = "share"

    async def set_up(self) -> None:
        self._made = await self.place.ask("filled", {"days_ago": 0})
        self.given = {"id": self._made["id"]}
        self.confirmed = sum(map(len, self._made["given"].values()))

    def after(self, look: Look) -> bool | None:
        return look.state(self.given["id"]) == "gedeeld"

    def wrong(self, look: Look, after: bool | None) -> Iterator[str]:
        yield from _revealed_or_not(look, self._made, after)
        rights = look.count("vote_right", self.given["id"])
        if rights != (len(self._made["given"]) if after else 0):
            yield f"{rights} stemrechten, en na de onthulling: {after}"


class SecondVote(Scene):
    """Closing a second vote while its phones vote: all confirmed votes are there, or its outcome and none of them."""

    act = "settle"

    async def set_up(self) -> None:
        made = await self.place.ask("voting")
        self.given = {"id": made["id"]}
        self._stop = asyncio.Event()
        self._people = [
            Voter(self.place.address, made["code"], device, first, random.Random(self.chance.random()))
            for device, first in made["given"].items()
        ]
        self._living = [asyncio.create_task(one.live(made["asked"], self._stop)) for one in self._people]
        await asyncio.sleep(self.chance.uniform(0.1, 0.4))

    async def left(self) -> None:
        await _end(self._living)
        self.confirmed = sum(len(one.confirmed) for one in self._people)

    def after(self, look: Look) -> bool | None:
        return not look.rows("SELECT is_open FROM round WHERE measurement_id = :id", **self.given)[0][0]

    def wrong(self, look: Look, after: bool | None) -> Iterator[str]:
        yield from (said for one in self._people for said in one.wrong)
        (body,) = look.rows("SELECT body FROM round WHERE measurement_id = :id", **self.given)[0]
        if after:
            voted = AfterTalk.model_validate_json(body).participants
            sure, most = (sum(bool(v) for v in of) for of in self._voters())
            if not sure <= voted <= most:
                yield f"de uitslag telt {voted} stemmers, bevestigd waren er {sure}"
            if left := look.count("ballot", self.given["id"]):
                yield f"{left} stembiljetten bij een gesloten stemming"
            return
        if body is not None:
            yield "een uitslag bij een open stemming"
        yield from self._missing(look)

    def _voters(self) -> tuple[list[object], list[object]]:
        return [one.confirmed for one in self._people], [one.tried for one in self._people]

    def _missing(self, look: Look) -> Iterator[str]:
        held: dict[bytes, dict[str, str]] = {}
        for mine, item, value in look.rows(
            "SELECT token_hash, subject, value FROM ballot JOIN vote ON ballot_key = key WHERE measurement_id = :id",
            **self.given,
        ):
            held.setdefault(bytes(mine), {})[item] = str(value)
        for one in self._people:
            mine = held.get(voter(one.device, self.given["id"], RoundKind.SECOND_VOTE), {})
            for item in one.confirmed:
                if mine.get(item) not in one.allowed(item):
                    yield f"stem op {item}: {mine.get(item)} en niet {one.allowed(item)}"


class Backup(Scene):
    """Making a backup: every file that bears the name of one is whole."""

    act, only_files = "backup", True

    def wrong(self, look: Look, after: bool | None) -> Iterator[str]:
        yield from damaged_backups(self.place)
        if self.said and not (self.place.folder / backup_files.FOLDER / self.said["name"]).is_file():
            yield f"{self.said['name']} is gemaakt en er niet"


class Restoring(Scene):
    """Putting a backup back in the running program: the schools of then, or those of now."""

    act, only_files = "restore", True

    async def set_up(self) -> None:
        made = await self.place.ask("backup")
        self._marker = f"Na de kopie {self.chance.random()}"
        await self.place.ask("school", {"name": self._marker})
        self.given = {"name": made["name"]}

    def after(self, look: Look) -> bool | None:
        return not look.rows("SELECT id FROM school WHERE name = :name", name=self._marker)

    def wrong(self, look: Look, after: bool | None) -> Iterator[str]:
        yield from damaged_backups(self.place)


class Retention(Scene):
    """The clean-up: of each measurement everything is as it was, or its answers are gone and its Result is there."""

    act = "purge"

    async def set_up(self) -> None:
        self._made = await self.place.ask("over")
        if self.place.file:
            await self.place.ask("backup")  # with the answers of the one that was not revealed

    def after(self, look: Look) -> bool | None:
        return not any(look.people(one["id"]) for one in self._made.values())

    def wrong(self, look: Look, after: bool | None) -> Iterator[str]:
        for name, made in self._made.items():
            left, has_result = look.people(made["id"]), bool(look.count("result", made["id"]))
            if left and left != _as_people(made["given"]):
                yield f"{name}: een deel van de antwoorden"
            if not left and look.count("participation", made["id"]):
                yield f"{name}: deelnames zonder antwoorden"
            if has_result != (name == "revealed" or not left):
                yield f"{name}: uitslag {has_result}, antwoorden {bool(left)}"
        yield from damaged_backups(self.place)


KINDS: dict[str, type[Scene]] = {
    "invullen": Scene,
    "gewoon-stoppen": Stopping,
    "klok": ClockJumps,
    "sluiten": Closing,
    "onthullen": Reveal,
    "tweede-stem": SecondVote,
    "reservekopie": Backup,
    "terugzetten": Restoring,
    "opruimen": Retention,
}


async def _end(living: Sequence[asyncio.Task[None]]) -> None:
    for one in living:
        one.cancel()
    for said in await asyncio.gather(*living, return_exceptions=True):
        if isinstance(said, Exception) and not isinstance(said, (PhoneError, OSError)):
            raise said


def _of(look: Look, id: int, people: Sequence[Tapper]) -> Mapping[str, Mapping[str, int]]:
    held = look.by_device(id)
    return {one.device: held.get(token(one.device, id), {}) for one in people}


def lost(look: Look, id: int, people: Sequence[Tapper]) -> Iterator[str]:
    """What these phones were told and is not there, and whoever is there and is none of them."""
    yield from missing(_of(look, id, people), people)
    if strangers := set(look.by_device(id)) - {token(one.device, id) for one in people}:
        yield f"{len(strangers)} onbekende toestellen"


def _as_people(given: Mapping[str, Mapping[str, int]]) -> People:
    return sorted(sorted(one.items()) for one in given.values())


def _revealed_or_not(look: Look, made: Mapping[str, Any], after: bool | None) -> Iterator[str]:
    id, given = made["id"], made["given"]
    if look.people(id) != _as_people(given):
        yield "niet de antwoorden die gegeven zijn"
    known, results = (
        len(look.by_device(id)),
        look.rows("SELECT body FROM result WHERE measurement_id = :id", id=id),
    )
    if known != (0 if after else len(given)):
        yield f"{known} toestellen, en na de onthulling: {after}"
    told = [Result.model_validate_json(body).participants for (body,) in results]
    if told != ([len(given)] if after else []):
        yield f"uitslagen over {told}, en na de onthulling: {after}"
