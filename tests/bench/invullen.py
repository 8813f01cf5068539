"""`python -m tests.bench.invullen`: many phones join at once and answer everything, against the real server.

Prints latency, processor time per click, memory and lost answers, and the same for a page with one widget.
The bar: no error, p95 of a click below 100 ms, at most twice the yardstick, no acknowledged answer missing.
"""

import argparse
import asyncio
import json
import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import psutil

from tests.bench.phone import Choice, Phone, PhoneError, Pushable
from tests.bench.plain_phone import PlainPhone
from tests.bench.server import ROOT, Server, running

BAR_CLICK_P95 = 0.100
BAR_RATIO = 2.0
BAR_GROWTH_MB = 20.0
SOAK_PHONES = 20
ONWARD = "-verder"  # the key of the button that leads to the next screen, at the end of its id
ITEM = re.compile(r"antwoord-([\w-]+)$")


@dataclass
class Counts:
    """What the phones of one run saw."""

    joins: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    pushes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: dict[tuple[int, str], int] = field(default_factory=dict)  # (phone, item) -> place of the label
    last_lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Pace:
    """How long people think between two clicks, in seconds, and how many clicks they make at most."""

    thinking: float
    most_clicks: int | None = None

    async def think(self) -> None:
        await asyncio.sleep(self.thinking * random.uniform(0.5, 1.5))


async def fill_in(number: int, phone: Phone, counts: Counts, pace: Pace) -> None:
    """Answer what is on the screen and go on, until nothing is left or the clicks are used up."""
    clicked = 0
    while True:
        for choice in phone.screen.choices():
            if pace.most_clicks is not None and clicked >= pace.most_clicks:
                return
            await pace.think()
            await _answer(number, phone, choice, counts)
            clicked += 1
        button = _onward(phone)
        before = {choice.id for choice in phone.screen.choices()}
        if button is None and before and pace.most_clicks is not None:
            continue  # a page without a next screen: go round
        if button is None:
            return
        await pace.think()
        counts.pushes.append(await phone.push(button))
        if {choice.id for choice in phone.screen.choices()} == before:
            return


async def _answer(number: int, phone: Phone, choice: Choice, counts: Counts) -> None:
    if choice.id not in phone.values:
        raise PhoneError(f"de vraag {choice.id[-20:]} verdween van het scherm")
    chosen = phone.values[choice.id].string_array_value.data
    label = random.choice([label for label in choice.labels if label not in chosen])
    counts.clicks.append(await phone.choose(choice, label))
    item = ITEM.search(choice.id)
    counts.acknowledged[number, item.group(1) if item else choice.id] = choice.labels.index(label)


def _onward(phone: Phone) -> Pushable | None:
    return next((button for button in phone.screen.buttons() if button.id.endswith(ONWARD)), None)


async def fill_in_plainly(number: int, phone: PlainPhone, counts: Counts, pace: Pace) -> None:
    """The same on our own pages."""
    clicked = 0
    while phone.screen.choices:
        for item, values in phone.screen.choices.items():
            if pace.most_clicks is not None and clicked >= pace.most_clicks:
                return
            await pace.think()
            value = random.choice(values)
            counts.clicks.append(await phone.choose(item, value))
            counts.acknowledged[number, item] = int(value)
            clicked += 1
        await pace.think()
        counts.pushes.append(await phone.go_on())


async def join_plainly(phone: PlainPhone, path: str, counts: Counts) -> None:
    """Scan, and go to the first statements."""
    counts.joins.append(await phone.open(path))
    await phone.open(f"{path}/1")


async def crowd(
    server: Server, path: str, phones: int, pace: Pace, *, plain: bool = False
) -> tuple[Counts, dict[str, float]]:
    """All phones join at once; when the last one stands, all begin to answer. `plain`: on our own pages."""
    counts = Counts()
    people: list[Any] = [(PlainPhone if plain else Phone)(server.address) for _ in range(phones)]
    joined, filled = (join_plainly, fill_in_plainly) if plain else (_join, fill_in)
    at_start = server.cpu_seconds()
    await asyncio.gather(*(_guarded(counts, joined(phone, path, counts)) for phone in people))
    after_joining = server.cpu_seconds()
    began, own = asyncio.get_running_loop().time(), time.process_time()
    await asyncio.gather(
        *(_guarded(counts, filled(number, phone, counts, pace)) for number, phone in enumerate(people))
    )
    seconds = asyncio.get_running_loop().time() - began
    clicks = len(counts.clicks) + len(counts.pushes)
    usage = {
        "cpu_seconden_instappen": after_joining - at_start,
        "cpu_ms_per_klik": 1000 * (server.cpu_seconds() - after_joining) / max(clicks, 1),
        "cpu_ms_per_klik_telefoons": 1000 * (time.process_time() - own) / max(clicks, 1),
        "seconden_invullen": seconds,
        "kliks_per_seconde": clicks / max(seconds, 0.001),
        "rss_mb": server.rss_megabytes(),
    }
    counts.last_lines = [f"{phone.saved} opgeslagen" if plain else _save_line(phone) for phone in people]
    for phone in people:
        counts.errors += await phone.close() if plain else phone.exceptions
        if not plain:
            await phone.close()
    return counts, usage


