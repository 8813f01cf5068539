"""Every state that a measurement can be in, and every address that a phone can ask or send to."""

from collections.abc import Callable
from datetime import timedelta

from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.storage import retention
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, measurements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import day, rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests.cast import BOB

CORE = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
ONE, TWO = CORE[:2]
HARM = "**vet** <b>dik</b> {{ 7*7 }} &lt;i \"x\" 'y'"


def go(measurement: Measurement, *steps: DayStep) -> None:
    """The leader takes these steps."""
    for step in steps:
        day.go_to(measurement.id or 0, step, leaving=day.standing(measurement.id or 0).step)


def day_with(measurement: Measurement, *steps: DayStep) -> None:
    day.start(measurement.id, 45)
    if steps:
        go(measurement, DayStep.REVEAL)
        day.choose_statements(measurement.id, [ONE, TWO], within=DayStep.REVEAL)
        go(measurement, *steps)


def _closed(measurement: Measurement) -> None:
    closing.close(measurement.id)


def _shared(measurement: Measurement) -> None:
    _closed(measurement)
    reveal.share(measurement.id)


def _closed_on_a_day(measurement: Measurement) -> None:
    day_with(measurement)
    _closed(measurement)


def _reopened(measurement: Measurement) -> None:
    _closed(measurement)
    closing.reopen(measurement.id)


def _thrown_away(measurement: Measurement) -> None:
    _closed(measurement)
    measurements.discard(measurement.id)


def _too_long_ago(measurement: Measurement) -> None:
    _closed(measurement)
    retention.purge_expired(at=clock.now() + closing.RECOGNISED + timedelta(minutes=1))


def _withdrawn(measurement: Measurement) -> None:
    answers.withdraw(measurement.id, BOB)


def _vote_closed(measurement: Measurement) -> None:
    day_with(measurement, DayStep.TALK, DayStep.SECOND_VOTE)
    rounds.close(measurement.id, RoundKind.SECOND_VOTE)


def _choice_closed(measurement: Measurement) -> None:
    day_with(measurement, DayStep.TALK, DayStep.CHOOSE)
    rounds.close(measurement.id, RoundKind.CHOOSING)


STATES: dict[str, Callable[[Measurement], None]] = {
    "open": lambda _: None,
    "ingetrokken": _withdrawn,
    "heropend": _reopened,
    "instappen": day_with,
    "gesloten": _closed,
    "gesloten op een studiedag": _closed_on_a_day,
    "lang geleden gesloten": _too_long_ago,
    "weggegooid": _thrown_away,
    "gedeeld": _shared,
    "onthullen": lambda measurement: (day_with(measurement), go(measurement, DayStep.REVEAL))[0],
    "gesprek": lambda measurement: day_with(measurement, DayStep.TALK),
    "tweede stem": lambda measurement: day_with(measurement, DayStep.TALK, DayStep.SECOND_VOTE),
    "tweede stem dicht": _vote_closed,
    "teamoordeel": lambda measurement: day_with(measurement, DayStep.JUDGEMENT),
    "kiezen": lambda measurement: day_with(measurement, DayStep.TALK, DayStep.CHOOSE),
    "kiezen dicht": _choice_closed,
    "klaar": lambda measurement: day_with(measurement, DayStep.TALK, DayStep.CHOOSE, DayStep.DONE),
}


OPEN = ["open", "ingetrokken", "heropend", "instappen"]
POSTED = ["antwoord", "klaar", "intrekken", "opnieuw", "doorgeven", "stem", "keuze", "stem-doorgeven"]
SEEN = [
    "",
    "/1",
    "/5",
    "/11",
    "/0",
    "/12",
    "/-1",
    "/99999999999999999999",
    "/drie",
    "/1.5",
    "/%D9%A3",
    "/1/2",
    "/",
    "/dag",
    "/wacht",
]


SENT = ["/1", "/11", "/0", "/drie", "/99999999999999999999", *(f"/{one}" for one in POSTED)]
SENT += ["/stem?script", "/keuze?script", "/dag", "/wacht"]


FIELDS = {"stelling": TWO, "waarde": "2", "eerst": "3", TWO: "2", f"eerst-{TWO}": "3", "naar": "verder"}
