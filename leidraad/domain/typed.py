"""What somebody typed, as one line, with every letter composed as one sign (NFC)."""

from leidraad import foreign


def tidied(text: str) -> str:
    """On one line, without spaces around it or more than one between words."""
    return " ".join(foreign.normal("NFC", text).split())


def same(one: str, other: str) -> bool:
    """Whether two names are the same to whoever reads them: without case, and however their letters are composed."""
    return _key(one) == _key(other)


def _key(text: str) -> str:
    return foreign.normal("NFKC", tidied(text).casefold())


def one_line(text: str, most: int) -> str | None:
    """The same, or None when nothing is left, it has more than `most` characters or one that nobody sees."""
    line = tidied(text)
    return line if line and len(line) <= most and line.isprintable() else None
