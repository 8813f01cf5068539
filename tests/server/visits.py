"""A browser without a screen for our own routes: keeps its cookies and follows no redirect by itself."""

import asyncio
from typing import Any

import httpx
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

        return asyncio.run(send())
