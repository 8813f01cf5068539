"""The attack on the middle half: who knows one answer of a person, learns the others.

Counts say that somebody answered "nog niet" to each statement, not that it was one person. Quartiles of people's scores
can say so: had it been two people, the lowest quarter would have lain elsewhere. Then whoever heard one of those
answers knows all of them. The attacker knows the algorithm and the own answers, and tries every team that fits.
"""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from leidraad.domain import gate, scoring
from leidraad.domain.thresholds import K_DISTRIBUTION, K_MIDDLE_HALF
from leidraad.notation import rounded
from tests.domain.teams import D1, DIMENSION, team

Rows = np.ndarray  # a person per row, a statement per column
Quartiles = tuple[float, float] | None

LOWEST = "111"
TEAMS = 25


def with_one_low(people: int, values: str, seed: int) -> list[dict[str, int]]:
    """One person low on everything, the others random among these values."""
    chance = random.Random(f"{people} {values} {seed}")
    others = ["".join(chance.choice(values) for _ in D1) for _ in range(people - 1)]
    return team(LOWEST, *others, items=D1)


def naive(people: list[dict[str, int]]) -> Quartiles:
    """The middle half as it was, from eight people on."""
    found = scoring.middle_half([[person[item] for person in people] for item in D1], K_DISTRIBUTION)
    return found and (rounded(found[0], "0.1"), rounded(found[1], "0.1"))


def published(people: list[dict[str, int]]) -> Quartiles:
    result = gate.publish(DIMENSION, False, people, invited=len(people))
    return result.constructs[0].middle_half


def follows(people: list[dict[str, int]], middle_half: Quartiles, *, insider: bool) -> bool:
    """Whether the low answer to one statement must be from whom gave the low answer to another.

    `insider`: the attacker is somebody else of the team, whose answers are known.
    """
    if middle_half is None:
        return False  # of the counts alone every person may have given any answer to the next statement
    rows = np.array([[person[item] for item in D1] for person in people])
    known = rows[-1:] if insider else rows[:0]
    unknown = rows[: len(rows) - len(known)]
    first = np.sort(unknown[:, 0])  # the low person comes first
    second_ways = unordered(first, ways(unknown[:, 1]))
    third_ways = ways(unknown[:, 2])
    linked = [True, True]
    for second in np.random.default_rng(1).permutation(second_ways):
        sums = np.hstack([first + second + third_ways, np.tile(known.sum(axis=1), (len(third_ways), 1))])
        fits = fitting(sums, middle_half)
        linked[0] &= not (fits.any() and second[0] != 1)
        linked[1] &= not (third_ways[fits][:, 0] != 1).any()
        if not any(linked):
            return False
    return True


def ways(column: Sequence[int]) -> Rows:
    """Every way in which these answers can be spread over the people."""
    found: list[tuple[int, ...]] = [()]
    every = Counter(int(value) for value in column)
    for _ in column:
        found = [(*one, value) for one in found for value in every if one.count(value) < every[value]]
    return np.array(found)


def unordered(first: Rows, ways: Rows) -> Rows:
    """Of these ways one for each that differs when people with the same first answer look alike."""
    alike = first[:-1] == first[1:]
    return ways[((ways[:, :-1] <= ways[:, 1:]) | ~alike).all(axis=1)]


def fitting(sums: Rows, middle_half: tuple[float, float]) -> Rows:
    """Which of these teams, as sums per person, have this middle half, to one decimal, halves up."""
    quartiles = np.quantile(sums / len(D1), [0.25, 0.75], axis=1)
    tenths = np.floor(quartiles * 10 + 0.5 + 1e-9)
    return (tenths == np.round(np.array(middle_half) * 10)[:, None]).all(axis=0)


@pytest.mark.parametrize("insider", [False, True])
def test_the_attack_succeeds_against_a_middle_half_of_eight(insider):
    teams = [with_one_low(8, "34", seed) for seed in range(TEAMS)]
    assert sum(follows(people, naive(people), insider=insider) for people in teams) >= 9


def test_the_attack_of_an_insider_succeeds_against_a_middle_half_of_nine():
    teams = [with_one_low(9, "34", seed) for seed in range(TEAMS)]
    assert any(follows(people, naive(people), insider=True) for people in teams)


@pytest.mark.parametrize("values", ["34", "345", "45"])
@pytest.mark.parametrize("people", [8, 9, 10])
def test_the_attack_fails_against_the_gate(people, values):
    teams = [with_one_low(people, values, seed) for seed in range(TEAMS)]
    shown = [published(one) for one in teams]
    assert all((one is not None) == (people >= K_MIDDLE_HALF) for one in shown)
    assert [seed for seed in range(TEAMS) if follows(teams[seed], shown[seed], insider=False)] == []


@pytest.mark.parametrize("values", ["34", "345", "45", "44443"])
def test_what_an_insider_learns_where_the_middle_half_is_shown_is_rare(values):
    # Not never: where all others answered nearly the same, own answers take one more person away (decision 0002).
    teams = [with_one_low(K_MIDDLE_HALF, values, seed) for seed in range(TEAMS)]
    assert sum(follows(people, published(people), insider=True) for people in teams) <= 1


def test_where_people_skipped_the_middle_half_needs_ten_who_answered_the_same_statements():
    def twelve(answered_all: int) -> list[dict[str, int]]:
        skipped = ["-3-"] * (12 - answered_all)  # two of the three statements have fewer answers
        return team(*["444"] * 4, *["333"] * (answered_all - 4), *skipped, items=D1)

    assert published(twelve(10)) is not None
    assert published(twelve(9)) is None
