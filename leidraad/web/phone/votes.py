"""The two private votes of a study day on a phone: again on the statements, and on what to work on."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from leidraad.charts import places, turnout
from leidraad.charts.no_score import missing
from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.content.topics import Topic
from leidraad.domain import closeness
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.choosing import MOST_CHOICES
from leidraad.domain.result import Mode, Result
from leidraad.domain.scale import SCALE
from leidraad.errors import InvalidAnswer, RoundNotOpen
from leidraad.notation import decimal
from leidraad.storage.measurements import joining
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.web import templating
from leidraad.web.phone import entering, place, questionnaire, turns, waiting

_Typed = Mapping[str, tuple[str, object]]
_Wrong = Mapping[str, str]
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def second_vote(
    code: str,
    device: str,
    status: DayStatus,
    instrument: Instrument,
    typed: _Typed = _NOTHING,
    wrong: _Wrong = _NOTHING,
) -> Response:
    """The statements that were talked about, once more: a change of the first answer, which only the tab knows.

    What a form of this page brought that cannot be stored (`typed`: now and at first) stands there again, with what is
    `wrong` at its question, both by item id.
    """
    common: dict[str, Any] = {"code": code, "meting": status.measurement_id, "mark": status.mark}
    if not ballots.may_vote(status.measurement_id, device):
        return templating.page("phone/day/no_vote.html", **common)
    items = {item.id: item for item in instrument.items}
    return templating.page(
        "phone/day/second_vote.html",
        **common,
        items=[items[id] for id in status.asked],
        mine=ballots.my_votes(status.measurement_id, device),
        labels={id: dict(zip(SCALE, instrument.labels(items[id]), strict=True)) for id in status.asked},
        cannot_judge=instrument.scale.cannot_judge,
        typed=typed,
        wrong=wrong,
        status=422 if wrong else 200,
    )


def choose(
    code: str,
    device: str,
    status: DayStatus,
    instrument: Instrument,
    typed: Collection[str] | None = None,
    said: str = "",
) -> Response:
    """What to work on: one or two of all topics, in the order of the questionnaire, none chosen beforehand.

    A choice of which something is `said` stands there again as it was `typed`.
    """
    mine = ballots.my_choices(status.measurement_id, device)
    result = day.result(status.measurement_id)
    return templating.page(
        "phone/day/choose.html",
        code=code,
        meting=status.measurement_id,
        mark=status.mark,
        offered=[(one, _told(one, result)) for one in topics.to_choose(instrument, result.short)],
        whole=result.scored,
        mine=mine,
        ticked=mine if typed is None else typed,
        said=said,
        status=422 if said else 200,
        most=MOST_CHOICES,
        handed_over=turnout.hand_overs(rounds.handed_over(status.measurement_id)),
    )


def _told(topic: Topic, result: Result) -> str:
    """What was published of it, in a few words: nobody has to choose from memory."""
    if topic.item is None:
        found = result.construct(topic.id)
        mean, why, word = found.published, found.visibility, closeness.word(found)
    else:
        cell = result.item(topic.id)
        if cell is None:
            return ""
        if topic.item.places:
            return places.told(topic.item, cell, result.k, joint=result.mode is Mode.JOINT)
        mean, why, word = cell.mean, cell.visibility, cell.agreement.value if cell.agreement else ""
    return missing(why, result.k) if mean is None else " · ".join(filter(None, (f"score {decimal(mean)}", word)))


async def save_vote(request: Request) -> Response:
    """One tap of a second vote, or with a form all of them."""
    return await _act(request, _save_vote, again=_vote_again)


async def save_choice(request: Request) -> Response:
    """What this phone chose to work on: the whole choice, each time."""
    return await _act(request, _save_choice, again=_choose_again)


async def hand_over(request: Request) -> Response:
    """Let a colleague choose on the same device."""
    return await _act(request, _hand_over, afterwards=f"dag?toestel={questionnaire.SHARED}")


_Do = Callable[[str, DayStatus, FormData], Response]
_Again = Callable[[str, str, DayStatus, FormData, InvalidAnswer], Response]


async def _act(request: Request, do: _Do, afterwards: str = "dag", again: _Again | None = None) -> Response:
    """Do this in the study day; the script hears what `do` says, and a form goes on to `afterwards`, or comes `again`."""
    code, device, form = entering.code_of(request), place.device(request), await entering.posted(request)
    script = "script" in request.query_params
    if form is None or device is None:
        return entering.turned_away(request, script=script, has_cookie=device is not None)

    def act() -> Response:
        try:
            status = _status(code, device)
            said = do(device, status, form)
        except InvalidAnswer as error:
            if script or again is None:
                raise
            return again(code, device, status, form, error)
        except RoundNotOpen:  # the next look shows that it closed; what was stored counts
            there = place.address(code, "dag")
            return entering.turn_to(there) if script else templating.go(there)
        return said if script else templating.go(place.address(code, afterwards))

    return await entering.answered(
        request, act, script=script, turn=entering.saving(request) if script else turns.write, sent=form
    )


def _status(code: str, device: str) -> DayStatus:
    status = waiting.find(code)
    if status is None:
        joining.measurement(code, device)  # raises when the code is unknown or the measurement is closed
        raise RoundNotOpen("Er is nu geen stemming. Er is niets opgeslagen.")
    return status


def _save_vote(device: str, status: DayStatus, form: FormData) -> Response:
    """With the script one statement, without it all of them; what was not answered at first is left out.

    Also when the day went back meanwhile: the vote is open as long as it was not closed.
    """
    one = form.get("stelling")
    wanted = {id: _change(form, id, alone=one == id) for id in status.asked if one in (None, id)}
    if not wanted:
        raise InvalidAnswer("Deze stelling hoort niet bij deze stemming. Er is niets veranderd.")
    changes = {id: found for id, found in wanted.items() if found is not None}
    number = ballots.save_votes(status.measurement_id, device, changes)
    return questionnaire.said(next((found.after for found in changes.values()), None), number)


def _change(form: FormData, id: str, *, alone: bool) -> SecondVote | None:
    now = questionnaire.read_value(form.get("waarde" if alone else id))
    first = form.get("eerst" if alone else f"eerst-{id}")
    before = questionnaire.read_value(first)
    if now is None or first == "":
        return None  # not voted on, or nothing to change
    if before is None:
        raise InvalidAnswer("Kies ook wat je eerst antwoordde. Er is niets veranderd.")
    return SecondVote(before, now)


def _vote_again(code: str, device: str, status: DayStatus, form: FormData, error: InvalidAnswer) -> Response:
    """The form with all that was chosen in it, and at each question what it lacks. Raises what no person can choose."""
    typed = {id: (str(form.get(id, "")), form.get(f"eerst-{id}")) for id in status.asked}
    wrong = {id: "Kies dit ook." for id, (now, first) in typed.items() if now and first is None}
    whole = {id: found for id in status.asked if id not in wrong and (found := _change(form, id, alone=False))}
    never = ballots.never_given(status.measurement_id, whole) if whole else ()
    wrong |= dict.fromkeys(never, "Dat antwoordde hier niemand.")
    if not wrong:
        raise error
    return second_vote(code, device, status, instrument_of(status), typed, wrong)


def _choose_again(code: str, device: str, status: DayStatus, form: FormData, error: InvalidAnswer) -> Response:
    return choose(code, device, status, instrument_of(status), _chosen(form), str(error))


def instrument_of(status: DayStatus) -> Instrument:
    """The questionnaire, from the Result that all phones share."""
    result = day.result(status.measurement_id)
    return library.instrument(result.instrument, result.version)


def _chosen(form: FormData) -> list[str]:
    return [one for one in form.getlist("onderdeel") if isinstance(one, str)]


def _save_choice(device: str, status: DayStatus, form: FormData) -> Response:
    chosen = _chosen(form)
    number = ballots.save_choices(status.measurement_id, device, chosen)
    return questionnaire.said(chosen, number)


def _hand_over(device: str, status: DayStatus, _form: FormData) -> Response:
    ballots.hand_over(status.measurement_id, device)
    return questionnaire.said(None, 0)
