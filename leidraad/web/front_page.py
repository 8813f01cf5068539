"""The first page for whoever is not signed in: type a code, the private scan, the way in. Whoever leads gets it as a screen (pages/start)."""

from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from leidraad import product
from leidraad.web import templating
from leidraad.web.templating import KeptPage


def answer(request: Request, *, claimed: bool) -> Response:
    """The page; `claimed`: somebody has an account, so that there is something to sign in to."""
    return _drawn(claimed).answer(request)


@cache
def _drawn(claimed: bool) -> KeptPage:
    return KeptPage(templating.page("front.html", claimed=claimed, say=product))
