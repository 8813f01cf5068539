"""`python -m tests.bench.opruimen`: the clean-up over ten years of data, while phones save their answers.

Makes a database as a large installation has after ten years: so many teams with a measurement each half year, its
Result and what leaders expected, focus points, kept self-scans, a journal, and ten backups; and one open measurement in
which phones tap, through the same turns as in the server. Beside them: writing its tables anew one by one, as every
clean-up does while phones save; writing the whole file anew, which a clean-up
does at most once a day while phones save; the clean-up of all answers of ten years that nobody cleaned up, with what is
over five years old; one with nothing to do; one after a measurement was shown to its team; and the cleaning of the
backups alone. And the same phones without any of it. The bars: each within a minute, and nobody waits a second.
"""

import argparse
import asyncio
import json
import random
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from sqlalchemy import insert

from leidraad.storage import backup, backup_cleaning, backup_files, retention
from leidraad.storage.database import clock, engine, old_pages
from leidraad.storage.journal import What
from leidraad.storage.measurements import answers
from leidraad.storage.tables.accounts import JournalEntry
from leidraad.storage.tables.measurements import Answer, Participation, StoredMeasurement, StoredResult
from leidraad.storage.tables.plans import StoredFocusPoint
from leidraad.storage.tables.schools import StoredTeam
from leidraad.storage.tables.self_scans import SelfScan, SelfScanOwner
from leidraad.storage.tables.time import ClockWatch
from leidraad.web.phone import turns
from tests.cast import phones
from tests.databases import migrated_file
from tests.storage import scene

BAR_SECONDS, BAR_WAIT_MS = 60.0, 1000.0
PHONES, PAUSE = 12, 0.05
HALF_YEAR = timedelta(days=182)


def filled(teams: int, years: int, people: int) -> None:
    """Fill the open database with what so many years leave behind, as if nobody ever cleaned it up."""
    body, now = _a_result(people), clock.now()
    of_team = scene.team()
    with engine.writing() as session:
        school = session.get_one(StoredTeam, of_team).school_id
        of_teams = [{"id": 1000 + n, "school_id": school, "name": f"Team {n}"} for n in range(teams)]
        session.execute(insert(StoredTeam), of_teams)
        measured = [
            _measurement(1000 * team["id"] + half, team["id"], now - HALF_YEAR * half - timedelta(days=40))
            for team in of_teams
            for half in range(2 * years)
        ]
        session.execute(insert(StoredMeasurement), measured)
        session.execute(insert(StoredResult), [{"measurement_id": one["id"], "body": body} for one in measured])
        session.execute(
            insert(StoredFocusPoint),
            [
                {
                    "team_id": one["team_id"],
                    "construct_id": "a1",
                    "why": "w" * 200,
                    "decided_on": one["shared_at"].date(),
                }
                for one in measured
            ],
        )
        session.execute(insert(JournalEntry), _journal(200 * years, now, years))
        owners = [secrets.token_bytes(32) for _ in range(20 * years)]
        session.execute(insert(SelfScanOwner), [{"code_hash": one, "salt": one[:16]} for one in owners])
        session.execute(insert(SelfScan), [_scan(one, now, years) for one in owners])
        for one in measured:
            keys = [secrets.token_bytes(16) for _ in range(people)]
            session.execute(
                insert(Participation),
                [{"key": key, "measurement_id": one["id"], "withdrawn": False} for key in keys],
            )
            session.execute(
                insert(Answer),
                [
                    {"participation_key": key, "item_id": item, "value": random.randint(1, 5)}
                    for key in keys
                    for item in scene.CORE
                ],
            )
        announced = {"believed_at": now, "announced_at": now - timedelta(days=8)}
        session.execute(insert(ClockWatch), [{"only": 1, **announced}])
    _ten_backups()


def _a_result(people: int) -> str:
    shown = scene.opened()
    scene.fill_in(shown, phones(people))
    scene.revealed(shown)
    [(body,)] = scene.rows("SELECT body FROM result WHERE measurement_id = :id", id=shown)
    return str(body)


def _measurement(id: int, team: int, at: datetime) -> dict[str, Any]:
    chosen = {"instrument_id": "leidraad-vo", "instrument_version": 1, "short": True, "mode": "individueel"}
    terms = {"k": 5, "k_distribution": 8, "retention_days": 30, "invited": 30, "state": "gedeeld", "tie_cut": True}
    moments = dict.fromkeys(("created_at", "opened_at", "closes_at", "closed_at", "shared_at"), at)
    return {"id": id, "team_id": team, "label": f"meting {id}", **chosen, **terms, **moments}


