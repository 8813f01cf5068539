"""The overview of a Result: one row per construct on an axis from 1 to 5, in the order of the Leidraad.

With a comparison each row also has the earlier score and the word for the change, from leidraad.domain.progress.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leidraad.charts import change_words, marks
from leidraad.charts.marks import Mark
from leidraad.charts.no_score import missing
from leidraad.content.models import Part, Scale
from leidraad.domain import closeness
from leidraad.domain.progress import Comparison, TrendStep
from leidraad.domain.result import ConstructResult, Mode, Result, Visibility
from leidraad.notation import count, decimal


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
    when: str = ""  # the measurement: "november 2025"
    earlier_n: int | None = None
    earlier_when: str = ""
    earlier_joint: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw on its axis."""
        return self.value is None and self.earlier is None

    @property
    def hidden(self) -> bool:
        """Whether a threshold is why nothing is drawn."""
        return self.empty and "drempel" in self.score

    @property
    def moved(self) -> bool:
        """Whether the word is about a difference that one may speak of."""
        return self.change.split(",")[0].endswith(("hoger", "lager"))

    @property
    def mark(self) -> Mark:
        """The mark of its score."""
        return marks.score(joint=self.joint)

    @property
    def earlier_mark(self) -> Mark:
        """The mark of the score in the measurement compared with."""
        return marks.score(joint=self.earlier_joint, earlier=True)


def rows(result: Result, part: Part, against: Comparison | None = None, when: str = "") -> list[OverviewRow]:
    """The rows of one part, in the order of the instrument; `against` an earlier measurement when there is one.

    `when` names the measurement itself.
    """
    return [
        _row(result, result.construct(construct.id), construct.name, against, when)
        for construct in part.constructs
    ]


def _row(
    result: Result, construct: ConstructResult, name: str, against: Comparison | None, when: str
) -> OverviewRow:
    more = _earlier(construct.id, against) if against else {}
    more["when"] = when
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
    earlier = against.before.result
    before = next((one for one in earlier.constructs if one.id == construct), None)
    step = against.steps[construct]
    return {
        "earlier": before.published if before else None,
        "earlier_n": before.score.n if before and before.score and before.published is not None else None,
        "earlier_when": against.before.name,
        "earlier_joint": earlier.mode is Mode.JOINT,
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


def pointed(row: OverviewRow) -> tuple[str, ...]:
    """What one reads who points at a row: what it is, the score with its people and moment, the words."""
    if row.value is None:
        return (row.name, row.when, f"geen score: {row.score}" if row.score != "geen score" else row.score)
    return (row.name, _of(row.score, row.n, row.when), row.words, row.compared or row.change)


def pointed_earlier(row: OverviewRow) -> tuple[str, ...]:
    """The same for the score of the measurement compared with."""
    if row.earlier is None:
        return ()
    said = _of(decimal(row.earlier), row.earlier_n, row.earlier_when)
    return (row.name, f"Eerder: {said}", "samen afgesproken" if row.earlier_joint else "")


def _of(score: str, n: int | None, when: str) -> str:
    people = "" if n is None else count(n, "mens", "mensen")
    return " · ".join(part for part in (score, people, when) if part)


def legend(rows: Sequence[OverviewRow], earlier: str) -> list[tuple[Mark, str]]:
    """The marks that are there and what they mean; `earlier` names the measurement compared with, if any."""
    known = [
        (Mark.SCORE, "score van het team", any(row.value is not None and not row.joint for row in rows)),
        (Mark.JOINT, "samen afgesproken", any(row.value is not None and row.joint for row in rows)),
        (Mark.EARLIER, earlier, any(row.earlier is not None and not row.earlier_joint for row in rows)),
        (
            Mark.EARLIER_JOINT,
            f"samen afgesproken in {earlier}",
            any(row.earlier is not None and row.earlier_joint for row in rows),
        ),
        (Mark.HALF, "de middelste helft van de mensen", any(row.middle_half for row in rows)),
        (Mark.HIDDEN, "onder de drempel: te weinig antwoorden", any(row.hidden for row in rows)),
    ]
    return [(mark, text) for mark, text, there in known if there]


def description(rows: list[OverviewRow], scale: Scale) -> str:
    """What the picture says, in a sentence per row."""
    said = ". ".join(_said(row) for row in rows)
    return f"Scores van 1 ({scale.labels[0]}) tot 5 ({scale.labels[-1]}). {said}."


def _said(row: OverviewRow) -> str:
    before = "" if row.earlier is None else f"eerder {decimal(row.earlier)}"
    return f"{row.name}: {', '.join(part for part in (row.score, row.words, before, row.change) if part)}"
