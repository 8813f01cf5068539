"""What somebody sends with a form of ours: only from a page of this server, and no more than a form can hold."""

import asyncio
import re
from contextlib import suppress

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from leidraad.web import origin, templating

MOST_BYTES = 20_000
MOST_FIELDS = 30
_LENGTH = re.compile(r"[0-9]{1,9}")
#: More than this a front server of ours does not pass on (client_max_body_size in docs/hosting).
MOST_THROWN_AWAY = 6 * 1024 * 1024
#: What is not here by then does not come any more.
PATIENCE_SECONDS = 20
REFUSED = (
    "Dit formulier kwam niet van de Teamscan zelf, of het kwam niet heel aan. Er is niets veranderd. "
    "Ga terug en laad de pagina opnieuw."
)


def from_here(request: Request) -> bool:
    """Whether a post comes from a page of this server: every browser says so, in one header or the other."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    named = request.headers.get("origin", "")
    return origin.is_ours(named, request.headers.get("host", "")) if named else site == "same-origin"


async def posted(
    request: Request, most_bytes: int = MOST_BYTES, most_fields: int = MOST_FIELDS
) -> FormData | None:
    """The fields of a form of ours, or None when another site sent it, it is too large, or no form came out of it."""
    length = request.headers.get("content-length", "")
    if not _LENGTH.fullmatch(length):
        return None
    if not from_here(request) or int(length) > most_bytes:
        await _thrown_away(request, int(length))
        return None
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await request.form(max_files=0, max_fields=most_fields)
    except (ClientDisconnect, HTTPException, TimeoutError):
        return None


async def _thrown_away(request: Request, length: int) -> None:
    """Read what is refused: a front server that is still sending would not hear the answer, and gives one of its own."""
    if length > MOST_THROWN_AWAY:
        return
    with suppress(ClientDisconnect, TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for _ in request.stream():
                pass


def refused() -> Response:
    """For what did not come from our own form."""
    return templating.refusal("Dit is niet gelukt", REFUSED, 403)


def typed(form: FormData, name: str) -> str:
    """One text field, or nothing."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
