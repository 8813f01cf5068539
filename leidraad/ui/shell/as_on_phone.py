"""Statements as a colleague will see them on a phone, to look at before anybody does."""

from collections.abc import Iterable
from html import escape

from leidraad.content.models import Item, Scale


def picture(above: str, title: str, question: str, items: Iterable[Item], scale: Scale) -> str:
    """One screen as HTML: each statement with its choices, none of which can be chosen here."""
    return (
        f'<div class="op-telefoon"><p class="zacht">{escape(above)}</p><h4>{escape(title)}</h4>'
        f'<p class="zacht">{escape(question)}</p>{"".join(_statement(item, scale) for item in items)}</div>'
    )


def _statement(item: Item, scale: Scale) -> str:
    seen = (item.left, None, None, None, item.right) if item.places else (None,) * 5
    choices = "".join(
        f"<li>{escape(label)}{f'<br><small>{escape(pole)}</small>' if pole else ''}</li>"
        for label, pole in zip(item.places or scale.labels, seen, strict=True)
    )
    return (
        f"<p>{escape(item.text)}</p><ul>{choices}<li>{escape(scale.cannot_judge)}</li></ul>"
        f'<details><summary>Zo herken je dit</summary><p class="zacht">{escape(item.recognise)}</p></details>'
    )
