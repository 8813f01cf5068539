"""What a phone shows after the closing, while the study day goes on: wait, look back, vote again, choose.

One's own answers are nowhere on the server any more: the tab that gave them puts them beside the team's (phone.js).
"""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from leidraad.charts import butterfly, own_beside_team, turnout
from leidraad.content import topics
from leidraad.content.models import Instrument, QuestionKind
from leidraad.domain import closeness
from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.domain.result import Result
from leidraad.errors import StorageError
from leidraad.machine import lines
from leidraad.storage.database import clock
from leidraad.storage.measurements import asked_too, joining, measurements
from leidraad.storage.study_day import day
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.rounds import Voting
from leidraad.web import templating
from leidraad.web.phone import entering, guests, place, votes, waiting

_OVER_AFTER = timedelta(hours=12)


async def show(request: Request) -> Response:
    """The present step of the study day."""
    code, device = entering.code_of(request), place.device(request)
    seen = await _looked(code)

    async def draw() -> Response:
        return await entering.answered(request, lambda: _show(code, device or ""), script=False)

    if seen is None or _is_over(seen) or _is_voting(seen):
        return await draw()
    lines.takes_part(request)
    key = (code, seen)
    if key not in _kept:  # a thousand phones ask in the same second: the first one draws it for all
        if key not in _drawing:
            _drawing[key] = asyncio.ensure_future(draw())
            _drawing[key].add_done_callback(lambda _: _drawing.pop(key, None))
        await asyncio.shield(_drawing[key])
    return _kept[key].answer(request) if key in _kept else await draw()


async def _looked(code: str) -> DayStatus | None:
    with suppress(StorageError):  # whoever draws it meets the same, and says so
        return await waiting.looked(code) if await guests.is_right(code) else None
    return None


async def listen(request: Request) -> Response:
    """Wait for something new; whoever takes a page gets the new screen at once, and saves everybody a request."""
    answer = await waiting.wait(request)
    is_new = answer.status_code == 200 and bytes(answer.body).decode() != request.query_params.get("stand", "")
    if is_new and "text/html" in request.headers.get("accept", ""):
        return await show(request)
    return answer


#: The screens that are the same for everybody, by code and step; no screen of a vote is.
_kept: dict[tuple[str, DayStatus], templating.KeptPage] = {}
_drawing: dict[tuple[str, DayStatus], "asyncio.Future[Response]"] = {}
_MOST_KEPT = 50


def _is_voting(status: DayStatus) -> bool:
    """A vote shows each phone its own."""
    return (status.step is DayStep.SECOND_VOTE and status.second_vote is Voting.OPEN) or (
        status.step is DayStep.CHOOSE and status.choosing is Voting.OPEN
    )


def _is_over(status: DayStatus) -> bool:
    """Nobody took a step for half a day: nobody leads it any more."""
    return clock.now() - status.started_at > _OVER_AFTER


def _show(code: str, device: str) -> Response:
    status = waiting.find(code)
    if status is None:
        joining.measurement(
            code, device
        )  # raises when the code is unknown or the measurement is closed without a day
        return templating.go(place.address(code))
    if status.state not in (State.CLOSED, State.SHARED):
        return templating.go(place.address(code))
    return _draw(code, device, status)


def _draw(code: str, device: str, status: DayStatus) -> Response:
    if status.state is State.CLOSED:
        return _closed(code, status)
    if _is_over(status):
        return _page("done", code, status)
    instrument = votes.instrument_of(status)
    match status.step:
        case DayStep.REVEAL:
            return _reveal(code, status, instrument)
        case DayStep.TALK:
            shown = status.talk if status.screen == 0 else status.talk[status.screen - 1 : status.screen]
            asked = {item.id: item for item in instrument.items}
            return _page("talk", code, status, items=[asked[id] for id in shown], labels=_words(instrument))
        case DayStep.SECOND_VOTE if _is_voting(status):
            return votes.second_vote(code, device, status, instrument)
        case DayStep.CHOOSE if _is_voting(status):
            return votes.choose(code, device, status, instrument)
        case DayStep.SECOND_VOTE | DayStep.CHOOSE:
            return _page("look_up", code, status, title=_between(status))
        case DayStep.JUDGEMENT:
            return _page("judgement", code, status, scored=day.result(status.measurement_id).scored)
        case DayStep.DONE:
            return _page("done", code, status)
        case _:
            return _closed(code, status)


def _closed(code: str, status: DayStatus) -> Response:
    closed = measurements.get(status.measurement_id)
    return _page(
        "closed_day", code, status, cut=closed.tie_cut, handed_over=turnout.hand_overs(closed.handed_over)
    )


def _between(status: DayStatus) -> str:
    voting = status.second_vote if status.step is DayStep.SECOND_VOTE else status.choosing
    if voting is not Voting.CLOSED:
        return "Even wachten"
    return "De stemming is gesloten" if status.step is DayStep.SECOND_VOTE else "De keuze is gemaakt"


def _page(name: str, code: str, status: DayStatus, **values: Any) -> Response:
    drawn = templating.page(
        f"phone/day/{name}.html", code=code, meting=status.measurement_id, mark=status.mark, **values
    )
    if not _is_over(status):
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[code, status] = templating.KeptPage(drawn)
    return drawn


def _reveal(code: str, status: DayStatus, instrument: Instrument) -> Response:
    result = day.result(status.measurement_id)
    asked = (*topics.revealed(instrument), *filter(None, (asked_too.of_result(status.measurement_id, result),)))
    construct = asked[status.screen - 1] if status.screen else None
    rows = (
        own_beside_team.statements(construct, result) if construct else own_beside_team.profile(instrument, result)
    )
    return _page(
        "reveal",
        code,
        status,
        construct=construct,
        rows=rows,
        axis=any(not row.words for row in rows),
        closeness=closeness.sentence(result.construct(construct.id))
        if construct
        else _balance(result, instrument),
        scale=instrument.scale,
        labels=_words(instrument),
    )


def _balance(result: Result, instrument: Instrument) -> str:
    """Of activities that balance or not: the sentence about all of them."""
    parts = (part for part in instrument.parts if part.asks is QuestionKind.BALANCE and not part.stands_alone)
    return " ".join(filter(None, (butterfly.sentence(result, part) for part in parts)))


def _words(instrument: Instrument) -> list[str]:
    """What an answer is called, from "kan ik niet beoordelen" (0) to the highest (5); the script reads it."""
    return [instrument.scale.cannot_judge, *instrument.scale.labels]
