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


_MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|aug(?:ustus|ust)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
#: What a spreadsheet reads as a date, a time or a number that it writes otherwise: 3-1, 1/2, mei 2025, 10:30, 1e3, 007.
_TAKEN_FOR_ANOTHER = re.compile(
    rf"\d{{1,4}}(?:[-/.:,]\d{{1,4}}){{1,2}}|{_MONTH}[ \-/]*\d{{1,4}}|\d{{1,4}}[ \-/]*{_MONTH}(?:[ \-/]*\d{{1,4}})?"
    r"|\d+(?:[.,]\d+)?e\d+|0\d+|\d+(?:[.,]\d+)?\s*%",
    re.IGNORECASE,
)


def looks_like_date(text: str) -> bool:
    """Whether a spreadsheet could take this text for a date, a time or another number."""
    return bool(_TAKEN_FOR_ANOTHER.fullmatch(text.strip()))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could run this, also with spaces before it."""
    return text.lstrip(" \u00a0")[:1] in tuple(_STARTS)


@lru_cache(maxsize=8192)
def harmless(text: str) -> str:
    """The text for a CSV cell: the same, with a quote before anything that could be run or be taken for a date."""
    inside = _AFTER_SEPARATOR.sub(r"\1'", text)
    return f"'{inside}" if _AT_THE_FRONT.match(inside) or looks_like_date(text) else inside
