"""Who could visit whom. The numbers are those of halves.

half(2, 3) and half(3, 4): standard deviation 0.53 among eight, t(7) = 2.3646, so 2.5 ± 0.443 and 3.5 ± 0.443.
"""

import pytest

from leidraad.domain import teams_beside, visits
from leidraad.domain.visits import Visit
from tests.domain.halves import half, joint
from tests.domain.school import A1, BOTH, D1, team


def names(found: list[Visit]) -> list[tuple[str, str, str]]:
    return [(one.construct, one.teams[0].name, one.teams[1].name) for one in found]


def test_two_named_teams_whose_intervals_lie_apart_could_visit_each_other():
    given = [team("Team A", half(3, 4)), team("Team B", half(2, 3))]
    assert names(visits.visits(teams_beside.table(given, BOTH))) == [
        (A1, "Team A", "Team B"),
        (D1, "Team A", "Team B"),
    ]


def test_the_order_of_the_names_says_nothing_about_who_scored_higher():
    ways = [
        [team("Team A", half(*one)), team("Team B", half(*other))]
        for one, other in (((3, 4), (2, 3)), ((2, 3), (3, 4)))
    ]
    assert names(visits.visits(teams_beside.table(ways[0], [A1]))) == names(
        visits.visits(teams_beside.table(ways[1], [A1]))
    )


@pytest.mark.parametrize(
    "other",
    [
        team("Team B", half(2, 3), named=False),
        team("Team B", half(3, 3)),  # 3.0, too near to 3.5
        team("Team B", joint(1.0)),
        team("Team B", half(2, 3, people=4, invited=8)),
        team("Team B", (2023, half(2, 3))),  # three school years later
    ],
    ids=["did not agree", "intervals touch", "scored together", "under the threshold", "years apart"],
)
def test_nothing_is_said_otherwise(other):
    assert visits.visits(teams_beside.table([team("Team A", half(3, 4)), other], BOTH)) == []


def test_a_short_and_a_full_measurement_meet_on_the_core_statements():
    given = [team("Team A", half(3, 4)), team("Team B", half(2, 3, short=True))]
    assert names(visits.visits(teams_beside.table(given, [A1]))) == [(A1, "Team A", "Team B")]


def test_a_team_stands_in_one_pair_per_construct_so_that_no_order_can_be_read_from_the_pairs():
    given = [
        team("Team A", half(2, 3)),
        team("Team B", half(3, 4)),
        team("Team C", half(3, 4)),
        team("Team D", half(2, 3)),
    ]
    assert names(visits.visits(teams_beside.table(given, [A1]))) == [
        (A1, "Team A", "Team B"),
        (A1, "Team C", "Team D"),
    ]
