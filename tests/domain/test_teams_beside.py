"""Which measurement stands for a team, and what may be said about teams together; the numbers are those of halves."""

import pytest

from leidraad.domain import teams_beside
from leidraad.domain.change import Verdict
from leidraad.domain.progress import Moment
from leidraad.domain.result import Agreement, Mode, Result, Visibility
from leidraad.domain.teams_beside import Listed, ListedResult, Selection, Tally, TeamRow, Visit
from tests.domain.halves import half, joint, published

A1, D1 = "aanbeveling-1", "dimensie-1"
BOTH = [A1, D1]


def team(name: str, *results: Result | tuple[int, Result], named: bool = True) -> TeamRow:
    """A team with these measurements, one per school year from 2020 on, or in the year given."""
    years = [one if isinstance(one, tuple) else (2020 + place, one) for place, one in enumerate(results)]
    measured = [
        ListedResult(
            Listed(id=place, year=year, mode=result.mode, short=result.short, order=place),
            Moment(f"november {year}", f"nov '{year % 100}", place, result),
        )
        for place, (year, result) in enumerate(years, start=1)
    ]
    return TeamRow(ord(name[-1]), name, tuple(measured), named)


def names(found: list[Visit]) -> list[tuple[str, str, str]]:
    return [(one.construct, one.teams[0].name, one.teams[1].name) for one in found]


# -- the table ------------------------------------------------------------------------------------------------


def test_a_cell_has_the_score_the_people_the_agreement_and_the_change_of_its_own_team():
    found = teams_beside.table([team("Team A", half(2, 3), half(3, 4, people=10))], BOTH)
    cell = found.columns[0].cells[A1]
    assert (cell.mean, cell.n, cell.agreement, cell.visibility) == (3.5, 10, Agreement.CLOSE, Visibility.SHOWN)
    assert cell.step is not None
    assert cell.step.verdict is Verdict.CLEARLY_HIGHER


def test_teams_stay_in_the_order_given_whatever_they_scored():
    given = [team("Team C", half(2, 3)), team("Team A", half(4, 5)), team("Team B", half(3, 4))]
    assert [column.team.name for column in teams_beside.table(given, BOTH).columns] == [
        "Team C",
        "Team A",
        "Team B",
    ]


def test_the_latest_measurement_stands_for_a_team_and_a_choice_narrows_it():
    given = team("Team A", half(2, 3), half(3, 4, short=True), joint(4.5))
    shown = [
        teams_beside.column(given, BOTH, choice).cells[A1].mean
        for choice in (Selection(), Selection(mode=Mode.INDIVIDUAL), Selection(short=False), Selection(year=2020))
    ]
    assert shown == [4.5, 3.5, 4.5, 2.5]


def test_a_team_without_a_fitting_measurement_has_a_column_without_cells():
    found = teams_beside.column(team("Team A", half(2, 3)), BOTH, Selection(year=1999))
    assert (found.measured, found.result, dict(found.cells)) == (None, None, {})


def test_too_few_answers_differ_from_no_data():
    few = half(2, 3, people=4, invited=8)
    nobody_here = published(*["3333---"] * 8, invited=8)
    found = teams_beside.table([team("Team A", few), team("Team B", nobody_here)], [D1, "dimensie-4"])
    assert [column.cells[D1].visibility for column in found.columns] == [
        Visibility.BELOW_THRESHOLD,
        Visibility.NO_DATA,
    ]
    assert found.columns[0].cells["dimensie-4"].visibility is Visibility.NO_DATA  # not in this questionnaire


def test_scores_that_a_team_agreed_on_carry_no_change_and_are_marked():
    found = teams_beside.table([team("Team A", half(2, 3), joint(4.0))], BOTH).columns[0]
    assert (found.cells[A1].mode, found.cells[A1].step, found.against) == (Mode.JOINT, None, None)


def test_the_change_skips_a_joint_measurement_in_between():
    found = teams_beside.table([team("Team A", half(2, 3), joint(5.0), half(3, 4))], BOTH).columns[0]
    assert found.against is not None
    assert found.against.before.name == "november 2020"


# -- which Results are needed ---------------------------------------------------------------------------------


def listed(*modes: Mode) -> list[Listed]:
    return [Listed(id=place, year=2020, mode=mode, short=False, order=place) for place, mode in enumerate(modes)]


def test_the_table_needs_the_chosen_measurement_and_two_individual_ones_before_it():
    alone, together = Mode.INDIVIDUAL, Mode.JOINT
    found = teams_beside.needed(listed(alone, alone, together, alone, together, alone), Selection())
    assert [one.id for one in found] == [5, 3, 1]


