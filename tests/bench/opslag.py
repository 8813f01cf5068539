"""`python -m tests.bench.opslag`: answers per second on SQLite and PostgreSQL, beside the bare rows in the same run.

Every answer goes through the product's own write path (`answers.change`), one tap after the other, and a second time
in groups that share a transaction, as the server does when many phones tap at once. Beside it the same rows with a bare
insert, in turns: through the same connections and with the same grouping, so each transaction waits for the disk as
ours does. SQLite waits as in use (`synchronous=FULL`); the PostgreSQL of the tests does not wait for the disk
(`fsync=off`), for neither of the two, which makes the ratio the strictest: on a disk that is waited for, both take longer by the
same time. The bar: at most 3 times the bare time.
"""

import argparse
import json
import random
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Connection, insert

from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from leidraad.storage.tables.measurements import Answer, Participation
from tests.cast import phones
from tests.databases import migrated_file, postgres_server
from tests.storage import scene

BAR, GROUP = 3.0, 20
Tap = tuple[str, str, int]


def taps(people: int) -> list[Tap]:
    """What these people answer, in the order in which it comes in."""
    made = [(device, item, random.randint(1, 5)) for device in phones(people) for item in scene.CORE]
    random.shuffle(made)
    return made


def in_groups(all_taps: Sequence[Tap], size: int) -> list[Sequence[Tap]]:
    """The taps that arrive together."""
    return [all_taps[start : start + size] for start in range(0, len(all_taps), size)]


def ours(measurement: int, groups: list[Sequence[Tap]]) -> None:
    """Save them through the product, each group in one transaction."""
    for group in groups:
        with engine.together(apart=False):
            for device, item, value in group:
                answers.change(measurement, device, {item: value}, {})


def one_by_one(measurement: int, groups: list[Sequence[Tap]]) -> None:
    """Save them through the product, each in a transaction of its own."""
    for device, item, value in (tap for group in groups for tap in group):
        answers.change(measurement, device, {item: value}, {})


def bare(measurement: int, groups: list[Sequence[Tap]]) -> None:
    """The same rows and nothing else, each group in one transaction."""
    keys: dict[str, bytes] = {}
    for group in groups:
        with engine.recording() as connection:
            for device, item, value in group:
                if device not in keys:
                    keys[device] = _person(connection, measurement, device)
                connection.execute(
                    insert(Answer.__table__), {"participation_key": keys[device], "item_id": item, "value": value}
                )


def _person(connection: Connection, measurement: int, device: str) -> bytes:
    key = secrets.token_bytes(16)
    row = {"key": key, "measurement_id": measurement, "token_hash": answers.token_hash(device, measurement)}
    connection.execute(
        insert(Participation.__table__), {**row, "withdrawn": False, "done": False, "leader": False}
    )
    return key


def measured(people: int, rounds: int) -> dict[str, Any]:
    """Answers per second of each way on the open database, and how many times the bare time ours took."""
    found = {}
    for name, size, write in (("per tik", 1, one_by_one), (f"per {GROUP} samen", GROUP, ours)):
        taken: dict[str, list[float]] = {"wij": [], "kaal": []}
        for turn in range(rounds):
            groups = in_groups(taps(people), size)
            ways: list[tuple[str, Callable[[int, list[Sequence[Tap]]], None]]] = [("wij", write), ("kaal", bare)]
            for who, way in ways if turn % 2 else reversed(ways):
                measurement = scene.opened()
                began = time.perf_counter()
                way(measurement, groups)
                taken[who].append(time.perf_counter() - began)
        many = people * len(scene.CORE)
        ratio = median(taken["wij"]) / median(taken["kaal"])
        found[name] = {who: round(many / median(one)) for who, one in taken.items()} | {
            "verhouding": round(ratio, 2),
            "grens": BAR,
        }
    return found


def main() -> int:
    """Exit 0 when every ratio is within the bar."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.opslag", description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    result = {}
    with tempfile.TemporaryDirectory() as folder, postgres_server() as server:
        for name, address in (
            ("SQLite", migrated_file(Path(folder) / "leidraad.db")),
            ("PostgreSQL", server.migrated()),
        ):
            engine.open_database(address)
            result[name] = measured(chosen.people, chosen.rounds)
            engine.close_database()
    print(json.dumps({"antwoorden per seconde": result}, ensure_ascii=False, indent=2))
    return 0 if all(way["verhouding"] <= BAR for one in result.values() for way in one.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
