"""Why there is no score, in words; under the threshold, without data and too hard to judge read differently everywhere."""

from leidraad.domain.result import Visibility


def missing(visibility: Visibility, k: int) -> str:
    """Why a score is not there."""
    return {
        Visibility.BELOW_THRESHOLD: f"onder de drempel van {k} antwoorden",
        Visibility.NO_DATA: "geen gegevens",
        Visibility.CANNOT_JUDGE: "te veel collega's konden dit niet beoordelen",
        Visibility.ALIKE: "bijna dezelfde antwoorden als een vorige keer; de aantallen zouden laten zien wat één collega koos",
        Visibility.SHOWN: "geen score",
    }[visibility]


def missing_in_short(visibility: Visibility) -> str:
    """The same where one's own answer stands beside it, on a phone."""
    return {
        Visibility.BELOW_THRESHOLD: "onder de drempel",
        Visibility.CANNOT_JUDGE: "te veel 'kan ik niet beoordelen'",
        Visibility.ALIKE: "bijna als de vorige keer",
    }.get(visibility, "geen gegevens")
