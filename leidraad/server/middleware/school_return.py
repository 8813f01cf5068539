"""On the way to the school's login and back: whatever does not end in a login is said on our own page, in Dutch.

Streamlit, which does the protocol, answers in English or goes to the start page without a word.
"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leidraad.access import cookies
from leidraad.machine.subpath import base, inside
from leidraad.web import templating
from leidraad.web.sign_in import SchoolTrouble

_TO, _BACK = "/auth/login", "/oauth2callback"
_LOGIN = f"{cookies.SCHOOL}="


class SchoolReturn:
    """Pure ASGI middleware for the two addresses of the school's login."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        path = inside(scope["path"]) if scope["type"] == "http" else ""
        if path not in (_TO, _BACK):
            await self.app(scope, receive, send)
            return
        replaced = False

        async def watching(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and (why := _trouble(path, Request(scope), message)):
                replaced = True
                await _said(why, message)(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, watching)


def _trouble(path: str, request: Request, message: Message) -> SchoolTrouble | None:
    headers = Headers(raw=message["headers"])
    if path == _TO:
        if message["status"] >= 400:
            return SchoolTrouble.OUT_OF_REACH
        return None if "://" in headers.get("location", "") else SchoolTrouble.FAILED
    if any(_logs_in(one) for one in headers.getlist("set-cookie")):
        return None
    return SchoolTrouble.REFUSED if request.query_params.get("error") else SchoolTrouble.FAILED


def _logs_in(cookie: str) -> bool:
    """Whether this gives the cookie of a login a value; to take it back it is emptied."""
    return cookie.startswith(_LOGIN) and cookie.removeprefix(_LOGIN).split(";")[0].strip('"') != ""


def _said(why: SchoolTrouble, message: Message) -> Response:
    page = templating.go(f"{base()}/aanmelden?school={why.value}")
    for name, value in message["headers"]:
        if name.lower() == b"set-cookie":  # what is left of an earlier login goes
            page.raw_headers.append((name, value))
    return page
