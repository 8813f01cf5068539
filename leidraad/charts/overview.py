"""The overview of a Result: one row per construct on an axis from 1 to 5, in the order of the Leidraad.

With a comparison each row also has the earlier score and the word for the change, from leidraad.domain.progress.
"""

from dataclasses import dataclass
from typing import Any

from leidraad.charts import change_words
from leidraad.charts.no_score import missing
from leidraad.content.models import Part, Scale
from leidraad.domain import closeness
from leidraad.domain.progress import Comparison, TrendStep
from leidraad.domain.result import ConstructResult, Mode, Result, Visibility
from leidraad.notation import decimal


@dataclass(frozen=True)
class OverviewRow:
    """One construct, in the words and numbers that picture, text and table share."""

    name: str
    score: str  # "3,4", or why there is none
    value: float | None  # 1-5
    middle_half: tuple[float, float] | None
    n: int | None
    words: str
    earlier: float | None = None  # 1-5, in the measurement compared with
    change: str = ""  # the word for the difference
    joint: bool = False  # agreed on together: a square
    compared: str = ""  # the same with the two scores that were compared


def rows(result: Result, part: Part, against: Comparison | None = None) -> list[OverviewRow]:
    """The rows of one part, in the order of the instrument; `against` an earlier measurement when there is one."""
    return [_row(result, result.construct(construct.id), construct.name, against) for construct in part.constructs]


def _row(result: Result, construct: ConstructResult, name: str, against: Comparison | None) -> OverviewRow:
    more = _earlier(construct.id, against) if against else {}
    score = construct.score
    if construct.visibility is not Visibility.SHOWN or score is None or score.mean is None:
        return OverviewRow(name, missing(construct.visibility, result.k), None, None, None, "", **more)
    return OverviewRow(
        name=name,
        score=decimal(score.mean),
        value=score.mean,
        middle_half=construct.middle_half,
        n=score.n,
        words=_words(result, construct),
        joint=result.mode is Mode.JOINT,
        **more,
    )


def _earlier(construct: str, against: Comparison) -> dict[str, Any]:
    before = next((one for one in against.before.result.constructs if one.id == construct), None)
    step = against.steps[construct]
    return {
        "earlier": before.published if before else None,
        "change": _word(step, against),
        "compared": change_words.compared(step) if _word(step, against) else "",
    }


def _word(step: TrendStep, against: Comparison) -> str:
    if Mode.JOINT in (against.before.result.mode, against.after.result.mode):
        return ""
    return change_words.word(step)


def _words(result: Result, construct: ConstructResult) -> str:
    if result.mode is Mode.JOINT:
        return "samen afgesproken"
    return closeness.word(construct)


def description(rows: list[OverviewRow], scale: Scale) -> str:
    """What the picture says, in a sentence per row."""
    said = ". ".join(_said(row) for row in rows)
    return f"Scores van 1 ({scale.labels[0]}) tot 5 ({scale.labels[-1]}). {said}."


def _said(row: OverviewRow) -> str:
    before = "" if row.earlier is None else f"eerder {decimal(row.earlier)}"
    return f"{row.name}: {', '.join(part for part in (row.score, row.words, before, row.change) if part)}"
