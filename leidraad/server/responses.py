"""What every part of the server needs to know of an answer: whether it is a page, and what its headers are."""

from starlette.datastructures import MutableHeaders
from starlette.types import Message


def is_html(message: Message) -> bool:
    """Whether this start of a response announces an HTML page."""
    headers = message.get("headers", [])
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)


def copied_headers(message: Message) -> MutableHeaders:
    """The headers of this one message, to be changed; a response object that is sent twice keeps its own."""
    message["headers"] = list(message.get("headers", []))
    return MutableHeaders(raw=message["headers"])
