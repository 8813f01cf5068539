"""What proves that an exchange file is of the school that sent it: a key of its own, and a signature made with that.

The key is made on first use and lies beside the database, never in it.
"""

import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from leidraad.domain.exchange import ExchangeContent, ExchangeFile
from leidraad.errors import ExchangeRefused, StorageError
from leidraad.machine import private
from leidraad.storage.database import engine


def _folder() -> Path:
    return engine.folder() / "sleutels"


def _own_key(school_id: int) -> Ed25519PrivateKey:
    """The key of this school, made on first use. Raises StorageError when the folder cannot be written."""
    file = _folder() / f"school-{school_id}.sleutel"
    try:
        found = file.read_text(encoding="ascii").strip()
        if not found:  # an earlier version was killed before it wrote the key, so nobody has seen it
            file.unlink()
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(found)) if found else _new_key(file)
    except FileNotFoundError:
        return _new_key(file)
    except (OSError, ValueError) as error:
        raise StorageError(
            f"De sleutel van de school ({file.name}) kan niet gelezen worden. Er is niets veranderd. Zet hem terug uit een reservekopie, "
            "of haal het bestand weg: dan maakt de Teamscan een nieuwe, die andere scholen opnieuw moeten vertrouwen."
        ) from error


def _new_key(file: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    try:
        private.write_new(file, key.private_bytes_raw().hex().encode())
    except FileExistsError:  # somebody else was just before us
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read_text(encoding="ascii").strip()))
    except OSError as error:
        raise StorageError(
            f"De sleutel van de school kan niet bewaard worden in {file.parent.name}. Er is niets veranderd. Maak de map schrijfbaar."
        ) from error
    return key


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
