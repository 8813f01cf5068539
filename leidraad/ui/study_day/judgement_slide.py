"""The judgement on the wall: per construct the score that the team agreed on, and beside it what each answered alone."""

from dataclasses import dataclass
from html import escape

from leidraad.charts import shared_screen as pictures
from leidraad.charts.no_score import missing
from leidraad.charts.shared_screen import Mark
from leidraad.content.models import Construct, Scale
from leidraad.domain.after_talk import AfterTalk
from leidraad.domain.result import ItemResult, Result, Visibility
from leidraad.domain.talk import asks_why
from leidraad.notation import decimal
from leidraad.storage.study_day.judgements import Judgement


@dataclass(frozen=True)
class Judged:
    """One construct with what the team agreed on, and beside that what each answered alone and after the talk."""

    construct: Construct
    marks: tuple[Mark, ...]
    after_talk: tuple[str, ...] = ()  # per discussed statement; those have no place on a construct's axis
    judgement: Judgement | None = None
    asks_why: bool = False  # the judgement lies far from what everybody answered alone


def _is_hidden(shown: ItemResult | None) -> bool:
    return shown is None or shown.visibility is not Visibility.SHOWN or shown.mean is None


def _why_hidden(shown: ItemResult | None, k: int) -> str:
    return "niet getoond" if shown is None else missing(shown.visibility, k)


def _told(shown: ItemResult | None, k: int) -> str:
    if shown is None or _is_hidden(shown) or shown.mean is None:
        return _why_hidden(shown, k)
    return f"{'' if shown.counts is not None else 'ongeveer '}{decimal(shown.mean)}"


def judged(
    result: Result,
    construct: Construct,
    vote: AfterTalk | None,
    numbers: dict[str, int],
    judgement: Judgement | None,
) -> Judged:
    """The kinds of values of one construct. `numbers` are those of the discussed statements, by id."""
    shown = result.construct(construct.id)
    mean = shown.published
    alone = "ieder voor zich"
    marks = [
        Mark(f"{alone}: {missing(shown.visibility, result.k)}", "", None)
        if mean is None
        else Mark(alone, decimal(mean), mean)
    ]
    own = {item.id for item in construct.items}
    told = tuple(
        f"stelling {number}: {_told(after, vote.k)}"
        for item_id, number in numbers.items()
        if vote is not None and item_id in own and (after := vote.item(item_id)) is not None
    )
    if judgement is not None:
        marks = [Mark("ons oordeel", decimal(judgement.score), judgement.score, "samen"), *marks]
    return Judged(
        construct, tuple(marks), told, judgement, judgement is not None and asks_why(judgement.score, mean)
    )


def block(one: Judged, scale: Scale) -> str:
    """What the team agreed on, first and large; then the evidence and what each answered alone."""
    agreed = one.judgement
    score = (
        f'<b class="wand-cijfer">{decimal(agreed.score)}</b><span>{"zeker" if agreed.certain else "onzeker"}</span>'
        if agreed
        else '<b class="wand-cijfer leeg">?</b><span>nog niet gekozen</span>'
    )
    evidence = f"<p>{escape(agreed.evidence)}</p>" if agreed and agreed.evidence else ""
    after = f'<p class="zacht">Na het gesprek: {escape(" · ".join(one.after_talk))}</p>' if one.after_talk else ""
    why = _WHY if one.asks_why else ""
    return (
        f'<div class="wand-oordeel"><div class="score">{score}</div>'
        f"<div><h2>{escape(one.construct.name)}</h2>{evidence}{after}{why}</div>{pictures.side_by_side(one.marks, scale)}</div>"
    )


_WHY = "<p>Ons oordeel ligt ver van wat ieder voor zich antwoordde. <b>Waar komt dat door?</b></p>"
