"""Statements as a colleague will see them on a phone, to look at before anybody does."""

from collections.abc import Iterable, Sequence
from html import escape


def picture(above: str, title: str, question: str, asked: Iterable[tuple[str, Sequence[str]]]) -> str:
    """One screen as HTML: each statement with its choices, none of which can be chosen here."""
    statements = "".join(
        f"<p>{escape(text)}</p><ul>{''.join(f'<li>{escape(label)}</li>' for label in labels)}</ul>"
        for text, labels in asked
    )
    return (
        f'<div class="op-telefoon"><p class="zacht">{escape(above)}</p><h4>{escape(title)}</h4>'
        f'<p class="zacht">{escape(question)}</p>{statements}</div>'
    )
