"""Where a team places itself between two poles, in HTML: a dot per colleague, and words everywhere; no place is higher."""

from html import escape

from leidraad.charts.no_score import missing
from leidraad.content.models import Item
from leidraad.domain.result import ItemResult, Visibility

_DOT = "●"


def row(item: Item, shown: ItemResult, k: int) -> str:
    """Both poles, the five places and who stands where; of few people only about where, or why there is nothing."""
    poles = (
        f'<div class="polen"><span>{escape(item.left or "")}</span><span>{escape(item.right or "")}</span></div>'
    )
    if shown.counts is None:
        return f'{poles}<p class="zacht">{escape(about(item, shown, k))}</p>'
    places = "".join(
        f"<li><b>{_DOT * count}</b><span>{escape(label)}</span></li>"
        for label, count in zip(item.places, shown.counts, strict=True)
    )
    return f'{poles}<ol class="plekken" role="img" aria-label="{escape(counted(item, shown))}">{places}</ol>'


def counted(item: Item, shown: ItemResult) -> str:
    """Who stands where in words: "3 blijvend, 4 ertussenin"."""
    pairs = zip(shown.counts or (), item.places, strict=True) if shown.counts else ()
    return ", ".join(f"{count} {label}" for count, label in pairs if count)


def about(item: Item, shown: ItemResult, k: int) -> str:
    """Of few people: around which place, or between which two; else why there is nothing."""
    if shown.visibility is not Visibility.SHOWN or shown.mean is None:
        return f"{missing(shown.visibility, k).capitalize()}."
    low = int(shown.mean)
    if shown.mean == low:
        return f"Ongeveer rond ‘{item.places[low - 1]}’."
    return f"Ongeveer tussen ‘{item.places[low - 1]}’ en ‘{item.places[low]}’."


def two_groups(item: Item, counts: tuple[int, ...]) -> str:
    """Both sides of a team that is divided."""
    return f"{sum(counts[:2])} bij ‘{item.left_short}’, {sum(counts[3:])} bij ‘{item.right_short}’"
