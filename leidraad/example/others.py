"""The other questionnaires in the example school: one measurement with each, by the team that it fits, between two of its own.

Pure, as the stories of the Leidraad are; tests/example/test_others.py says what a team reads about each.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from leidraad.content import library
from leidraad.domain.result import Mode
from leidraad.example import stories
from leidraad.example.stories import SEED, Step, Told

#: After the study day of a half year: in December, or in June.
_LATER = timedelta(days=63)

#: The place of each aspect as four people agreed on it: they exchange what they know, outside the daily work.
_PLACES = {
    "dr-1a": 2.0, "dr-1b": 2.5, "dr-2a": 2.0, "dr-2b": 4.0, "dr-3a": 3.0, "dr-3b": 2.0,
    "dr-3c": 3.5, "dr-4a": 4.5, "dr-4b": 4.0, "dr-4c": 1.5, "dr-4d": 2.0,
}  # fmt: skip

#: Sector, team, its number of people, questionnaire, what they saw.
_TOLD = (
    # Everybody can finish a sentence; asking for feedback is rare, and half of them keep an opinion to themselves.
    ("po", "Groep 5 tot en met 8", 14, "professionele-cultuur",
     Step(0, 13, levels={"prof-cultuur": 3.4, "pc-04": 4.4, "pc-06": 2.1, "pc-09": 2.6}, camps={"pc-07": (1.6, 4.4)})),
    # As most schools do: a vision and schooling, but little trying out and little that is shared.
    ("vo", "Alle docenten vmbo", 45, "lerende-organisatie",
     Step(1, 34, levels={"lerend-1": 3.7, "lerend-2": 3.6, "lerend-3": 3.3, "lerend-4": 2.4, "lerend-5": 2.2,
                         "lerend-6": 3.0, "lerend-7": 3.1})),
    # Groups look into things, and the rest of the school does not hear of it.
    ("vo", "Alle docenten vmbo", 45, "vier-pijlers",
     Step(4, 33, levels={"pijler-1": 3.5, "pijler-2": 3.1, "pijler-3": 2.1, "pijler-4": 3.2})),
    # Much together, but nobody watches a lesson of another.
    ("po", "Groep 5 tot en met 8", 14, "school-als-plg",
     Step(2, 13, levels={"plg-1": 3.5, "plg-2": 3.6, "plg-3": 2.2, "plg-4": 2.9, "plg-5": 3.3})),
    # Busy: much is organised, little is looked ahead.
    ("po", "Groep 1 tot en met 4", 6, "ontwikkelruimte",
     Step(1, 6, levels={"ruimte-0": 4.0, "ruimte-1": 2.2, "ruimte-2": 4.1, "ruimte-3": 3.3, "ruimte-4": 2.7})),
    ("vo", "PLG toetsen", 4, "dimensieraamwerk", Step(2, 4, mode=Mode.JOINT, levels=_PLACES)),
    # Before the talk that brought them closer: who decides on a new approach? Half says whoever knows most, half whoever leads.
    ("vo", "Bovenbouw havo", 16, "gespreid-leiderschap",
     Step(3, 14, camps={"gl-0-02": (1.4, 4.6)},
          levels={"gl-0-01": 2.0, "gl-0-03": 4.3, "gl-0-04": 4.0, "gl-0-05": 1.6, "leiden-1": 2.5, "leiden-2": 3.4,
                  "leiden-3": 3.8, "leiden-4": 2.2, "leiden-5": 2.9, "leiden-6": 3.8})),
    # They need each other and feel it; what the school does to help is thin.
    ("vo", "Bovenbouw havo", 16, "teamleren", Step(0, 15, levels={"team-1": 3.0, "team-2": 3.8, "team-3": 2.4})),
)  # fmt: skip


def tell(today: datetime, seed: int = SEED) -> tuple[tuple[str, Told], ...]:
    """The team of each with what it measured, before `today` (in UTC)."""
    days = [day + _LATER for day in stories.study_days(today)]
    found = []
    for sector, team, size, family, step in _TOLD:
        instrument = library.named_by(family, sector)
        (told,) = stories.measured(instrument, team, size, (step,), days, today, seed)
        season = "zomer" if told.at.month < 8 else "winter"
        found.append((team, replace(told, label=f"{season} {told.at.year}")))
    return tuple(found)
