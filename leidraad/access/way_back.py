"""Where somebody goes on to after signing in: a page of ours with the plain parameters that our pages have, and nothing else."""

import re
from collections.abc import Mapping
from urllib.parse import quote

_PAGE = re.compile(r"[a-z]{1,30}")
_KEY, _VALUE = "[a-z]{1,20}", r"[\w-]{1,40}"
_PARAMETER = re.compile(rf"{_KEY}={_VALUE}", re.ASCII)
_TARGET = re.compile(rf"{_PAGE.pattern}(\?{_KEY}={_VALUE}(&{_KEY}={_VALUE}){{0,5}})?", re.ASCII)
_MOST_PARAMETERS = 6


def query(page: str, parameters: Mapping[str, str]) -> str:
    """What stands behind the address of signing in, so that it leads back to this page; nothing when it is not ours."""
    if not _PAGE.fullmatch(page):
        return ""
    named = [one for key, value in parameters.items() if _PARAMETER.fullmatch(one := f"{key}={value}")]
    target = f"{page}?{'&'.join(named[:_MOST_PARAMETERS])}" if named else page
    return f"?naar={quote(target, safe='')}"


def checked(target: str) -> str:
    """The same target as it came back, or the start page for anything else."""
    return target if _TARGET.fullmatch(target) else "./"
