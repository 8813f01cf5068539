"""The answers per statement as a picture to print or save: the sentence at the left, its bar of 100 % at the right."""

from collections.abc import Sequence

from leidraad.charts import statements
from leidraad.charts.palette import ANSWERS, GREY_RULE, LIGHT
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.content.models import Construct, Item, Scale
from leidraad.domain import closeness
from leidraad.domain.result import ConstructResult, ItemResult
from leidraad.notation import decimal

_TEXT = 316  # room for the sentence
_BAR, _HEIGHT = 346, 26
_GAP = 2
_LEAST = 17  # no segment is drawn narrower, so that its number fits


def picture(construct: Construct, shown: ConstructResult, k: int, scale: Scale, *, joint: bool = False) -> Picture:
    """All statements of one construct that were asked, with the legend above when any bar is drawn."""
    texts = {item.id: item for item in construct.items}
    with_bars = any(item.counts is not None for item in shown.items)
    drawn, height = ([_key(scale)], 34.0) if with_bars else ([], 2.0)
    odd = closeness.exceptions(shown)
    for item in shown.items:
        body, room = _statement(texts[item.id], item, shown, _said_without(item, k, joint), scale, height)
        if item in odd:
            drawn.append(pen.rect(_BAR - 14, height + 10, 4, room - 20, LIGHT.team))
        drawn.append(body)
        height += room
    return Picture("".join(drawn), height, description(texts, shown, k, scale))


def _key(scale: Scale) -> str:
    x, drawn = 0.0, []
    for (fill, _), label in zip(ANSWERS, scale.labels, strict=True):
        drawn.append(
            pen.rect(x, 3, 13, 13, fill, round_=2, edge=LIGHT.axis, line=0.8)
            + pen.text(label, x + 19, 14, 13, colour=LIGHT.soft)
        )
        x += 19 + pen.width_of(label, 13) + 18
    return "".join(drawn)


def _said_without(item: ItemResult, k: int, joint: bool) -> str:
    """What stands where there is no bar."""
    if joint and item.mean is not None:
        return f"Samen afgesproken: {decimal(item.mean)}"
    return statements.without_bar(item, k)


def _statement(
    item: Item, shown: ItemResult, of: ConstructResult, without: str, scale: Scale, top: float
) -> tuple[str, float]:
    sentence = pen.lines(item.text, _TEXT, 13.5)
    low = statements.low_end(shown, of, scale)
    notes = pen.lines(" · ".join([*statements.remarks(shown), *([low] if low else [])]), pen.WIDTH - _BAR, 12.5)
    with_notes = notes if notes != [""] else []
    bar = shown.counts is not None
    right = (_HEIGHT if bar else 16) + 17 * len(with_notes)
    room = max(18 * len(sentence), right) + 20
    y = top + 10
    said = pen.block(sentence, 0, y + 13, 13.5, step=18)
    if shown.counts is not None:
        said += _bar(shown.counts, y)
    else:
        said += pen.text(without, _BAR, y + 13, 13, colour=LIGHT.soft)
    under = y + (_HEIGHT if bar else 16) + 16
    said += pen.block(with_notes, _BAR, under, 12.5, step=17, colour=LIGHT.soft)
    return pen.line(0, top, pen.WIDTH, top, GREY_RULE, 1) + said, room


def _bar(counts: Sequence[int], y: float) -> str:
    x, drawn = float(_BAR), []
    for count, width, (fill, ink) in zip(counts, _widths(counts), ANSWERS, strict=True):
        if count:
            drawn.append(pen.rect(x, y, width, _HEIGHT, fill, round_=2, edge=LIGHT.axis, line=0.8))
            drawn.append(pen.text(str(count), x + width / 2, y + 18, 13, colour=ink, bold=True, anchor="middle"))
            x += width + _GAP
    return "".join(drawn)


def _widths(counts: Sequence[int]) -> list[float]:
    """How wide every segment is: its share, but never too narrow for its number."""
    used = [count for count in counts if count]
    room = pen.WIDTH - _BAR - _GAP * (len(used) - 1)
    least = [max(_LEAST, 8 * len(str(count)) + 4) if count else 0 for count in counts]
    spare = room - sum(least)
    return [low + spare * count / sum(counts) for low, count in zip(least, counts, strict=True)]


def description(texts: dict[str, Item], shown: ConstructResult, k: int, scale: Scale) -> str:
    """What the picture says: per statement how many chose what."""
    return " ".join(f"{texts[item.id].text} {_said(item, k, scale)}" for item in shown.items)


def _said(shown: ItemResult, k: int, scale: Scale) -> str:
    first = statements.counted(shown.counts, scale) if shown.counts else statements.without_bar(shown, k)
    return f"{first.rstrip('.')}{''.join(f'; {note}' for note in statements.remarks(shown))}."
