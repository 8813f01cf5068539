"""The stories of the example school: which teams, which measurements, and what its made-up colleagues answered.

Pure: the day only moves the dates, the seed alone decides the answers. tests/example/test_stories.py says what a
team reads about each story.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.domain.result import Mode
from leidraad.domain.scale import Answers
from leidraad.example import people
from leidraad.notation import season

#: Chosen among a few dozen because chance adds no second story: no other change in it is called "duidelijk".
SEED = 2035
SCHOOLS = {"vo": "Voorbeeldschool De Brug (vo)", "po": "Voorbeeldschool De Linde (po)"}

_SEASONS = 6  # the half years that lie behind us
_REST = timedelta(days=14)  # a measurement of last week would still be the talk of the day


@dataclass(frozen=True)
class Told:
    """One measurement of a story. `people` is empty when the team scored together: then `agreed` holds the scores."""

    label: str
    at: datetime  # the moment of opening, in UTC
    instrument: Instrument
    short: bool
    mode: Mode
    invited: int
    newcomers: int | None
    people: tuple[Answers, ...]
    agreed: Mapping[str, float]
    still_open: bool


@dataclass(frozen=True)
class TeamStory:
    """One team with its measurements, oldest first."""

    sector: str
    team: str
    measurements: tuple[Told, ...]


@dataclass(frozen=True)
class Step:
    """One measurement as it is thought up: half year 0-5 (None is now and still open), who came, what they saw.

    `levels` replaces the usual level of a construct, or of one statement; in mode `samen` the team settles on the nearest half point.
    """

    season: int | None
    came: int
    short: bool = False
    new: int = 0
    mode: Mode = Mode.INDIVIDUAL
    levels: Mapping[str, float] = field(default_factory=dict)
    camps: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    fresh: Mapping[str, float] = field(default_factory=dict)


def _grew() -> tuple[Step, ...]:
    """Samen leren stimuleren stays low for two years, and grows twice in a row once the team prepares lessons together."""
    levels = ({"aanbeveling-4": level} for level in (2.3, 2.3, 2.3, 2.35, 2.95, 3.6))
    return tuple(
        Step(season, came, short, new, levels=seen)
        for season, (came, short, new, seen) in enumerate(
            zip(
                (22, 21, 22, 20, 19, 23),
                (False, True, False, True, True, False),
                (0, 1, 2, 0, 3, 1),
                levels,
                strict=True,
            )
        )
    )


def _was_divided() -> tuple[Step, ...]:
    """Two camps about Leiderschap spreiden, that came closer after a talk: the score hardly moves, the picture does."""
    camps = {"aanbeveling-6": (1.7, 4.4)}
    return (
        Step(1, 15, camps=camps),
        Step(2, 14, short=True, camps=camps),
        Step(4, 15, new=1, levels={"aanbeveling-6": 3.05}),
        Step(None, 5, short=True, new=1),
    )


def _became_critical() -> tuple[Step, ...]:
    """Onderzoekende houding stimuleren falls after a year in which the team learned what it takes: they look more sharply.

    Once, before that, too few took part: those who came were milder about Verbeterplan, and that stays "mogelijk".
    """
    mild = {"aanbeveling-3": 3.9, "aanbeveling-1": 3.0}
    return (
        Step(0, 37, levels=mild),
        Step(2, 25, short=True, new=3, levels={**mild, "aanbeveling-1": 3.65}),
        Step(3, 35, new=1, levels=mild),
        Step(5, 39, new=4, levels={**mild, "aanbeveling-3": 3.2}),
    )


def _was_replaced() -> tuple[Step, ...]:
    """Half of the team is new, and sees more openness: that says little about what the team achieved."""
    before = {"dimensie-2": 2.7}
    return (
        Step(1, 13, levels=before),
        Step(3, 12, new=1, levels=before),
        Step(4, 14, mode=Mode.JOINT, levels={"dimensie-2": 3.0}),
        Step(5, 13, new=7, levels={"dimensie-2": 3.1}, fresh={"dimensie-2": 0.8}),
    )


def _is_small() -> tuple[Step, ...]:
    """Six people: everything is rounded, and a step of three tenths may well be chance."""
    return (
        Step(2, 6, short=True, levels={"aanbeveling-1": 2.8}),
        Step(4, 5, short=True, levels={"aanbeveling-1": 3.0}),
        Step(5, 6, new=1, levels={"aanbeveling-1": 3.2}),
    )


def _scores_together() -> tuple[Step, ...]:
    """Four people: they agree on a score per construct."""
    return tuple(
        Step(season, 4, mode=Mode.JOINT, levels={"aanbeveling-5": level})
        for season, level in ((1, 2.0), (3, 2.5), (5, 3.5))
    )


#: Sector, team, its number of people, its story.
_TEAMS = (
    ("vo", "Onderbouw", 24, _grew()),
    ("vo", "Bovenbouw havo", 16, _was_divided()),
    ("vo", "Alle docenten vmbo", 45, _became_critical()),
    ("vo", "PLG toetsen", 4, _scores_together()),
    ("po", "Groep 1 tot en met 4", 6, _is_small()),
    ("po", "Groep 5 tot en met 8", 14, _was_replaced()),
)


def tell(today: datetime, seed: int = SEED) -> tuple[TeamStory, ...]:
    """All teams with their measurements in the three years before `today` (in UTC)."""
    days = study_days(today)
    return tuple(
        TeamStory(
            sector,
            name,
            tuple(measured(library.named_by(library.FIRST, sector), name, size, steps, days, today, seed)),
        )
        for sector, name, size, steps in _TEAMS
    )


def measured(
    instrument: Instrument,
    team: str,
    size: int,
    steps: Sequence[Step],
    days: Sequence[datetime],
    today: datetime,
    seed: int,
) -> list[Told]:
    """What a team of this size answered at each of these steps; `days` are those of the half years."""
    usual = people.usual_levels(instrument, seed, team)
    members = list(range(size))
    told = []
    for number, step in enumerate(steps):
        members = members[step.new :] + [members[-1] + 1 + one for one in range(step.new)]
        at = days[step.season] if step.season is not None else today - timedelta(days=1)
        levels = {**usual, **step.levels}
        joint = step.mode is Mode.JOINT
        told.append(
            Told(
                label=season(at),
                at=at,
                instrument=instrument,
                short=step.short,
                mode=step.mode,
                invited=size,
                newcomers=step.new if number else None,
                people=() if joint else _answers(instrument, step, members, levels, (seed, team), number),
                agreed=_agreed(instrument, levels, step.short) if joint else {},
                still_open=step.season is None,
            )
        )
    return told


def _answers(
    instrument: Instrument,
    step: Step,
    members: Sequence[int],
    levels: Mapping[str, float],
    team: tuple[object, ...],
    number: int,
) -> tuple[Answers, ...]:
    came = people.chance(*team, number).sample(range(len(members)), step.came)
    newest = set(members[len(members) - step.new :])
    return tuple(
        people.answers(
            instrument,
            short=step.short,
            person=(*team, members[place]),
            number=members[place],
            new=members[place] in newest,
            wave=people.ToldMoment(levels, step.camps, step.fresh),
            day=number,
        )
        for place in sorted(came)
    )


def _agreed(instrument: Instrument, levels: Mapping[str, float], short: bool) -> dict[str, float]:
    return {
        topic.id: _half_point(levels.get(topic.id, levels[topic.construct.id]))
        for topic in topics.to_agree(instrument, short)
    }


def _half_point(level: float) -> float:
    return min(5.0, max(1.0, round(level * 2) / 2))


def study_days(today: datetime) -> list[datetime]:
    """The last six Tuesdays in the middle of April and October, at one o'clock (UTC), oldest first."""
    found: list[datetime] = []
    for year in range(today.year - _SEASONS // 2 - 1, today.year + 1):
        for month in (4, 10):
            middle = datetime(year, month, 12, 11, tzinfo=UTC)
            found.append(middle + timedelta(days=(1 - middle.weekday()) % 7))
    return [day for day in found if day < today - _REST][-_SEASONS:]
