"""What whoever is not signed in finds at the address of the Teamscan: a plain page, or the one that takes a fresh installation into use."""

import asyncio
from contextlib import suppress

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from leidraad.access import cookies
from leidraad.errors import StorageError
from leidraad.machine.subpath import base
from leidraad.storage.accounts import accounts, first_run
from leidraad.web import front_page, templating


class FrontDoor:
    """Pure ASGI middleware: a colleague who types the address of the wall gets kilobytes in place of Streamlit's scripts.

    Until somebody has an account it leads to where to begin; not for whoever looks around, and not while a measurement
    is open: its participants type their code here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.claimed = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        app = self.app
        if _asks_for_it(scope) and not _may_be_signed_in(request := Request(scope)):
            with suppress(StorageError):  # the screen says so, and comes back by itself
                app = await self._answer(request)
        await app(scope, receive, send)

    async def _answer(self, request: Request) -> ASGIApp:
        self.claimed = self.claimed or await asyncio.to_thread(accounts.is_claimed)
        if not (self.claimed or request.scope["query_string"]) and not await asyncio.to_thread(
            first_run.has_participants_to_let_in
        ):
            return templating.go("begin")
        return front_page.answer(request, claimed=self.claimed)


def _asks_for_it(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in {"/", f"{base()}/"}


def _may_be_signed_in(request: Request) -> bool:
    return any(one == cookies.SESSION or one.startswith(cookies.SCHOOL) for one in request.cookies)
