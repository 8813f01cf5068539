"""A second vote on the wall: of each statement the first answers and those after the talk, one above the other.

Everything comes out of the gate: as much of the first as was published, and of the second where enough voted.
"""

from html import escape

from leidraad.charts import places
from leidraad.charts.places import PlaceLine
from leidraad.charts.shared_screen import answers
from leidraad.content.models import Item, Scale
from leidraad.domain import agreement
from leidraad.domain.result import ItemResult, Visibility


def too_few(k: int) -> str:
    """Nothing is told of a vote in which so few took part."""
    return f"Er stemden minder dan {k} collega’s. Dan tonen we geen uitslag."


def statement(item: Item, first: ItemResult, after: ItemResult, scale: Scale, k: int) -> str:
    """One statement before and after, or one sentence that says why there is no after."""
    if item.places and after.visibility is Visibility.SHOWN:
        told = places.row(
            item, [PlaceLine("eerst", first, k, earlier=True), PlaceLine("nu", after, k)], named=False
        )
    elif after.visibility is Visibility.SHOWN:
        told = f'<div class="wand-voor-na">{_row("eerst", first, scale, k)}{_row("nu", after, scale, k)}</div>'
    elif first.visibility is Visibility.SHOWN:
        told = f'<p class="wand-geen">Er telden minder dan {k} stemmen mee. Dan tonen we geen uitslag.</p>'
    else:
        told = answers(first, scale, k)
    return f'<div class="wand-blok"><p>{escape(item.text)}</p>{told}</div>'


def _row(when: str, shown: ItemResult, scale: Scale, k: int) -> str:
    picture = answers(shown, scale, k)
    said = agreement.observation(shown.agreement) if shown.agreement else ""
    return f'<span class="wand-soort">{when}</span>{picture}<span class="wand-{when}">{escape(said)}</span>'
