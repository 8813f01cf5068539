"""What came from outside and may be anything: the number or the address in it, or nothing. Never raises."""

import unicodedata
from typing import Literal
from urllib.parse import SplitResult, urlsplit

_NOWHERE = urlsplit("")
#: So many signs at a time: of accents in a row each is compared with all before it, and who sends a message full of them
#: would hold everybody up.
_PIECE = 500


def number(typed: str, most_digits: int = 9) -> int | None:
    """The whole number that stands there in plain digits, or None for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= most_digits else None


def address(given: str) -> SplitResult:
    """The parts of an address, all empty when it is none."""
    try:
        found = urlsplit(given)
        _ = found.hostname, found.port  # only looked at when asked for
    except ValueError:
        return _NOWHERE
    return found


def normal(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """The text with its letters composed in this one way, in a time that grows with its length and no faster."""
    return "".join(unicodedata.normalize(form, text[at : at + _PIECE]) for at in range(0, len(text), _PIECE))