def _save_line(phone: Any) -> str:
    found = re.search(r"\d+ van \d+ antwoord(en)? opgeslagen", phone.screen.text())
    return found.group() if found else "geen regel"


async def _join(phone: Phone, path: str, counts: Counts) -> None:
    counts.joins.append(await phone.open(path))
    if not phone.screen.choices() and (button := _onward(phone)):
        await phone.push(button)
    if not phone.screen.choices():
        raise PhoneError(f"geen vragen op het scherm: {phone.screen.text()[:200]!r}")


async def _guarded(counts: Counts, work: Any) -> None:
    try:
        await work
    except (PhoneError, OSError) as error:
        counts.errors.append(f"{type(error).__name__}: {error}")


def spread(seconds: list[float]) -> dict[str, float]:
    """p50, p95 and the largest, in milliseconds."""
    if len(seconds) < 2:
        return {"aantal": len(seconds)}
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {
        "aantal": len(seconds),
        "p50_ms": round(1000 * cuts[49], 1),
        "p95_ms": round(1000 * cuts[94], 1),
        "max_ms": round(1000 * max(seconds), 1),
    }


def summary(counts: Counts, usage: dict[str, float], rows: int, same: bool) -> dict[str, Any]:
    """One run as figures, with Dutch names for the report."""
    return {
        "instappen": spread(counts.joins),
        "klik": spread(counts.clicks),
        "verder": spread(counts.pushes),
        **{name: round(value, 2) for name, value in usage.items()},
        "fouten": len(counts.errors),
        "eerste_fouten": sorted(set(counts.errors))[:5],
        "bevestigde_antwoorden": len(counts.acknowledged),
        "rijen_in_database": rows,
        "waarden_gelijk": same,
        "laatste_regels": dict(Counter(counts.last_lines).most_common(3)),
    }


def measure_product(folder: Path, phones: int, pace: Pace, instrument: str) -> dict[str, Any]:
    """The questionnaire on the real server with a fresh SQLite file."""
    database = folder / "leidraad.db"
    environment = {"DATABASE_URL": f"sqlite:///{database}"}
    code = open_measurement(environment, instrument)
    with running(ROOT / "app.py", environment, folder) as server:
        counts, usage = asyncio.run(crowd(server, f"/d/{code}", phones, pace, plain=True))
    return summary(counts, usage, *compared(database, counts))


def measure_yardstick(folder: Path, phones: int, pace: Pace) -> dict[str, Any]:
    """The page with one saving widget, under the same settings and the same crowd."""
    database = folder / "een_widget.db"
    script = ROOT / "tests" / "bench" / "een_widget" / "app.py"
    with running(script, {"EEN_WIDGET_DATABASE": str(database)}, folder) as server:
        counts, usage = asyncio.run(crowd(server, "/", phones, pace))
    return summary(counts, usage, *compared(database, counts))


def open_measurement(environment: dict[str, str], instrument: str) -> str:
    """Make a team with an open measurement through the command line; gives its join code."""
    command = [
        sys.executable,
        "-m",
        "leidraad",
        "meting-open",
        "--team",
        "Proefteam",
        "--instrument",
        instrument,
    ]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60
    )
    if done.returncode != 0:
        raise RuntimeError(f"meting-open mislukte:\n{done.stdout}{done.stderr}")
    return done.stdout.strip().splitlines()[-1].split()[-1].strip(".,")


