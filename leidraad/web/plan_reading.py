"""What a link to a team's plan opens: the plan for colleagues without an account, and its days for an agenda.

Whatever asks, one answer is made at a time, and of each plan one for all that ask together. A wrong, revoked, old or
made-up secret gets the same "no" after the same wait.
"""

from dataclasses import dataclass

from anyio.lowlevel import RunVar
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from leidraad.content.subject import Subject, subject
from leidraad.domain import role_words
from leidraad.domain.cycle import CycleStep
from leidraad.domain.role_words import role_only
from leidraad.errors import NotFound, StorageError
from leidraad.machine.subpath import base
from leidraad.notation import day
from leidraad.storage.plans import actions, focus_points, plan_links
from leidraad.storage.plans.actions import PlanAction
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.plans.plan_links import PlanLinkPurpose
from leidraad.storage.schools import colleagues, schools
from leidraad.web import strangers, templating
from leidraad.web.strangers import Together

#: The secret stands in the address: no other site, no search engine and no copy on the way may learn it.
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow, noarchive",
}
GONE = (
    "Deze link werkt niet, of niet meer. Misschien is er een nieuwe gemaakt, of is hij ingetrokken. "
    "Vraag degene van wie je hem kreeg om de link van nu."
)
_AWAY = "De Teamscan kan nu even niet bij het plan. Probeer het over een paar minuten opnieuw."
_ENDING = ".ics"
Asked = tuple[PlanLinkPurpose, str]


@dataclass(frozen=True)
class ReadAction:
    """Who does what when: a role, never a name."""

    what: str
    who: str
    due: str
    state: str


@dataclass(frozen=True)
class ReadPoint:
    """A focus point as colleagues read it: without notes, scores and names."""

    subject: Subject
    step: CycleStep
    cue: str
    response: str
    who: str
    look_back: str
    actions: tuple[ReadAction, ...]


@dataclass(frozen=True)
class ReadEnded:
    """One that ended."""

    title: str
    ending: str
    on: str


def is_here(path: str) -> bool:
    """Whether this is the address of such a link: who reads along takes part in nothing, and gets no cookie."""
    return path.startswith(tuple(f"{base()}/{one}/" for one in PlanLinkPurpose))


async def read(request: Request) -> Response:
    """The plan on a page, as of now."""
    return await _answered(PlanLinkPurpose.READ, request.path_params["secret"])


async def subscribe(request: Request) -> Response:
    """The days of looking back, for an agenda that asks again and again."""
    secret: str = request.path_params["secret"]
    return await _answered(PlanLinkPurpose.AGENDA, secret.removesuffix(_ENDING))


async def _answered(purpose: PlanLinkPurpose, secret: str) -> Response:
    try:
        answer = await _together().ask((purpose, secret))
    except StorageError:
        return _as_told(purpose, templating.refusal("Het plan is er nu even niet", _AWAY, 503), _AWAY)
    if answer is None:
        await strangers.hold_back()
        return _as_told(purpose, templating.refusal("Deze link werkt niet", GONE, 404), GONE)
    answer.headers.update(HEADERS)
    return answer


def _as_told(purpose: PlanLinkPurpose, page: Response, said: str) -> Response:
    """A refusal on a page, or in plain words for an agenda."""
    answer = page if purpose is PlanLinkPurpose.READ else PlainTextResponse(said, page.status_code)
    answer.headers.update(HEADERS)
    return answer


def _answers(asked: list[Asked]) -> list[Response | None]:
    teams = plan_links.teams_behind(set(asked))
    made = {one: _drawn(one[0], team_id) for one, team_id in teams.items()}
    return [made.get(one) for one in asked]


def _drawn(purpose: PlanLinkPurpose, team_id: int) -> Response | None:
    try:
        return _page(team_id) if purpose is PlanLinkPurpose.READ else _agenda(team_id)
    except NotFound:  # it went meanwhile
        return None


def _page(team_id: int) -> Response:
    team, points = schools.team(team_id), focus_points.of_team(team_id)
    running = [one for one in points if one.closed_on is None]
    planned = actions.of_points([one.id for one in points])
    doing = [one.owner for some in planned.values() for one in some]
    accounts = colleagues.names_in(team.school_id)
    names = role_words.names((*(one.owner for one in points), *doing, *accounts))
    ended = sorted((one for one in points if one.closed_on), key=lambda one: (one.closed_on, one.id), reverse=True)
    return templating.page(
        "plan/read.html",
        team=team.name,
        school=schools.school(team.school_id).name,
        points=[_point(one, planned[one.id], names) for one in running],
        ended=[_ended(one) for one in ended],
        steps=list(CycleStep),
    )


def _point(point: FocusPoint, planned: list[PlanAction], names: frozenset[str]) -> ReadPoint:
    """Of a name that we know, of somebody who does something or has an account, others read somebody."""
    return ReadPoint(
        subject(point.construct_id, point.item_id),
        CycleStep(point.step),
        role_words.without_names(point.cue, names),
        role_words.without_names(point.response, names),
        role_only(point.owner) if point.owner else "",
        day(point.look_back_on) if point.look_back_on else "",
        tuple(_action(one, names) for one in planned),
    )


def _action(one: PlanAction, names: frozenset[str]) -> ReadAction:
    what = role_words.without_names(one.what, names)
    return ReadAction(what[:1].upper() + what[1:], role_only(one.owner), day(one.due_on), one.state)


def _ended(point: FocusPoint) -> ReadEnded:
    title = subject(point.construct_id, point.item_id).title
    return ReadEnded(title, point.ending or "afgerond", day(point.closed_on or point.decided_on))


def _agenda(team_id: int) -> Response:
    from leidraad.reports import calendar_file  # what no first page waits for
    from leidraad.reports.calendar_file import PlannedDay

    days = [
        PlannedDay(one.look_back_key, one.look_back_on, one.version, one.look_back_agreed_at)
        for one in focus_points.open_of_team(team_id)
        if one.look_back_on
    ]
    return Response(calendar_file.ics(days), media_type="text/calendar; charset=utf-8")


_asking: RunVar[Together[Asked, Response | None]] = RunVar("plan_links")


def _together() -> Together[Asked, Response | None]:
    """Of this event loop; a server has one."""
    found = _asking.get(None)
    if found is None:
        found = Together(_answers)
        _asking.set(found)
    return found


ROUTES = [
    Route(f"/{PlanLinkPurpose.READ}/{{secret:path}}", read),
    Route(f"/{PlanLinkPurpose.AGENDA}/{{secret:path}}", subscribe),
]
