"""Random secrets that are handed out once and stored as a hash only."""

import hashlib
import secrets


def new() -> str:
    """256 random bits, safe in a cookie and an address."""
    return secrets.token_urlsafe(32)


def short() -> str:
    """128 random bits, for an address that somebody keeps."""
    return secrets.token_urlsafe(16)


def fingerprint(token: str) -> bytes:
    """SHA-256: enough for something with so many random bits, and the same every time, so that it can be looked up."""
    return hashlib.sha256(token.encode()).digest()
