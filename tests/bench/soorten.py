"""`python -m tests.bench.soorten`: server time per rerun of Resultaat for the longest questionnaire and for each kind.

`--telefoons 200`: in place of that the bars of a phone for each kind: bytes, its heaviest screen, what an answer costs, and so
many phones at once. `--soort balans`: of these kinds, or questionnaires by their id, only.

One team, with two measurements of 30 people for each questionnaire, so that the page also draws the earlier one. All are
measured by turns in one run, beside the Leidraad: what else runs on the machine disturbs them alike.
"""

import argparse
import asyncio
import logging
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leidraad.content import library
from leidraad.content.models import Instrument, QuestionKind
from leidraad.domain.result import Mode
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.measurements.measurements import Preparation
from leidraad.storage.schools import schools
from leidraad.ui.shell import visitor
from tests.bench import telefoons
from tests.bench.paginas import BAR_SECONDS, PEOPLE, rerun
from tests.bench.plain_phone import PlainPhone
from tests.bench.server import Server
from tests.bench.table import Row, below
from tests.bench.visitors import a_leader

_MONTHS = (datetime(2025, 11, 20, 12, tzinfo=UTC), datetime(2026, 5, 20, 12, tzinfo=UTC))
SECTOR = "po"


def questionnaires(wanted: Sequence[str] = ()) -> dict[str, Instrument]:
    """The Leidraad, which is the longest; the longest beside it; and the longest of each other kind. Or what is wanted only."""
    known = {**_by_kind(), **{one.id: one for one in library.offered_in(SECTOR)}} if wanted else _by_kind()
    return {name: known[name] for name in wanted or known}


def _by_kind() -> dict[str, Instrument]:
    offered = library.offered_in(SECTOR)
    beside = [one for one in offered if one.family != library.FIRST]
    return {
        "Leidraad": offered[0],
        "langste ernaast": _longest(beside),
        "posities": _longest(one for one in beside if not one.scored and QuestionKind.POSITION in _kinds(one)),
        "posities en mate": _longest(one for one in beside if one.scored and QuestionKind.POSITION in _kinds(one)),
        "balans": _longest(one for one in beside if QuestionKind.BALANCE in _kinds(one)),
        "zonder score": _longest(one for one in beside if not one.scored and QuestionKind.EXTENT in _kinds(one)),
    }


def _longest(some: Iterable[Instrument]) -> Instrument:
    return max(some, key=lambda one: len(one.items))


def _kinds(instrument: Instrument) -> set[QuestionKind]:
    return {part.asks for part in instrument.parts}


def measured(team: int, instrument: Instrument, chance: random.Random) -> int:
    """Two measurements with this questionnaire; gives the last."""
    for at in _MONTHS:
        wanted = Preparation(
            team, f"meting {at.year}", instrument.id, instrument.version, False, Mode.INDIVIDUAL, PEOPLE + 3
        )
        made = measurements.open_(measurements.prepare(wanted).id)
        for person in range(PEOPLE):
            given = {item.id: min(5, max(1, round(chance.gauss(3.2, 0.9)))) for item in instrument.items}
            answers.save(made.id, f"toestel-{person}", given)
        closing.close(made.id, at=at)
        reveal.share(made.id)
    return made.id


def run(folder: Path, chosen: argparse.Namespace) -> dict[str, float]:
    """Median seconds per rerun, by what is shown."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'leidraad.db'}"
    engine.open_database()
    try:
        team = schools.add_school_with_team("De Grote School", SECTOR, "Team 1")
        token = a_leader()
        visitor.token = lambda: token  # AppTest knows no cookies
        chance = random.Random(chosen.seed)
        shown = {name: measured(team.id, one, chance) for name, one in questionnaires(chosen.soort).items()}
        took: dict[str, list[float]] = {name: [] for name in shown}
        for _ in range(chosen.rounds):
            for name, id in shown.items():
                took[name].append(rerun("resultaat", chosen.runs, meting=id)["s"])
        return {name: statistics.median(times) for name, times in took.items()}
    finally:
        engine.close_database()


def on_phones(folder: Path, phones: int, wanted: Sequence[str]) -> Iterator[Row]:
    """The bars of a phone, kind by kind, each on a server of its own."""
    few, thinking, join_bar, save_bar = telefoons.BARS_OF_MANY[0]
    for at, (name, one) in enumerate(questionnaires(wanted).items()):
        place = folder / str(at)
        place.mkdir()
        with telefoons.product(place, one.id) as (server, code):
            heaviest = asyncio.run(_heaviest(server, code))
        rows = [
            below("zwaarste scherm", heaviest, telefoons.BAR_NEXT, "bytes"),
            *telefoons.compared(_fresh(place, "een"), 400, one.id, 0),
            *telefoons.filled_in(_fresh(place, "veel"), min(phones, few), thinking, 8, join_bar, save_bar, one.id),
        ]
        yield from (replace(row, what=f"{name}: {row.what}") for row in rows)


def _fresh(place: Path, name: str) -> Path:
    (place / name).mkdir()
    return place / name


async def _heaviest(server: Server, code: str) -> int:
    """The most that going on fetches, from the welcome to the end."""
    phone = PlainPhone(server.address)
    await phone.open(f"/d/{code}")
    most = 0
    while phone.screen.onward:
        before = phone.received
        await phone.go_on()
        most = max(most, phone.received - before)
    await phone.close()
    return most


def main() -> int:
    """Exit 0 when every questionnaire stays under the bar."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soorten", description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="reruns of a page per round")
    parser.add_argument("--rounds", type=int, default=5, help="how often each questionnaire has its turn")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--telefoons", type=int, default=0, help="meet de telefoon per soort, met zoveel tegelijk")
    every = [*questionnaires(), *(one.id for one in library.offered_in(SECTOR))]
    parser.add_argument("--soort", nargs="+", choices=every, default=[], help="alleen deze")
    chosen = parser.parse_args()
    for name in ("leidraad.opslag", "streamlit.runtime.scriptrunner_utils.script_run_context"):
        logging.getLogger(name).setLevel(logging.ERROR)
    if chosen.telefoons:
        with tempfile.TemporaryDirectory() as folder:
            rows = []
            for row in on_phones(Path(folder), chosen.telefoons, chosen.soort):
                print(row, flush=True)
                rows.append(row)
        return 0 if all(row.good is not False for row in rows) else 1
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), chosen)
    for name, seconds in found.items():
        asked = questionnaires(chosen.soort)[name]
        print(
            f"{name:<26} {asked.id:<22} {len(asked.items):2} stellingen  {seconds * 1000:6.1f} ms, "
            f"{seconds / next(iter(found.values())):.2f} x de eerste: {'ja' if seconds < BAR_SECONDS else 'NEE'}"
        )
    print(f"grens: {BAR_SECONDS * 1000:.0f} ms")
    return 0 if max(found.values()) < BAR_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
