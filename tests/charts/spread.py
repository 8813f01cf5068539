"""Teams of a school on one construct in one school year: "Team 1", "Team 2", … of eight people, and those without a score."""

from leidraad.domain.school_view import Spread, TeamDot, TeamScore
from tests.domain.teams import INSTRUMENT


def spread(year: int, *scores: float, hidden: int = 0) -> Spread:
    dots = tuple(
        TeamDot(f"Team {turn}", f"mei {year + 1}", TeamScore(score, 8))
        for turn, score in enumerate(scores, start=1)
    )
    construct = INSTRUMENT.constructs[0].id
    return Spread(construct, year, dots, tuple(f"Verborgen {turn}" for turn in range(1, hidden + 1)))
