"""`python -m tests.harness.kills --times N`: the program is stopped at random moments, and nothing confirmed is missing.

So many stops of each kind on SQLite and on PostgreSQL, while twelve phones tap by the rules of phone.js. After every stop
the database is looked at before the program can repair it: whole, every confirmed answer and vote there, and what was
going on at that moment either not begun or done. With `--server` it is PostgreSQL that is killed, whole or one of its
connections, and the program goes on by itself. Ends by itself, at the latest after `--minutes`.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.phone import PhoneError
from tests.databases import PostgresServer, postgres_server
from tests.harness import server_killed
from tests.harness.acts import PHONES
from tests.harness.commands import COMMANDS, Command
from tests.harness.place import Look, Place
from tests.harness.scenes import KINDS, Scene, lost
from tests.harness.tapper import Tapper

ALL = (*KINDS, *COMMANDS)
#: What goes on in the program while its database server is killed; the others are about how the program ends.
OF_SERVER = ("invullen", "sluiten", "onthullen", "tweede-stem", "opruimen")
LAST_SECONDS = 60
STARTS_KILLED = 0.2  # of all starts: before it answers, or just after
GUESSED_SECONDS = 0.05  # that an act takes, until one was confirmed


@dataclass
class Tally:
    """What came of one kind on one database."""

    database: str
    kind: str
    stops: int = 0
    before: int = 0
    after: int = 0
    confirmed: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)

    def note(self, wrong: Sequence[str], *, losses: int = 0) -> None:
        """Keep what was wrong after this stop; so many of it are losses."""
        self.lost += losses
        self.wrong += [f"stop {self.stops}: {one}" for one in wrong]

    def __str__(self) -> str:
        cells = (self.stops, self.confirmed, self.lost, len(self.wrong), self.before, self.after)
        return f"{self.database:<10} {self.kind:<22}" + "".join(f"{one:>11}" for one in cells)


HEAD = f"{'database':<10} {'soort':<22}" + "".join(
    f"{one:>11}" for one in ("gestopt", "bevestigd", "kwijt", "fout", "ervoor", "erna")
)


async def stopped(
    place: Place, scene: Scene, tally: Tally, times: int, until: float, server: PostgresServer | None = None
) -> None:
    """Stop the program, or its database server, so many times while everybody taps and the scene's act goes on."""
    await place.start()
    made, stop = await place.ask("opened"), asyncio.Event()
    people = [
        Tapper(place.address, made["code"], made["items"], random.Random(scene.chance.random()))
        for _ in range(PHONES)
    ]
    living = [asyncio.create_task(one.live(stop)) for one in people]
    takes = GUESSED_SECONDS
    while tally.stops < times and time.monotonic() < until:
        await scene.set_up()
        await asyncio.sleep(scene.chance.uniform(0.05, 0.6))
        acting = asyncio.create_task(_act(place, scene))
        await asyncio.sleep(scene.chance.uniform(0, 1.1 * takes))
        if server is None:
            await place.end(*scene.signals())
        else:
            await asyncio.to_thread(server_killed.killed, server, place.database, scene.chance)
        scene.said = await acting
        takes = scene.said.get("seconds", 1.3 * takes)
        await scene.left()
        tally.stops += 1
        tally.confirmed += scene.confirmed
        with place.look() as look:
            _judge(tally, scene, look, list(lost(look, made["id"], people)))
        if server is None:
            await _start_again(place, scene)
    stop.set()
    await asyncio.wait_for(asyncio.gather(*living), LAST_SECONDS)
    await place.end()
    tally.confirmed += sum(one.tries - one.failures for one in people)
    with place.look() as look:
        tally.note(gone := list(_at_the_end(look, made["id"], people)), losses=len(gone))


async def _start_again(place: Place, scene: Scene) -> None:
    if scene.chance.random() < STARTS_KILLED:
        place.begin(scene.moved())
        await asyncio.sleep(scene.chance.uniform(0.1, 0.7))
        await place.end()
    await place.start(scene.moved())


async def _act(place: Place, scene: Scene) -> dict[str, Any]:
    """What the act said; nothing when nobody heard."""
    if not scene.act:
        return {}
    began = time.perf_counter()
    try:
        said = await place.ask(scene.act, scene.given)
        return {**said, "seconds": time.perf_counter() - began}
    except (PhoneError, OSError):
        return {}


