"""The door of a phone's pages: finds the place, and turns whatever is refused into a screen of its own."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from leidraad.charts import turnout
from leidraad.errors import LeidraadError, MeasurementNotOpen, NotFound, StorageError, TooOften
from leidraad.machine import lines
from leidraad.storage import codes
from leidraad.storage.measurements import measurements
from leidraad.storage.study_day import day
from leidraad.web import forms, strangers, templating
from leidraad.web.phone import guests, place, turns
from leidraad.web.phone.place import PhonePlace
from leidraad.web.templating import KeptPage

MOST_BYTES = 8_000
MOST_FIELDS = 40
MOST_CODE = 12
Asked = Mapping[str, str]
Drawn = Response | KeptPage
Draw = Callable[[PhonePlace, Asked], Drawn]
Turn = Callable[[Callable[[], Drawn]], Awaitable[Drawn]]
Act = Callable[[PhonePlace, FormData, Asked], Drawn]
#: Somebody who fills in can do nothing about the cause: whoever leads hears that (ui/shell/navigation).
NOT_NOW = "De Teamscan kan nu even niet bij wat is opgeslagen. Wat al opgeslagen was, is er nog."


def code_of(request: Request) -> str:
    """The code in the address as the program writes it: capitals, without spaces."""
    return codes.normalise(request.path_params["code"])[:MOST_CODE]


async def show(request: Request, draw: Draw, *, needs_cookie: bool = True) -> Response:
    """Draw a screen of an open measurement."""
    device = place.device(request)
    if device is None and needs_cookie:
        return templating.page("phone/no_cookie.html", onward=place.address(code_of(request)))
    return await answered(
        request, lambda: draw(place.find(code_of(request), device or ""), _asked(request)), script=False
    )


async def act(request: Request, do: Act, *, script: bool = False) -> Response:
    """Do what a form asks, in an open measurement; only for a page of ours, with our cookie, of a few kilobytes."""
    device = place.device(request)
    form = await posted(request)
    if form is None or device is None:
        return turned_away(request, script=script, has_cookie=device is not None)
    find = place.remembered if script else place.find
    return await answered(
        request,
        lambda: do(find(code_of(request), device), form, _asked(request)),
        script=script,
        turn=saving(request) if script else turns.write,
        sent=form,
    )


def saving(request: Request) -> Turn:
    """The turn of a tap: with the others of the same measurement."""
    return partial(turns.save, code=code_of(request))


async def posted(request: Request) -> FormData | None:
    """The fields of a form of ours, or None when another site sent it or it is too large."""
    return await forms.posted(request, most_bytes=MOST_BYTES, most_fields=MOST_FIELDS)


def turned_away(request: Request, *, script: bool, has_cookie: bool) -> Response:
    """For what did not come from our own page, or brings no cookie."""
    if has_cookie:
        return JSONResponse({"reden": forms.REFUSED}, 403, templating.HEADERS) if script else forms.refused()
    onward = place.address(code_of(request))
    return turn_to(onward) if script else templating.page("phone/no_cookie.html", onward=onward)


def _asked(request: Request) -> Asked:
    return {**request.query_params, **{key: str(value) for key, value in request.path_params.items()}}


async def answered(
    request: Request,
    work: Callable[[], Drawn],
    *,
    script: bool,
    turn: Turn = turns.draw,
    sent: FormData | None = None,
) -> Response:
    """Run this beside the server; whatever is refused becomes a sentence, for a person or for the script.

    What a form `sent` and could not be stored now stays on the page, to be sent again.
    """
    code = code_of(request)
    try:
        await guests.require(code, place.device(request))
        found = await turn(work)
        lines.takes_part(request)
        return found.answer(request) if isinstance(found, KeptPage) else found
    except TooOften as error:
        await strangers.hold_back()
        return _refusal("Deze code werkt niet", error, 429, script=script, typed=code)
    except MeasurementNotOpen:
        if script:
            return turn_to(place.address(code, "dag"))
        return await answered(request, lambda: _closed(code), script=False)
    except NotFound as error:
        return _refusal("Deze code werkt niet", error, 404, script=script, typed=code)
    except StorageError:
        if script:
            return JSONResponse({"reden": NOT_NOW}, 503, templating.HEADERS)
        return (
            _not_saved(request, sent)
            if sent is not None
            else templating.page("phone/away.html", status=503, said=NOT_NOW)
        )
    except LeidraadError as error:
        return _refusal("Dit kan nu niet", error, 422, script=script, onward=place.address(code))


def _closed(code: str) -> Response:
    """On to the study day, or the last screen of a measurement without one, and of those who lead the team."""
    if day.by_code(code) is not None:
        return templating.go(place.address(code, "dag"))
    found = measurements.with_code(code)
    status = day.find(found.id)
    mark = status.mark if status else found.state.value
    return templating.page(
        "phone/closed.html",
        code=code,
        meting=found.id,
        mark=mark,
        cut=found.tie_cut,
        handed_over=turnout.hand_overs(found.handed_over),
    )


def _refusal(
    title: str,
    error: LeidraadError,
    status: int,
    *,
    script: bool,
    onward: str = "",
    typed: str = "",
) -> Response:
    if script:
        return JSONResponse({"reden": str(error)}, status, templating.HEADERS)
    return templating.page(
        "phone/refusal.html", status=status, title=title, said=str(error), onward=onward, typed=typed
    )


def _not_saved(request: Request, sent: FormData) -> Response:
    """What somebody chose, with a button that sends it again: asks no database."""
    fields = [(name, value) for name, value in sent.multi_items() if isinstance(value, str)]
    return templating.page(
        "phone/not_saved.html", status=503, said=NOT_NOW, fields=fields, onward=request.url.path
    )


def turn_to(address: str) -> Response:
    """On to another screen, for the script."""
    return JSONResponse({"naar": address}, headers=templating.HEADERS)
