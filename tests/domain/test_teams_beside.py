"""Teams beside each other: the measurement that stands for a team and its cells; the numbers are those of halves."""

from leidraad.domain import teams_beside
from leidraad.domain.change import Verdict
from leidraad.domain.result import Agreement, Mode, Visibility
from leidraad.domain.selection import Selection
from tests.domain.halves import half, joint, published
from tests.domain.school import A1, BOTH, D1, team


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
