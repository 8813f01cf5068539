"""At how many teams something is so: their own lowest scores, and answers that lie far apart."""

from leidraad.domain import tallies, teams_beside
from leidraad.domain.result import Result
from leidraad.domain.tallies import Tally
from tests.domain.halves import half, joint, published
from tests.domain.school import A1, BOTH, D1, team


def scored(*scores: float) -> Result:
    """A team that agreed on these scores, for as many constructs."""
    ids = [f"aanbeveling-{number}" for number in range(1, len(scores) + 1)]
    cells = [
        joint(1.0).constructs[0].model_copy(update={"id": id, "full": joint(score).constructs[0].full})
        for id, score in zip(ids, scores, strict=True)
    ]
    return joint(1.0).model_copy(update={"constructs": tuple(cells)})


SIX = [f"aanbeveling-{number}" for number in range(1, 7)]


def test_the_two_lowest_of_each_team_itself_are_counted_not_the_lowest_of_all():
    strict = scored(1.0, 1.5, 2.0, 2.0, 2.0, 2.0)
    mild = scored(5.0, 4.0, 3.5, 5.0, 5.0, 5.0)
    found = tallies.lowest(teams_beside.table([team("Team A", strict), team("Team B", mild)], SIX), SIX)
    assert [one.count for one in found] == [1, 2, 1, 0, 0, 0]
    assert {one.of for one in found} == {2}
    assert tallies.most(found) == [Tally("aanbeveling-2", 2, 2, ("Team A", "Team B"))]


def test_more_than_two_alike_are_nobodys_lowest():
    level = scored(2.0, 2.0, 2.0, 4.0, 4.0, 4.0)
    one_below = scored(1.0, 2.0, 2.0, 4.0, 4.0, 4.0)
    found = tallies.lowest(teams_beside.table([team("Team A", level), team("Team B", one_below)], SIX), SIX)
    assert [one.count for one in found] == [1, 0, 0, 0, 0, 0]


def test_with_two_scores_or_fewer_nothing_is_lowest():
    found = tallies.lowest(teams_beside.table([team("Team A", half(2, 3))], BOTH), BOTH)
    assert [one.count for one in found] == [0, 0]
    assert tallies.most(found) == []


def test_teams_whose_answers_lie_far_apart_are_counted_among_those_with_a_word():
    torn = published(*["1111333"] * 4, *["5555333"] * 4, invited=8)
    small = published(*["1111333"] * 3, *["4444333"] * 3, invited=6)
    given = [team("Team A", torn), team("Team B", half(3, 4)), team("Team C", small), team("Team D", joint(3.0))]
    found = tallies.divided(teams_beside.table(given, BOTH), BOTH)
    assert found == [Tally(A1, 2, 3, ("Team A", "Team C")), Tally(D1, 0, 3)]
