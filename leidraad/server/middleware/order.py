"""The middleware in its order: a request passes from top to bottom, a response from bottom to top."""

from starlette.middleware import Middleware

from leidraad.server.middleware.callers import KnownCallers
from leidraad.server.middleware.device import DeviceCookie
from leidraad.server.middleware.dutch_page import DutchPage
from leidraad.server.middleware.front_door import FrontDoor
from leidraad.server.middleware.headers import SecurityHeaders
from leidraad.server.middleware.media import MediaOfItsOwner
from leidraad.server.middleware.school_return import SchoolReturn
from leidraad.server.middleware.socket_bounds import SocketBounds
from leidraad.server.middleware.static_files import StaticGzip
from leidraad.server.middleware.unexpected import Unexpected
from leidraad.server.middleware.uploads import Uploads

MIDDLEWARE = [
    Middleware(SecurityHeaders),  # outermost, so that every answer below carries the headers
    Middleware(Unexpected),
    Middleware(KnownCallers),
    Middleware(MediaOfItsOwner),
    Middleware(SchoolReturn),
    Middleware(SocketBounds),
    Middleware(Uploads),
    Middleware(StaticGzip),
    Middleware(DeviceCookie),
    Middleware(DutchPage),
    Middleware(FrontDoor),  # innermost: the only one that asks the database
]
