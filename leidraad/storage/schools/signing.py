"""What proves that an exchange file is of the school that sent it: a key of its own, and a signature made with that.

The key is made on first use and lies beside the database, never in it.
"""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from leidraad.domain.exchange import ExchangeContent, ExchangeFile
from leidraad.errors import ExchangeRefused
from leidraad.storage.database import key_file


def _own_key(school_id: int) -> Ed25519PrivateKey:
    """The key of this school, made on first use. Raises StorageError when its folder cannot be used."""
    return Ed25519PrivateKey.from_private_bytes(
        key_file.own(
            f"school-{school_id}",
            lambda: Ed25519PrivateKey.generate().private_bytes_raw(),
            "Die moeten andere scholen dan opnieuw vertrouwen.",
        )
    )


def own_key(school_id: int) -> str:
    """The public key of this school in hexadecimal; its secret half is made on first use."""
    return _own_key(school_id).public_key().public_bytes_raw().hex()


def fingerprint(key: str) -> str:
    """What two people read to each other over the phone to know that a key is the right one."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:24]
    return " ".join(digest[start : start + 4] for start in range(0, 24, 4))


def signed(school_id: int, content: ExchangeContent) -> ExchangeFile:
    """The file with this content and the signature of this school. Raises StorageError without its key."""
    key = _own_key(school_id)
    public = key.public_key().public_bytes_raw().hex()
    return ExchangeFile(content=content, key=public, signature=key.sign(content.signed).hex())


def require_signature(file: ExchangeFile) -> None:
    """Raise ExchangeRefused when the content is not what the sender signed."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(file.key)).verify(
            bytes.fromhex(file.signature), file.content.signed
        )
    except (InvalidSignature, ValueError):
        raise ExchangeRefused(
            "Dit bestand is veranderd nadat de andere school het maakte: de handtekening klopt niet meer. "
            "Vraag om een nieuw bestand. Er is niets veranderd."
        ) from None
