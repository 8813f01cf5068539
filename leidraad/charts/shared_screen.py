"""Pictures of a Result for the shared screen of a study day: HTML that reads from ten metres, at every projector size.

Text here is what the team must read; everything comes out of the Result, and what is not published says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from leidraad.charts import axis, butterfly, places
from leidraad.charts.no_score import missing
from leidraad.charts.palette import ANSWERS
from leidraad.content import topics
from leidraad.content.models import Construct, Instrument, Item, Part, QuestionKind, Scale
from leidraad.content.topics import Topic
from leidraad.domain import agreement, closeness
from leidraad.domain.choosing import Priorities, PriorityCount
from leidraad.domain.result import Agreement, ConstructResult, ItemResult, Mode, Result, Visibility
from leidraad.notation import decimal

_LEAST_BAND = 0.04  # scale points; a narrower band would not be seen


@dataclass(frozen=True)
class WallValue:
    """One value on the axis from 1 to 5: what it is called, what it says (HTML), where it lies (None: nowhere)."""

    name: str
    said: str
    value: float | None
    kind: str = ""  # "samen" is a square


def profile(result: Result, instrument: Instrument, agreed: Mapping[str, float] | None = None) -> str:
    """All constructs at once, the parts beside each other, in the order of the Leidraad; one without a score is that all itself.

    `agreed` is by construct what the team settled on after the talk: a square beside its dot, and in words.
    """
    only, *more = instrument.constructs
    if not more and not only.scored:
        return construct(result, only, instrument.scale)
    parts = "".join(_part(result, part, instrument.scale, agreed or {}) for part in instrument.parts)
    return f'<div class="wand-delen">{parts}</div>'


def legend(result: Result, instrument: Instrument, agreed: Mapping[str, float] | None = None) -> str:
    """What the marks of the profile mean, in words; empty where it has none. After the talk, `agreed`: of before it."""
    if all(part.stands_alone or part.asks is QuestionKind.BALANCE for part in instrument.parts):
        return ""
    if result.mode is Mode.JOINT:
        return "Vierkant: wat we samen afspraken"
    band = " · band: de middelste helft van de mensen" if any(one.middle_half for one in result.constructs) else ""
    then = "" if agreed is None else f", vóór het gesprek{' · vierkant: ons oordeel' if agreed else ''}"
    return f"Stip: score van het team{band}{then}"


def _part(result: Result, part: Part, scale: Scale, agreed: Mapping[str, float]) -> str:
    if part.asks is QuestionKind.BALANCE and not part.stands_alone:
        said = butterfly.sentence(result, part)
        return (
            f"<section class=heel><h2>{escape(part.title)}</h2>{f'<p class=wand-zin>{escape(said)}</p>' if said else ''}"
            f"{butterfly.picture(result, part, scale)}</section>"
        )
    rows = "".join(_profile_row(result, construct, agreed.get(construct.id)) for construct in part.constructs)
    ends = _ends(scale) if any(construct.scored for construct in part.constructs) else "<span></span>"
    return f"<section><h2>{escape(part.title)}</h2><div class='wand-rij boven'><span></span>{ends}<span></span></div>{rows}</section>"


def _ends(scale: Scale) -> str:
    return (
        f'<div class="wand-einden" aria-hidden="true"><span>{escape(scale.labels[0])}</span>'
        f"<span>{escape(scale.labels[-1])}</span></div>"
    )


def _profile_row(result: Result, construct: Construct, agreed: float | None) -> str:
    shown = result.construct(construct.id)
    if not construct.scored:
        said = closeness.word(shown)
        return f'<div class="wand-rij">{_name(construct)}<span></span><span class="wand-woord">{escape(said)}</span></div>'
    words = escape(_words(result, shown)) if agreed is None else f"<b>ons oordeel {decimal(agreed)}</b>"
    line = score_line(shown.published, shown.middle_half, joint=result.mode is Mode.JOINT, agreed=agreed)
    return f'<div class="wand-rij">{_name(construct)}{line}<span class="wand-woord">{words}</span></div>'


def _name(construct: Construct) -> str:
    return f'<p class="wand-naam"><span>{escape(construct.kind)}:</span> <b>{escape(construct.short)}</b></p>'


def _words(result: Result, shown: ConstructResult) -> str:
    if shown.published is None:
        return missing(shown.visibility, result.k)
    if result.mode is Mode.JOINT:
        return "samen afgesproken"
    return closeness.word(shown)


def score_line(
    value: float | None,
    middle_half: tuple[float, float] | None = None,
    *,
    joint: bool = False,
    agreed: float | None = None,
) -> str:
    """A line from 1 to 5 with the score as a dot, its number below and what was agreed as a square; dashed and empty without a score."""
    if value is None:
        return '<div class="wand-as leeg"></div>'
    band = ""
    if middle_half is not None:
        low, high = middle_half
        band = f'<em style="left:{axis.left(low)};width:{axis.width(low, max(high, low + _LEAST_BAND))}"></em>'
    left = axis.left(value)
    band += "" if agreed is None else f'<i class=samen style="left:{axis.left(agreed)}"></i>'
    return (
        f'<div class="wand-as" role="img" aria-label="{decimal(value)} op een schaal van 1 tot 5">{band}'
        f'<i{" class=samen" if joint else ""} style="left:{left}"></i><b style="left:{left}">{decimal(value)}</b></div>'
    )


def construct(result: Result, asked: Construct, scale: Scale, expected: str = "") -> str:
    """One construct: its score, how close the answers lie, and every statement with its answers.

    `expected` is what somebody thought of it before, in words; it stands beside the score, and only there.
    """
    shown = result.construct(asked.id)
    if asked.asks is QuestionKind.POSITION:
        return f"{_score(result, shown, expected)}{places.block(result, asked)}"
    texts = {item.id: item for item in asked.items}
    odd = closeness.exceptions(shown)
    rows = "".join(
        f'<div class="wand-stelling{" anders" if one in odd else ""}"><p>{_mark_of(one, odd)}{escape(texts[one.id].text)}</p>'
        f"<div>{answers(one, scale, result.k)}</div></div>"
        for one in shown.items
    )
    many = " veel" if len(shown.items) > 5 else ""
    with_key = key(scale) if any(one.counts for one in shown.items) else ""
    return f'{_score(result, shown, expected)}{with_key}<div class="wand-stellingen{many}">{rows}</div>'


def _mark_of(item: ItemResult, odd: Sequence[ItemResult]) -> str:
    """The word of a statement that is not as the sentence above it says."""
    return f"<b>{item.agreement.value.capitalize()}:</b> " if item in odd and item.agreement else ""


def _score(result: Result, shown: ConstructResult, expected: str) -> str:
    value = shown.published
    if not shown.scored and shown.visibility is Visibility.SHOWN:
        said = closeness.sentence(shown)
        return f'<p class="wand-zin">{escape(said)}</p>' if said else ""
    if value is None:
        return f'<p class="wand-zin geen-score">{missing(shown.visibility, result.k).capitalize()}.</p>'
    said = closeness.sentence(shown)
    n = shown.score.n if shown.score else None
    who = f"{n} collega's" if n is not None else "samen afgesproken"
    beside = f" · {escape(expected)}" if expected else ""
    return (
        f'<div class="wand-kop"><b class="wand-cijfer">{decimal(value)}</b><span class="zacht">van 5 · {who}{beside}</span>'
        f"<p>{escape(said)}</p></div>"
    )


def key(scale: Scale) -> str:
    """Colour and word of every answer."""
    marks = "".join(
        f'<span><em style="background:{fill}"></em>{escape(label)}</span>'
        for (fill, _), label in zip(ANSWERS, scale.labels, strict=True)
    )
    return f'<div class="wand-sleutel" aria-hidden="true">{marks}</div>'


def answers(shown: ItemResult, scale: Scale, k: int) -> str:
    """How a team answered one statement: a bar of counts, a rounded mean, or why there is neither."""
    if shown.counts is not None:
        return bar(shown.counts, scale)
    if shown.visibility is Visibility.SHOWN and shown.mean is not None:
        return f'<p class="wand-ongeveer">ongeveer <b>{decimal(shown.mean)}</b></p>'
    return f'<p class="wand-geen">{missing(shown.visibility, k)}</p>'


def bar(counts: Sequence[int], scale: Scale) -> str:
    """A bar of 100 % with the number of colleagues in every segment, and the word of the answer where that fits."""
    segments = "".join(
        f'<span style="flex:{count};background:{fill};color:{text}">{count} <i>{escape(label)}</i></span>'
        for count, label, (fill, text) in zip(counts, scale.labels, ANSWERS, strict=True)
        if count
    )
    return f'<div class="wand-balk" role="img" aria-label="{escape(_counted(counts, scale))}">{segments}</div>'


def statement(result: Result, asked: Construct, item: Item, scale: Scale) -> str:
    """One statement to talk about: what we answered, and how close that lies."""
    shown = next(one for one in result.construct(asked.id).items if one.id == item.id)
    if item.places:
        line = places.PlaceLine("", shown, result.k, joint=result.mode is Mode.JOINT)
        picture = places.row(item, [line], named=False)
    elif shown.counts is None:
        picture = answers(shown, scale, result.k)
    else:
        picture = _bar_over_words(shown.counts, scale)
    return f'<div class="wand-groot">{picture}</div>{_said(shown, item)}'


def _bar_over_words(counts: Sequence[int], scale: Scale) -> str:
    """The large bar, with the word of the answer under every segment: no segment is narrower than its word."""
    segments = "".join(
        f'<span style="flex-grow:{count}"><b style="background:{fill};color:{text}">{count}</b><i>{escape(label)}</i></span>'
        for count, label, (fill, text) in zip(counts, scale.labels, ANSWERS, strict=True)
        if count
    )
    return (
        f'<div class="wand-woordbalk" role="img" aria-label="{escape(_counted(counts, scale))}">{segments}</div>'
    )


def _counted(counts: Sequence[int], scale: Scale) -> str:
    return ", ".join(f"{count} {label}" for count, label in zip(counts, scale.labels, strict=True) if count)


def _said(shown: ItemResult, item: Item) -> str:
    if shown.agreement is None:
        return ""
    more = ""
    if shown.agreement is Agreement.TWO_GROUPS and shown.counts is not None:
        sides = f"{sum(shown.counts[:2])} laag, {sum(shown.counts[3:])} hoog"
        more = f" <span>{escape(places.two_groups(item, shown.counts)) if item.places else sides}.</span>"
    return f'<p class="wand-zin">{escape(agreement.sentence(shown.agreement))}{more}</p>'


def side_by_side(marks: Sequence[WallValue], scale: Scale) -> str:
    """Values of different kinds of one construct under each other on one axis, each with its name; never averaged."""
    ends = f"<span></span>{_ends(scale)}<span></span>"
    return f'<div class="wand-naast">{ends}{"".join(_mark(one) for one in marks)}</div>'


def _mark(one: WallValue) -> str:
    dot = "" if one.value is None else f'<i class="{one.kind}" style="left:{axis.left(one.value)}"></i>'
    empty = " leeg" if one.value is None else ""
    return (
        f'<span class="wand-soort">{escape(one.name)}</span><div class="wand-as plat{empty}">{dot}</div>'
        f'<span class="wand-waarde">{one.said}</span>'
    )


def votes(instrument: Instrument, choices: Priorities) -> str:
    """What was chosen, in the order of the questionnaire; a dash where no number may stand (`masked`)."""
    told = {one.construct_id: one for one in choices.choices}
    offered = topics.by_part(instrument, told)
    parts = "".join(_votes_of(part, found, told, choices.voters) for part, found in offered)
    return f'<div class="wand-delen keuzes">{parts}</div>'


def masked(choices: Priorities) -> str:
    """What a dash means, once for all of them; empty when there is none."""
    said = next((one.words for one in choices.choices if one.fewer), "")
    return f"{_MASKED} {said} keer gekozen" if said else ""


_MASKED = "–"


def _votes_of(part: Part, offered: Sequence[Topic], told: Mapping[str, PriorityCount], voters: int) -> str:
    rows = "".join(f'<div class="wand-keus">{_topic(one)}{_vote(told[one.id], voters)}</div>' for one in offered)
    return f"<section><h2>{escape(part.title)}</h2>{rows}</section>"


def _topic(one: Topic) -> str:
    return f'<p class="wand-naam"><b>{escape(one.name)}</b></p>' if one.item else _name(one.construct)


def _vote(choice: PriorityCount, voters: int) -> str:
    if choice.fewer:
        return f"<div><em>{_MASKED}</em></div>"
    return f'<div><i style="width:{0.75 * choice.votes / voters:.1%}"></i><b>{escape(choice.words)}</b></div>'
