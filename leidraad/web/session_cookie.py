"""The cookies of whoever signs in: that of the session, gone on going out, and that by which the browser is known again."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from leidraad.access import cookies
from leidraad.errors import StorageError
from leidraad.storage.accounts import known_devices, sessions, tokens
from leidraad.web import templating

#: For choosing an account, a password and a second factor.
_TO_SCHOOL_AND_BACK = timedelta(minutes=10)


async def come_in(request: Request, token: str, target: str = "./") -> Response:
    """On to the screens, with the cookie of a new session; this browser is known from now on."""
    device = known_device(request) or tokens.new()
    with suppress(StorageError):  # it only spares a wait
        await asyncio.to_thread(known_devices.remember, token, device)
    answer = templating.go(target)
    _set(request, answer, cookies.SESSION, token, sessions.LASTS)
    _set(request, answer, cookies.KNOWN, device, known_devices.KEPT)
    answer.delete_cookie(cookies.TIE, path="/")
    return answer


def to_school(request: Request, link: str) -> Response:
    """To the school's own login, to tie its account to that of this one-time link; there somebody confirms it."""
    answer = templating.go("schoollogin")
    _set(request, answer, cookies.TIE, link, _TO_SCHOOL_AND_BACK)
    return answer


def known_device(request: Request) -> str:
    """The random number of a browser in which somebody came in before, or nothing."""
    return cookies.token(request.cookies.get(cookies.KNOWN, ""))


def _set(request: Request, answer: Response, name: str, value: str, lasts: timedelta) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=request.scope["scheme"] == "https",
        httponly=True,
        samesite="lax",
    )


def go_out(request: Request) -> Response:
    """To the start page, without the cookie of the session."""
    answer = templating.go("./")
    answer.delete_cookie(
        cookies.SESSION, path="/", secure=request.scope["scheme"] == "https", httponly=True, samesite="lax"
    )
    return answer
