"""A questionnaire that a school wrote itself: read with help, and given names of our own so that it can be nobody else's.

Its own ids only tie it together. What is stored of an answer or a focus point is made of the family and of the words: the
same statement in a next version has the same id, another one has another, and no id is one of ours.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leidraad.content import library, lint, mistakes
from leidraad.content.lint import Finding
from leidraad.content.models import Construct, Instrument, Item, Part
from leidraad.errors import ContentError

#: What stands before the name of each of them; no file of ours begins so.
PREFIX = "eigen-"
NAME = "De vragenlijst"
_EACH = 3  # so many remarks about resembling ours are made one by one; a copy of ours would get one at every line
_LAYOUT = re.compile(
    r"[\\`*\[\]<>#|~$^{}]|(?<!\w)_|_(?!\w)|https?:|www\.|&#?\w+;|:[a-z0-9_+/-]+:|@", re.IGNORECASE
)
_UNSEEN = re.compile(r"[^\S ]|[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def is_own(id: str) -> bool:
    """Whether a school wrote the questionnaire with this id."""
    return id.startswith(PREFIX)


@dataclass(frozen=True)
class Checked:
    """What somebody pasted: the questionnaire when it can be read, what makes it impossible, and what to look at again."""

    instrument: Instrument | None
    hard: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()


def check(text: str, *, sector: str, names: Iterable[str] = ()) -> Checked:
    """Read what was pasted and say in Dutch what is wrong, with the line; `names` are people whom nothing may be about."""
    try:
        read = library.parsed(text, Instrument, NAME)
        named(read, PREFIX + "nu", PREFIX + "nu", 1)
    except ContentError as error:
        return Checked(None, (str(error),))
    lines, names = text.splitlines(), tuple(names)
    found = [*_of_the_whole(read, sector), *lint.lint(read, names), *_twice(read), *_like_ours(read, sector)]
    said = [(one.hard, f"{_line(lines, one.where)}{one.sentence}") for one in found]
    hard = (
        *_signs(read, lines),
        *_named_people(read, lines, names),
        *(sentence for is_hard, sentence in said if is_hard),
    )
    return Checked(None if hard else read, hard, tuple(sentence for is_hard, sentence in said if not is_hard))


def _of_the_whole(read: Instrument, sector: str) -> Iterable[Finding]:
    if not read.fits(sector):
        yield Finding(
            NAME, f'is voor het {read.sector}, en deze school is {sector}. Zet sector = "beide".', hard=True
        )


def _twice(read: Instrument) -> Iterable[Finding]:
    """Of whoever skips one of two statements that ask the same, the counts would tell the answer."""
    seen: dict[object, str] = {}
    for item in read.items:
        asked = lint.asks(item)
        if asked in seen:
            yield Finding(
                item.id, f"vraagt hetzelfde als {seen[asked]}. Laat er één weg, of vraag iets anders.", hard=True
            )
        seen.setdefault(asked, item.id)


def _like_ours(read: Instrument, sector: str) -> Iterable[Finding]:
    """What can be asked in words of ours already: only there a team is compared with what it measured with those."""
    ours = {_asked(item): (item.text, one.title) for one in library.offered_in(sector) for item in one.items}
    items = [item for item in read.items if not item.lint_exception]
    near = [(item.id, *ours[found]) for item in items if (found := lint.resembling(_asked(item), ours))]
    if len(near) <= _EACH:
        for id, text, title in near:
            yield Finding(id, lint.like_ours(text, title))
        return
    ((most, _),) = Counter(title for *_, title in near).most_common(1)
    example = next(text for _, text, title in near if title == most)
    yield Finding(
        NAME,
        f"heeft {len(near)} stellingen die lijken op stellingen van ons, zoals '{example}' ({most}). Wat jullie met "
        "onze vragenlijst hebben gemeten, komt er niet naast te staan.",
    )


def _asked(item: Item) -> str:
    return " ".join((item.text, *(pole or "" for pole in item.poles)))


def _named_people(read: Instrument, lines: list[str], names: tuple[str, ...]) -> Iterable[str]:
    """Around the statements too: under a heading with somebody's name the best statement is about that person."""
    around = _texts((read.title, read.terms, read.scale.model_dump(), [one.model_dump() for one in read.parts]))
    asked = {text for item in read.items for text in (item.text, *item.poles)}
    for text in dict.fromkeys(around):
        if text not in asked and (person := lint.colleague(text, names)):
            yield (
                f"{_place(lines, text)}'{mistakes.in_short(text)}' noemt een collega ('{person[:30]}'). "
                "Vraag wat jullie als team zien of doen."
            )


