"""What somebody typed, as one line."""


def tidied(text: str) -> str:
    """On one line, without spaces around it or more than one between words."""
    return " ".join(text.split())


def one_line(text: str, most: int) -> str | None:
    """The same, or None when nothing is left, it has more than `most` characters or one that nobody sees."""
    line = tidied(text)
    return line if line and len(line) <= most and line.isprintable() else None