def _judge(tally: Tally, scene: Scene, look: Look, gone: list[str]) -> None:
    after = scene.after(look)
    wrong = [*look.damage(), *scene.wrong(look, after)]
    if scene.said and after is False:
        wrong.append(f"{scene.act} was bevestigd en is niet gebeurd")
    tally.before += after is False
    tally.after += after is True
    tally.note([*wrong, *gone], losses=len(gone))


def _at_the_end(look: Look, id: int, people: Sequence[Tapper]) -> Iterator[str]:
    yield from lost(look, id, people)
    for one in people:
        yield from (f"ten onrechte een ander scherm: {said}" for said in one.conflicts)
        if one.turned_away:
            yield "een telefoon van een open meting is weggestuurd"
        elif one.shown != one.confirmed:
            yield f"een telefoon toont {one.shown} en bevestigd is {one.confirmed}"


def commanded(command: Command, tally: Tally, times: int, until: float) -> None:
    """Stop a command so many times, or a start that has something to do first."""
    takes = LAST_SECONDS / 1.1  # the first one may end, which tells how long it takes
    while tally.stops < times and time.monotonic() < until:
        confirmed = command.set_up()
        running, began = command.begin(), time.perf_counter()
        running.join(command.chance.uniform(0, 1.1 * takes) if tally.stops else LAST_SECONDS)
        running.kill()
        running.join()
        if running.exitcode == 0:
            takes = time.perf_counter() - began
        tally.stops += 1
        tally.confirmed += confirmed
        with command.place.look() as look:
            after = command.after(look)
            gone, wrong = list(command.lost(look)), [*look.damage(), *command.wrong(look, after)]
        if running.exitcode == 0 and not after:
            wrong.append("de opdracht is klaar en niet gebeurd")
        tally.before += not after
        tally.after += after
        tally.note([*wrong, *gone], losses=len(gone))
        tally.note(list(command.goes_on()))


def run(
    folder: Path,
    database: PostgresServer | None,
    kind: str,
    times: int,
    until: float,
    seed: str,
    *,
    of_server: bool = False,
) -> Tally:
    """One kind on one database, fresh; None is SQLite. `of_server`: that server is what is killed."""
    tally, chance = Tally("PostgreSQL" if database else "SQLite", kind), random.Random(seed)
    if kind in COMMANDS:
        commanded(COMMANDS[kind](folder, database, chance), tally, times, until)
        return tally
    place = Place(folder, database.migrated() if database else "")

    async def whole() -> None:
        try:
            await stopped(place, KINDS[kind](place, chance), tally, times, until, database if of_server else None)
        finally:
            await place.end()

    asyncio.run(whole())
    return tally


def possible(kind: str, *, postgres: bool) -> bool:
    """Whether this can be on that database."""
    return not (postgres and (COMMANDS.get(kind) or KINDS[kind]).only_files)


def main(given: list[str] | None = None) -> int:
    """Exit 0 when nothing is missing and nothing is half."""
    parser = argparse.ArgumentParser(prog="python -m tests.harness.kills", description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="stops per kind and database")
    parser.add_argument("--kind", action="append", choices=ALL, help="only this kind; may be given more than once")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only this one")
    parser.add_argument("--server", action="store_true", help="kill PostgreSQL itself, and not the program")
    parser.add_argument("--minutes", type=float, default=60, help="begin no stop after so long")
    parser.add_argument("--seed", default=str(random.randrange(10**6)), help="the same chances once more")
    chosen = parser.parse_args(given)
    until, tallies = time.monotonic() + 60 * chosen.minutes, []
    print(f"kans {chosen.seed}\n{HEAD}", flush=True)
    with ExitStack() as open_until_the_end:
        for database in ("sqlite", "postgresql"):
            if chosen.database not in (None, database) or (chosen.server and database == "sqlite"):
                continue
            server = open_until_the_end.enter_context(postgres_server()) if database == "postgresql" else None
            for kind in chosen.kind or ALL:
                if not possible(kind, postgres=server is not None) or (chosen.server and kind not in OF_SERVER):
                    continue
                with tempfile.TemporaryDirectory() as folder:
                    seed = f"{chosen.seed}{database}{kind}"
                    tally = run(Path(folder), server, kind, chosen.times, until, seed, of_server=chosen.server)
                tallies.append(tally)
                print(tally, *tally.wrong[:5], sep="\n    ", flush=True)
    total = Tally("samen", "", *(sum(getattr(one, name) for one in tallies) for name in ("stops", "before", "after", "confirmed", "lost")))  # fmt: skip
    total.wrong = [said for one in tallies for said in one.wrong]
    print(total)
    return 1 if total.wrong or not total.stops else 0


if __name__ == "__main__":
    sys.exit(main())
