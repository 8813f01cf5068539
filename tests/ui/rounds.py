"""Measurements of a team over the years, for the tests of progress and comparison."""

from datetime import UTC, datetime

from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, closing, joint, measurements, reveal
from leidraad.storage.schools import schools

INSTRUMENT = library.instrument("leidraad-vo", 1)


def a_round(
    team: schools.Team,
    when: tuple[int, int, int],
    low: int = 2,
    *,
    people: int = 8,
    invited: int = 8,
    short: bool = True,
    mode: Mode = Mode.INDIVIDUAL,
    newcomers: int | None = None,
    share: bool = True,
    close: bool = True,
    instrument: Instrument = INSTRUMENT,
) -> int:
    """A measurement closed at noon on this day; even people say `low`, odd people one more."""
    made = measurements.prepare(
        measurements.Preparation(
            team.id,
            f"meting {when[0]}",
            instrument.id,
            instrument.version,
            short,
            mode,
            invited,
            newcomers=newcomers,
        )
    )
    measurements.open_(made.id)
    items = [item.id for item in instrument.asked(short)]
    if mode is Mode.JOINT:
        for topic in topics.to_agree(instrument, short):
            joint.save(made.id, topic.id, float(low))
    for person in range(people if mode is Mode.INDIVIDUAL else 0):
        answers.save(made.id, f"toestel-{person}", dict.fromkeys(items, low + person % 2))
    if close:
        closing.close(made.id, at=datetime(*when, 12, tzinfo=UTC))
    if close and share:
        reveal.share(made.id)
    return made.id
