"""A browser without a screen for our own routes: keeps its cookies and follows no redirect by itself."""

import asyncio
import atexit
import threading
from collections.abc import Callable, Coroutine
from functools import cache
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.types import ASGIApp

HERE = "http://testserver"


class Browser:
    """Visits an ASGI app inside this process; posts say that they come from the app's own pages."""

    def __init__(self, app: ASGIApp, base_url: str = HERE) -> None:
        self.app = app
        self.base_url = base_url
        self.cookies = httpx.Cookies()

    def get(self, path: str) -> httpx.Response:
        return self._send("GET", path)

    def post(
        self, path: str, data: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return self._send("POST", path, data=data or {}, headers=headers or {"origin": self.base_url})

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=self.base_url, cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, **more)
                self.cookies = client.cookies
                return answer

        return answered(send)


def answered(send: Callable[[], Coroutine[Any, Any, httpx.Response]]) -> httpx.Response:
    """What the app answers, in a loop that goes on as that of a server does: a new one starts threads anew for every request."""
    if threading.current_thread() is not threading.main_thread():
        return asyncio.run(send())
    return _loop().call(_alone, send)


async def _alone(send: Callable[[], Coroutine[Any, Any, httpx.Response]]) -> httpx.Response:
    """Whatever a request leaves running ends with it."""
    before = asyncio.all_tasks()
    try:
        return await send()
    finally:
        left = asyncio.all_tasks() - before
        for one in left:
            one.cancel()
        await asyncio.gather(*left, return_exceptions=True)


@cache
def _loop() -> BlockingPortal:
    opened = start_blocking_portal()
    atexit.register(opened.__exit__, None, None, None)
    return opened.__enter__()
