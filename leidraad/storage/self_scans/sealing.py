"""A kept self-scan as ciphertext (AES-256-GCM): without the personal code nobody reads it, the host included (decision 0005)."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12  # bytes, random for every sealing
_BLOCK = 2048  # bytes: how long the ciphertext is does not tell how many statements were answered


def seal(key: bytes, plain: bytes, place: bytes) -> bytes:
    """Ciphertext that only this key opens, and only as what stands at this place."""
    nonce = secrets.token_bytes(_NONCE)
    padded = plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK)
    return nonce + AESGCM(key).encrypt(nonce, padded, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes | None:
    """What was sealed, with spaces behind it; None when one bit differs, or the key or the place."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place)
    except (InvalidTag, ValueError):  # ValueError: shorter than a nonce
        return None
