"""What is done inside the served program: what a leader or Beheer does at a moment of which nobody knows the end.

Each takes and gives plain values. What sets a scene up is here too: no second program is needed beside the one
that will be killed.
"""

import itertools
import random
import secrets
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from leidraad.__main__ import open_measurement
from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.storage import backup, retention
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day, rounds
from leidraad.storage.study_day.rounds import RoundKind

PHONES = 12
Done = Mapping[str, Any]
_teams = itertools.count(1)


def opened() -> Done:
    """An open measurement of a team of its own, and its statements."""
    code = open_measurement(f"Team {secrets.token_hex(4)}", "leidraad-vo", short=True, invited=PHONES)
    measurement = measurements.with_code(code)
    items = library.asked_ids(measurement.instrument_id, measurement.instrument_version, True)
    return {"id": measurement.id, "code": code, "items": sorted(items)}


def filled(days_ago: float | None = None) -> Done:
    """The same, in which twelve people answered every statement; closed so many days ago."""
    made = opened()
    given = {secrets.token_hex(16): {item: random.randint(0, 5) for item in made["items"]} for _ in range(PHONES)}
    for device, mine in given.items():
        answers.change(made["id"], device, mine, {}, joining=True)
    if days_ago is not None:
        closing.close(made["id"], at=clock.now() - timedelta(days=days_ago))
    return {**made, "given": given}


def voting() -> Done:
    """A study day at its second vote."""
    made = filled(days_ago=0)
    reveal.share(made["id"])
    day.start(made["id"], 45)
    for leaving, step in itertools.pairwise((DayStep.REVEAL, DayStep.TALK, DayStep.SECOND_VOTE)):
        day.go_to(made["id"], step, leaving=leaving)
    return {**made, "asked": list(day.standing(made["id"]).asked)}


def over() -> Done:
    """Two measurements whose answers are over their time: one was revealed, one was not."""
    revealed, closed = filled(days_ago=31), filled(days_ago=31)
    reveal.share(revealed["id"], at=clock.now() - timedelta(days=31))
    return {"revealed": revealed, "closed": closed}


def school(name: str) -> Done:
    """A school more, by which one knows which database this is."""
    return {"id": schools.add_school(name, "vo").id}


def _nothing(act: Callable[..., object]) -> Callable[..., Done]:
    def done(**given: Any) -> Done:
        act(**given)
        return {}

    return done


def _beside(act: Callable[..., object]) -> Callable[..., Done]:
    """In a thread that nobody waits for, as at every hour and behind a screen."""
    return _nothing(lambda **given: threading.Thread(target=act, kwargs=given, daemon=True).start())


def _settle(id: int) -> None:
    rounds.close(id, RoundKind.SECOND_VOTE)


ACTS: dict[str, Callable[..., Done]] = {
    "opened": opened,
    "filled": filled,
    "voting": voting,
    "over": over,
    "school": school,
    "close": _nothing(closing.close),
    "share": _nothing(reveal.share),
    "settle": _nothing(_settle),
    "restore": _nothing(backup.restore),
    "purge": _nothing(retention.purge_expired),
    "backup": lambda: {"name": backup.make().name},
    "backup-beside": _beside(backup.make),
    "purge-beside": _beside(retention.purge_expired),
}
