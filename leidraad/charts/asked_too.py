"""What a team asked itself, apart from the questionnaire: a bar per statement, and under it how that was before.

Two moments of the same statement stand under each other without a word about change: one statement is too little for that.
"""

from collections.abc import Mapping, Sequence
from html import escape

from leidraad.charts import statements
from leidraad.content.models import Construct, Item, Scale
from leidraad.domain.result import ItemResult, Result

INTRODUCTION = (
    "Deze stellingen zette jullie team er zelf bij. Elke stelling staat op zichzelf: ze tellen in geen score mee en staan nergens "
    "naast die van een ander team of een andere school."
)


def block(
    now: Result, asked: Construct, scale: Scale, name: str = "", before: Sequence[tuple[str, Result]] = ()
) -> str:
    """All statements; `before` are earlier measurements with their names, the newest first."""
    if now.own is None:
        return ""
    texts = {item.id: item for item in asked.items}
    earlier = {id: _earlier(id, before) for id in texts}
    parts = "".join(_statement(texts[one.id], one, now, scale, name, earlier[one.id]) for one in now.own.items)
    return f'<div class="stellingen">{parts}</div>'


def _earlier(id: str, before: Sequence[tuple[str, Result]]) -> Mapping[str, tuple[ItemResult, Result]]:
    return {
        name: (item, result)
        for name, result in before
        if result.own is not None
        for item in result.own.items
        if item.id == id
    }


def _statement(
    item: Item,
    shown: ItemResult,
    now: Result,
    scale: Scale,
    name: str,
    earlier: Mapping[str, tuple[ItemResult, Result]],
) -> str:
    called = f'<p class="zacht klein">{escape(name)}</p>' if earlier else ""
    then = "".join(
        f'<p class="zacht klein">{escape(when)}</p>{statements.answers(cell, of.k, scale)}'
        for when, (cell, of) in earlier.items()
    )
    return (
        f'<div class="stelling"><p>{escape(item.text)}</p>'
        f"<div>{called}{statements.answers(shown, now.k, scale)}{then}</div></div>"
    )
