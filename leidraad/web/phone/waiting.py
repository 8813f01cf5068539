"""Waiting for the next step: a phone leaves one request open, and gets an answer as soon as there is something new.

All phones of one measurement share one look at the database, four times a second; it stops when nobody waits. What
waits is bounded, for one phone and altogether; whoever is too many hears so at once, and asks again a little later.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from leidraad.domain.measurement import State
from leidraad.errors import LeidraadError, MeasurementNotOpen, NotFound, StorageError, TooOften
from leidraad.machine import lines
from leidraad.storage.measurements import joining, measurements
from leidraad.storage.study_day import day
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.web import strangers, templating
from leidraad.web.phone import entering, guests, place

#: What a phone compares as long as the measurement is open.
OPEN = "open"
#: The measurement was thrown away while a phone waited.
GONE = "weg"
PATIENCE_SECONDS = 25.0
LOOK_EVERY_SECONDS = 0.25
#: Tabs of one phone; without a cookie nobody can take part, so these are together one phone.
MOST_PER_DEVICE = 8
#: Ten full schools; a request that waits holds a socket and some kilobytes.
MOST_WAITING = 2_000
TOO_MANY = "Er wachten nu te veel schermen tegelijk. Deze pagina vraagt het zo weer."
ASK_AGAIN_SECONDS = 10
_LONGEST = 40


def mark(measurement_id: int, status: DayStatus | None) -> str:
    """What changes when a phone has something new to draw; tells nothing else."""
    state = status.state if status else State(measurements.get(measurement_id).state)
    if state not in (State.CLOSED, State.SHARED):
        return OPEN
    return status.mark if status else state.value


@dataclass
class _Watch:
    """Those who wait for one measurement, each with what they know."""

    waiting: dict[asyncio.Future[str], str] = field(default_factory=dict)
    looking: asyncio.Task[None] | None = None


class _Full(Exception):
    """One more may not wait now."""


_watches: dict[int, _Watch] = {}
_waiting: Counter[str] = Counter()  # by device
_stopping = False


def let_go() -> None:
    """The server stops: everybody who waits gets an answer now, since it waits for them. They ask again by themselves."""
    global _stopping
    _stopping = True
    for watch in _watches.values():
        for one, known in watch.waiting.items():
            if not one.done():
                one.set_result(known)


async def wait(request: Request) -> Response:
    """The mark of the measurement with this code: at once when it is another than the phone knows, else when it changes."""
    known = request.query_params.get("stand", "")[:_LONGEST]
    try:
        code, device = entering.code_of(request), place.device(request)
        await guests.require(code, device)
        seen = await looked(code)
        id = seen.measurement_id if seen else await run_in_threadpool(_measurement, code, device)
        lines.takes_part(request)
        now = await _changed(request, id, known, device or "")
    except _Full:
        return PlainTextResponse(TOO_MANY, 503, {**templating.HEADERS, "retry-after": str(ASK_AGAIN_SECONDS)})
    except TooOften:
        await strangers.hold_back()
        return PlainTextResponse("", 429, templating.HEADERS)
    except StorageError:
        return PlainTextResponse("", 503, templating.HEADERS)
    except LeidraadError:
        return PlainTextResponse("", 404, templating.HEADERS)
    return PlainTextResponse(now, headers=templating.HEADERS)


async def looked(code: str) -> DayStatus | None:
    """Where the day of this code is; who asks while the database is read hears the same. None where it cannot be read."""
    remembered = day.seen(code)
    if remembered is not None:
        return remembered
    if code not in _reading:
        _reading[code] = asyncio.ensure_future(run_in_threadpool(find, code))
        _reading[code].add_done_callback(lambda _: _reading.pop(code, None))
    try:
        return await asyncio.shield(_reading[code])
    except LeidraadError:
        return None  # whoever draws it meets the same, and says so


_reading: dict[str, "asyncio.Future[DayStatus | None]"] = {}


def find(code: str) -> DayStatus | None:
    """The same, by one who waits for nobody. Raises StorageError."""
    id = day.by_code(code)
    return None if id is None else day.find(id)


def _measurement(code: str, device: str | None) -> int:
    found = day.by_code(code)
    if found is not None:
        return found
    try:
        return joining.measurement(code, device).id
    except MeasurementNotOpen:  # closed without a study day: it may be opened again, or shared
        return measurements.with_code(code).id


async def _changed(request: Request, id: int, known: str, device: str) -> str:
    now = await _look(id)
    if now != known or _stopping:
        return now
    if _waiting[device] >= MOST_PER_DEVICE or sum(len(one.waiting) for one in _watches.values()) >= MOST_WAITING:
        raise _Full
    watch = _watches.setdefault(id, _Watch())
    mine: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    watch.waiting[mine] = known
    if watch.looking is None or watch.looking.done():
        watch.looking = asyncio.create_task(_keep_looking(id, watch))
    _waiting[device] += 1
    hung_up = asyncio.ensure_future(_hung_up(request))
    try:
        await asyncio.wait((mine, hung_up), timeout=PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        return mine.result() if mine.done() else known
    finally:
        hung_up.cancel()
        watch.waiting.pop(mine, None)
        _waiting[device] -= 1
        if not _waiting[device]:
            del _waiting[device]


async def _hung_up(request: Request) -> None:
    """Until the phone is gone: then it holds no place any more."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _keep_looking(id: int, watch: _Watch) -> None:
    while watch.waiting:
        await asyncio.sleep(LOOK_EVERY_SECONDS)
        try:
            now = await _look(id)
        except NotFound:
            now = GONE
        except LeidraadError:
            continue  # the database is away for a moment: those who wait go on waiting
        for one, known in list(watch.waiting.items()):
            if known != now and not one.done():
                one.set_result(now)
    _watches.pop(id, None)


async def _look(id: int) -> str:
    remembered = day.remembered(id)
    if remembered is not None:
        return mark(id, remembered)
    return await run_in_threadpool(lambda: mark(id, day.find(id)))
