"""What every part of the server needs to know of an answer: whether it is a page, how it is zipped, how long it is kept."""

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope

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


def is_html(message: Message) -> bool:
    """Whether this start of a response announces an HTML page."""
    headers = message.get("headers", [])
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)


def copied_headers(message: Message) -> MutableHeaders:
    """The headers of this one message, to be changed; a response object that is sent twice keeps its own."""
    message["headers"] = list(message.get("headers", []))
    return MutableHeaders(raw=message["headers"])
