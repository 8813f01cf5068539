"""Whether somebody is signed in, for what may cost the server more than a stranger may."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from leidraad.access import cookies
from leidraad.access.identity import NOBODY
from leidraad.errors import LeidraadError
from leidraad.machine import school_login
from leidraad.storage.accounts import sessions


async def is_known(connection: HTTPConnection) -> bool:
    """Here or through the school, or looking around with leave of the host; at this moment."""
    if school_login.is_configured() and _get_signed_cookie_with_chunks(connection.cookies, USER_COOKIE_NAME):
        return True
    token = connection.cookies.get(cookies.SESSION, "")
    try:
        return bool(token) and await run_in_threadpool(sessions.visitor, token) != NOBODY
    except LeidraadError:
        return False
