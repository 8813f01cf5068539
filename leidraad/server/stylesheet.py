"""The style sheet of the screens as a file: kept by the browser, there before the first element, and not sent with each run."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from leidraad.ui.shell.style import CSS
from leidraad.web.zipped import KEPT_FOR_EVER

#: The name changes with the contents.
NAME = f"stijl/{hashlib.sha256(CSS.encode()).hexdigest()[:12]}.css"
#: In the body: it wins from Streamlit's own rules, which its scripts write into the head.
LINK = f'<link rel="stylesheet" href="./{NAME}">'


async def stylesheet(_request: Request) -> Response:
    """The whole sheet; Streamlit zips it for whoever takes that."""
    return Response(CSS, media_type="text/css", headers={"cache-control": KEPT_FOR_EVER})
