"""Which measurement stands for a team, and which earlier ones its words rest on."""

from leidraad.domain import selection, teams_beside
from leidraad.domain.result import Mode
from leidraad.domain.selection import Listed, Selection
from leidraad.domain.teams_beside import TeamRow
from tests.domain.halves import half
from tests.domain.school import A1, BOTH, team


def listed(*modes: Mode) -> list[Listed]:
    return [Listed(id=place, year=2020, mode=mode, short=False, order=place) for place, mode in enumerate(modes)]


def test_the_table_needs_the_chosen_measurement_and_two_individual_ones_before_it():
    alone, together = Mode.INDIVIDUAL, Mode.JOINT
    found = selection.needed(listed(alone, alone, together, alone, together, alone), Selection())
    assert [one.id for one in found] == [5, 3, 1]


def test_what_is_needed_gives_the_same_words_as_everything_there_is():
    everything = team("Team A", half(2, 3), half(1, 2), half(2, 3), half(3, 4))
    wanted = selection.needed([one.listed for one in everything.measured], Selection())
    part = TeamRow(1, "Team A", tuple(one for one in everything.measured if one.listed in wanted))
    steps = [teams_beside.column(one, BOTH, Selection()).cells[A1].step for one in (everything, part)]
    assert [(step.change, step.confirmed) for step in steps if step] == [(steps[0].change, True)] * 2


def test_more_is_needed_when_an_earlier_measurement_was_not_published():
    few = half(2, 3, people=4, invited=8)
    everything = team("Team A", half(2, 3), half(2, 3), few, half(3, 4)).measured
    assert not selection.enough(everything[:0:-1], all_of_them=4)
    assert selection.enough(everything[::-1], all_of_them=4)
    assert selection.enough(team("Team B", half(2, 3), half(3, 4)).measured[::-1], all_of_them=2)


def test_a_school_year_runs_from_august_to_july():
    assert [selection.school_year(2026, month) for month in (1, 7, 8, 12)] == [2025, 2025, 2026, 2026]
