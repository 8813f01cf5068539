"""The questionnaires beside the Leidraad's that a team can take, and eight colleagues who filled one in."""

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, measurements
from leidraad.storage.measurements.measurements import Measurement, Preparation

BESIDE = [one for one in library.offered() if one.family != library.FIRST and not one.self_scan_only]
PEOPLE = 8


def name(instrument: Instrument) -> str:
    return instrument.id


def answer_of(person: int, at: int) -> int:
    """What one of the eight answers to the statement on this place, counted from 0."""
    return 1 + (person + at) % 5


def filled_in(team: int, instrument: Instrument) -> Measurement:
    """An open measurement with this questionnaire, in which eight answered everything."""
    wanted = Preparation(
        team, "najaar 2026", instrument.id, instrument.version, False, Mode.INDIVIDUAL, PEOPLE + 1
    )
    made = measurements.prepare(wanted)
    measurements.open_(made.id)
    for person in range(PEOPLE):
        answers.save(
            made.id,
            f"toestel-{person}",
            {item.id: answer_of(person, at) for at, item in enumerate(instrument.items)},
        )
    return measurements.get(made.id)
