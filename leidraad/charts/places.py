"""Where a team places itself between two poles, in HTML: a dot per colleague, and words everywhere; no place is higher.

All dots have one colour: a colour that followed the side would say which one is better.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from leidraad.charts.no_score import missing
from leidraad.content.models import Construct, Item
from leidraad.domain.result import ConstructResult, ItemResult, Mode, Result, Visibility

_PLACES = 5
#: From here on the dots of one place are smaller, so that they stay within it.
_MANY = 12

INTRODUCTION = "Elke stip is een collega. Geen plek is beter dan een andere."
ROUGHLY = "Het vlak laat zien waar we ongeveer staan. Geen plek is beter dan een andere."
TOGETHER = "Een vierkant is de plek die jullie samen kozen. Geen plek is beter dan een andere."


@dataclass(frozen=True)
class GroupPlace:
    """What a team agreed on about one aspect, in half places: where it stands, and where it wants to be."""

    now: float
    wish: float | None = None


@dataclass(frozen=True)
class PlaceLine:
    """Who stood where at one moment: what that is called, and of which Result it is; an earlier one is hollow."""

    name: str
    shown: ItemResult
    k: int
    joint: bool = False
    earlier: bool = False


def introduction(result: Result) -> str:
    """What the marks are, and that no place is better."""
    if result.mode is Mode.JOINT:
        return TOGETHER
    return ROUGHLY if result.rounded else INTRODUCTION


def block(result: Result, construct: Construct, earlier: Sequence[tuple[str, Result]] = (), now: str = "") -> str:
    """All aspects of one construct in the order of the questionnaire, with `earlier` measurements below each, by name."""
    texts = {item.id: item for item in construct.items}
    rows = "".join(
        row(
            texts[one.id],
            [
                _line(now, result, one),
                *(
                    _line(name, before, found, earlier=True)
                    for name, before in earlier
                    if (found := before.item(one.id))
                ),
            ],
        )
        for one in result.construct(construct.id).items
    )
    return f'<div class="plek-rijen">{rows}</div>'


def _line(name: str, result: Result, shown: ItemResult, *, earlier: bool = False) -> PlaceLine:
    return PlaceLine(name, shown, result.k, joint=result.mode is Mode.JOINT, earlier=earlier)


def row(item: Item, lines: Sequence[PlaceLine], *, named: bool = True, agreed: GroupPlace | None = None) -> str:
    """One aspect: both poles with the places between them, once per line, and all of it in words."""
    name = f'<p class="plek-naam">{escape(item.text)}</p>' if named else ""
    drawn = "".join(_told(item, line, several=len(lines) > 1) for line in lines)
    words = _in_words(item, lines[0], agreed) if len(lines) == 1 else ""
    return (
        f'<section class="plek-rij">{name}{poles(item)}<div class="plek-banen">{drawn}{_agreed(agreed)}</div>'
        f'<p class="zacht klein">{words}</p></section>'
    )


def _in_words(item: Item, line: PlaceLine, agreed: GroupPlace | None) -> str:
    """All of it in words; what repeats the dots is a part of its own, which has no room between rows on a wall."""
    whole = said(item, line, agreed)
    counts = counted(item, line.shown)
    if not counts:
        return escape(whole)
    rest = whole.removeprefix(counts)
    return f'<span class="plek-aantal">{escape(counts)}{" · " if rest else ""}</span>{escape(rest.removeprefix(" · "))}'


def _told(item: Item, line: PlaceLine, *, several: bool) -> str:
    if not several:
        return slots(item, line)
    words = f"{line.name}: {said(item, line)}"
    return f'{slots(item, line)}<p class="zacht klein">{escape(words)}</p>'


def poles(item: Item) -> str:
    """Both poles, each in short and what one sees there."""
    return "".join(
        f'<p class="pool {side}"><b>{escape(short or "")}</b> <span>{escape(whole or "")}</span></p>'
        for side, short, whole in (("links", item.left_short, item.left), ("rechts", item.right_short, item.right))
    )


def slots(item: Item, line: PlaceLine) -> str:
    """The five places with who stands where: dots, a soft band where only about the middle is told, or a square."""
    shown = line.shown
    kind = " toen" if line.earlier else ""
    many = " veel" if shown.counts and max(shown.counts) > _MANY else ""
    places = "".join(f"<li>{'<i></i>' * count}</li>" for count in shown.counts or (0,) * _PLACES)
    about = ""
    if shown.counts is None and shown.visibility is Visibility.SHOWN and shown.mean is not None:
        mark = f'<i class="samen" style="left:{_middle(shown.mean)}"></i>'
        about = mark if line.joint else f'<em style="left:{_left(shown.mean)}"></em>'
    words = escape(f"{item.text}: {said(item, line)}")
    return f'<div class="plekken{kind}{many}" role="img" aria-label="{words}"><ol>{places}</ol>{about}</div>'


def _agreed(agreed: GroupPlace | None) -> str:
    if agreed is None:
        return ""
    wish = "" if agreed.wish is None else f'<i class="wens" style="left:{_middle(agreed.wish)}"></i>'
    return f'<div class="plek-samen"><i class="samen" style="left:{_middle(agreed.now)}"></i>{wish}</div>'


def _middle(place: float) -> str:
    return f"{(place - 0.5) / _PLACES:.2%}"


def _left(place: float) -> str:
    return f"{(place - 1) / _PLACES:.2%}"


def said(item: Item, line: PlaceLine, agreed: GroupPlace | None = None) -> str:
    """The whole row in words: who stands where, how close that lies, what was agreed."""
    shown = line.shown
    parts = [told(item, shown, line.k, joint=line.joint)]
    if shown.agreement is not None:
        parts.append(shown.agreement.value)
    if shown.cannot_judge not in (None, "0"):
        parts.append(f"{shown.cannot_judge} konden het niet beoordelen")
    return " · ".join([*parts, *agreed_in_words(item, agreed)])


def agreed_in_words(item: Item, agreed: GroupPlace | None) -> list[str]:
    """Where the team stands together, and where it wants to be."""
    if agreed is None:
        return []
    wish = [] if agreed.wish is None else [f"hier willen we heen: {at(item, agreed.wish)}"]
    return [f"samen: {at(item, agreed.now)}", *wish]


def told(item: Item, shown: ItemResult, k: int, *, joint: bool = False) -> str:
    """Who stands where, about where a few stand, or why there is nothing."""
    if shown.counts is not None:
        return counted(item, shown)
    return about(item, shown, k, joint=joint)


def counted(item: Item, shown: ItemResult) -> str:
    """Who stands where in words: "3 blijvend, 4 ertussenin"."""
    pairs = zip(shown.counts or (), item.places, strict=True) if shown.counts else ()
    return ", ".join(f"{count} {label}" for count, label in pairs if count)


def about(item: Item, shown: ItemResult, k: int, *, joint: bool = False) -> str:
    """Of few people: around which place, or between which two; what was agreed together; else why there is nothing."""
    if shown.visibility is not Visibility.SHOWN or shown.mean is None:
        return f"{missing(shown.visibility, k).capitalize()}"
    if joint:
        return f"Samen gekozen: {at(item, shown.mean)}"
    low = int(shown.mean)
    if shown.mean == low:
        return f"Ongeveer rond ‘{item.places[low - 1]}’"
    return f"Ongeveer {at(item, shown.mean)}"


def at(item: Item, place: float) -> str:
    """A whole or half place in words: "blijvend", or "tussen ‘blijvend’ en ‘eerder blijvend’"."""
    low = int(place)
    if place == low:
        return f"‘{item.places[low - 1]}’"
    return f"tussen ‘{item.places[low - 1]}’ en ‘{item.places[low]}’"


def two_groups(item: Item, counts: tuple[int, ...]) -> str:
    """Both sides of a team that is divided."""
    return f"{sum(counts[:2])} bij ‘{item.left_short}’, {sum(counts[3:])} bij ‘{item.right_short}’"


def table(construct: Construct, shown: ConstructResult) -> str:
    """The counts as a table: a row per aspect and place; nothing where none are told."""
    texts = {item.id: item for item in construct.items}
    rows = "".join(
        f"<tr><th scope='row'>{escape(texts[one.id].text)}</th><td>{escape(label)}</td><td>{count}</td></tr>"
        for one in shown.items
        if one.counts is not None
        for label, count in zip(texts[one.id].places, one.counts, strict=True)
    )
    if not rows:
        return ""
    heads = "".join(f"<th scope='col'>{head}</th>" for head in ("Onderwerp", "Plek", "Aantal"))
    return (
        '<details class="tabel"><summary>Als tabel</summary><div class="schuif" tabindex="0"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )
