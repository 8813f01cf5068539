"""Why there is no score: every reason has words of its own, in full and in short."""

from leidraad.charts.no_score import missing, missing_in_short
from leidraad.domain.result import Visibility

HIDDEN = [one for one in Visibility if one is not Visibility.SHOWN]


def test_under_the_threshold_names_the_threshold_of_this_measurement() -> None:
    assert missing(Visibility.BELOW_THRESHOLD, 7) == "onder de drempel van 7 antwoorden"


def test_every_reason_reads_differently() -> None:
    assert len({missing(one, 5) for one in Visibility}) == len(Visibility)
    assert len({missing_in_short(one) for one in HIDDEN}) == len(HIDDEN)


def test_in_short_the_number_is_left_out() -> None:
    assert [missing_in_short(one) for one in HIDDEN] == [
        "onder de drempel",
        "geen gegevens",
        "te veel 'kan ik niet beoordelen'",
        "bijna als de vorige keer",
    ]
