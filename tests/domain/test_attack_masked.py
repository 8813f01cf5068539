"""The attack on masked counts: what stands beside them, how many people there were above all, must not solve them.

The attacker knows the algorithm, tries every outcome that would be told in the same words, and wants one count.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from leidraad.domain import cells, choosing, gate
from leidraad.domain.choosing import Priorities
from tests.domain.teams import D1, DIMENSION, team

PARTS = [f"aanbeveling-{number}" for number in range(1, 7)] + [f"dimensie-{number}" for number in range(1, 5)]
Counts = tuple[int, ...]  # how often each part was chosen, the most chosen first
Told = tuple[str, ...]


def outcomes(voters: int) -> Iterator[Counts]:
    """Every outcome of people who choose one or two of the ten parts; which part is which does not matter."""
    for total in range(voters, 2 * voters + 1):
        yield from _shared_out(total, len(PARTS), voters)


def _shared_out(total: int, parts: int, most: int) -> Iterator[Counts]:
    if not parts:
        yield ()
        return
    for first in range(min(total, most), (total - 1) // parts if total else -1, -1):
        for rest in _shared_out(total - first, parts - 1, first):
            yield (first, *rest)


def ballots(counts: Counts, voters: int) -> list[list[str]]:
    """People who choose so: one vote each, then a second for as many as there are votes left."""
    votes = [part for part, number in zip(PARTS, counts, strict=True) for _ in range(number)]
    return [votes[person::voters] for person in range(voters)]


def as_it_was(counts: Counts, voters: int) -> Told:
    """Every count by itself: nothing below three, neither of who chose nor of who did not."""
    most = max(3, voters - 2)
    return tuple("< 3" if one < 3 else f">= {most}" if one >= most else str(one) for one in counts)


def as_it_is(counts: Counts, voters: int) -> Told:
    return words(choosing.publish(PARTS, ballots(counts, voters), k=5))


def words(published: Priorities) -> Told:
    assert published.choices or published.withheld
    return tuple(one.words for one in published.choices) or ("niet getoond",) * len(PARTS)


def solved(voters: int, told: dict[Counts, Told]) -> list[tuple[Told, str]]:
    """Words of which, in everything that could have been told so, one count is behind them."""
    alike: dict[Told, list[Counts]] = defaultdict(list)
    for counts, said in told.items():
        alike[said].append(counts)
    found = []
    for said, possible in alike.items():
        for word in {word for word in said if not word.isdigit()}:
            values = {one[place] for one in possible for place in range(len(PARTS)) if said[place] == word}
            if len(values) < 2:
                found.append((said, word))
    return found


@cache
def every(voters: int) -> tuple[Counts, ...]:
    return tuple(outcomes(voters))


def test_every_outcome_is_tried():
    assert len(every(5)) == 101
    assert all(5 <= sum(one) <= 10 and max(one) <= 5 for one in every(5))
    assert ballots((5, 3, 1, *[0] * 7), 5) == [
        *[["aanbeveling-1", "aanbeveling-2"]] * 3,
        ["aanbeveling-1", "aanbeveling-3"],
        ["aanbeveling-1"],
    ]


@pytest.mark.parametrize("voters", [6, 8, 10])
def test_the_attack_succeeds_where_every_count_is_masked_by_itself(voters):
    assert solved(voters, {one: as_it_was(one, voters) for one in every(voters)})


@pytest.mark.parametrize("voters", range(5, 12))
def test_the_attack_fails_against_what_is_told_of_choosing(voters):
    told = {one: as_it_is(one, voters) for one in every(voters)}
    assert solved(voters, told) == []


def test_the_attack_fails_when_everybody_could_have_chosen_equally():
    # Twenty people, every part twice: no other outcome has so few votes with nothing told.
    equal = as_it_is((2,) * 10, 20)
    assert equal == as_it_is((2,) * 8 + (3, 1), 20) == ("niet getoond",) * 10


@pytest.mark.parametrize("voters", range(5, 11))
def test_outcomes_of_which_little_or_nothing_is_told_are_rare(voters):
    less = [one for one in every(voters) if as_it_is(one, voters) != _in_words(as_it_was(one, voters))]
    assert len(less) <= 0.25 * len(every(voters))


def _in_words(told: Told) -> Told:
    return tuple(one.replace("< ", "minder dan ").replace(">= ", "ten minste ") for one in told)


def test_how_many_could_not_judge_is_never_solved_from_how_many_answered():
    behind: dict[tuple[int, int | None, object], set[int]] = defaultdict(set)
    for people in range(8, 14):
        for cannot in range(4):
            for skipped in range(people):
                answered = people - cannot - skipped
                if answered < 8:
                    continue
                rows = ["444"] * answered + ["044"] * cannot + ["-44"] * skipped
                result = gate.publish(DIMENSION, False, team(*rows, items=D1), invited=people)
                first = result.constructs[0].items[0]
                behind[result.participants, first.n, first.cannot_judge].add(cannot)
    masked = {told: values for told, values in behind.items() if told[2] == f"minder dan {cells._MASKED_BELOW}"}
    assert masked
    assert all(len(values) > 1 for values in masked.values())
