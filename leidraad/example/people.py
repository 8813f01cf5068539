"""How made-up colleagues answer: a level of the team per construct, and the person, the statement and chance around it.

Pure: the same seed gives the same answers, whatever the day. Nobody who exists stands behind them.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from leidraad.content.models import Construct, Instrument, Item
from leidraad.domain.scale import CANNOT_JUDGE, Value, within

# Standard deviations in scale points.
_PERSON = 0.35  # one colleague is milder than another, about everything
_TASTE = 0.25  # and about one construct more than about another
_ITEM = 0.20  # one statement is easier to agree with than another
_CHANCE = 0.55  # the same colleague on another day

_STOPS_HALFWAY = 0.06
_HARD = ("aanbeveling-2", "aanbeveling-5")  # their last statement is hard to judge from one's own classroom
_CANNOT = 0.35


@dataclass(frozen=True)
class ToldMoment:
    """What a team thinks at one moment, on the scale 1-5.

    `levels` is per construct what most colleagues see, or of one statement. `camps` gives two levels instead for the core
    statements of a construct, or for one: half of the team sees the one, half the other. `fresh` shifts what newcomers see.
    """

    levels: Mapping[str, float]
    camps: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    fresh: Mapping[str, float] = field(default_factory=dict)


def chance(*about: object) -> random.Random:
    """A generator that depends on nothing but these words (not on the hash order of this process)."""
    return random.Random(" ".join(map(str, about)))  # noqa: S311  (made-up data, nothing secret)


def usual_levels(instrument: Instrument, *about: object) -> dict[str, float]:
    """A level per construct for one team, as teams have them: some things go well, others are still to begin."""
    return {construct.id: chance(*about, construct.id).uniform(2.7, 3.6) for construct in instrument.constructs}


def answers(
    instrument: Instrument,
    *,
    short: bool,
    person: Sequence[object],
    number: int,
    new: bool,
    wave: ToldMoment,
    day: object,
) -> dict[str, Value]:
    """One colleague's answers at one moment; `person` names the colleague, who is recognisable over the years."""
    mild = chance(*person).gauss(0, _PERSON)
    today = chance(*person, day)
    given: dict[str, Value] = {}
    stop = len(instrument.constructs) // 2 if today.random() < _STOPS_HALFWAY else None
    for construct in instrument.constructs[:stop]:
        taste = chance(*person, construct.id).gauss(0, _TASTE)
        for item in construct.asked(short):
            if _is_hard(construct, item) and today.random() < _CANNOT:
                given[item.id] = CANNOT_JUDGE
                continue
            level = wave.levels.get(item.id, wave.levels[construct.id]) + mild + taste
            if new:
                level += wave.fresh.get(construct.id, 0)
            camps = wave.camps.get(item.id) or (wave.camps.get(construct.id) if item.core else None)
            middle = level + _agreeable(item.id) if camps is None else camps[number % 2]
            given[item.id] = _on_scale(today.gauss(middle, _CHANCE))
    return given


@lru_cache(maxsize=500)
def _agreeable(item: str) -> float:
    return chance(item).gauss(0, _ITEM)


def _is_hard(construct: Construct, item: Item) -> bool:
    return construct.id in _HARD and item is construct.items[-1] and not item.core


def _on_scale(value: float) -> Value:
    return int(within(round(value)))
