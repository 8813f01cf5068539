"""The private scan of one person: what their own answers say, shown to nobody else. So there is no threshold.

The statements are about the team; the answers are how one person sees it. Nothing here is a score of that person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from leidraad.content.handvatten import Advice, Guide
from leidraad.content.models import Construct, Instrument, Item, QuestionKind
from leidraad.domain import scoring
from leidraad.domain.scale import SCALE, Answers

MENTIONED = 3  # statements most and least recognised
LOWEST = 2  # constructs that get handvatten


class Perspective(StrEnum):
    """From which role somebody looks: decides which handvatten are shown, and gives no rights."""

    TEACHER = "leraar"
    LEAD = "kartrekker"
    SCHOOL_LEADER = "schoolleider"


@dataclass(frozen=True)
class OwnScore:
    """One construct: the mean of one person's answers (1-5), None unless more than half were answered."""

    construct: Construct
    value: float | None
    answered: int  # on the scale; "kan ik niet beoordelen" is not
    asked: int


@dataclass(frozen=True)
class Profile:
    """Everything one self-scan shows."""

    scores: tuple[OwnScore, ...]  # in the order of the Leidraad
    most: tuple[tuple[Item, int], ...]  # statements with the answers given, highest first
    least: tuple[tuple[Item, int], ...]  # lowest first
    lowest: tuple[Construct, ...]

    @property
    def answered(self) -> int:
        """How many statements were answered on the scale."""
        return sum(score.answered for score in self.scores)


def profile(instrument: Instrument, short: bool, answers: Answers) -> Profile:
    """The profile of one person's answers (item id to 1-5, or 0 for "kan ik niet beoordelen")."""
    scores = tuple(_own_score(construct, short, answers) for construct in instrument.constructs)
    most, least = _recognised(instrument, short, answers)
    return Profile(scores, most, least, _lowest(scores))


def _own_score(construct: Construct, short: bool, answers: Answers) -> OwnScore:
    values = [answers.get(item.id) for item in construct.asked(short)]
    value = scoring.person_score(values) if construct.scored else None
    return OwnScore(construct, value, len(scoring.valid(values)), len(values))


def _lowest(scores: tuple[OwnScore, ...]) -> tuple[Construct, ...]:
    """The two with the lowest score; of equals the first in the Leidraad."""
    scored = [score for score in scores if score.value is not None]
    return tuple(score.construct for score in sorted(scored, key=lambda score: score.value or 0)[:LOWEST])


def _recognised(
    instrument: Instrument, short: bool, answers: Answers
) -> tuple[tuple[tuple[Item, int], ...], tuple[tuple[Item, int], ...]]:
    """The three highest and three lowest answers: never the same statement twice, none where all are equal.

    Of equal answers first one statement per construct, so that three do not all come from the first.
    """
    ranked = [
        (item, answers[item.id], place)
        for construct in instrument.constructs
        if construct.asks is not QuestionKind.POSITION
        for place, item in enumerate(one for one in construct.asked(short) if answers.get(one.id) in SCALE)
    ]
    values = [value for _, value, _ in ranked]
    high = sorted((one for one in ranked if one[1] > min(values)), key=lambda one: (-one[1], one[2]))
    most = tuple((item, value) for item, value, _ in high[:MENTIONED])
    taken = {item.id for item, _ in most}
    low = sorted(
        (one for one in ranked if one[1] < max(values) and one[0].id not in taken),
        key=lambda one: (one[1], one[2]),
    )
    return most, tuple((item, value) for item, value, _ in low[:MENTIONED])


def handvatten(guide: Guide, perspective: Perspective) -> tuple[tuple[str, tuple[Advice, ...]], ...]:
    """What fits somebody's role, each list with its heading."""
    if perspective is Perspective.SCHOOL_LEADER:
        return (("Wat jij als schoolleider kunt doen", guide.school_leader[:3]),)
    if perspective is Perspective.LEAD:
        return (
            ("Wat jij als kartrekker kunt doen", guide.teacher[:3]),
            ("Waar je je schoolleider om kunt vragen", guide.school_leader[:2]),
        )
    return (("Wat jij als leraar kunt doen", guide.teacher[:3]),)


def starters(guides: Mapping[str, Guide], shown: Profile) -> tuple[Advice, ...]:
    """Questions to begin a talk with: two for each of the lowest constructs."""
    return tuple(
        question for construct in shown.lowest for question in guides[construct.guide_id].questions[:LOWEST]
    )
