"""Whether a team does clearly more of one activity than of another: one sentence about a part that asks a balance.

Made from the published scores alone; it adds no cell. Picking the highest and the lowest of four and testing those at
95 % denies balance to a fifth of the balanced teams, so the difference must be half a point and beyond the margin of 99 %
(`python -m tests.domain.balance_simulated` counts how often it is still wrong: of 60.000 balanced teams of 5 to 30 people at
most 4,6 %). The price is a lag that is not seen: 0,8 is told to 65 % of teams of 12 and 90 % of 20 where a score differs 0,75 between
people, to 72 % and 94 % where it differs 0,69. The four scores are of the same people; the margin takes them as of different ones, which errs on the side of silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from leidraad.domain.result import Result, Score
from leidraad.domain.welch import Wave, margin

LEAST = 0.50  # scale points
_SURE = 0.99


@dataclass(frozen=True)
class Balance:
    """The activities that a team does most and least, by construct id; both None where no difference is clear."""

    most: str | None = None
    least: str | None = None


def of(result: Result, constructs: Sequence[str]) -> Balance | None:
    """The balance between these constructs; None where fewer than two of them have a score."""
    waves = {id: wave for id in constructs if (wave := _wave(result.construct(id).score, result.response))}
    if len(waves) < len(constructs) or len(waves) < 2:
        return None
    ordered = sorted(waves, key=lambda id: waves[id].mean)
    least, most = ordered[0], ordered[-1]
    difference = waves[most].mean - waves[least].mean
    if difference < LEAST - 1e-9 or difference <= margin(waves[most], waves[least], _SURE):
        return Balance()
    return Balance(most, least)


def _wave(score: Score | None, response: float) -> Wave | None:
    if score is None or score.n is None or score.mean is None or score.sd is None:
        return None
    return Wave(score.n, score.mean, score.sd, response)


def sentence(found: Balance, names: dict[str, str]) -> str:
    """What a team reads, in Dutch; `names` are the activities by construct id."""
    if found.most is None or found.least is None:
        return "We zien geen duidelijk verschil tussen de activiteiten. Dat betekent niet dat ze precies even sterk zijn."
    return f"Jullie zien duidelijk meer ‘{names[found.most]}’ dan ‘{names[found.least]}’."
