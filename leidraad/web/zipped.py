"""Sending less: whether a browser takes gzip, and what is worth keeping zipped."""

import gzip

from starlette.datastructures import Headers
from starlette.types import Scope

#: For a file of which the name changes with the contents.
KEPT_FOR_EVER = "public, immutable, max-age=31536000"


def takes_gzip(scope: Scope) -> bool:
    """Whether the browser that asks names gzip without refusing it (`gzip;q=0`)."""
    for entry in Headers(scope=scope).get("accept-encoding", "").lower().split(","):
        name, _, weight = entry.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def gzipped(body: bytes) -> bytes:
    """As small as it gets, and the same every time."""
    return gzip.compress(body, 9, mtime=0)
