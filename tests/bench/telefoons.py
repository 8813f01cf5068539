"""`python -m tests.bench.telefoons`: what a participant's pages cost, beside a bare form that saves one answer per POST.

Prints every row with its bar: bytes, processor time per saved answer, many phones at once, from the scan to the first
statement, following a step, and the study day as a whole. The phones are plain protocol clients in this process; the
server is a process of its own.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from leidraad.__main__ import open_measurement
from leidraad.domain.day import DayStep
from leidraad.storage.database import engine
from leidraad.storage.measurements import measurements
from leidraad.storage.study_day import day
from tests.bench import first_statement, studiedag
from tests.bench.bytes import weigh_widget_page
from tests.bench.invullen import Pace, _room_for_sockets, measure_yardstick
from tests.bench.phone import PhoneError
from tests.bench.plain_phone import PlainPhone
from tests.bench.server import ROOT, Server, free_port, running
from tests.bench.table import HEAD, Row, below, p95
from tests.harness import served

BAR_FIRST, BAR_NEXT, BAR_SECOND = 40_000, 6_000, 3_000
BAR_RATIO = 3.0
BAR_MEMORY_MB = 200
BAR_FOLLOW_SECONDS, BAR_WAITING = 1.0, 0.10
#: Phones, seconds between two answers, and the bars: joining in seconds, saving in milliseconds.
BARS_OF_MANY = ((200, 3.0, 1.5, 50.0), (1000, 6.0, 6.0, 150.0))
TEAM = 40
ITEM = "een"


@dataclass
class Crowd:
    """What many phones saw."""

    joins: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cpu_per_save: float = 0.0

    async def all(self, works: Iterable[Awaitable[object]]) -> None:
        """Everybody at the same time; what goes wrong is counted."""
        done = await asyncio.gather(*works, return_exceptions=True)
        self.errors += [f"{type(one).__name__}: {one}" for one in done if isinstance(one, Exception)]


@contextmanager
def product(folder: Path, instrument: str):  # type: ignore[no-untyped-def]
    """The real server with an open measurement; gives both, and lets this process look into its database."""
    url = f"sqlite:///{folder / 'leidraad.db'}"
    engine.open_database(url)
    try:
        code = open_measurement("Proefteam", instrument, short=False, invited=30)
        with served.running(url, folder, free_port()) as server:
            yield server, code
    finally:
        engine.close_database()


# --- bytes ---


async def weights(server: Server, code: str) -> list[Row]:
    """Everything as sent, heads and bodies: the first view with what it names, the next screen, the second visit."""
    phone = PlainPhone(server.address)
    await phone.open(f"/d/{code}")
    await phone.fetch_what_it_names()
    whole = phone.received
    await phone.go_on()
    following = phone.received - whole
    await phone.open(f"/d/{code}")
    second = phone.received - whole - following
    await phone.close()
    return [
        below("eerste keer, alles", whole, BAR_FIRST, "bytes"),
        below("volgend scherm", following, BAR_NEXT, "bytes"),
        below("tweede bezoek", second, BAR_SECOND, "bytes"),
    ]


# --- many phones ---


async def fill_in(phone: PlainPhone, crowd: Crowd, pace: Pace, answers: int) -> None:
    """Answer what is on the screen and go on, until so many are saved."""
    left = answers
    while left:
        for item, values in phone.screen.choices.items():
            if not left:
                return
            await pace.think()
            crowd.saves.append(await phone.choose(item, random.choice(values)))
            left -= 1
        if left and not phone.screen.onward:
            return
        if left:
            await phone.go_on()


async def join(phone: PlainPhone, code: str, crowd: Crowd) -> None:
    """Scan, read, and go to the first statements."""
    began = time.perf_counter()
    await phone.open(f"/d/{code}")
    await phone.open(f"/d/{code}/1")
    crowd.joins.append(time.perf_counter() - began)


async def many(server: Server, code: str, phones: int, thinking: float, answers: int) -> Crowd:
    """All join at once and then answer."""
    crowd, pace = Crowd(), Pace(thinking)
    people = [PlainPhone(server.address) for _ in range(phones)]
    await crowd.all(join(phone, code, crowd) for phone in people)
    used = server.cpu_seconds()
    await crowd.all(fill_in(phone, crowd, pace, answers) for phone in people)
    crowd.cpu_per_save = (server.cpu_seconds() - used) / max(len(crowd.saves), 1)
    for phone in people:
        crowd.errors += await phone.close()
    return crowd


async def many_bare(server: Server, phones: int, thinking: float, answers: int) -> Crowd:
    """The same on the bare form: get it, get it again, and post answers."""
    crowd, pace = Crowd(), Pace(thinking)
    people = [PlainPhone(server.address) for _ in range(phones)]

    async def join_barely(phone: PlainPhone) -> None:
        began = time.perf_counter()
        await phone.open("/")
        await phone.open("/")
        crowd.joins.append(time.perf_counter() - began)

    async def fill_in_barely(phone: PlainPhone) -> None:
        for number in range(answers):
            await pace.think()
            began = time.perf_counter()
            await save_barely(phone, number)
            crowd.saves.append(time.perf_counter() - began)

    await crowd.all(join_barely(phone) for phone in people)
    await crowd.all(fill_in_barely(phone) for phone in people)
    for phone in people:
        crowd.errors += await phone.close()
    return crowd


def bare_form(folder: Path):  # type: ignore[no-untyped-def]
    """The bare form as a server."""
    script = ROOT / "tests" / "bench" / "kaal_formulier" / "app.py"
    return running(script, {"KAAL_DATABASE": str(folder / "kaal.db")}, folder, bare=True)


def filled_in(
    folder: Path, phones: int, thinking: float, answers: int, join_bar: float, save_bar: float, instrument: str
) -> list[Row]:
    """A fresh server, this many phones, and whether every row is there; beside as many on the bare form."""
    with product(folder, instrument) as (server, code):
        asyncio.run(many(server, code, 1, 0, 1))  # what only the first visitor waits for
        before = server.rss_megabytes()
        crowd = asyncio.run(many(server, code, phones, thinking, answers))
        grown = server.rss_megabytes() - before
        with engine.looking() as connection:
            rows = connection.exec_driver_sql("SELECT count(*) FROM answer").scalar_one() - 1
    with bare_form(folder) as server:
        plain = asyncio.run(many_bare(server, phones, thinking, answers))
    name = f"{phones} telefoons, {thinking:g} s denken"
    if crowd.errors:
        print("  eerste fouten:", sorted(set(crowd.errors))[:3])
    return [
        below(f"{name}: fouten", len(crowd.errors), 0, "").beside(str(len(plain.errors))),
        Row(
            f"{name}: rijen",
            f"{rows} van {phones * answers}",
            "alle",
            rows == phones * answers == len(crowd.saves),
        ),
        below(f"{name}: opslaan p95", 1000 * p95(crowd.saves), save_bar, "ms", 1).beside(
            f"{1000 * p95(plain.saves):.1f} ms"
        ),
        below(f"{name}: instappen p95", p95(crowd.joins), join_bar, "s", 2).beside(f"{p95(plain.joins):.2f} s"),
        below(f"{name}: geheugen erbij", grown, BAR_MEMORY_MB, "MB"),
        Row(f"{name}: CPU per antwoord, met de schermen", f"{1000 * crowd.cpu_per_save:.2f} ms"),
    ]


# --- processor time per saved answer, beside a bare form ---


async def one_after_the_other(save: Callable[[int], Awaitable[object]], server: Server, answers: int) -> float:
    """Processor time of the server for one saved answer, in seconds."""
    for number in range(20):
        await save(number)
    used = server.cpu_seconds()
    for number in range(answers):
        await save(number)
    return (server.cpu_seconds() - used) / answers


async def ours(server: Server, code: str, answers: int) -> float:
    """One phone that taps the three statements of a screen, again and again."""
    phone = PlainPhone(server.address)
    await phone.open(f"/d/{code}")
    await phone.open(f"/d/{code}/1")
    items = list(phone.screen.choices)
    cost = await one_after_the_other(
        lambda number: phone.choose(items[number % len(items)], str(number % 5 + 1)), server, answers
    )
    await phone.close()
    return cost


async def save_barely(phone: PlainPhone, number: int) -> None:
    """One answer on the bare form."""
    fields = f"stelling={ITEM}-{number % 3}&waarde={number % 5 + 1}".encode()
    answer = await phone.request("POST", "/antwoord", fields)
    if answer.status != 200:
        raise PhoneError(f"kaal formulier: {answer.status}")


async def bare(server: Server, answers: int) -> tuple[float, int]:
    """The same on the bare form, and what its page weighs."""
    phone = PlainPhone(server.address)
    await phone.open("/")
    weight = phone.received
    cost = await one_after_the_other(lambda number: save_barely(phone, number), server, answers)
    await phone.close()
    return cost, weight


def compared(folder: Path, answers: int, instrument: str, widget_phones: int) -> list[Row]:
    """Ours, the bare form and (when asked) the one-widget page, with as many phones as asked for the last."""
    with product(folder, instrument) as (server, code):
        own = asyncio.run(ours(server, code, answers))
        first, *others = asyncio.run(weights(server, code))
    with bare_form(folder) as server:
        plain, weight = asyncio.run(bare(server, answers))
    widget = widget_page(folder, widget_phones) if widget_phones else {}
    return [
        first.beside(f"{weight} bytes", widget.get("bytes", "")),
        *others,
        Row("CPU per antwoord", f"{1000 * own:.2f} ms").beside(f"{1000 * plain:.2f} ms", widget.get("cpu", "")),
        below("CPU per antwoord: keer het kale formulier", own / max(plain, 1e-6), BAR_RATIO, "x", 2),
        *(
            Row(f"{widget_phones} telefoons op één widget: {what} p95", "").beside(widget=widget[what])
            for what in ("instappen", "opslaan")
            if widget
        ),
    ]


def widget_page(folder: Path, phones: int) -> dict[str, str]:
    """What Streamlit takes for one page with one widget."""
    found = measure_yardstick(folder, phones, Pace(3.0, 4))
    return {
        "bytes": f"{weigh_widget_page(folder)} bytes",
        "cpu": f"{found['cpu_ms_per_klik']:.2f} ms",
        "instappen": f"{found['instappen'].get('p95_ms', float('inf')) / 1000:.2f} s",
        "opslaan": f"{found['klik'].get('p95_ms', float('inf')):.1f} ms",
    }


# --- following ---


async def everybody_drew(people: list[PlainPhone], has: Callable[[PlainPhone], bool]) -> None:
    """Wait until each phone has drawn it, or for half a minute."""
    deadline = time.perf_counter() + 30
    while not all(map(has, people)) and time.perf_counter() < deadline:
        await asyncio.sleep(0.05)


async def followed(
    server: Server, code: str, phones: int, seconds: float
) -> tuple[list[float], float, float, list[str]]:
    """When each phone drew the new step, the part of a core that waiting costs, the cost of the step, what went wrong."""
    crowd = Crowd()
    people = [PlainPhone(server.address) for _ in range(phones)]
    await crowd.all(join(phone, code, crowd) for phone in people)
    for phone in people:
        phone.follow()
    await asyncio.sleep(2)  # all have asked
    used, began = server.cpu_seconds(), time.perf_counter()
    await asyncio.sleep(seconds)
    waiting = (server.cpu_seconds() - used) / (time.perf_counter() - began)
    id = measurements.with_code(code).id or 0
    await asyncio.to_thread(day.go_to, id, DayStep.REVEAL, leaving=day.standing(id).step)
    await everybody_drew(people, lambda phone: "De uitslag" in phone.screen.body)
    before, used = time.perf_counter(), server.cpu_seconds()
    await asyncio.to_thread(day.show, id, 1, within=DayStep.REVEAL)
    await everybody_drew(people, lambda phone: phone.drawn_at > before)
    step = (server.cpu_seconds() - used) / phones
    late = [phone for phone in people if phone.drawn_at < before]
    for phone in people:
        crowd.errors += await phone.close()
    if late:
        crowd.errors.append(f"{len(late)} telefoons volgden niet")
    return [phone.drawn_at - before for phone in people if phone.drawn_at > before], waiting, step, crowd.errors


def following(folder: Path, phones: int, seconds: float, instrument: str) -> list[Row]:
    """A study day that goes to the reveal, from another process, while everybody waits."""
    with product(folder, instrument) as (server, code):
        asyncio.run(many(server, code, 8, 0, 30))
        day.start(measurements.with_code(code).id or 0, 45)
        drawn, waiting, step, errors = asyncio.run(followed(server, code, phones, seconds))
    if errors:
        print("  eerste fouten:", sorted(set(errors))[:3])
    return [
        below(f"{phones} wachtende telefoons: fouten", len(errors), 0, ""),
        below(f"{phones} wachtende telefoons: deel van een kern", waiting, BAR_WAITING, "", 3),
        Row(f"{phones} telefoons volgen een stap: CPU per telefoon", f"{1000 * step:.2f} ms"),
        below(f"{phones} telefoons volgen een stap: p95", p95(drawn), BAR_FOLLOW_SECONDS, "s", 2),
    ]


def scanned(folder: Path, phones: int, instrument: str) -> list[Row]:
    """One browser and all other phones of a team, on the two lines of the table."""
    with product(folder, instrument) as (server, code):
        return first_statement.rows(server, code, phones - 1)


def measured(folder: Path, chosen: argparse.Namespace) -> Iterator[Row]:
    """Every row, each part on a server of its own, as soon as it is known."""

    def place(name: str) -> Path:
        (folder / name).mkdir()
        return folder / name

    most, instrument = chosen.phones, chosen.instrument
    if not chosen.only_following:
        yield from compared(place("een"), chosen.answers, instrument, min(chosen.widget_phones, most))
        for few, thinking, join_bar, save_bar in BARS_OF_MANY:
            many, pace = min(few, most), min(thinking, chosen.thinking)
            yield from filled_in(place(f"veel{few}"), many, pace, chosen.each, join_bar, save_bar, instrument)
        yield from scanned(place("scan"), min(TEAM, most), instrument)
    yield from following(place("volgen"), min(1000, most), chosen.waiting, instrument)
    if not chosen.only_following:
        yield from studiedag.rows(place("dag"), min(200, most), chosen.thinking, instrument)


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.telefoons", description=__doc__)
    parser.add_argument("--phones", type=int, default=1000, help="at most this many")
    parser.add_argument(
        "--thinking", type=float, default=6.0, help="at most so long between two answers, in seconds"
    )
    parser.add_argument("--only-following", action="store_true", help="leave out all but the last rows")
    parser.add_argument("--each", type=int, default=8, help="answers per phone")
    parser.add_argument("--answers", type=int, default=1500, help="answers for the processor time of one")
    parser.add_argument("--waiting", type=float, default=15.0, help="seconds that everybody waits")
    parser.add_argument(
        "--widget-phones", type=int, default=200, help="phones on the one-widget page; 0 leaves it out"
    )
    parser.add_argument("--instrument", default="leidraad-vo")
    return parser.parse_args(given)


def main() -> int:
    """Exit 0 when every bar is reached."""
    chosen = arguments()
    _room_for_sockets()
    with tempfile.TemporaryDirectory() as folder:
        print(HEAD)
        rows = []
        for row in measured(Path(folder), chosen):
            print(row, flush=True)
            rows.append(row)
    return 0 if all(row.good is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
