"""Where a score lies on the axis from 1 to 5 of every picture: as a share of it, or as a place in a style sheet's words."""

from collections.abc import Iterable

from leidraad.domain.scale import HIGHEST, LOWEST

_LENGTH = HIGHEST - LOWEST
#: The scores that a standing axis names, from above.
TICKS = (5, 3, 1)


def share(score: float) -> float:
    """How far along the axis: 0 at score 1, 1 at score 5."""
    return (score - LOWEST) / _LENGTH


def depth(score: float) -> float:
    """How far below the top of a standing axis: 0 at score 5, 1 at score 1."""
    return (HIGHEST - score) / _LENGTH


def number_under(score: float) -> bool:
    """Whether the number of a mark on a standing axis stands under it: above it is no room, or the line of 3 runs there."""
    return score > 4.4 or 2.0 < score < 2.75


def left(score: float) -> str:
    """The place from the left: score 3 is "50.00%"."""
    return f"{share(score):.2%}"


def top(score: float) -> str:
    """The place from the top: score 4 is "25.00%"."""
    return f"{depth(score):.2%}"


def width(low: float, high: float) -> str:
    """How wide a band between two scores is: from 2 to 3 is "25.00%"."""
    return f"{(high - low) / _LENGTH:.2%}"


def strip(marks: Iterable[tuple[str, float | None]], band: tuple[float, float] | None = None) -> str:
    """A small axis in a table: each mark a kind and a score (None: not drawn), over a band of other schools.

    Decoration: the numbers stand beside it.
    """
    behind = ""
    if band:
        behind = f'<i class="anderen" style="left:{_coarse(share(band[0]))};width:{_coarse((band[1] - band[0]) / _LENGTH)}"></i>'
    drawn = "".join(
        f'<i class="{kind}" style="left:{_coarse(share(score))}"></i>'
        for kind, score in marks
        if score is not None
    )
    return f'<div class="as5" aria-hidden="true">{behind}{drawn}</div>'


def _coarse(part: float) -> str:
    return f"{part:.1%}"  # a strip is some hundred pixels wide
