"""The rules for a statement that a program can see: one question, about the team, positive, short, no quality words.

Ours keep them all or say why not (`uitzondering`); somebody who writes own statements is told in Dutch, per statement.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from leidraad.content.models import Construct, Instrument, Item, Part, QuestionKind

MAX_WORDS = 18
MOST_CHARACTERS = 200
CORE_ITEMS = 3
_ASPECT_WORDS = 8
_POLE_WORDS = 12
_MIRRORED = (0.35, 0.65)  # the share of position items whose poles stand the other way round
_MIRRORED_FROM = 4  # fewer say nothing about a share

_TWO_QUESTIONS = re.compile(r"\b(en|of|en/of|alsook|evenals)\b|[/;]|, ", re.IGNORECASE)
#: In place of a unit: what somebody asks of nobody but themselves, in a scan that belongs to no team.
ALONE = "alleen"
_MYSELF = re.compile(r"\b(ik|mij|mijn)\b", re.IGNORECASE)
_REFERENTS = {
    "team": re.compile(r"\b(ons team|we|wij|ons|onze)\b", re.IGNORECASE),
    "school": re.compile(r"\b(onze school|ons team|we|wij|ons|onze)\b", re.IGNORECASE),
    "netwerk": re.compile(r"\b(ons netwerk|onze groep|we|wij|ons|onze)\b", re.IGNORECASE),
    ALONE: _MYSELF,
}
_ONE_PERSON = re.compile(
    r"\b(schoolleider|schoolleiding|teamleider|directeur|directrice|rector|conrector|afdelingsleider"
    r"|bouwcoördinator|conciërge)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(niet|geen|nooit|zonder|niemand|nergens|nauwelijks)\b", re.IGNORECASE)
_QUALITY = re.compile(
    r"\b(goed|goede|voldoende|actief|actieve|effectief|effectieve|optimaal|kwalitatief|adequaat|duidelijk"
    r"|regelmatig|zorgvuldig|passend|passende|serieus|systematisch|structureel)\b",
    re.IGNORECASE,
)
#: What somebody is, has or believes: asked of a team it tells about one of them.
_ABOUT_SOMEBODY = re.compile(
    r"\b(jaar oud|leeftijd|geslacht|zwanger\w*|parttimers?|fulltimers?|in deeltijd|salaris|vaste? contract|dienstverband"
    r"|burn-?out|overspannen|ziekteverzuim|diagnose|moslims?|christenen|joods|homo\w*|lesbisch\w*|nationaliteit"
    r"|vakbond|getrouwd|gescheiden|alleenstaand\w*)\b",
    re.IGNORECASE,
)
#: Without these two statements that ask the same have the same words; a denial turns it round, and tells as much.
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "aan al als bij dat de die door een elkaar en er geen het in is met naar niet nooit nu om ons onze of ook op over "
        "samen te team tot uit van voor wat we wel wij worden wordt zonder zijn",
    )
)
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Finding:
    """One remark about a statement or a construct. `hard`: it cannot be published like this."""

    where: str  # "Stelling 3" for who writes, an id for us
    said: str
    hard: bool = False

    @property
    def sentence(self) -> str:
        """What an author reads."""
        return f"{self.where} {self.said}"


def statement(text: str, where: str, *, unit: str = "team", names: Iterable[str] = ()) -> list[Finding]:
    """What may be wrong with one statement; `names` are people who have an account, whom nothing may be about."""
    plain = " ".join(text.split())
    if not _LETTERS.search(plain):
        return [Finding(where, "is leeg.", hard=True)]
    return list(_remarks(plain, where, unit, names))


def _remarks(text: str, where: str, unit: str, names: Iterable[str]) -> Iterator[Finding]:
    yield from _impossible(text, where, names, alone=unit == ALONE)
    if "?" in text:
        yield _hard(where, "is een vraag. Schrijf hem als iets wat waar kan zijn: 'In ons team …'")
    if found := _TWO_QUESTIONS.search(text):
        yield _soft(
            where,
            f"vraagt misschien twee dingen ('{found[0].strip()}'). Wie één van de twee herkent, weet niet wat te kiezen.",
        )
    if found := _NEGATIVE.search(text):
        yield _soft(where, f"ontkent iets ('{found[0]}'). 'Nog niet' wordt dan dubbel. Keer de zin om.")
    if found := _QUALITY.search(text):
        yield _soft(where, f"heeft een woord dat voor iedereen anders is ('{found[0]}'). Wat zie je gebeuren?")
    if (words := len(text.split())) > MAX_WORDS:
        yield _soft(where, f"telt {words} woorden. Korter leest prettiger: hoogstens {MAX_WORDS}.")
    if not _REFERENTS[unit].search(text):
        whom = "'ik'" if unit == ALONE else "'ons team' of 'we'"
        yield _soft(where, f"zegt niet over wie het gaat. Noem {whom}.")


def explanation(text: str, where: str, names: Iterable[str]) -> list[Finding]:
    """What stands beside a statement may be put in any way, but not be what no question may be."""
    return list(_impossible(text, where, names))


def _impossible(text: str, where: str, names: Iterable[str], *, alone: bool = False) -> Iterator[Finding]:
    """What no words of a question may be: unreadable, or about one person."""
    if len(text) > MOST_CHARACTERS:
        yield _hard(where, f"is te lang voor een telefoon. Hoogstens {MOST_CHARACTERS} tekens.")
    if not all(letter.isprintable() for letter in text):
        yield _hard(where, "bevat een teken dat niet te lezen is. Typ de zin opnieuw.")
    if strange := next((letter for letter in text if letter.isalpha() and not _is_latin(letter)), None):
        yield _hard(where, f"bevat een letter uit een ander alfabet ('{strange}'). Typ de zin opnieuw.")
    if person := _person(text, names, alone):
        yield _hard(where, f"gaat over één persoon ('{person[:30]}'). Vraag wat jullie als team zien of krijgen.")
    if found := _ABOUT_SOMEBODY.search(text):
        yield _hard(
            where, f"vraagt naar iets van iemand zelf ('{found[0]}'). Vraag wat jullie als team zien of doen."
        )


def _is_latin(letter: str) -> bool:
    """One of another alphabet can look the same, so that the same statement stands there twice; some show nothing at all."""
    return unicodedata.name(letter, "").startswith("LATIN")


def _hard(where: str, said: str) -> Finding:
    return Finding(where, said, hard=True)


def _soft(where: str, said: str) -> Finding:
    return Finding(where, said)


def _person(text: str, names: Iterable[str], alone: bool) -> str | None:
    found = _ONE_PERSON.search(text) or (None if alone else _MYSELF.search(text))
    return found[0] if found else colleague(text, names)


def colleague(text: str, names: Iterable[str]) -> str | None:
    """Who of these people is named in it; None when nobody is."""
    known = _names(tuple(names))
    found = known.search(text) if known else None
    return found[0] if found else None


@lru_cache(maxsize=50)
def _names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Each whole name, and each part of one that is long enough to be nothing else; whole names first."""
    whole = [name.strip() for name in names if name.strip()]
    parts = [part for name in whole for part in name.split() if len(part) > 3]
    told = "|".join(re.escape(one) for one in (*whole, *parts))
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)") if told else None


