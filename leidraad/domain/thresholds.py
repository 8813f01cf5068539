"""The thresholds: how many answers stand behind what is shown, and from when on something is worth a word."""

from leidraad.errors import Refused

#: Fewest valid answers behind any mean, and behind any distribution.
K = 5
K_DISTRIBUTION = 8
#: Fewest people behind the middle half: with fewer it can say which answers are one person's (decision 0002).
K_MIDDLE_HALF = 10

#: Under this share of the invited a Result is the picture of who took part.
LOW_RESPONSE = 0.60
#: Above this share of new people among the invited a team is another team.
MANY_NEWCOMERS = 0.25

#: Fewest people behind a team's score that goes to other schools, and fewest teams behind their band.
LEAST_PEOPLE = 8
LEAST_TEAMS = 5


def require(k: int, k_distribution: int) -> None:
    """Thresholds may be raised, never lowered. Raises Refused."""
    if k < K or k_distribution < K_DISTRIBUTION:
        raise Refused(
            f"De drempels mogen hoger, niet lager: een gemiddelde vraagt ten minste {K} antwoorden, "
            f"een verdeling ten minste {K_DISTRIBUTION}. Er is niets veranderd."
        )
    if k_distribution < k:
        raise Refused(
            "De drempel voor een verdeling kan niet lager zijn dan de drempel voor een gemiddelde. "
            "Er is niets veranderd."
        )
