"""Files come in only where a page of ours asks for one: before a byte of it is taken, and no more than fits."""

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from leidraad.access import cookies
from leidraad.machine.subpath import inside
from leidraad.server.middleware.known import is_known

_ADDRESS = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")
_LENGTH = re.compile(r"[0-9]{1,9}")
_WHO = (cookies.SESSION, USER_COOKIE_NAME)
_UPLOADER = "file_uploader_state_value"
#: So many of the largest files lie in memory at a time, of everybody together.
MOST_FILES = 10
REFUSED = "Hier wordt geen bestand gevraagd."
FULL = "Er worden nu te veel bestanden tegelijk ingelezen. Probeer het over een paar minuten opnieuw."


class Uploads:
    """Pure ASGI middleware before Streamlit's address for files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it."""
        where = _ADDRESS.fullmatch(inside(scope["path"])) if scope["type"] == "http" else None
        if where and scope["method"] != "OPTIONS" and (refused := await _refused(where[1], Request(scope))):
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, send)


async def _refused(session: str, request: Request) -> Response | None:
    if not _shows_uploader(session, request) or not await is_known(request):
        return PlainTextResponse(REFUSED, 403)
    if request.method == "PUT" and not _fits(request):
        return PlainTextResponse(FULL, 413)
    return None


def _shows_uploader(session: str, request: Request) -> bool:
    """Whether the page of this session asks for a file, and this browser has that page open."""
    runtime = Runtime.instance()
    found, client = runtime.get_app_session(session), runtime.get_client(session)
    context = client.client_context if client else None
    if found is None or context is None:
        return False
    widgets = found.session_state._new_widget_state.widget_metadata.copy().values()
    return any(one.value_type == _UPLOADER for one in widgets) and all(
        context.cookies.get(name) == request.cookies.get(name) for name in _WHO
    )


def _fits(request: Request) -> bool:
    kept = Runtime.instance().uploaded_file_mgr
    assert isinstance(kept, MemoryUploadedFileManager)
    length = request.headers.get("content-length", "")
    most = MOST_FILES * config.get_option("server.maxUploadSize") * 1024 * 1024
    return _LENGTH.fullmatch(length) is not None and kept._total_bytes + int(length) <= most
