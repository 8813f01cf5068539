"""What somebody sends with a form of ours: only from a page of this server, and no more than a form can hold."""

from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from leidraad.web.page import HEADERS

MOST_BYTES = 20_000
MOST_FIELDS = 30
REFUSED = (
    "Dit formulier kwam niet van de Teamscan zelf. Er is niets veranderd. Ga terug en laad de pagina opnieuw."
)


def from_here(request: Request) -> bool:
    """Whether a post comes from a page of this server: every browser says so, in one header or the other."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("origin", "")
    return urlsplit(origin).netloc == request.headers.get("host") if origin else site == "same-origin"


async def posted(
    request: Request, most_bytes: int = MOST_BYTES, most_fields: int = MOST_FIELDS
) -> FormData | None:
    """The fields of a form of ours, or None when another site sent it or it is too large."""
    length = request.headers.get("content-length", "")
    if not from_here(request) or not length.isdigit() or int(length) > most_bytes:
        return None
    return await request.form(max_files=0, max_fields=most_fields)


def refused() -> Response:
    """For what did not come from our own form."""
    return PlainTextResponse(REFUSED, 403, HEADERS)


def typed(form: FormData, name: str) -> str:
    """One text field, or nothing."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
