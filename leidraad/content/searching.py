"""Searching in all that there is to read about the Leidraad: constructs with their handvatten, texts, and the lists of a plan."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from leidraad.content import explanation, library, plan_questions
from leidraad.content.models import Construct, Instrument

LISTS = "vragen"  # where the lists stand together
_MOST_WORDS, _MOST_LINES = 6, 2


@dataclass(frozen=True)
class ReadableText:
    """Something to read as a whole: a construct, or (`construct` is false) a text, by its id."""

    id: str
    title: str
    lines: tuple[str, ...]
    construct: bool


@dataclass(frozen=True)
class FoundText:
    """One that holds all words, with the lines that hold them."""

    reading: ReadableText
    lines: tuple[str, ...]


def find(asked: str, instruments: Iterable[Instrument]) -> list[FoundText]:
    """Where all these words stand, with those first of which the title holds them; nothing for no word."""
    words = _plain(asked).split()[:_MOST_WORDS]
    if not words:
        return []
    found = [
        (one, _plain(one.title), _plain("\n".join((one.title, *one.lines)))) for one in _readings(instruments)
    ]
    fitting = [(one, title) for one, title, all_ in found if all(word in all_ for word in words)]
    fitting.sort(key=lambda pair: not all(word in pair[1] for word in words))
    return [FoundText(one, _best(one.lines, words)) for one, _ in fitting]


def _best(lines: tuple[str, ...], words: list[str]) -> tuple[str, ...]:
    held = [(sum(word in _plain(line) for word in words), line) for line in lines]
    return tuple(line for number, line in sorted(held, key=lambda one: -one[0])[:_MOST_LINES] if number)


def _plain(text: str) -> str:
    """Without capitals and accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def _readings(instruments: Iterable[Instrument]) -> Iterable[ReadableText]:
    seen = set()
    for instrument in instruments:
        for one in instrument.constructs:
            if one.id not in seen:
                seen.add(one.id)
                yield ReadableText(one.id, one.in_full, _of_construct(one), construct=True)
    for id in explanation.GUIDE:
        text = explanation.explanation(id)
        lines = (
            line.lstrip("#-1234567890. ").replace("**", "").replace("*", "") for line in text.body.splitlines()
        )
        yield ReadableText(id, text.title, tuple(line for line in lines if line), construct=False)
    yield ReadableText(LISTS, "Vragen bij elke stap", _of_lists(), construct=False)


def _of_construct(one: Construct) -> tuple[str, ...]:
    guide = library.guide(one)
    groups = (guide.school_leader, guide.teacher, guide.everybody, guide.questions, guide.dos)
    advices = (advice.text for group in groups for advice in group)
    donts = (f"Liever niet: {advice.text[0].lower()}{advice.text[1:]}" for advice in guide.donts)
    reading = (f"{read.title}, {read.author}" for read in guide.reading)
    return (" ".join(guide.about.split()), *advices, *donts, *(item.text for item in one.items), *reading)


def _of_lists() -> tuple[str, ...]:
    found = plan_questions.plan_guide()
    asked = (line for one in found.lists for line in (one.title, *(question.text for question in one.questions)))
    return (*asked, *(line for one in found.help for line in (one.title, *one.lines)))
