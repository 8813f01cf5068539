"""The one HTML page that Streamlit sends, on its way out: held back until it is whole, made ours, and sent anew."""

from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leidraad.machine.subpath import inside
from leidraad.server.responses import copied_headers, is_html
from leidraad.server.streamlit_inside.html import dutch
from leidraad.web.zipped import gzipped, takes_gzip

# Requests under these paths are never the page; their headers stay as they are.
NOT_THE_PAGE = ("/static/", "/stijl/", "/d/", "/_stcore/", "/media/", "/component/")
LEFT_OUT_OF_REQUEST = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})


class DutchPage:
    """Pure ASGI middleware: rewrites text/html responses and sends them whole, never as 304 or 206."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        if scope["type"] != "http" or inside(scope["path"]).startswith(NOT_THE_PAGE):
            await self.app(scope, receive, send)
            return
        zipped = takes_gzip(scope)
        inner = dict(scope)
        inner["headers"] = [pair for pair in scope["headers"] if pair[0].lower() not in LEFT_OUT_OF_REQUEST]
        await self.app(inner, receive, _Rewriter(send, zipped, scope["method"] == "HEAD"))


class _Rewriter:
    """Holds back an HTML response until it is complete, then sends the Dutch text in its place."""

    def __init__(self, send: Send, zipped: bool, head_only: bool) -> None:
        self.send, self.zipped, self.head_only = send, zipped, head_only
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and is_html(message) and not _is_dutch(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_whole(self.start)

    async def _send_whole(self, start: Message) -> None:
        body = encoded(dutch(self.body), self.zipped)
        headers = copied_headers(start)
        for name in ("etag", "last-modified", "accept-ranges", "content-length"):
            del headers[name]
        # Each page load may carry a new device cookie, so no shared cache may keep it.
        headers["cache-control"] = "private, no-cache"
        headers["vary"] = "Accept-Encoding"
        if self.zipped:
            headers["content-encoding"] = "gzip"
        if not self.head_only:
            headers["content-length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": b"" if self.head_only else body})


def _is_dutch(message: Message) -> bool:
    """Our own plain pages say so (web/templating); Streamlit's says nothing."""
    return any(name.lower() == b"content-language" for name, _value in message.get("headers", []))


@lru_cache(maxsize=8)
def encoded(page: bytes, zipped: bool) -> bytes:
    """The page as sent: gzipped at level 9 when the browser takes that."""
    return gzipped(page) if zipped else page
