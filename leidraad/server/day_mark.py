"""The address that phones ask whether their study day went on: a few bytes, so that two hundred can ask all the time.

It says only that something changed, never what. The script server/streamlit_inside/scripts/follow_the_day.js asks, and presses a button that nobody sees.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from leidraad.errors import StorageError
from leidraad.storage.study_day import day

_HEADERS = {"cache-control": "no-store"}


async def mark(request: Request) -> Response:
    """The mark of a study day, that changes when a phone has something new to draw; 404 when there is none."""
    id: int = request.path_params["measurement"]
    found = day.remembered(id)
    if found is None:
        try:
            found = await run_in_threadpool(
                day.find, id
            )  # a database may be slow; the server must not wait for it
        except StorageError:
            return PlainTextResponse("", 503, _HEADERS)
    if found is None:
        return PlainTextResponse("", 404, _HEADERS)
    return PlainTextResponse(found.mark, headers=_HEADERS)
