"""Join codes: six characters that nobody misreads from a projector."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L
LENGTH = 6


def new_code() -> str:
    """A random join code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise(typed: str) -> str:
    """What somebody typed, as a code: capitals, without spaces and dashes."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def well_formed(typed: str) -> bool:
    """Whether this could be a join code at all."""
    code = normalise(typed)
    return len(code) == LENGTH and set(code) <= set(ALPHABET)
