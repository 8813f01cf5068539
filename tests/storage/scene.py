"""What the tests of this room set up and look at: a team with a measurement, and the bare rows."""

import random
from collections import Counter
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import SQLModel

from leidraad.content import library
from leidraad.domain.result import Mode, Result
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from leidraad.storage.schools import schools

VO = library.instrument("leidraad-vo", 1)
ITEMS = [item.id for item in VO.items]
CORE = [item.id for item in VO.items if item.core]
ONE, TWO, THREE = CORE[:3]
NOT_CORE = next(item for item in ITEMS if item not in CORE)

_schools = count(1)


def team() -> int:
    added = schools.add_school_with_team(f"School {next(_schools)}", "vo", "Team onderbouw")
    return added.id


def chosen(team_id: int, **choices: Any) -> measurements.Preparation:
    return measurements.Preparation(
        **{
            "team_id": team_id,
            "label": "najaar 2026",
            "instrument_id": "leidraad-vo",
            "instrument_version": 1,
            "short": True,
            "mode": Mode.INDIVIDUAL,
            "invited": 8,
            **choices,
        }
    )


def concept(**choices: Any) -> int:
    made = measurements.prepare(chosen(team(), **choices))
    return made.id


def opened(**choices: Any) -> int:
    """An open measurement of a new team: the short scan of leidraad-vo, eight invited."""
    return opening(**choices)[0]


def opening(**choices: Any) -> tuple[int, str]:
    """The same, with its join code (empty when scoring together)."""
    measurement = measurements.open_(concept(**choices))
    return measurement.id, measurement.join_code or ""


def random_answers(items: list[str] = CORE) -> dict[str, int]:
    return {item: random.randint(0, 5) for item in items}


def fill_in(measurement: int, devices: list[str], items: list[str] = CORE) -> list[dict[str, int]]:
    """Everybody answers all these items at random, in a few saves; gives what each answered."""
    given = [random_answers(items) for _ in devices]
    for start in range(0, len(items), 10):
        for device, all_answers in zip(devices, given, strict=True):
            answers.save(measurement, device, {item: all_answers[item] for item in items[start : start + 10]})
    return given


def revealed(measurement: int) -> Result:
    """Close it and show the Result to the team; gives that Result."""
    closing.close(measurement)
    reveal.share(measurement)
    return results.shared(measurement)


def rows(statement: str, **values: Any) -> list[Any]:
    with engine.reading() as session:
        return list(session.execute(text(statement), values))


def write(statement: str, **values: Any) -> None:
    with engine.writing() as session:
        session.execute(text(statement), values)


def everything() -> dict[str, list[Any]]:
    """All rows of schools and measurements: equal before and after when nothing was written."""
    with engine.reading() as session:
        return {
            table: sorted(session.execute(text(f'SELECT * FROM "{table}"')), key=repr)
            for table in sorted(below_a_school())
        }


@cache
def below_a_school() -> frozenset[str]:
    """The tables that hang below a school by their foreign keys, and the schools themselves."""
    below = {"school"}
    for _ in SQLModel.metadata.tables:
        below |= {
            table.name
            for table in SQLModel.metadata.sorted_tables
            if any(key.column.table.name in below for key in table.foreign_keys)
        }
    return frozenset(below)


def stored(measurement: int) -> Counter[frozenset[tuple[str, int]]]:
    """The answers of a measurement as bare people, each with how often: the rows have no order."""
    people: dict[bytes, set[tuple[str, int]]] = {}
    for key, item, value in rows(
        "SELECT participation_key, item_id, value FROM answer JOIN participation ON key = participation_key "
        "WHERE measurement_id = :id",
        id=measurement,
    ):
        people.setdefault(bytes(key), set()).add((item, value))
    return Counter(frozenset(one) for one in people.values())


def tokens_and_bits() -> set[tuple[object, bool, bool]]:
    found = rows("SELECT token_hash, withdrawn, done FROM participation")
    return {(one.token_hash, bool(one.withdrawn), bool(one.done)) for one in found}


def as_people(given: list[dict[str, int]]) -> Counter[frozenset[tuple[str, int]]]:
    return Counter(frozenset(one.items()) for one in given if one)


def on_disk(file: Path) -> bytes:
    """Every byte of the SQLite database: the file, its write-ahead log and its shared memory."""
    parts = [file.with_name(file.name + end) for end in ("", "-wal", "-shm")]
    return b"".join(part.read_bytes() for part in parts if part.exists())


def row(measurement: int) -> measurements.Measurement:
    return measurements.get(measurement)
