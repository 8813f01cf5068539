"""A sealed copy: encrypted, and whole or refused. Shut with the key of this installation, or with a passphrase.

One line that says what it is, one line of JSON (how it was shut, and by which version), the encrypted database, and the
SHA-256 of all that. AES-256-GCM covers the two lines too; what it gives is looked at only when it is as it was made.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from leidraad import product
from leidraad.errors import DatabaseNewer, KeyMissing, NotADatabase, WeakPassword, WrongPassphrase

LEAST, MOST = 12, 200
_KIND, _FORMAT = b"LEIDRAAD-TEAMSCAN-KOPIE ", b"1"
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,2}")
_LONGEST_HEAD = 1_000
_HASH = 32
#: What a guess costs: 64 MB and about a fifth of a second.
_scrypt = {"n": 2**16, "r": 8, "p": 1}

_DAMAGED = "Deze reservekopie is niet meer heel: het bestand is afgebroken of beschadigd. Er is niets veranderd. Neem een andere kopie."


@dataclass(frozen=True)
class SealHead:
    """What can be read of a sealed copy without opening it; true only once it was opened."""

    version: str
    key: str  # the name of the key; empty when a passphrase opens it
    salt: bytes
    proof: bytes
    nonce: bytes

    @property
    def asks_passphrase(self) -> bool:
        """Whether somebody has to type something to open it."""
        return not self.key


def is_sealed(start: bytes) -> bool:
    """Whether a file that begins so is a sealed copy, of any format."""
    return start.startswith(_KIND)


def key_name(key: bytes) -> str:
    """By which name a sealed copy asks for its key; it tells nothing of it."""
    return hashlib.sha256(b"naam van een sleutel:" + key).hexdigest()[:16]


def with_key(content: bytes, key: bytes, version: str) -> bytes:
    """Shut with the key of an installation."""
    return _sealed(content, key, {"versie": version, "sleutel": key_name(key)})


def with_passphrase(content: bytes, passphrase: str, version: str) -> bytes:
    """Shut with something that somebody types. Raises WeakPassword."""
    require_passphrase(passphrase)
    salt = secrets.token_bytes(16)
    key, proof = _stretched(passphrase, salt)
    return _sealed(content, key, {"versie": version, "zout": salt.hex(), "proef": proof.hex()})


def require_passphrase(passphrase: str) -> None:
    """Raise WeakPassword when guessing it would be too easy."""
    if not LEAST <= len(passphrase) <= MOST:
        raise WeakPassword(
            f"Kies een wachtzin van {LEAST} tot {MOST} tekens. Deze heeft er {len(passphrase)}. "
            "Vier losse woorden achter elkaar is goed te onthouden."
        )


def _sealed(content: bytes, key: bytes, said: dict[str, str]) -> bytes:
    nonce = secrets.token_bytes(12)
    head = _KIND + _FORMAT + b"\n" + json.dumps({**said, "nonce": nonce.hex()}).encode() + b"\n"
    body = head + AESGCM(key).encrypt(nonce, content, head)
    return body + hashlib.sha256(body).digest()


def _stretched(passphrase: str, salt: bytes) -> tuple[bytes, bytes]:
    both = Scrypt(salt=salt, length=64, **_scrypt).derive(passphrase.encode())
    return both[:32], both[32:]


def head(data: bytes) -> SealHead:
    """What a sealed copy says of itself. Raises NotADatabase or DatabaseNewer."""
    return _parted(data)[0]


def _parted(data: bytes) -> tuple[SealHead, int]:
    first, _, rest = data[:_LONGEST_HEAD].partition(b"\n")
    if not is_sealed(first):
        raise NotADatabase(
            "Dit bestand is geen reservekopie van de Teamscan, of het begin ervan is beschadigd. Er is niets veranderd."
        )
    if first != _KIND + _FORMAT:
        if not first.removeprefix(_KIND).isdigit():
            raise NotADatabase(_DAMAGED)
        raise DatabaseNewer(
            "Deze reservekopie is gemaakt door een nieuwere versie van de Teamscan. Er is niets veranderd. Werk de Teamscan bij."
        )
    line, end, _ = rest.partition(b"\n")
    try:
        if not end:
            raise ValueError
        return _head(json.loads(line)), len(first) + len(line) + 2
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotADatabase(_DAMAGED) from None


def _head(said: Any) -> SealHead:
    version, key = said["versie"], said.get("sleutel", "")
    if not (isinstance(version, str) and isinstance(key, str)):
        raise TypeError
    salt, proof = (bytes.fromhex(said.get(one, "")) for one in ("zout", "proef"))
    return SealHead(
        version if _VERSION.fullmatch(version) else product.UNKNOWN, key, salt, proof, bytes.fromhex(said["nonce"])
    )


def opened(data: bytes, keys: Mapping[str, bytes], passphrase: str = "") -> bytes:
    """What was sealed. `keys`: those of this installation by their names.

    Raises NotADatabase, DatabaseNewer, KeyMissing or WrongPassphrase.
    """
    head, start = _parted(data)
    body, found = data[:-_HASH], data[-_HASH:]
    if not compare_digest(hashlib.sha256(body).digest(), found):
        raise NotADatabase(_DAMAGED)
    try:
        return AESGCM(_key(head, keys, passphrase)).decrypt(head.nonce, body[start:], body[:start])
    except (InvalidTag, ValueError):
        raise NotADatabase(
            "Deze reservekopie is veranderd nadat ze gemaakt is. Er is niets veranderd in de Teamscan. Neem een andere kopie."
        ) from None


def _key(head: SealHead, keys: Mapping[str, bytes], passphrase: str) -> bytes:
    if head.key:
        if head.key not in keys:
            raise KeyMissing(
                "Deze reservekopie is van een andere Teamscan en gaat open met de sleutel daarvan. Er is niets veranderd. Zet het bestand "
                "reservekopie.sleutel van die Teamscan in de map sleutels, met een andere naam: reservekopie-oud.sleutel."
            )
        return keys[head.key]
    if not passphrase:
        raise WrongPassphrase(
            "Deze reservekopie gaat open met een wachtzin. Er is niets veranderd. Typ de wachtzin."
        )
    key, proof = _stretched(passphrase, head.salt)
    if not compare_digest(proof, head.proof):
        raise WrongPassphrase(
            "Deze wachtzin hoort niet bij deze reservekopie. Er is niets veranderd. Probeer het opnieuw."
        )
    return key
