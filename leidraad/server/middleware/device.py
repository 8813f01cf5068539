"""The device cookie: a random number by which a phone finds its own answers back; it names no person.
Set with the page, so the websocket that follows already carries it."""

import secrets

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leidraad.access import cookies
from leidraad.server.responses import copied_headers, is_html
from leidraad.web import plan_reading

MAX_AGE_SECONDS = 400 * 24 * 60 * 60  # browsers keep a cookie no longer than 400 days


class DeviceCookie:
    """Pure ASGI middleware: gives the cookie to a device that has none or a damaged one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        if scope["type"] != "http" or has_device(scope) or plan_reading.is_here(scope["path"]):
            await self.app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and _opens_a_page(message):
                headers = copied_headers(message)
                headers.append("set-cookie", new_cookie(secure=scope["scheme"] == "https"))
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def has_device(scope: Scope) -> bool:
    """Whether the request carries a well-formed device cookie."""
    return cookies.device(HTTPConnection(scope).cookies.get(cookies.DEVICE, "")) is not None


def new_cookie(secure: bool) -> str:
    """A Set-Cookie value with 128 fresh random bits."""
    cookie = f"{cookies.DEVICE}={secrets.token_hex(16)}; Path=/; Max-Age={MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax"
    return f"{cookie}; Secure" if secure else cookie


def _opens_a_page(message: Message) -> bool:
    if message["status"] == 303:  # the join route; the page itself follows
        return True
    return is_html(message)
