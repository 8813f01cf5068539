"""The Result: everything that may ever be shown about a closed measurement, frozen.

Only leidraad.domain.gate makes one; every page, chart, report and comparison reads it.
Scores are on the scale 1-5; `None` means "not published".
"""

from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from leidraad.content.models import QuestionKind

FORMAT = 3


class Mode(StrEnum):
    """The two ways to score; never averaged together."""

    INDIVIDUAL = "individueel"
    JOINT = "samen"


class Visibility(StrEnum):
    """Why a cell shows a number or not; all but the first look different on every screen."""

    SHOWN = "getoond"
    BELOW_THRESHOLD = "onder de drempel"
    NO_DATA = "geen gegevens"
    CANNOT_JUDGE = "te veel kan niet beoordelen"
    ALIKE = (
        "te gelijk aan een vorige keer"  # of a small inquiry or own statement: it would tell one person's answer
    )


class Agreement(StrEnum):
    """How close the answers of a team lie, in the words that the team reads."""

    TWO_GROUPS = "twee groepen"
    CLOSE = "dicht bij elkaar"
    SOME = "enig verschil"
    CLEAR = "duidelijk verschil"
    DIFFERENT = "verschillend"  # the second of two levels, for n 5-7


class Frozen(BaseModel):
    """Base: values never change and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ItemResult(Frozen):
    """One statement; from fewer than k_distribution answers only `mean` is there, rounded to 0,5.

    Of a place between two poles there is no mean beside the counts: values are places, and no place is higher. In mode
    `samen` the mean is what the team agreed on, of statements that stand alone.
    """

    id: str
    core: bool = False  # belongs to the short scan; a short and a full measurement meet on these
    visibility: Visibility
    n: int | None = None  # valid answers
    mean: float | None = None
    counts: tuple[int, int, int, int, int] | None = None  # answers 1..5, from k_distribution on
    #: An int is 3 or more. "minder dan 3" also stands for 0 where one or two people gave no valid answer.
    cannot_judge: Literal["0", "minder dan 3"] | int | None = None
    cannot_judge_is_finding: bool = False  # 30 % or more of those who said something
    agreement: Agreement | None = None


class Score(Frozen):
    """A construct over one set of items (all, or the core items).

    In mode `samen` it holds only `mean`: what the team agreed on. Otherwise `mean` and `sd` are rounded to
    0,1 where fewer than k_distribution people stand behind any part of it; `sd` to 0,01 elsewhere.
    """

    n: int | None  # people with a construct score
    mean: float | None  # mean of the published item means
    sd: float | None  # of the people's scores (scoring.spread), for the change rule; never shown nor taken along
    items: tuple[str, ...]  # the ids that the mean rests on


class ConstructResult(Frozen):
    """One recommendation, dimension … with what was asked: the file that says it may be gone later.

    Without a score (positions, or `zonder_score`) there are only items, and of positions how close they lie.
    """

    id: str
    asks: QuestionKind = QuestionKind.EXTENT
    scored: bool = True
    visibility: Visibility
    full: Score | None = None  # all items; None in a short measurement and when not published
    core: Score | None = None  # the core items only
    middle_half: tuple[float, float] | None = None  # quartiles (scoring.middle_half), from 10 people on
    agreement: Agreement | None = None
    items: tuple[ItemResult, ...] = ()

    @property
    def score(self) -> Score | None:
        """The score to show: over all items, or over the core items in a short measurement."""
        return self.full or self.core

    @property
    def published(self) -> float | None:
        """The mean to show (1-5); None where none may be shown, and `visibility` says why."""
        return self.score.mean if self.visibility is Visibility.SHOWN and self.score else None


class Result(Frozen):
    """The complete set of cells that may be shown about one measurement."""

    format: int = FORMAT
    mode: Mode
    instrument: str
    version: int
    short: bool
    k: int
    k_distribution: int
    participants: int  # people with at least one answer; in mode samen the number invited
    invited: int
    newcomers: int | None  # of the invited, since the measurement before; None at the first
    constructs: tuple[ConstructResult, ...]
    #: What the team asked itself, apart from the questionnaire: in no score, no comparison and no exchange.
    own: ConstructResult | None = None

    @property
    def response(self) -> float:
        """The share of the invited who took part, 0-1 (1 when more took part than were invited)."""
        return min(1.0, self.participants / self.invited) if self.invited else 0.0

    @property
    def rounded(self) -> bool:
        """True for 5-7 individual participants: means are rounded and no distributions exist."""
        return self.mode is Mode.INDIVIDUAL and self.participants < self.k_distribution

    @property
    def scored(self) -> bool:
        """Whether any construct has a score by its kind; else only places, or statements that stand alone."""
        return any(one.scored for one in self.constructs)

    @property
    def without_spread(self) -> Self:
        """The same as it may leave this installation: no standard deviations, so words about a change get less sure."""
        constructs = tuple(
            one.model_copy(update={"full": _without_sd(one.full), "core": _without_sd(one.core)})
            for one in self.constructs
        )
        return self.model_copy(update={"constructs": constructs})

    def construct(self, id: str) -> ConstructResult:  # type: ignore[override]  # pydantic's is deprecated
        """The construct with this id, own statements included; raises KeyError when there is none."""
        for one in (*self.constructs, *filter(None, (self.own,))):
            if one.id == id:
                return one
        raise KeyError(id)

    def item(self, id: str) -> ItemResult | None:
        """What is told of one statement; None where it was not asked."""
        return next((item for construct in self.constructs for item in construct.items if item.id == id), None)


def _without_sd(score: Score | None) -> Score | None:
    return score and score.model_copy(update={"sd": None})
