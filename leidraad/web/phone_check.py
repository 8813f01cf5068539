"""The check "can phones reach us": a light page for a phone, and how many opened it since this start.

Nothing about a phone is kept: the number is all there is, and it is gone when the server stops.
"""

import asyncio

import psutil
from starlette.requests import Request
from starlette.responses import HTMLResponse

from leidraad.access import cookies
from leidraad.machine import network
from leidraad.storage import phones_seen
from leidraad.web import templating


async def check(request: Request) -> HTMLResponse:
    """The page behind the QR code of the check."""
    if _is_this_computer(request):
        return templating.page("phone_check.html", here=True)
    await asyncio.to_thread(_count, request.cookies.get(cookies.CHECK))
    answer = templating.page("phone_check.html", here=False)
    secure = request.scope["scheme"] == "https"
    answer.set_cookie(cookies.CHECK, phones_seen.mark(), httponly=True, samesite="lax", secure=secure)
    return answer


def _count(brought: str | None) -> None:
    phones_seen.mark()
    if not phones_seen.counted(brought):
        phones_seen.one_more()


def _is_this_computer(request: Request) -> bool:
    """Only where no proxy stands between: behind one every phone seems to be this computer."""
    if request.client is None or any(name in request.headers for name in ("x-forwarded-for", "forwarded")):
        return False
    own = {entry.address for entries in psutil.net_if_addrs().values() for entry in entries}
    return network.is_this_computer(request.client.host) or request.client.host in own
