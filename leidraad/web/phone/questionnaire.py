"""The questionnaire on somebody's own phone: a welcome, one construct per screen, an end, and what can be done there.

Each screen has an address and is a form, so that it works without any script: Vorige and Verder save what stands there.
With the script each tap is saved by itself (`save_answer`). The database is the truth; a page only shows it.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from leidraad import foreign
from leidraad.charts import turnout
from leidraad.content.models import Item
from leidraad.domain.scale import CANNOT_JUDGE, SCALE
from leidraad.errors import HandedOver, InvalidAnswer, Refused, Withdrawn
from leidraad.notation import count
from leidraad.storage import codes
from leidraad.storage.measurements import answers, handing_over, measurements
from leidraad.storage.measurements.answers import ParticipationStatus
from leidraad.storage.study_day import day
from leidraad.web import templating
from leidraad.web.phone import drawn, entering, waiting
from leidraad.web.phone.place import PhonePlace, address
from leidraad.web.templating import KeptPage

#: In the address of the welcome: somebody else filled in on this device before.
SHARED = "gedeeld"
_VALUES = {str(value): value for value in (*SCALE, CANNOT_JUDGE)}
_LINK = re.compile(r"/d/([^/?#&]+)")
_LONGEST_TYPED = 2000


async def typed_code(request: Request) -> Response:
    """On to the measurement whose code somebody typed, with spaces, in small letters or as a whole link; or ask for it."""
    typed = request.query_params.get("code", "")[:_LONGEST_TYPED].strip()
    if link := _LINK.search(unquote(unquote(typed))):  # a mail program wraps a link in one of its own
        typed = codes.normalise(link.group(1))[: codes.LENGTH]
    code = codes.normalise(typed)[: entering.MOST_CODE]
    return templating.go(address(code)) if code else templating.page("phone/code.html")


async def welcome(request: Request) -> Response:
    """Who asks, what happens with the answers, and one button."""
    return await entering.show(request, _welcome, needs_cookie=False)


async def screen(request: Request) -> Response:
    """One construct, or the end; posted, it saves what stands there and goes on. What is no screen leads to the welcome."""
    if request.method == "POST":
        return await entering.act(request, _save_and_go)
    return await entering.show(request, _screen)


def _welcome(place: PhonePlace, asked: Mapping[str, str]) -> entering.Drawn:
    standing = answers.standing(place.id, place.identity)
    if standing.withdrawn:
        return _message(place, "withdrawn")
    if not standing.saved:
        return drawn.first_welcome(place.of_anybody, asked.get("toestel") == SHARED)
    mine = answers.mine(place.id, place.identity)
    return drawn.welcome(place, place.address(_first_open(place, mine)), mine)


def _screen(place: PhonePlace, asked: Mapping[str, str]) -> entering.Drawn:
    number = _number(asked["screen"])
    standing = answers.standing(place.id, place.identity)
    if standing.withdrawn:
        return _message(place, "withdrawn")
    if number == 0:
        return templating.go(place.address())
    if number >= place.last:
        return _end(place, standing)
    return _statements(place, number, standing)


def _number(named: str) -> int:
    """The number of the screen that an address names; 0, the welcome, for what is no number of a screen."""
    return foreign.number(named[:9]) or 0


def _statements(
    place: PhonePlace, number: int, standing: ParticipationStatus, conflict: bool = False
) -> entering.Drawn:
    if not standing.present:
        return drawn.unanswered(place.of_anybody, number)
    mine = answers.mine(place.id, place.identity)
    return KeptPage(drawn.statements(place, number, mine, standing, conflict))


def _end(place: PhonePlace, standing: ParticipationStatus) -> Response:
    people = answers.people(place.id)
    return templating.page(
        "phone/end.html",
        place=place,
        saved=standing.saved,
        mine=answers.mine(place.id, place.identity),
        open_items=place.total - standing.saved,
        answers=count(standing.saved, "antwoord", "antwoorden"),
        done=standing.done,
        turnout=turnout.said(people.done, people.people - people.done, measurements.get(place.id).invited),
        handed_over=turnout.hand_overs(place.measurement.handed_over),
        is_day=day.find(place.id) is not None,
        mark=waiting.OPEN,
    )


def _message(place: PhonePlace, name: str) -> Response:
    return templating.page(f"phone/{name}.html", place=place, mark=waiting.OPEN)


def _first_open(place: PhonePlace, mine: Mapping[str, int]) -> int:
    """The first construct with an unanswered statement, or the end when there is none."""
    for number in range(1, place.last):
        if any(item.id not in mine for item in place.items(number)):
            return number
    return place.last


# --- saving ---


def _save_and_go(place: PhonePlace, form: FormData, asked: Mapping[str, str]) -> entering.Drawn:
    """Without the script: all statements of a screen at once. What another tab changed meanwhile is shown, not lost."""
    number = min(_number(asked["screen"]), place.last - 1)
    if number == 0:
        return templating.go(place.address())
    wanted, was = _read(form, place.items(number))
    if wanted:
        try:
            stored = answers.change(
                place.id, place.identity, wanted, was, joining=not form.get("mee"), leader=place.leader
            ).stored
        except Withdrawn:
            return _message(place, "withdrawn")
        except HandedOver:
            return templating.go(_next_colleague(place))
        if stored != wanted:
            return _statements(place, number, answers.standing(place.id, place.identity), conflict=True)
    there = number - 1 if form.get("naar") == "vorige" else number + 1
    if there == place.last:
        answers.finish(place.id, place.identity)
    return templating.go(place.address(there or ""))


def _read(form: FormData, items: tuple[Item, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """From a form: the answers that differ from what the page believed stored, and what it believed."""
    wanted = {item.id: found for item in items if (found := read_value(form.get(item.id))) is not None}
    was = {item.id: found for item in items if (found := read_value(form.get(f"was-{item.id}"))) is not None}
    return {item: value for item, value in wanted.items() if was.get(item) != value}, was


def read_value(typed: object) -> int | None:
    """A value on the scale, or None for nothing. Raises InvalidAnswer for anything else."""
    if typed is None or typed == "":
        return None
    if not isinstance(typed, str) or typed not in _VALUES:
        raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")
    return _VALUES[typed]


async def save_answer(request: Request) -> Response:
    """One tap: the statement, the value and what the page believed stored; gives what is stored."""
    return await entering.act(request, _save_answer, script=True)


def _save_answer(place: PhonePlace, form: FormData, _asked: Mapping[str, str]) -> Response:
    item, value, was = form.get("stelling"), read_value(form.get("waarde")), read_value(form.get("was"))
    if not isinstance(item, str) or value is None:
        raise InvalidAnswer("Deze stelling hoort niet bij deze meting. Er is niets veranderd.")
    try:
        saved = answers.change(
            place.id,
            place.identity,
            {item: value},
            {} if was is None else {item: was},
            joining=not form.get("mee"),
            leader=place.leader,
        )
    except Withdrawn:
        return entering.turn_to(place.address())
    except HandedOver:
        return entering.turn_to(_next_colleague(place))
    return said(saved.stored.get(item), saved.count)


def said(stored: Any, number: int) -> JSONResponse:
    """The answer to the script: what is stored now, and how many in all."""
    return JSONResponse({"stand": stored, "aantal": number}, headers=templating.HEADERS)


# --- what can be done at the end ---


async def finish(request: Request) -> Response:
    """Tell that one is done, without going through the last screen."""
    return await entering.act(request, _finish)


def _finish(place: PhonePlace, _form: FormData, _asked: Mapping[str, str]) -> Response:
    answers.finish(place.id, place.identity)
    return templating.go(place.address(place.last))


async def withdraw(request: Request) -> Response:
    """Delete the answers of this phone."""
    return await entering.act(request, _withdraw)


def _withdraw(place: PhonePlace, _form: FormData, _asked: Mapping[str, str]) -> Response:
    answers.withdraw(place.id, place.identity)
    return templating.go(place.address())


async def start_again(request: Request) -> Response:
    """Take part again after withdrawing."""
    return await entering.act(request, _start_again)


def _start_again(place: PhonePlace, _form: FormData, _asked: Mapping[str, str]) -> Response:
    answers.start_again(place.id, place.identity)
    return templating.go(place.address())


async def hand_over(request: Request) -> Response:
    """Let a colleague fill in on the same device."""
    return await entering.act(request, _hand_over)


def _hand_over(place: PhonePlace, _form: FormData, _asked: Mapping[str, str]) -> Response:
    with suppress(Refused):  # nothing here any more to cut loose: pressed twice, or sent again over a bad line
        handing_over.hand_over(place.id, place.identity)
    return templating.go(_next_colleague(place))


def _next_colleague(place: PhonePlace) -> str:
    return f"{place.address()}?toestel={SHARED}"
