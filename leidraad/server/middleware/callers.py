"""Who may call: only under a host name that is ours, and never a page of another site.

Foreign pages are refused here, before Streamlit: it would look up our address on the internet to compare,
and hold up everybody meanwhile.
"""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from leidraad.web import templating
from leidraad.web.origin import is_ours

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OTHER_HOST = (
    "Onder dit adres is de Teamscan niet te bereiken. Gebruik het adres dat je van je kartrekker kreeg. "
    "Voor de beheerder: sta dit adres toe met STREAMLIT_SERVER_ALLOWED_HOSTS (zie docs/hosting.md)."
)
OTHER_SITE = "Dit verzoek kwam van een andere site en is geweigerd. Er is niets veranderd."


class KnownCallers:
    """Pure ASGI middleware for requests and websockets."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        refusal = _refusal(scope)
        if refusal is None:
            await self.app(_with_readable_cookies(scope), receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send)


def _with_readable_cookies(scope: Scope) -> Scope:
    """No cookie of ours or of Streamlit holds a backslash, and Python reads a head full of them for half a minute."""
    if not any(name == b"cookie" and b"\\" in value for name, value in scope.get("headers", ())):
        return scope
    plain = [(name, value.replace(b"\\", b"") if name == b"cookie" else value) for name, value in scope["headers"]]
    return {**scope, "headers": plain}


def _refusal(scope: Scope) -> Response | None:
    if scope["type"] not in {"http", "websocket"}:
        return None
    headers = Headers(scope=scope)
    if not is_host_allowed(headers.get("host")):
        return PlainTextResponse(OTHER_HOST, 421)  # a style sheet would be refused as well
    if _changes_something(scope) and comes_from_another_site(headers):
        return templating.refusal("Dit is niet gelukt", OTHER_SITE, 403)
    return None


def _changes_something(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["method"] not in READING


def comes_from_another_site(headers: Headers) -> bool:
    """Whether a page elsewhere sent this. Programs send no Origin; every browser does where it matters."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}
    return not is_ours(origin, headers.get("host", ""))
