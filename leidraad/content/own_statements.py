"""Own statements (eigen stellingen): what a team asks about itself besides a questionnaire, and what may be wrong with them.

They stand alone: one construct without a score, of which every statement is shown for itself.
"""

import base64
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from leidraad.content import lint
from leidraad.content.lint import Finding
from leidraad.content.models import Construct, Item

#: So many at one measurement.
MOST = 8
CONSTRUCT = "eigen"
TITLE = "Eigen stellingen"
#: No id of a questionnaire begins so: nothing of ours can be one of these.
_PREFIX = "eigen-"
_RECOGNISE = "Deze stelling schreef jullie team zelf. Denk aan wat je het afgelopen half jaar zag."


@dataclass(frozen=True)
class OwnStatement:
    """One of them. The same words in the same team have the same id, so that two measurements can be laid side by side.

    `recognise` is what its team wrote for colleagues to recognise it by, `exception` why a soft remark about it may stay.
    """

    id: str
    text: str
    recognise: str = ""
    exception: str = ""


@dataclass(frozen=True)
class Written:
    """What somebody typed: a statement, and beside it what to recognise it by, or nothing."""

    text: str
    recognise: str = ""


class _OwnItem(Item):
    id: str


class _OwnConstruct(Construct):
    @property
    def kind(self) -> str:
        return self.noun


def statement(team_id: int, text: str, recognise: str = "", exception: str = "") -> OwnStatement:
    """A statement of this team."""
    digest = hashlib.sha256(f"{team_id}:{text.casefold()}".encode()).digest()
    return OwnStatement(_PREFIX + base64.b32encode(digest)[:6].decode().lower(), text, recognise, exception)


def is_own(item_id: str) -> bool:
    """Whether this id is of an own statement."""
    return item_id.startswith(_PREFIX)


@lru_cache(maxsize=200)
def construct(statements: tuple[OwnStatement, ...]) -> Construct | None:
    """What the gate, a phone and a picture know them as; None where there are none."""
    if not statements:
        return None
    return _OwnConstruct(
        id=CONSTRUCT,
        title="Stellingen die jullie team er zelf bij zette",
        short=TITLE,
        scored=False,
        noun="Van jullie team",
        items=tuple(
            _OwnItem(
                id=one.id,
                text=one.text,
                recognise=one.recognise or _RECOGNISE,
                sources=("eigen-1",),
            )
            for one in statements
        ),
    )


def remarks(
    written: Sequence[Written],
    *,
    there: Collection[str] = (),
    asked: Collection[str] = (),
    known: Iterable[str] = (),
    names: Iterable[str] = (),
    unit: str = "team",
) -> list[Finding]:
    """What may be wrong with these new statements.

    `there` are the own statements that the measurement has already, `asked` what its questionnaire asks, `known` what
    other questionnaires ask, `names` people whom no statement may be about.
    """
    names, earlier = tuple(names), list(there)
    found: list[Finding] = []
    for place, one in enumerate(written, start=1):
        found += lint.statement(one.text, called(place), unit=unit, names=names)
        found += lint.explanation(one.recognise, f"De uitleg bij stelling {place}", names)
    for place, one in enumerate(written, start=1):
        found += _alike(one.text, called(place), earlier, asked, known)
        earlier.append(one.text)
    if len(earlier) > MOST:
        too_many = (
            f"worden er {len(earlier)}, en er passen er {MOST} bij een meting. Laat er {len(earlier) - MOST} weg."
        )
        found.append(Finding(TITLE, too_many, hard=True))
    return found


def called(place: int) -> str:
    """What a remark calls the statement on this place of what was typed."""
    return f"Stelling {place}"


def _alike(
    text: str, where: str, own: Collection[str], asked: Collection[str], known: Iterable[str]
) -> Iterator[Finding]:
    """Twice the same would tell what whoever skips one of the two answered to the other: that is no style, it is privacy."""
    for others, which in ((own, "jullie stelling"), (asked, "de stelling uit de vragenlijst")):
        for other in others:
            if _same(text, other):
                yield Finding(
                    where,
                    f"vraagt hetzelfde als {which} '{other}'. Van wie er één overslaat, is dan te raden wat die antwoordde. "
                    "Laat deze weg, of vraag iets anders.",
                    hard=True,
                )
                return
    if near := lint.resembling(text, (*own, *asked)):
        yield Finding(where, f"lijkt op '{near}', die jullie al vragen. Is het echt iets anders?")
    elif near := lint.resembling(text, known):
        yield Finding(where, lint.like_ours(near))


def _same(one: str, other: str) -> bool:
    return lint.words_of(one) == lint.words_of(other)
