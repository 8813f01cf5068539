"""What came from outside and may be anything: the number or the address in it, or nothing. Never raises."""

from urllib.parse import SplitResult, urlsplit

_NOWHERE = urlsplit("")


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