def _journal(lines: int, now: datetime, years: int) -> list[dict[str, Any]]:
    return [
        {"at": now - timedelta(days=365 * years * number / lines), "what": What.SIGNED_IN.value, "detail": ""}
        for number in range(lines)
    ]


def _scan(owner: bytes, now: datetime, years: int) -> dict[str, Any]:
    day = (now - timedelta(days=random.randrange(365 * years))).date()
    return {"code_hash": owner, "number": 1, "day": day, "sealed": True, "body": secrets.token_bytes(2000)}


def _ten_backups() -> None:
    """The same backup under ten names: each hour all of them are looked into."""
    one = backup.make()
    for number in range(2, backup.KEEP + 1):
        other = one.name.replace(f"-{one.number:04}.", f"-{number:04}.")
        shutil.copyfile(backup_files.folder() / one.name, backup_files.folder() / other)


async def _phone(measurement: int, device: str, over: asyncio.Event, waits: list[float]) -> None:
    """Tap, wait until it is saved, and tap again, until told."""
    held: dict[str, int] = {}
    for number in count():
        if over.is_set():
            return
        item, value = scene.CORE[number % len(scene.CORE)], random.randint(1, 5)
        was = {item: held[item]} if item in held else {}
        began = time.perf_counter()
        held |= (
            await turns.save(lambda i=item, v=value, w=was: answers.change(measurement, device, {i: v}, w))
        ).stored  # type: ignore[misc]
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE)


def beside(measurement: int, work: Callable[[], object]) -> dict[str, float]:
    """Do this in a thread, as the server does, while phones save; gives seconds, and how long who saved waited."""
    waits: list[float] = []

    async def story() -> float:
        over = asyncio.Event()
        tapping = [asyncio.create_task(_phone(measurement, one, over, waits)) for one in phones(PHONES)]
        await asyncio.sleep(5 * PAUSE)
        waits.clear()
        began = time.perf_counter()
        await asyncio.to_thread(work)
        taken = time.perf_counter() - began
        while len(waits) < PHONES:  # it was over sooner than that
            await asyncio.sleep(PAUSE)
        over.set()
        await asyncio.gather(*tapping)
        return taken

    seconds = asyncio.run(story())
    said = {"midden": median(waits), "p95": quantiles(waits, n=20)[-1], "langst": max(waits)}
    return {"duur (s)": round(seconds, 2)} | {name: round(1000 * one, 1) for name, one in said.items()}


def measured(file: Path, teams: int, years: int, people: int) -> dict[str, Any]:
    """The sizes, and every clean-up with the waits of who saves beside it, in milliseconds."""
    engine.open_database(migrated_file(file))
    try:
        filled(teams, years, people)
        before, open_now, shown = file.stat().st_size, scene.opened(), scene.opened()
        scene.fill_in(shown, phones(people))
        quiet = min(3.0, teams / 10)
        found = {
            "zonder opruimen": beside(open_now, lambda: time.sleep(quiet)),
            "de tabellen een voor een": beside(open_now, old_pages.refill),
            "het grootste bestand herschrijven": beside(open_now, engine.rewrite),
            "na tien jaar": beside(open_now, retention.purge_expired),
            "een uur zonder werk": beside(open_now, retention.purge_expired),
        }
        scene.revealed(shown)
        found["een uur met een onthulling"] = beside(open_now, retention.purge_expired)
        found["reservekopieën alleen"] = beside(open_now, lambda: backup_cleaning.clean(backup.make))
        megabytes = {"daarvoor": round(before / 1e6, 1), "daarna": round(file.stat().st_size / 1e6, 1)}
    finally:
        engine.close_database()
    return {"MB": megabytes, "wachten op opslaan (ms)": found}


def main() -> int:
    """Exit 0 when both bars are reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.opruimen", description=__doc__)
    parser.add_argument("--teams", type=int, default=40)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--people", type=int, default=20)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measured(Path(folder) / "leidraad.db", chosen.teams, chosen.years, chosen.people)
    taken = result["wachten op opslaan (ms)"].values()
    reached = all(one["duur (s)"] <= BAR_SECONDS and one["langst"] <= BAR_WAIT_MS for one in taken)
    bars = {"duur (s)": BAR_SECONDS, "langst (ms)": BAR_WAIT_MS, "oordeel": reached}
    print(json.dumps(result | {"grens": bars}, ensure_ascii=False, indent=2))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
