"""The judgement on the wall: per topic the score or place that the team agreed on, and beside it what each answered alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from leidraad.charts import marks, places
from leidraad.charts import shared_screen as pictures
from leidraad.charts.marks import Mark
from leidraad.charts.no_score import missing
from leidraad.charts.places import GroupPlace, PlaceLine
from leidraad.charts.shared_screen import WallValue
from leidraad.content.models import Scale
from leidraad.content.topics import Topic
from leidraad.domain import talk
from leidraad.domain.after_talk import AfterTalk
from leidraad.domain.result import ItemResult, Mode, Result, Visibility
from leidraad.notation import decimal
from leidraad.storage.study_day.judgements import Judgement


@dataclass(frozen=True)
class Judged:
    """One topic with what the team agreed on, and beside that what each answered alone and after the talk."""

    topic: Topic
    marks: tuple[WallValue, ...]
    after_talk: tuple[str, ...] = ()  # per discussed statement; those have no place on a construct's axis (HTML)
    judgement: Judgement | None = None
    asks_why: bool = False  # the judgement lies far from what everybody answered alone
    placed: PlaceLine | None = None  # between two poles: who stood where, in place of the marks


def _is_hidden(shown: ItemResult | None) -> bool:
    return shown is None or shown.visibility is not Visibility.SHOWN or shown.mean is None


def _why_hidden(shown: ItemResult | None, k: int) -> str:
    return "niet getoond" if shown is None else missing(shown.visibility, k)


def _told(shown: ItemResult | None, k: int) -> str:
    if shown is None or _is_hidden(shown) or shown.mean is None:
        return _why_hidden(shown, k)
    return f"{'' if shown.counts is not None else 'ongeveer '}{decimal(shown.mean)}"


def judged(
    result: Result, topic: Topic, vote: AfterTalk | None, discussed: Sequence[str], judgement: Judgement | None
) -> Judged:
    """The kinds of values of one topic. `discussed` are the ids of the statements that were talked about."""
    alone = talk.alone(result, topic)
    far = judgement is not None and talk.asks_why(judgement.score, alone)
    if topic.item and topic.places:
        first = result.item(topic.id)
        now = vote.item(topic.id) if vote else None
        shown = now if now and now.visibility is Visibility.SHOWN else first
        line = PlaceLine("", shown, result.k, joint=result.mode is Mode.JOINT) if shown else None
        return Judged(topic, (), (), judgement, far, line)
    voted = _voted(result, topic, vote, discussed)
    return Judged(topic, _marks(result, topic, alone, judgement), voted, judgement, far)


def _marks(
    result: Result, topic: Topic, alone: float | None, judgement: Judgement | None
) -> tuple[WallValue, ...]:
    name = "ieder voor zich"
    cell = result.item(topic.id) if topic.item else result.construct(topic.id)
    why = missing(cell.visibility, result.k) if cell else "niet getoond"
    mark = WallValue(f"{name}: {why}", "", None) if alone is None else WallValue(name, decimal(alone), alone)
    if judgement is None:
        return (mark,)
    return WallValue("ons oordeel", decimal(judgement.score), judgement.score, "samen"), mark


def _voted(result: Result, topic: Topic, vote: AfterTalk | None, discussed: Sequence[str]) -> tuple[str, ...]:
    """Of each discussed statement what it was before and after: beside the score of a whole construct, its own."""
    own = {item.id: item for item in ((topic.item,) if topic.item else topic.construct.items)}
    return tuple(
        _before_and_after(own[id].text, result.item(id), after, vote.k, alone=topic.item is not None)
        for id in discussed
        if vote is not None and id in own and (after := vote.item(id)) is not None
    )


def _before_and_after(text: str, first: ItemResult | None, after: ItemResult, k: int, *, alone: bool) -> str:
    now = f"Na het gesprek <b>{escape(_told(after, k))}</b>"
    if alone:  # what it was at first stands on the axis beside it
        return now
    earlier = "" if _is_hidden(first) else f" (eerst {escape(_told(first, k))})"
    return f"{now}{earlier}, alleen over ‘{escape(text.rstrip('.'))}’"


def block(one: Judged, scale: Scale) -> str:
    """What the team agreed on, first and large; then the evidence and what each answered alone."""
    agreed = one.judgement
    evidence = f"<p>{escape(agreed.evidence)}</p>" if agreed and agreed.evidence else ""
    if one.topic.places:
        return _placed(one, evidence)
    score = (
        f'<b class="wand-cijfer">{decimal(agreed.score)}</b><span>{"zeker" if agreed.certain else "onzeker"}</span>'
        if agreed
        else "<span>nog te kiezen</span>"
    )
    after = "".join(f'<p class="zacht wand-na">{said}</p>' for said in one.after_talk)
    why = _WHY if one.asks_why else ""
    return (
        f'<div class="wand-oordeel"><div class="score">{score}</div>'
        f"<div><h2>{escape(one.topic.name)}</h2>{evidence}{after}{why}</div>{pictures.side_by_side(one.marks, scale)}</div>"
    )


def asked(found: Sequence[Judged], scale: Scale) -> str:
    """What the team has to settle now."""
    if any(one.topic.item for one in found):
        return "Spreek samen af waar jullie staan. Ertussenin mag ook."
    return f"Kies samen een score van 1 ({scale.labels[0]}) tot 5 ({scale.labels[-1]}). Halve punten mogen."


def legend(found: Sequence[Judged]) -> str:
    """What the marks mean; empty where there are none."""
    if any(one.topic.item is None for one in found):
        return "Stip: hoe ieder voor zich het hele onderdeel zag, vóór het gesprek"
    placed = [one for one in found if one.topic.places]
    agreed = [one.judgement for one in placed if one.judgement]
    known = [
        (Mark.SCORE, "een collega", any(one.placed and one.placed.shown.counts for one in placed)),
        (Mark.JOINT, "samen", bool(agreed) or any(one.placed and one.placed.joint for one in placed)),
        (Mark.WISH, "hier willen we heen", any(one.wish is not None for one in agreed)),
    ]
    return " · ".join(marks.in_words((mark, text) for mark, text, there in known if there)).capitalize()


def _placed(one: Judged, evidence: str) -> str:
    """A place between two poles: who stands where, and under it what the team agreed on and where it wants to go."""
    item, agreed = one.topic.item, one.judgement
    assert item is not None
    together = GroupPlace(agreed.score, agreed.wish) if agreed else None
    row = places.row(item, [one.placed] if one.placed else [], agreed=together)
    sure = f"{'zeker' if agreed.certain else 'onzeker'}" if agreed else "nog te kiezen"
    return (
        f'<div class="wand-plek">{row}<div class="wand-plek-samen"><span class="zacht">{sure}</span>'
        f"{evidence}{_WHY if one.asks_why else ''}</div></div>"
    )


_WHY = "<p>Ons oordeel ligt ver van wat ieder voor zich antwoordde. <b>Waar komt dat door?</b></p>"
