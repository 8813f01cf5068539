"""The mechanical part of the rules for a statement (length, one question, referent, positive, no quality words)."""

import re

from leidraad.content.models import Instrument, Item

MAX_WORDS = 18
CORE_ITEMS = 3

_TWO_QUESTIONS = re.compile(r"\b(en|of|en/of|alsook|evenals)\b|[/;]|, ", re.IGNORECASE)
_REFERENT = re.compile(r"\b(ons team|we|wij|ons|onze)\b", re.IGNORECASE)
_WRONG_REFERENT = re.compile(r"\b(ik|mij|mijn|schoolleider|schoolleiding|teamleider|directeur)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(niet|geen|nooit|zonder|niemand|nergens|nauwelijks)\b", re.IGNORECASE)
_QUALITY = re.compile(
    r"\b(goed|goede|voldoende|actief|actieve|effectief|effectieve|optimaal|kwalitatief|adequaat|duidelijk"
    r"|regelmatig|zorgvuldig|passend|passende|serieus|systematisch|structureel)\b",
    re.IGNORECASE,
)


def problems(item: Item) -> list[str]:
    """What is wrong with one statement, in Dutch; empty when nothing is (or when an exception is given)."""
    if item.lint_exception:
        return []
    found = []
    if len(item.text.split()) > MAX_WORDS:
        found.append(f"meer dan {MAX_WORDS} woorden")
    for pattern, complaint in (
        (_TWO_QUESTIONS, "twee vragen in een"),
        (_WRONG_REFERENT, "gaat niet over het team"),
        (_NEGATIVE, "ontkenning"),
        (_QUALITY, "kwaliteitswoord"),
    ):
        if match := pattern.search(item.text):
            found.append(f"{complaint}: '{match.group().strip()}'")
    if not _REFERENT.search(item.text):
        found.append("noemt 'ons team' of 'we' niet")
    return found


def lint(instrument: Instrument) -> list[str]:
    """All problems of an instrument as `id: problem`."""
    found = [f"{item.id}: {problem}" for item in instrument.items for problem in problems(item)]
    found += [
        f"{construct.id}: {len(construct.asked(short=True))} kernstellingen in plaats van {CORE_ITEMS}"
        for construct in instrument.constructs
        if len(construct.asked(short=True)) != CORE_ITEMS
    ]
    return found
