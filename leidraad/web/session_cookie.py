"""The cookie of a session: set on coming in, gone on going out."""

from starlette.requests import Request
from starlette.responses import Response

from leidraad.access import cookies
from leidraad.storage.accounts import sessions
from leidraad.web import templating


def come_in(request: Request, token: str, target: str = "./") -> Response:
    """On to the screens, with the cookie of a new session."""
    answer = templating.go(target)
    answer.set_cookie(
        cookies.SESSION,
        token,
        max_age=int(sessions.LASTS.total_seconds()),
        path="/",
        secure=request.scope["scheme"] == "https",
        httponly=True,
        samesite="lax",
    )
    return answer


def go_out(request: Request) -> Response:
    """To the start page, without the cookie."""
    answer = templating.go("./")
    answer.delete_cookie(
        cookies.SESSION, path="/", secure=request.scope["scheme"] == "https", httponly=True, samesite="lax"
    )
    return answer