def resembling(text: str, known: Iterable[str], share: float = 0.7) -> str | None:
    """The known statement with most words in common, when it shares enough of them; else None."""
    words = words_of(text)

    def alike(other: str) -> float:
        theirs = words_of(other)
        return len(words & theirs) / max(len(words), len(theirs), 1)

    nearest = max(known, key=alike, default=None)
    return nearest if nearest is not None and alike(nearest) >= share else None


def like_ours(text: str, title: str = "") -> str:
    """What is said of a statement that resembles this one of ours; `title`: of the questionnaire that it stands in."""
    stands = f" ({title})" if title else ""
    return f"lijkt op een stelling van ons: '{text}'{stands}. Wat jullie daarmee hebben gemeten, komt er niet naast te staan."


def _plain(text: str) -> str:
    """Small letters without any mark: one that nobody sees makes no other word."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))


@lru_cache(maxsize=4000)
def words_of(text: str) -> frozenset[str]:
    """The words by which a statement differs from another: small ones and denials only where there are no others."""
    words = frozenset(re.findall(r"\w+", _plain(text)))
    return words - _SMALL or words


def asks(item: Item) -> object:
    """What a statement asks: two with the same are one statement that is asked twice."""
    return words_of(item.text), item.poles


def lint(instrument: Instrument, names: Iterable[str] = ()) -> list[Finding]:
    """All remarks about a questionnaire; what may stay with a reason (`uitzondering`) is left out where there is one.

    `names` as in `statement`.
    """
    names, unit = tuple(names), ALONE if instrument.self_scan_only else instrument.unit
    return [
        *(one for part in instrument.parts for one in _of_part(part, unit, names)),
        *_core(instrument),
    ]


def _core(instrument: Instrument) -> Iterator[Finding]:
    for construct in instrument.constructs:
        core = len(construct.asked(short=True))
        if instrument.has_short and construct.scored and core != CORE_ITEMS:
            yield _hard(construct.id, f"heeft {core} kernstellingen: {CORE_ITEMS} per onderdeel, of nergens een.")


def _of_part(part: Part, unit: str, names: tuple[str, ...]) -> Iterator[Finding]:
    for construct in part.constructs:
        for item in construct.items:
            position = part.asks is QuestionKind.POSITION
            found = _position(item, names) if position else statement(item.text, item.id, unit=unit, names=names)
            yield from (one for one in found if one.hard or not item.lint_exception)
    if part.asks is QuestionKind.POSITION:
        yield from _sides(part.id, part.constructs)


def _position(item: Item, names: tuple[str, ...]) -> Iterator[Finding]:
    for text in (item.text, *item.poles):
        yield from _impossible(text or "", item.id, names)
    if len(item.text.split()) > _ASPECT_WORDS:
        yield _soft(item.id, f"noemt het onderwerp in meer dan {_ASPECT_WORDS} woorden.")
    for pole in (item.left or "", item.right or ""):
        if len(pole.split()) > _POLE_WORDS:
            yield _soft(item.id, f"beschrijft een pool in meer dan {_POLE_WORDS} woorden.")
    judged = [bool(_QUALITY.search(f"{pole} {short}")) for pole, short in _sides_of(item)]
    if judged[0] != judged[1]:
        yield _soft(item.id, "prijst één kant. Geen plek is beter: schrijf beide polen even vriendelijk.")


def _sides_of(item: Item) -> tuple[tuple[str, str], tuple[str, str]]:
    return (item.left or "", item.left_short or ""), (item.right or "", item.right_short or "")


def _sides(part: str, constructs: Iterable[Construct]) -> Iterator[Finding]:
    items = [item for construct in constructs for item in construct.items]
    share = sum(item.mirrored for item in items) / len(items)
    if len(items) >= _MIRRORED_FROM and not _MIRRORED[0] <= share <= _MIRRORED[1]:
        yield _soft(
            part, "heeft bijna alle stellingen dezelfde kant op. Zet bij ongeveer de helft de polen andersom."
        )
