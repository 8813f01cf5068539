"""What Streamlit keeps for a page, such as a file to save: only for the browser whose page it is, as long as that page lives.

Streamlit itself sends it to whoever knows the address, also after signing out and after the page was closed.
"""

import asyncio
from collections.abc import Mapping
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.session_manager import ActiveSessionInfo

from leidraad.access import cookies
from leidraad.machine.subpath import inside
from leidraad.server.responses import copied_headers
from leidraad.ui.shell import visitor
from leidraad.web import templating

PREFIX = "/media/"
GONE = "Dit bestand is er niet meer. Het was van een pagina die gesloten is, of van iemand die zich afmeldde. Maak het daar opnieuw."
#: What makes two requests come from one browser. That of taking part must be there: without any all would be alike.
_BROWSER = (cookies.DEVICE, cookies.SESSION)


class MediaOfItsOwner:
    """Pure ASGI middleware for /media: refuses whose it is not, and lets nobody keep it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        MediaFileManager.execute_deferred = _made_for_its_page  # type: ignore[method-assign, assignment]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        path = inside(scope["path"]) if scope["type"] == "http" else ""
        if not path.startswith(PREFIX):
            await self.app(scope, receive, send)
            return

        async def send_unkept(message: Message) -> None:
            if message["type"] == "http.response.start":
                copied_headers(message)["cache-control"] = "no-store"
            await send(message)

        file = PurePosixPath(path.removeprefix(PREFIX)).stem
        if await asyncio.to_thread(_is_of, Request(scope).cookies, file):
            await self.app(scope, receive, send_unkept)
        else:
            await templating.refusal("Dit bestand is er niet meer", GONE, 404)(scope, receive, send)


_make = MediaFileManager.execute_deferred


def _made_for_its_page(manager: MediaFileManager, placeholder: str) -> str:
    """Streamlit makes some files only when they are saved, and then forgets of which page they are."""
    asked = manager._deferred_callables.get(placeholder)
    address = _make(manager, placeholder)
    if asked is not None:
        with manager._lock:
            shown = manager._files_by_session_and_coord
            if asked["session_id"] in shown:
                shown[asked["session_id"]][f"{asked['coordinates']} gemaakt"] = PurePosixPath(address).stem
    return address


def _is_of(sent: Mapping[str, str], file: str) -> bool:
    """Whether a page that is open in this browser now shows this file."""
    if not Runtime.exists() or cookies.device(sent.get(cookies.DEVICE, "")) is None:
        return False
    runtime = Runtime.instance()
    shown = runtime.media_file_mgr._files_by_session_and_coord
    return any(
        file in list(shown.get(one.session.id, {}).values()) and _is_in(sent, one)
        for one in runtime._session_mgr.list_active_sessions()
    )


def _is_in(sent: Mapping[str, str], page: ActiveSessionInfo) -> bool:
    """Whether this page is open in this browser, and whoever has it open is still who it was when it was drawn."""
    context = page.client.client_context
    if context is None or _browser(context.cookies) != _browser(sent):
        return False
    try:
        seen = page.session.session_state[visitor.SEEN]
    except KeyError:
        return False
    return bool(visitor.who_is(context.cookies, page.session._user_info) == seen)


def _browser(sent: Mapping[str, str]) -> tuple[object, ...]:
    school = sorted((name, value) for name, value in sent.items() if name.startswith(cookies.SCHOOL))
    return (*(sent.get(name, "") for name in _BROWSER), *school)