def _place(lines: list[str], text: str) -> str:
    start = text.strip().split("\n")[0][:40]
    place = next((number for number, one in enumerate(lines, start=1) if start in one), None)
    return f"Regel {place}: " if place else ""


def _signs(read: Instrument, lines: list[str]) -> Iterable[str]:
    """A title stands on every screen, as a heading, in a list, on paper: what one of them takes for layout is no text."""
    for text in dict.fromkeys(_texts(read.model_dump())):
        for line in text.splitlines():
            if found := _LAYOUT.search(line) or _UNSEEN.search(line):
                where = _place(lines, line)
                sign = found[0] if found[0].isprintable() else "onzichtbaar"
                yield f"{where}'{mistakes.in_short(line.strip())}' bevat iets wat een scherm anders leest ({sign}). Schrijf het met gewone letters."


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for one in value.items() for part in one for text in _texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in _texts(one))


def _line(lines: list[str], id: str) -> str:
    mark = re.compile(rf'\s*id\s*=\s*["\']{re.escape(id)}["\']')
    number = next((number for number, line in enumerate(lines, start=1) if mark.match(line)), None)
    return f"Regel {number}: " if number else ""


# --- names of our own ---


def named(read: Instrument, id: str, family: str, version: int) -> Instrument:
    """The same with ids that nobody else has. Raises ContentError when it points at handvatten that are not there."""
    ids = {construct.id: f"{PREFIX}{_digest(family, construct.id, 10)}" for construct in read.constructs}
    parts = tuple(_part(part, ids, family) for part in read.parts)
    _require_guides(read)
    return read.model_copy(
        update={
            "id": id,
            "family_name": family,
            "version": version,
            "status": "gepubliceerd",
            "self_scan_only": False,
            "parts": parts,
        }
    )


def _part(part: Part, ids: Mapping[str, str], family: str) -> Part:
    pairs = tuple((ids[one], ids[other]) for one, other in part.pairs)
    constructs = tuple(_construct(one, ids, family) for one in part.constructs)
    return part.model_copy(update={"pairs": pairs, "constructs": constructs})


def _construct(construct: Construct, ids: Mapping[str, str], family: str) -> Construct:
    return construct.model_copy(
        update={
            "id": ids[construct.id],
            "guide": construct.guide_id,
            "beside": tuple(ids.get(one, one) for one in construct.beside),
            "items": tuple(_item(item, family) for item in construct.items),
        }
    )


def _item(item: Item, family: str) -> Item:
    words = "|".join((item.text, *(pole or "" for pole in item.poles), item.between))
    return item.model_copy(update={"id": f"ei-{_digest(family, words, 9)}"})


def _digest(family: str, words: str, length: int) -> str:
    digest = hashlib.sha256(f"{family}:{' '.join(words.casefold().split())}".encode()).digest()
    return base64.b32encode(digest)[:length].decode().lower()


def _require_guides(read: Instrument) -> None:
    known = library.guides()
    for construct in read.constructs:
        if construct.guide_id not in known:
            raise ContentError(
                f"{NAME}: onderdeel '{construct.id}' heeft geen handvatten die er zijn, maar '{construct.guide_id}'. "
                f'Kies er een: {", ".join(known)}. Bijvoorbeeld handvatten = "aanbeveling-4".'
            )
