"""What a small inquiry showed, in HTML: of each statement the answers now, under those of the time before. No word for a change.

Everything comes out of the gate. There is no mean beside counts: the statements were chosen, so a number would be of nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from leidraad.charts import places, shared_screen, statements
from leidraad.charts.places import PlaceLine
from leidraad.content.models import Instrument, Item, Scale
from leidraad.domain import agreement
from leidraad.domain.result import ItemResult, Result, Visibility


@dataclass(frozen=True)
class Before:
    """What was last shown of a statement, and when: "november 2025"."""

    when: str
    item: ItemResult


def outcome(result: Result, asked: Instrument, before: Mapping[str, Before]) -> str:
    """On a page: each statement with its answers of then and now."""
    pairs = _asked(result, asked)
    blocks = "".join(
        f'<div class="stelling"><p>{escape(item.text)}</p><div>{_rows(item, shown, before.get(item.id), asked.scale, result.k)}</div></div>'
        for item, shown in pairs
    )
    key = statements.key(asked.scale) if _with_bars(pairs, before) else ""
    return f'<div class="stellingen">{blocks}</div>{key}'


def on_the_wall(result: Result, asked: Instrument, before: Mapping[str, Before]) -> str:
    """The same for the whole room."""
    pairs = _asked(result, asked)
    blocks = "".join(
        f'<div class="wand-blok"><p>{escape(item.text)}</p>'
        f"{_on_the_wall(item, shown, before.get(item.id), asked.scale, result.k)}</div>"
        for item, shown in pairs
    )
    return f"{shared_screen.key(asked.scale) if _with_bars(pairs, before) else ''}{blocks}"


def in_words(result: Result, asked: Instrument, before: Mapping[str, Before]) -> list[tuple[str, str, str]]:
    """Of each statement its text, what was answered then and now: for paper and for a table."""
    return [
        (
            item.text,
            _said_before(before.get(item.id), item, asked.scale, result.k),
            _said(shown, item, asked.scale, result.k),
        )
        for item, shown in _asked(result, asked)
    ]


def says_something(result: Result) -> bool:
    """Whether anything of it is shown."""
    return any(one.visibility is Visibility.SHOWN for construct in result.constructs for one in construct.items)


def _with_bars(pairs: list[tuple[Item, ItemResult]], before: Mapping[str, Before]) -> bool:
    """Whether any statement has a bar, of now or then, of which the colours must be told."""
    return any(
        not item.places and (shown.counts is not None or (item.id in before and before[item.id].item.counts))
        for item, shown in pairs
    )


def _asked(result: Result, asked: Instrument) -> list[tuple[Item, ItemResult]]:
    texts = {item.id: item for item in asked.items}
    return [
        (texts[one.id], _without_mean(one))
        for construct in result.constructs
        for one in construct.items
        if one.id in texts
    ]


def _without_mean(one: ItemResult) -> ItemResult:
    return one.model_copy(update={"mean": None}) if one.counts is not None else one


def _rows(item: Item, shown: ItemResult, before: Before | None, scale: Scale, k: int) -> str:
    then = _without_mean(before.item) if before else None
    if item.places:
        return places.row(item, _lines(shown, before, k), named=False)
    now = f'<p class="zacht klein">nu</p>{statements.answers(shown, k, scale)}'
    if before is None or then is None:
        return now
    return f'<p class="zacht klein">{escape(before.when)}</p>{statements.answers(then, k, scale)}{now}'


def _lines(shown: ItemResult, before: Before | None, k: int) -> list[PlaceLine]:
    then = [PlaceLine(before.when, before.item, k, earlier=True)] if before else []
    return [PlaceLine("nu", shown, k), *then]


def _on_the_wall(item: Item, shown: ItemResult, before: Before | None, scale: Scale, k: int) -> str:
    if item.places:
        return places.row(item, _lines(shown, before, k), named=False)
    rows = [("eerst", before.when, _without_mean(before.item))] if before else []
    rows.append(("nu", "nu", shown))
    told = "".join(
        f'<span class="wand-soort">{escape(when)}</span>{shared_screen.answers(one, scale, k)}'
        f'<span class="wand-{kind}">{escape(agreement.observation(one.agreement) if one.agreement else "")}</span>'
        for kind, when, one in rows
    )
    return f'<div class="wand-voor-na">{told}</div>'


def _said_before(before: Before | None, item: Item, scale: Scale, k: int) -> str:
    return (
        f"{before.when}: {_said(_without_mean(before.item), item, scale, k)}" if before else "niet eerder gevraagd"
    )


def _said(shown: ItemResult, item: Item, scale: Scale, k: int) -> str:
    if item.places:
        return places.told(item, shown, k)
    if shown.counts is None:
        return statements.without_bar(shown, k)
    labels = scale.labels
    counted = ", ".join(f"{count} {label}" for count, label in zip(shown.counts, labels, strict=True) if count)
    return (
        f"{counted}; {shown.agreement.value}"
        if shown.agreement and shown.visibility is Visibility.SHOWN
        else counted
    )
