"""The scale: answers from 1 to 5 with a sixth choice beside it, and the half points of what people agree on.

An answer is a plain value without name, time or order; so the gate takes them in.
"""

from collections.abc import Mapping

LOWEST, HIGHEST = 1, 5

#: A value on the scale, or CANNOT_JUDGE. A skipped item has no entry.
Value = int
CANNOT_JUDGE: Value = 0
SCALE: tuple[Value, ...] = (1, 2, 3, 4, 5)

#: One person's answers by item id.
Answers = Mapping[str, Value]

#: The scores that a team, or a leader who expects something of it, may choose: 1,0 to 5,0.
HALF_POINTS = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0)


def is_answer(value: object) -> bool:
    """Whether this is a value on the scale or "kan ik niet beoordelen"."""
    return type(value) is int and (value in SCALE or value == CANNOT_JUDGE)


def is_half_point(value: object) -> bool:
    """Whether this is a whole or half point from 1 to 5."""
    return type(value) in (int, float) and value in HALF_POINTS


def in_halves(score: float) -> int:
    """A score as the database counts it, in half points: 2 is 1,0 and 10 is 5,0."""
    return int(score * 2)


def from_halves(halves: int) -> float:
    """The score of so many half points."""
    return halves / 2


def within(value: float) -> float:
    """The value, or the end of the scale that it went beyond."""
    return min(float(HIGHEST), max(float(LOWEST), value))
