"""Our own pages: templates in which whatever somebody typed stays letters, under a content policy without exceptions.

A page is plain HTML with one style sheet and two scripts, each under a name that changes with its contents, without
what only a reader needs, and zipped once.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from leidraad import product
from leidraad.machine.subpath import base
from leidraad.web.zipped import KEPT_FOR_EVER, gzipped, takes_gzip

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
#: Nothing but our own script, style and pictures; nobody may put a page in a frame or change where it points.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
#: `no-store`: a page may hold answers. `content-language`: it is not made Dutch again on the way out.
HEADERS = {"cache-control": "no-store", "content-language": "nl", "content-security-policy": POLICY}
#: In this order: each stands on the one before.
SCRIPTS = ("phone.js", "day.js")
_AGAIN_SECONDS = 6
_COMMENT = re.compile(r"/\*.*\*/")
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def _asset(name: str) -> tuple[str, bytes]:
    """The address of a file beside this module, and what is in it."""
    body = _shortened((_HERE / name).read_text(encoding="utf-8")).encode()
    stem, ending = name.rsplit(".", 1)
    return f"/stijl/{stem}-{hashlib.sha256(body).hexdigest()[:12]}.{ending}", body


def _shortened(text: str) -> str:
    """Without indentation, empty lines, and comments on lines of their own."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//") and not _COMMENT.fullmatch(line))


def _address(name: str) -> str:
    return base() + _asset(name)[0]


@cache
def templates() -> "Environment":
    """Made for the first page: whoever opens a screen of Streamlit need not wait for it at the start."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a template is not looked at again on the disk for each page
    )
    made.globals |= {"product": product.NAME, "asset": _address, "scripts": SCRIPTS, "base": base}
    return made


def page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page from templates/`template`; a value that the template names and nobody gives is an error."""
    return HTMLResponse(templates().get_template(template).render(values), status, HEADERS)


def refusal(title: str, why: str, status: int, *, sign_in: bool = False) -> HTMLResponse:
    """A page that says why not, and where to go instead: the start, or signing in."""
    return page("refused.html", status=status, title=title, why=why, sign_in=sign_in)


def away(said: str, fields: Sequence[tuple[str, str]] | None = None) -> HTMLResponse:
    """Nothing can be read or written now: the page comes back by itself, or with `fields` when its button is pressed."""
    return page("away.html", status=503, said=said, fields=fields, seconds=_AGAIN_SECONDS)


def go(address: str) -> Response:
    """On to another page, by asking for it: a reload repeats nothing."""
    return RedirectResponse(address, 303, HEADERS)


class KeptPage:
    """A page that is the same for everybody: drawn and zipped once."""

    def __init__(self, drawn: HTMLResponse) -> None:
        body = bytes(drawn.body)
        self._plain = HTMLResponse(body, headers=HEADERS)
        zipped = {**HEADERS, "content-encoding": "gzip", "vary": "Accept-Encoding"}
        self._zipped = HTMLResponse(gzipped(body), headers=zipped)

    def answer(self, request: Request) -> Response:
        """As this browser takes it."""
        return self._zipped if takes_gzip(request.scope) else self._plain


def _sent(name: str) -> Route:
    path, body = _asset(name)
    zipped = gzipped(body)
    headers = {"cache-control": KEPT_FOR_EVER, "vary": "Accept-Encoding"}

    async def send(request: Request) -> Response:
        kind = _KINDS[Path(name).suffix]
        if takes_gzip(request.scope):
            return Response(zipped, headers={**headers, "content-encoding": "gzip"}, media_type=kind)
        return Response(body, headers=headers, media_type=kind)

    return Route(path, send)


ROUTES = [_sent(name) for name in ("web.css", *SCRIPTS, "form.js", "mark.svg")]
