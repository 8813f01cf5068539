"""The attack through own statements: somebody writes them to learn what one colleague answers.

They are cells of a Result like any other: each from one column, so nothing crosses them with anything.
"""

from itertools import permutations

import pytest
from hypothesis import given

from leidraad.content import own_statements
from leidraad.domain import exchange, gate
from leidraad.domain.result import Result, Visibility
from leidraad.errors import InvalidAnswer
from tests.domain.teams import D1, DIMENSION, modest, team, teams
from tests.domain.test_attack import explained, exposes, item_sum, sums

OWN = tuple(
    own_statements.statement(1, text)
    for text in ("In ons team werken er drie op vrijdag.", "We kijken samen naar toetsen.")
)
FACT, OTHER = (one.id for one in OWN)
BOTH = [*D1, FACT, OTHER]


def publish(people: list[dict[str, int]], own: tuple[own_statements.OwnStatement, ...] = OWN) -> Result:
    return gate.publish(DIMENSION, False, people, invited=len(people), own=own_statements.construct(own))


def rows(*answers: str) -> list[dict[str, int]]:
    return team(*answers, items=BOTH)


def without_own(people: list[dict[str, int]]) -> list[dict[str, int]]:
    return [{item: value for item, value in person.items() if item in D1} for person in people]


def test_an_own_statement_is_published_apart_and_never_as_a_score() -> None:
    result = publish(rows(*["33353"] * 9))
    assert result.own is not None
    assert [item.counts for item in result.own.items] == [(0, 0, 0, 0, 9), (0, 0, 9, 0, 0)]
    assert (result.own.scored, result.own.full, result.own.core, result.own.middle_half, result.own.agreement) == (
        (False, None, None, None, None)
    )
    assert [one.id for one in result.constructs] == ["dimensie-1"]


def test_an_own_statement_with_few_answers_is_not_published() -> None:
    result = publish(rows(*["3335-"] * 4, *["333--"] * 5))
    assert result.own is not None
    assert [item.visibility for item in result.own.items] == [Visibility.BELOW_THRESHOLD, Visibility.NO_DATA]
    assert all(item.mean is None and item.counts is None for item in result.own.items)
    few = publish(rows(*["3335-"] * 6)).own
    assert few is not None
    assert few.items[0].counts is None, "from eight on"


def test_asking_more_changes_nothing_of_what_the_questionnaire_publishes() -> None:
    people = rows("12315", "23425", *["44531"] * 7)
    assert publish(people).constructs == publish(without_own(people), ()).constructs


def test_nothing_of_them_goes_to_another_school() -> None:
    people = rows("12315", "23425", *["44531"] * 7)
    assert exchange.sent(publish(people), 2026) == exchange.sent(publish(without_own(people), ()), 2026)
    assert exchange.sent(publish(people), 2026) is not None


def test_two_measurements_with_other_own_statements_tell_no_more_than_each_alone() -> None:
    people = rows("12315", "23425", *["44531"] * 7)
    one = publish([{k: v for k, v in person.items() if k != OTHER} for person in people], OWN[:1])
    two = publish([{k: v for k, v in person.items() if k != FACT} for person in people], OWN[1:])
    both = publish(people)
    apart = [item for result in (one, two) for item in (result.own.items if result.own else ())]
    assert apart == list(both.own.items if both.own else ())
    assert len(apart) == 2
    assert one.constructs == two.constructs == both.constructs


def test_who_they_are_that_a_personal_fact_is_true_of_changes_nothing_else() -> None:
    """Three say yes; whichever three, everything published is the same: nobody's other answers come with it."""
    others = ["111", "222", "333", "444", "555", "123", "321", "234"]
    facts = "55511111"
    published = {
        publish(rows(*(other + fact + "3" for other, fact in zip(others, order, strict=True)))).model_dump_json()
        for order in list(dict.fromkeys(permutations(facts)))[:200]
    }
    assert len(published) == 1


@modest
@given(teams(smallest=5, largest=9, items=BOTH))
def test_the_linear_attack_fails_with_own_statements_beside_the_rest(people: list[dict[str, int]]) -> None:
    people = [person for person in people if person]
    result = publish(people)
    own = [
        explained(item_sum(people, item.id), item.mean, 0 if item.counts else 0.25, people)
        for item in (result.own.items if result.own else ())
        if item.mean is not None
    ]
    assert not exposes([*sums(result, people), *own])


def test_an_answer_to_what_was_not_asked_is_refused() -> None:
    with pytest.raises(InvalidAnswer):
        publish(rows(*["33353"] * 9), OWN[:1])
