"""How close the answers of a team lie, in the words that the team reads. Low agreement never hides a score.

The measure is the average deviation from the median, with cut c/6 on five answers (Burke & Dunlap, 2002).
"""

from collections.abc import Sequence
from fractions import Fraction
from statistics import fmean, median

from leidraad.domain.result import Agreement
from leidraad.domain.scoring import Counts

_CLOSE = 0.60
_SOME = 0.85
_GROUP = Fraction(30, 100)
_MIDDLE = Fraction(20, 100)

_SENTENCES = {
    Agreement.TWO_GROUPS: "Onze meningen gaan twee kanten op.",
    Agreement.CLOSE: "We geven bijna hetzelfde antwoord.",
    Agreement.SOME: "We verschillen een beetje.",
    Agreement.CLEAR: "We verschillen duidelijk.",
    Agreement.DIFFERENT: "We verschillen.",
}
_WORTH_A_TALK = (Agreement.CLEAR, Agreement.DIFFERENT)


def average_deviation(counts: Counts) -> float:
    """Mean absolute distance of the answers to their median, in scale points (0-2); needs one answer."""
    answers = [value for value, times in enumerate(counts, start=1) for _ in range(times)]
    middle = median(answers)
    return fmean(abs(answer - middle) for answer in answers)


def shares(counts: Counts) -> tuple[Fraction, Fraction, Fraction]:
    """Exact shares (0-1) of the answers 1-2, of 3, and of 4-5; needs one answer."""
    total = sum(counts)
    return (
        Fraction(counts[0] + counts[1], total),
        Fraction(counts[2], total),
        Fraction(counts[3] + counts[4], total),
    )


def item_agreement(counts: Counts) -> Agreement:
    """The label of one statement, in four levels (data/uitleg/scores.md); only for enough answers."""
    low, middle, high = shares(counts)
    if low >= _GROUP and high >= _GROUP and middle <= _MIDDLE:
        return Agreement.TWO_GROUPS
    return _level(average_deviation(counts))


def construct_agreement(items: Sequence[Counts], *, two_levels: bool = False) -> Agreement:
    """The label of a construct, from the mean deviation of its items; two levels for 5-7 answers."""
    deviation = fmean(average_deviation(counts) for counts in items)
    if not two_levels:
        return _level(deviation)
    return Agreement.CLOSE if _at_most(deviation, _CLOSE) else Agreement.DIFFERENT


def sentence(agreement: Agreement) -> str:
    """What a team reads about its agreement, in Dutch, with the advice to talk where that helps."""
    advice = " Goed om te bespreken." if agreement in _WORTH_A_TALK else ""
    return observation(agreement) + advice


def observation(agreement: Agreement) -> str:
    """The same without advice, for after the talk."""
    return _SENTENCES[agreement]


def _level(deviation: float) -> Agreement:
    if _at_most(deviation, _CLOSE):
        return Agreement.CLOSE
    return Agreement.SOME if _at_most(deviation, _SOME) else Agreement.CLEAR


def _at_most(value: float, cut: float) -> bool:
    return round(value, 9) <= cut
