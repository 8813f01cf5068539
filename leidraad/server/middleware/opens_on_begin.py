"""A fresh installation opens on the page that takes it into use."""

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from leidraad.access import cookies
from leidraad.errors import StorageError
from leidraad.machine.subpath import base
from leidraad.storage.accounts import accounts, first_run
from leidraad.web import templating


class OpensOnBegin:
    """Pure ASGI middleware: until somebody has an account, the start page is the one on which to begin.

    Not for whoever looks around, and not while a measurement is open: its participants type their code there.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.claimed = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        if not self.claimed and _is_start_page(scope) and await self._begins(scope):
            await templating.go("begin")(scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def _begins(self, scope: Scope) -> bool:
        try:
            return await self._is_to_begin(scope)
        except StorageError:
            return False  # the start page says so, and comes back by itself

    async def _is_to_begin(self, scope: Scope) -> bool:
        self.claimed = await asyncio.to_thread(accounts.is_claimed)
        if self.claimed or cookies.SESSION in Request(scope).cookies or scope["query_string"]:
            return False
        return not await asyncio.to_thread(first_run.has_participants_to_let_in)


def _is_start_page(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in {"/", f"{base()}/"}
