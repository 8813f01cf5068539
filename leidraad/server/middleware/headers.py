"""Security headers on every response, and no answer on addresses that tell about the server itself."""

import base64
import hashlib
import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leidraad.server.streamlit_inside.html import dutch, installed

HIDDEN = re.compile(r"/_stcore/(metrics|agent)(/|$)")
HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
FIXED = {
    "x-content-type-options": "nosniff",
    # Join codes stand in addresses; no other site may learn them. Not "no-referrer": browsers then hide, also from
    # us, which site a form came from.
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_FIXED = [(name.encode(), value.encode()) for name, value in FIXED.items()]
#: What an answer of ours may ask for itself: of a page with a secret in its address no site at all learns.
_STRICTER = (b"referrer-policy", b"no-referrer")
_NAMES = frozenset(name for name, _ in _FIXED)
_POLICY = b"content-security-policy"


class SecurityHeaders:
    """Pure ASGI middleware; takes the script hashes from the installed page, once, at start."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.hashes = script_hashes(dutch(installed()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = list(message.get("headers", ()))
                given = [one for one in sent if one[0].lower() not in _NAMES]
                fixed = [_STRICTER if one[0] == _STRICTER[0] and _STRICTER in sent else one for one in _FIXED]
                if all(name.lower() != _POLICY for name, _ in given):  # a page of ours has a stricter one
                    policy = content_security_policy(self.hashes, Headers(scope=scope).get("host", ""))
                    given.append((_POLICY, policy.encode()))
                message = {**message, "headers": given + fixed}
            await send(message)

        if HIDDEN.search(scope["path"]):
            await PlainTextResponse("Niet gevonden", 404)(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)


def content_security_policy(hashes: tuple[str, ...], host: str) -> str:
    """Only what Streamlit needs from this server. For older browsers 'self' does not cover the websocket, so
    `host` is named too; a Host header that is no plain name is left out."""
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    scripts = "".join(f" '{value}'" for value in hashes)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self'{scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets} data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
        ]
    )


def script_hashes(page: bytes) -> tuple[str, ...]:
    """The sha256 source expression of every inline script in the page."""
    bodies = INLINE_SCRIPT.findall(page.decode("utf-8"))
    digests = (hashlib.sha256(body.encode("utf-8")).digest() for body in bodies)
    return tuple(f"sha256-{base64.b64encode(digest).decode()}" for digest in digests)
