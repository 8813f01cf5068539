"""Personal codes of self-scans: twelve random characters and one that catches a typing error (decision 0005).

The code itself is never stored, logged or put in an address; only `fingerprint` is, and `key` never.
"""

import hashlib
import secrets
import threading

from leidraad.errors import MistypedCode
from leidraad.storage.codes import ALPHABET, normalise

RANDOM_SIGNS = 12  # log2(31^12) is 59 bits
LENGTH = RANDOM_SIGNS + 1
_GROUP = 4
#: The same salt for every code: there is no name to find a row by, so the hash itself must be the key.
_SALT = b"leidraad zelfscan 1"
#: Before the random salt of a key, so that no key can ever be a fingerprint.
_KEY = b"leidraad zelfscan sleutel 1 "
#: What a guess costs: 16 MB and some 50 ms. Another cost finds no scan again that was kept with this one.
_cost = {"n": 2**14, "r": 8, "p": 1}
_one_at_a_time = threading.Lock()  # guessing fast costs one processor and 16 MB, never more


def new() -> str:
    """A random code of 13 characters, without spaces."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_SIGNS))
    return signs + check_sign(signs)


def check_sign(signs: str) -> str:
    """The thirteenth character: it makes the sum of place (1-13) times value divisible by 31.

    31 is prime, so one wrong character changes the sum by place times difference, and two swapped characters
    by the difference of places times the difference of values: neither can be a multiple of 31.
    """
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, start=1))
    size = len(ALPHABET)
    return ALPHABET[-total * pow(LENGTH, -1, size) % size]


def checked(typed: str) -> str:
    """What somebody typed, as a code; raises MistypedCode when it cannot be one."""
    code = normalise(typed)
    if not code:
        raise MistypedCode("Typ eerst je persoonlijke code.")
    strange = sorted({sign for sign in code if sign not in ALPHABET})
    if strange:
        raise MistypedCode(
            f"Er zit een tikfout in de code: {', '.join(strange)} komt in een persoonlijke code niet voor. "
            "De letters I, L en O en de cijfers 0 en 1 doen niet mee."
        )
    if len(code) != LENGTH:
        raise MistypedCode(
            f"Er zit een tikfout in de code: een persoonlijke code heeft {LENGTH} tekens, dit zijn er {len(code)}."
        )
    if check_sign(code[:RANDOM_SIGNS]) != code[RANDOM_SIGNS]:
        raise MistypedCode("Er zit een tikfout in de code. Kijk de tekens één voor één na.")
    return code


def shown(code: str) -> str:
    """The code in groups of four, as somebody writes it down: "K7MP 4XRQ 2HTW B"."""
    return " ".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def fingerprint(code: str) -> bytes:
    """scrypt of the code (32 bytes, 16 MB, some 50 ms): all that is stored of it."""
    return _scrypt(code, _SALT)


def key(code: str, salt: bytes) -> bytes:
    """The key (32 bytes) of what is kept under this code, as slow to make; the fingerprint does not help to find it."""
    return _scrypt(code, _KEY + salt)


def _scrypt(code: str, salt: bytes) -> bytes:
    with _one_at_a_time:
        return hashlib.scrypt(code.encode(), salt=salt, dklen=32, **_cost)
