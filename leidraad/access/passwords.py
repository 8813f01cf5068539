"""Which passwords are good enough, and their argon2id hashes. No rules of composition; length and no obvious words."""

import re
import threading
from collections.abc import Iterable
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from leidraad import foreign
from leidraad.errors import WeakPassword
from leidraad.settings import ROOT

LEAST, MOST = 12, 200
#: So many characters must be left when everything obvious is taken away.
UNEXPECTED = 6
COMMON = ROOT / "data" / "wachtwoorden" / "veelgebruikt.txt"
_LEET = str.maketrans("013457@$!€", "oleastasie")
_hasher = PasswordHasher()
#: Each costs 64 MB and a processor for a moment: many at once would stop the phones of a study day.
_few_at_a_time = threading.BoundedSemaphore(2)


def check(password: str, about: Iterable[str] = ()) -> None:
    """Raise WeakPassword when it is too short, too long or too easy to guess.

    `about` is what others know of this person: name, e-mail, school, teams.
    """
    password = _normal(password)
    if len(password) < LEAST:
        raise WeakPassword(
            f"Kies een wachtwoord van minstens {LEAST} tekens. Dit heeft er {len(password)}. "
            "Drie of vier losse woorden achter elkaar onthoud je goed."
        )
    if len(password) > MOST:
        raise WeakPassword(f"Kies een wachtwoord van hoogstens {MOST} tekens.")
    if _left_over(password, about) < UNEXPECTED:
        raise WeakPassword(
            "Dit wachtwoord is te makkelijk te raden: het bestaat uit veelgebruikte woorden, rijtjes, jaartallen of "
            "je eigen naam of school. Kies er een dat niemand verwacht, bijvoorbeeld vier losse woorden."
        )


def hashed(password: str) -> str:
    """The argon2id hash to store, with its own salt and cost in it."""
    with _few_at_a_time:
        return _hasher.hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password. Takes the same time when there is no stored hash: then nothing matches."""
    with _few_at_a_time:
        try:
            _hasher.verify(stored or _nobodys(), _normal(password)[:MOST])
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a newer version of this program would hash it more strongly."""
    return _hasher.check_needs_rehash(stored)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher.hash("het wachtwoord van niemand")


def prepare() -> None:
    """Make now what the first sign-in would wait for."""
    _nobodys()
    _common()


def _normal(password: str) -> str:
    return foreign.normal("NFKC", password)


@lru_cache(maxsize=1)
def _common() -> tuple[str, ...]:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _left_over(password: str, about: Iterable[str]) -> int:
    """How many characters are left, as a guesser would see it, with and without reading 0 as o and @ as a."""
    plain = password.lower()
    if re.fullmatch(r"(.{1,6}?)\1+.{0,5}", plain):
        return 0
    known = sorted({*_common(), *_pieces(about)}, key=len, reverse=True)
    return min(_without(text, known) for text in (plain, plain.translate(_LEET)))


def _pieces(about: Iterable[str]) -> set[str]:
    """Names as they are, without their spaces, and word by word."""
    found: set[str] = set()
    for text in about:
        lowered = foreign.normal("NFKC", text).lower()
        found |= {"".join(re.findall(r"\w", lowered)), *re.findall(r"\w+", lowered)}
    return {piece for piece in found if len(piece) >= 3}


def _without(text: str, known: list[str]) -> int:
    text = re.sub(r"(?:19|20)\d\d", "\n", text)
    for piece in known:
        text = text.replace(piece, "\n")
    return sum(_is_new(text, place) for place in range(len(text)))


def _is_new(text: str, place: int) -> bool:
    """A letter or digit that neither repeats nor counts on from the one before (aaa, 1234, 9876)."""
    if not text[place].isalnum():
        return False
    return place == 0 or abs(ord(text[place]) - ord(text[place - 1])) > 1
