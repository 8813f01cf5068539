"""The middleware in its order: a request passes from top to bottom, a response from bottom to top."""

from starlette.middleware import Middleware

from leidraad.server.callers import KnownCallers
from leidraad.server.device import DeviceCookie
from leidraad.server.headers import SecurityHeaders
from leidraad.server.page import DutchPage
from leidraad.server.static_files import StaticGzip

MIDDLEWARE = [
    Middleware(SecurityHeaders),  # outermost, so that every answer below carries the headers
    Middleware(KnownCallers),
    Middleware(StaticGzip),
    Middleware(DeviceCookie),
    Middleware(DutchPage),
]