def test_what_is_needed_gives_the_same_words_as_everything_there_is():
    everything = team("Team A", half(2, 3), half(1, 2), half(2, 3), half(3, 4))
    wanted = teams_beside.needed([one.listed for one in everything.measured], Selection())
    part = TeamRow(1, "Team A", tuple(one for one in everything.measured if one.listed in wanted))
    steps = [teams_beside.column(one, BOTH, Selection()).cells[A1].step for one in (everything, part)]
    assert [(step.change, step.confirmed) for step in steps if step] == [(steps[0].change, True)] * 2


def test_more_is_needed_when_an_earlier_measurement_was_not_published():
    few = half(2, 3, people=4, invited=8)
    everything = team("Team A", half(2, 3), half(2, 3), few, half(3, 4)).measured
    assert not teams_beside.enough(everything[:0:-1], all_of_them=4)
    assert teams_beside.enough(everything[::-1], all_of_them=4)
    assert teams_beside.enough(team("Team B", half(2, 3), half(3, 4)).measured[::-1], all_of_them=2)


# -- where do most teams ask for attention --------------------------------------------------------------------


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
    found = teams_beside.lowest(teams_beside.table([team("Team A", strict), team("Team B", mild)], SIX), SIX)
    assert [one.count for one in found] == [1, 2, 1, 0, 0, 0]
    assert {one.of for one in found} == {2}
    assert teams_beside.most(found) == [Tally("aanbeveling-2", 2, 2)]


def test_more_than_two_alike_are_nobodys_lowest():
    level = scored(2.0, 2.0, 2.0, 4.0, 4.0, 4.0)
    one_below = scored(1.0, 2.0, 2.0, 4.0, 4.0, 4.0)
    found = teams_beside.lowest(teams_beside.table([team("Team A", level), team("Team B", one_below)], SIX), SIX)
    assert [one.count for one in found] == [1, 0, 0, 0, 0, 0]


def test_with_two_scores_or_fewer_nothing_is_lowest():
    found = teams_beside.lowest(teams_beside.table([team("Team A", half(2, 3))], BOTH), BOTH)
    assert [one.count for one in found] == [0, 0]
    assert teams_beside.most(found) == []


# -- where do teams differ most within themselves -------------------------------------------------------------


def test_teams_whose_answers_lie_far_apart_are_counted_among_those_with_a_word():
    torn = published(*["1111333"] * 4, *["5555333"] * 4, invited=8)
    small = published(*["1111333"] * 3, *["4444333"] * 3, invited=6)
    given = [team("Team A", torn), team("Team B", half(3, 4)), team("Team C", small), team("Team D", joint(3.0))]
    found = teams_beside.divided(teams_beside.table(given, BOTH), BOTH)
    assert found == [Tally(A1, 2, 3), Tally(D1, 0, 3)]


# -- who could visit whom -------------------------------------------------------------------------------------
# half(2, 3) and half(3, 4): standard deviation 0.53 among eight, t(7) = 2.3646, so 2.5 ± 0.443 and 3.5 ± 0.443.


def test_two_named_teams_whose_intervals_lie_apart_could_visit_each_other():
    given = [team("Team A", half(3, 4)), team("Team B", half(2, 3))]
    assert names(teams_beside.visits(teams_beside.table(given, BOTH))) == [
        (A1, "Team A", "Team B"),
        (D1, "Team A", "Team B"),
    ]


def test_the_order_of_the_names_says_nothing_about_who_scored_higher():
    ways = [
        [team("Team A", half(*one)), team("Team B", half(*other))]
        for one, other in (((3, 4), (2, 3)), ((2, 3), (3, 4)))
    ]
    assert names(teams_beside.visits(teams_beside.table(ways[0], [A1]))) == names(
        teams_beside.visits(teams_beside.table(ways[1], [A1]))
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
    assert teams_beside.visits(teams_beside.table([team("Team A", half(3, 4)), other], BOTH)) == []


def test_a_short_and_a_full_measurement_meet_on_the_core_statements():
    given = [team("Team A", half(3, 4)), team("Team B", half(2, 3, short=True))]
    assert names(teams_beside.visits(teams_beside.table(given, [A1]))) == [(A1, "Team A", "Team B")]


def test_a_team_stands_in_one_pair_per_construct_so_that_no_order_can_be_read_from_the_pairs():
    given = [
        team("Team A", half(2, 3)),
        team("Team B", half(3, 4)),
        team("Team C", half(3, 4)),
        team("Team D", half(2, 3)),
    ]
    assert names(teams_beside.visits(teams_beside.table(given, [A1]))) == [
        (A1, "Team A", "Team B"),
        (A1, "Team C", "Team D"),
    ]


def test_a_school_year_runs_from_august_to_july():
    assert [teams_beside.school_year(2026, month) for month in (1, 7, 8, 12)] == [2025, 2025, 2026, 2026]
