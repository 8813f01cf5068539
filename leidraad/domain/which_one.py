"""Which questionnaire when: what to say before a team takes one more. Pure rules; asking less often keeps answers honest.

Numbers are ours: a school year holds two questionnaires, and two that ask much the same stand half a year apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from leidraad.content.models import Instrument

MOST_IN_A_YEAR = 2
HALF_A_YEAR = 182  # days


@dataclass(frozen=True)
class TakenBefore:
    """A questionnaire that the team took: how many days ago that began, and whether in this school year."""

    instrument: Instrument
    days_ago: int
    this_year: bool


def said_before(wanted: Instrument, before: Sequence[TakenBefore]) -> list[str]:
    """What whoever prepares reads: what to know first, what overlaps, and how much was asked already."""
    return [
        *([wanted.when.first] if wanted.when and wanted.when.first else []),
        *_overlapping(wanted, before),
        *_too_many(before),
    ]


def _overlapping(wanted: Instrument, before: Sequence[TakenBefore]) -> list[str]:
    recent = [one.instrument for one in before if one.days_ago < HALF_A_YEAR and overlap(wanted, one.instrument)]
    return [
        f"Jullie vulden het afgelopen half jaar ‘{title}’ in. Die vraagt voor een groot deel hetzelfde. "
        "Wacht liever, of kies een andere."
        for title in dict.fromkeys(one.title for one in recent)
    ]


def overlap(one: Instrument, other: Instrument) -> bool:
    """Whether two questionnaires of different families ask much the same; either may say so."""
    return any(a.when is not None and b.family in a.when.overlaps for a, b in ((one, other), (other, one)))


def _too_many(before: Sequence[TakenBefore]) -> list[str]:
    taken = sum(one.this_year for one in before)
    if taken < MOST_IN_A_YEAR:
        return []
    return [
        f"Dit is meting {taken + 1} van dit schooljaar. Na twee gaan mensen sneller iets invullen om ervan af te zijn. "
        "Doe eerst iets met wat er ligt."
    ]
