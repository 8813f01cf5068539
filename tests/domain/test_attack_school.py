"""The attack on privacy over what a schoolleider sees together: the team's Result beside that of its leaders.

Team and leaders are different people with answers of their own, so that nothing can be subtracted. What would go
wrong otherwise is shown first.
"""

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.teams import modest, team, teams
from tests.domain.test_attack import People, Sum, exposes, publish, sums

EIGHT = team(*["4435333"] * 5, *["3544454"] * 3)
TWO_LEADERS = team("5555555", "2222222")


def apart(found: list[Sum], first: int) -> list[Sum]:
    """The same sums about other people: their numbers begin at `first`."""
    return [{(number + first, item): weight for (number, item), weight in one.items()} for one in found]


def of_both(people: People, leaders: People) -> list[Sum]:
    return sums(publish(people), people) + apart(sums(publish(leaders), leaders), len(people))


def test_the_attack_succeeds_against_a_total_of_team_and_leaders_beside_the_team():
    together = [*EIGHT, *TWO_LEADERS]
    assert exposes(sums(publish(EIGHT), EIGHT) + sums(publish(together), together))


def test_the_attack_succeeds_against_leaders_pooled_over_two_teams_that_they_share():
    # Four leaders gave six sets of answers, two of them about both teams; a pooled mean counts six.
    who = [0, 1, 2, 1, 2, 3]
    pooled = {(person, f"vo-a1-01/{place}"): 1 / 6 for place, person in enumerate(who)}
    assert exposes([pooled])


def test_the_attack_fails_against_two_leaders_whose_answers_are_not_published():
    assert sums(publish(TWO_LEADERS), TWO_LEADERS) == []
    assert not exposes(of_both(EIGHT, TWO_LEADERS))


@modest
@given(teams(smallest=5, largest=8), teams(smallest=5, largest=6), st.booleans())
def test_the_attack_fails_against_any_team_and_its_leaders(people, leaders, both_empty):
    people, leaders = [one for one in people if one], [one for one in leaders if one and not both_empty]
    assert not exposes(of_both(people, leaders))
