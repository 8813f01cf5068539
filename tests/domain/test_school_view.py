"""The school over the years: counts per school year, and the scores of the teams side by side."""

from leidraad.domain import school_view
from leidraad.domain.result import Mode
from leidraad.domain.school_view import Spread, Stand, Taken, TeamDot, TeamScore, Year
from tests.domain.halves import half, joint
from tests.domain.school import A1, team


def test_a_year_counts_teams_once_and_people_as_often_as_they_took_part():
    taken = [
        Taken(1, 2025, Mode.INDIVIDUAL, 7, 10),
        Taken(1, 2025, Mode.INDIVIDUAL, 8, 10),
        Taken(2, 2025, Mode.JOINT, 4, 4),
        Taken(2, 2024, Mode.INDIVIDUAL, 9, 8),  # somebody on two phones: never more than were invited
    ]
    assert school_view.years(taken) == [Year(2025, 2, 3, 1, 15, 20), Year(2024, 1, 1, 0, 8, 8)]


def test_per_year_the_last_individual_measurement_of_a_team_counts():
    given = team("Team A", (2024, half(2, 3)), (2025, half(2, 3)), (2025, half(3, 4)), (2025, joint(5.0)))
    found = school_view.latest_of([2023, 2024, 2025], [one.listed for one in given.measured])
    assert [one.id for one in found] == [1, 3]


def test_every_team_is_a_score_of_its_own_in_the_order_of_the_school():
    stands = [
        Stand(1, 2025, school_view.scores(half(3, 4)), "Zesde", "mei 2026"),
        Stand(2, 2025, school_view.scores(half(2, 3)), "Atheneum", "april 2026"),
        Stand(3, 2025, school_view.scores(half(2, 3, people=4, invited=8)), "Vierde", "mei 2026"),
        Stand(4, 2024, school_view.scores(half(4, 5))),
        Stand(5, 2025, {"dimensie-1": TeamScore(3.0)}),  # another questionnaire, without this construct
    ]
    dots = (
        TeamDot("Zesde", "mei 2026", TeamScore(3.5, 8, "dicht bij elkaar")),
        TeamDot("Atheneum", "april 2026", TeamScore(2.5, 8, "dicht bij elkaar")),
    )
    assert school_view.spreads(stands, [A1], [2025]) == [Spread(A1, 2025, dots, without=("Vierde",))]
