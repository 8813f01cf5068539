"""Whether this server can be used, for a monitor. Anybody may ask: so one look a second, whoever asks how often."""

import asyncio
import time

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

#: A look that takes longer, behind a server that says nothing, is not waited for.
KEPT_SECONDS, PATIENCE_SECONDS = 1.0, 2.0
_NO_STORE = {"cache-control": "no-store"}
_known: tuple[float, list[str]] = (float("-inf"), [])
_looking: asyncio.Task[list[str]] | None = None


async def health(_request: Request) -> Response:
    """Whether the process lives. Looks at nothing."""
    return JSONResponse({"status": "goed"}, headers=_NO_STORE)


async def ready(_request: Request) -> Response:
    """200 or 503, with a word for each thing that is wrong."""
    wrong = await _troubles()
    said = {"status": "niet gereed", "waarom": wrong} if wrong else {"status": "gereed"}
    return JSONResponse(said, 503 if wrong else 200, headers=_NO_STORE)


async def _troubles() -> list[str]:
    global _looking
    at, known = _known
    if time.monotonic() - at < KEPT_SECONDS:
        return known
    if _looking is None or _looking.done():
        _looking = asyncio.create_task(_look())
    try:
        return await asyncio.wait_for(asyncio.shield(_looking), PATIENCE_SECONDS)
    except TimeoutError:
        return ["database"]


async def _look() -> list[str]:
    global _known
    from leidraad.storage import condition

    found = [str(one) for one in await asyncio.to_thread(condition.troubles)]
    _known = (time.monotonic(), found)
    return found
