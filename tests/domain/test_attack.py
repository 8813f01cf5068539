"""The attack on privacy: take everything published, solve for one person.

The attacker knows the algorithm and who skipped what, and wants one answer. Each attack is first shown to succeed
against a gate that publishes one cell too many; a test that cannot fail proves nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from statistics import stdev

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.domain import gate, scoring
from leidraad.domain.result import Result, Score
from tests.domain.teams import D1, DIMENSION, INSTRUMENT, ITEMS, modest, team, teams

K = 5
People = Sequence[dict[str, int]]
Cell = tuple[int, str]  # one person's answer to one item: the unknowns
Sum = dict[Cell, float]  # a published number as a weighted sum of unknowns


# 1. Linear: every mean and score is a weighted sum of answers. Which sums over fewer than k people follow?


def publish(people: People, instrument=INSTRUMENT) -> Result:
    return gate.publish(instrument, False, people, invited=len(people))


def sums(result: Result, people: People) -> list[Sum]:
    """Every published mean as a weighted sum; asserts that the sum is what the gate computed."""
    found = []
    for construct in result.constructs:
        for item in construct.items:
            if item.mean is not None:
                found.append(explained(item_sum(people, item.id), item.mean, 0 if item.counts else 0.25, people))
        for score in filter(None, (construct.full, construct.core)):
            found.append(explained(score_sum(people, score), score.mean, 0.05, people))
    return found


def item_sum(people: People, item: str) -> Sum:
    answered = [number for number, person in enumerate(people) if person.get(item)]
    return {(number, item): 1 / len(answered) for number in answered}


def score_sum(people: People, score: Score) -> Sum:
    return {
        cell: weight / len(score.items) for item in score.items for cell, weight in item_sum(people, item).items()
    }


def explained(found: Sum, published: float, rounding: float, people: People) -> Sum:
    value = sum(weight * people[number][item] for (number, item), weight in found.items())
    assert value == pytest.approx(published, abs=rounding + 1e-9), "the attack does not know this cell"
    return found


def exposes(published: Sequence[Sum], k: int = K) -> bool:
    """Whether some combination of the sums is about the answers of fewer than k people.

    That is so when, for some k - 1 people, leaving their columns out makes the sums dependent.
    """
    cells = sorted({cell for one in published for cell in one})
    people = sorted({number for number, _ in cells})
    if not cells:
        return False
    matrix = np.array([[one.get(cell, 0.0) for cell in cells] for one in published])
    owner = np.array([number for number, _ in cells])
    groups = list(combinations(people, min(k - 1, len(people))))
    without = np.array([matrix * ~np.isin(owner, group) for group in groups])
    return bool((np.linalg.matrix_rank(without, tol=1e-9) < np.linalg.matrix_rank(matrix, tol=1e-9)).any())


def mean_of_person_scores(people: People, items: Sequence[str]) -> Sum:
    """The cell that a naive gate adds."""
    answered = {number: [item for item in items if person.get(item)] for number, person in enumerate(people)}
    scored = {number: mine for number, mine in answered.items() if len(mine) * 2 > len(items)}
    return {(number, item): 1 / len(mine) / len(scored) for number, mine in scored.items() for item in mine}


ONE_SKIPPED = team("4435333", *["4435333"] * 4, *["3544454"] * 3, "5-25333")


def test_the_linear_attack_succeeds_against_the_mean_of_person_scores():
    items = [item for item in ITEMS if "-a1-" in item]
    naive = [*(item_sum(ONE_SKIPPED, item) for item in items), mean_of_person_scores(ONE_SKIPPED, items)]
    assert exposes(naive)


def test_the_linear_attack_succeeds_against_a_mean_over_everyone_beside_one_over_all_but_one():
    people = team(*["4435333"] * 9)
    assert exposes([item_sum(people, "vo-a1-01"), item_sum(people[1:], "vo-a1-01")])
    assert exposes([item_sum(people[:4], "vo-a1-01")])
    assert not exposes([item_sum(people[:5], "vo-a1-01")])


def test_the_linear_attack_fails_against_the_gate_where_one_person_skipped():
    assert not exposes(sums(publish(ONE_SKIPPED), ONE_SKIPPED))


@modest
@given(teams(smallest=5, largest=10))
def test_the_linear_attack_fails_against_any_team(people):
    people = [person for person in people if person]
    assert not exposes(sums(publish(people), people))


# 2. Search: of all teams with these gaps, which publish exactly this? The crooked cells (spread, labels) included.

Views = Callable[[People], list[Result]]  # what is published about a team: one Result, or an old and a new one


def nothing(_: People) -> object:
    return None


def one_result(people: People) -> list[Result]:
    return [_in_whatever_order(tuple(sorted(tuple(one.items()) for one in people)))]


@lru_cache(maxsize=20_000)
def _in_whatever_order(people: tuple[tuple[tuple[str, int], ...], ...]) -> Result:
    """Of people in another order the gate publishes the same, as test_gate shows for any team: so it is asked once."""
    return publish([dict(one) for one in people], DIMENSION)


def answered_otherwise(people: People, item: str) -> Iterator[People]:
    """The team with every other way to answer one item: the same gaps, any of the values that were given."""
    given_to = [number for number, person in enumerate(people) if person.get(item)]
    values = sorted({people[number][item] for number in given_to})
    for answers in product(values, repeat=len(given_to)):
        changed = dict(zip(given_to, answers, strict=True))
        yield [
            {**person, item: changed[number]} if number in changed else person
            for number, person in enumerate(people)
        ]


def cells(views: list[Result], item: str) -> list[object]:
    return [
        one for result in views for construct in result.constructs for one in construct.items if one.id == item
    ]


def possible(people: People, views: Views, extra: Callable[[People], object] = nothing) -> dict[Cell, set[int]]:
    """The values that each answer may have had, given everything published and the `extra` of a naive gate."""
    target, more, found = views(people), extra(people), defaultdict(set)
    options = [  # item by item first: it leaves few teams to try as a whole
        [
            [person.get(item) for person in other]
            for other in answered_otherwise(people, item)
            if cells(views(other), item) == cells(target, item)
        ]
        for item in D1
    ]
    for columns in product(*options):
        candidate = [
            {item: value for item, value in zip(D1, row, strict=True) if value is not None}
            for row in zip(*columns, strict=True)
        ]
        if extra(candidate) == more and views(candidate) == target:
            for number, person in enumerate(candidate):
                for item, value in person.items():
                    found[number, item].add(value)
    return found


def solved(people: People, found: dict[Cell, set[int]]) -> list[str]:
    """What the attacker learned: answers with fewer than k possible owners, and people with one possible answer."""
    learned = []
    for item in D1:
        mine = {number: found[number, item] for number, person in enumerate(people) if person.get(item)}
        values = {people[number][item] for number in mine}
        for value in values:
            owners = [number for number in mine if value in mine[number]]
            if len(owners) < K:
                learned.append(f"{item}: only {owners} can have answered {value}")
        if len(values) > 1:  # unanimity cannot be hidden
            learned += [f"{item}: {number} answered {mine[number]}" for number in mine if len(mine[number]) == 1]
    return learned


def deviation_of_person_scores(people: People) -> object:
    scores = [scoring.person_score([person.get(item) for item in D1]) for person in people]
    return round(stdev(score for score in scores if score is not None), 1)


def rows(*answers: str) -> People:
    return team(*answers, items=D1)


DISSENTER_SKIPPED = rows("55-", *["333"] * 8)


def test_the_search_succeeds_against_the_plain_deviation_of_person_scores_even_rounded():
    learned = solved(DISSENTER_SKIPPED, possible(DISSENTER_SKIPPED, one_result, deviation_of_person_scores))
    assert "vo-d1-01: only [0] can have answered 5" in learned


@pytest.mark.parametrize(
    "people",
    [
        DISSENTER_SKIPPED,
        rows("52-", *["323"] * 7, "324"),
        rows("5-1", "-31", *["535"] * 2, *["335"] * 5),
        rows("1--", "510", *["515"] * 7, "555"),  # one skipped two, one could not judge
        rows("55-", *["333"] * 5),  # six people: rounded cells only
        rows("14-", "442", "144", "444", "442", "414"),
        rows("545", "454", "555", "444", "544"),  # five people, nobody skipped
        rows("4--", "-5-", *["353"] * 5, "343", "4-3"),  # different gaps, some items with few answers
    ],
    ids=lambda people: " ".join("".join(str(one.get(item, "-")) for item in D1) for one in people),
)
def test_the_search_fails_against_the_gate(people):
    assert one_result(people)[0].constructs[0].score is not None
    assert solved(people, possible(people, one_result)) == []


@modest
@given(teams(smallest=5, largest=12), st.randoms(use_true_random=False))
def test_people_who_answered_the_same_items_may_trade_their_answers_without_changing_any_cell(people, chance):
    """Why the search must fail for any team: an answer may belong to anyone who answered the same item."""
    people = [person for person in people if person]
    same_people: dict[frozenset[int], list[str]] = defaultdict(list)
    for item in ITEMS:
        same_people[frozenset(number for number, one in enumerate(people) if one.get(item))].append(item)
    traded = [dict(person) for person in people]
    for who, items in same_people.items():
        order = sorted(who)
        chance.shuffle(order)
        for giver, taker in zip(sorted(who), order, strict=True):
            traded[taker].update({item: people[giver][item] for item in items})
    assert publish(traded) == publish(people)


# 3. Releasing twice: two Results over almost the same people, side by side. So a Result is made once, at the reveal.


def old_and_new(counted: int) -> Views:
    return lambda people: [publish(people[:counted], DIMENSION), publish(people, DIMENSION)]


NINE = rows("53-", *["333"] * 8)


def test_both_attacks_would_succeed_against_one_late_answer_after_a_first_result():
    people = [*NINE, *rows("354")]
    old, new = old_and_new(9)(people)
    assert exposes(sums(old, people[:9]) + sums(new, people))
    assert solved(people, possible(people, old_and_new(9)))


def test_both_attacks_would_succeed_when_enough_came_late_and_one_of_them_answered_an_item():
    people = [*NINE, *rows(*["33-"] * 4, "334")]
    old, new = old_and_new(9)(people)
    assert exposes(sums(old, people[:9]) + sums(new, people))