def compared(database: Path, counts: Counts) -> tuple[int, bool]:
    """Rows in `answer`, and whether they are the answers that were acknowledged.

    The database does not know which phone gave which answer, so the comparison is per item and label: the
    number of equal answers must agree, whatever number a label stands for."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(answer)")]
        item = "item_id" if "item_id" in columns else "'een'"
        stored = connection.execute(f"SELECT {item}, value, count(*) FROM answer GROUP BY 1, 2").fetchall()
    acknowledged: dict[tuple[str, int], int] = {}
    for (_, name), place in counts.acknowledged.items():
        acknowledged[name, place] = acknowledged.get((name, place), 0) + 1
    wanted = sorted((name, number) for (name, _), number in acknowledged.items())
    found = sorted((str(name), number) for name, _, number in stored)
    return sum(number for _, number in found), wanted == found


def verdict(product: dict[str, Any], ratio: float) -> dict[str, bool]:
    """The bars, each with whether it is reached."""
    return {
        "geen fouten": product["fouten"] == 0,
        "klik p95 < 100 ms": product["klik"].get("p95_ms", 1e9) < 1000 * BAR_CLICK_P95,
        "CPU per klik <= 2 x ijkpunt": ratio <= BAR_RATIO,
        "geen bevestigd antwoord kwijt": product["bevestigde_antwoorden"] == product["rijen_in_database"]
        and product["waarden_gelijk"],
    }


async def soak_clicks(server: Server, path: str, clicks: int, phones: int) -> dict[str, Any]:
    """Many clicks by few phones that stay, go round and change their answers; memory is noted every round."""
    counts = Counts()
    memory: list[tuple[int, float]] = []
    cpu = server.cpu_seconds()
    people = [PlainPhone(server.address) for _ in range(phones)]
    await asyncio.gather(*(_guarded(counts, join_plainly(phone, path, counts)) for phone in people))
    while len(counts.clicks) < clicks and not counts.errors:
        await asyncio.gather(
            *(_guarded(counts, _round(number, phone, path, counts)) for number, phone in enumerate(people))
        )
        memory.append((len(counts.clicks), server.rss_megabytes()))
    for phone in people:
        counts.errors += await phone.close()
    early = next((mb for clicked, mb in memory if clicked >= 2000), memory[0][1])
    growth = memory[-1][1] - early
    return {
        "kliks": len(counts.clicks),
        "klik": spread(counts.clicks),
        "cpu_ms_per_klik": round(1000 * (server.cpu_seconds() - cpu) / max(len(counts.clicks), 1), 2),
        "rss_mb_na_2000": round(early, 1),
        "rss_mb_einde": round(memory[-1][1], 1),
        "groei_mb_na_2000": round(growth, 1),
        "verloop": [(clicked, round(mb, 1)) for clicked, mb in memory[:: max(1, len(memory) // 20)]],
        "fouten": counts.errors[:5],
        "oordeel": {"geen fouten": not counts.errors, "groei < 20 MB": growth < BAR_GROWTH_MB},
    }


async def _round(number: int, phone: PlainPhone, path: str, counts: Counts) -> None:
    """Answer to the end, and go back to the first screen."""
    await fill_in_plainly(number, phone, counts, Pace(0.005))
    await phone.open(f"{path}/1")


def run_soak(folder: Path, clicks: int, phones: int, instrument: str) -> dict[str, Any]:
    """A fresh server and database for one soak."""
    environment = {"DATABASE_URL": f"sqlite:///{folder / 'leidraad.db'}"}
    code = open_measurement(environment, instrument)
    with running(ROOT / "app.py", environment, folder) as server:
        return asyncio.run(soak_clicks(server, f"/d/{code}", clicks, phones))


def run_comparison(folder: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """The product and the yardstick one after the other, with the load of the machine before they began."""
    load = round(psutil.getloadavg()[0], 2)
    pace = Pace(chosen.thinking, chosen.most_clicks)
    product = measure_product(folder, chosen.phones, pace, chosen.instrument)
    yardstick = measure_yardstick(folder, chosen.phones, Pace(chosen.thinking, chosen.yardstick_clicks))
    ratio = product["cpu_ms_per_klik"] / max(yardstick["cpu_ms_per_klik"], 0.001)
    return {
        "telefoons": chosen.phones,
        "kernen": os.cpu_count(),
        "belasting_vooraf": load,
        "invullen": product,
        "een_widget": yardstick,
        "verhouding_cpu_per_klik": round(ratio, 2),
        "oordeel": verdict(product, ratio),
    }


def arguments() -> argparse.Namespace:
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.invullen", description=__doc__)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--thinking", type=float, default=3.0, help="seconds between two clicks of one phone")
    parser.add_argument("--instrument", default="leidraad-vo")
    parser.add_argument("--most-clicks", type=int, help="stop each phone after this many answers")
    parser.add_argument(
        "--yardstick-clicks", type=int, default=20, help="answers per phone on the one-widget page"
    )
    parser.add_argument("--soak", type=int, metavar="CLICKS", help="instead: this many clicks, watching memory")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _room_for_sockets() -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192) if hard > 0 else 8192, hard))


def _lines(result: dict[str, Any], indent: str = "") -> list[str]:
    lines: list[str] = []
    for name, value in result.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", *_lines(value, indent + "  ")]
        else:
            lines.append(f"{indent}{name}: {value}")
    return lines


def main() -> int:
    """Exit 0 when every bar is reached."""
    chosen = arguments()
    _room_for_sockets()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.soak:
            result = run_soak(Path(folder), chosen.soak, min(chosen.phones, SOAK_PHONES), chosen.instrument)
        else:
            result = run_comparison(Path(folder), chosen)
        good = all(result["oordeel"].values())
    print(json.dumps(result, ensure_ascii=False, indent=2) if chosen.json else "\n".join(_lines(result)))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
