"""The one page of a fresh installation: the school, its teams and the first account, or looking around first."""

import asyncio
from dataclasses import dataclass, field, replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from leidraad.access.identity import Role
from leidraad.access.passwords import LEAST, MOST
from leidraad.content.models import SECTORS
from leidraad.errors import LeidraadError, Refused, StorageError
from leidraad.storage.accounts import accounts, first_run, sessions
from leidraad.storage.accounts.first_run import Beginning
from leidraad.storage.schools import schools
from leidraad.web import begin_code, forms, session_cookie, templating

ROLES = {
    Role.SCHOOL_LEADER: "Ik leid de school: ik zie alle teams",
    Role.LEAD: "Ik leid metingen van mijn eigen team of teams",
    Role.HOST: "Ik regel alleen de techniek: ik zie geen uitslagen",
}
_NEW = "nieuw"


@dataclass
class _Filled:
    """What stands in the form."""

    code: str = ""
    school_id: str = ""
    school: str = ""
    sector: str = "vo"
    teams: str = ""
    name: str = ""
    email: str = ""
    role: str = Role.SCHOOL_LEADER.value
    there: dict[str, str] = field(default_factory=dict)  # schools of an earlier version, by id


async def begin(request: Request) -> Response:
    """The form, and what is sent with it; once there is an account it leads to signing in."""
    form = await forms.posted(request) if request.method == "POST" else None
    filled = _Filled() if form is None else _read(form)
    try:
        if await asyncio.to_thread(accounts.is_claimed):
            return templating.go("aanmelden")
        filled.there = await asyncio.to_thread(_schools)
    except StorageError as error:
        if form is None:
            raise
        return _form(filled, str(error))
    if form is None:
        if request.method == "POST":
            return forms.refused()
        return _form(replace(filled, school_id=next(iter(filled.there), _NEW)))
    try:
        token = await asyncio.to_thread(_begin, filled, forms.typed(form, "wachtwoord"), "rondkijken" in form)
    except LeidraadError as error:
        return _form(filled, str(error))
    return await session_cookie.come_in(request, token)


def _schools() -> dict[str, str]:
    return {str(one.id): one.name for one in schools.schools() if not one.example}


def _read(form: FormData) -> _Filled:
    names = ("code", "school_id", "school", "sector", "teams", "name", "email", "role")
    return _Filled(**{name: forms.typed(form, name) for name in names}, there={})


def _begin(filled: _Filled, password: str, look_around: bool) -> str:
    begin_code.require(filled.code)
    if look_around and not filled.there:
        return sessions.start_looking_around()
    if filled.role not in {role.value for role in ROLES}:
        raise Refused("Kies wat je doet.")
    return first_run.begin(
        Beginning(
            name=filled.name,
            email=filled.email,
            password=password,
            role=Role(filled.role),
            school_id=int(filled.school_id) if filled.school_id in filled.there else None,
            school=filled.school,
            sector=filled.sector,
            teams=filled.teams.splitlines(),
        )
    )


def _form(filled: _Filled, said: str = "") -> Response:
    return templating.page(
        "account/begin.html",
        status=422 if said else 200,
        filled=filled,
        known={**filled.there, _NEW: "Een andere school"},
        new=_NEW,
        sectors=SECTORS,
        roles={role.value: words for role, words in ROLES.items()},
        least=LEAST,
        most=MOST,
        said=said,
    )
