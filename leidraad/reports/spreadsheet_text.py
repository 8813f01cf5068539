"""Text that a spreadsheet program could take for a formula: how to know it, and how to make it harmless in CSV.

Follows OWASP's advice on CSV injection: a quote before it. Excel with Dutch settings cuts a file with commas at its
semicolons, so what follows a separator inside a text counts as the beginning of a cell too.
"""

import re
from functools import lru_cache

_STARTS = "=+-@\t\r\n＝＋－＠"
_AT_THE_FRONT = re.compile(rf"[\s\"']*[{re.escape(_STARTS)}]")
# Only up to the first of them: a tab begins a formula for one program and a next cell for another.
_AFTER_SEPARATOR = re.compile(rf"([;,\t\n\r][\s\"']*?)(?=[{re.escape(_STARTS)}])")


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could run this, also with spaces before it."""
    return text.lstrip(" \u00a0")[:1] in tuple(_STARTS)


@lru_cache(maxsize=8192)
def harmless(text: str) -> str:
    """The text for a CSV cell: the same, with a quote before anything that could be run."""
    inside = _AFTER_SEPARATOR.sub(r"\1'", text)
    return f"'{inside}" if _AT_THE_FRONT.match(inside) else inside
