"""The one page of a fresh installation: the school, its teams and the first account, or looking around first."""

import asyncio
from dataclasses import dataclass, field
from html import escape

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from leidraad.access.identity import Role
from leidraad.access.passwords import LEAST, MOST
from leidraad.content.models import SECTORS
from leidraad.errors import LeidraadError, Refused
from leidraad.storage.accounts import accounts, first_run, sessions
from leidraad.storage.accounts.first_run import Beginning
from leidraad.storage.schools import schools
from leidraad.web import begin_code, forms, page, session_cookie

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
    if await asyncio.to_thread(accounts.is_claimed):
        return RedirectResponse("aanmelden", 303, page.HEADERS)
    there = await asyncio.to_thread(_schools)
    if request.method != "POST":
        return _form(_Filled(there=there, school_id=next(iter(there), _NEW)))
    form = await forms.posted(request)
    if form is None:
        return forms.refused()
    filled = _read(form, there)
    try:
        token = await asyncio.to_thread(_begin, filled, forms.typed(form, "wachtwoord"), "rondkijken" in form)
    except LeidraadError as error:
        return _form(filled, str(error))
    return session_cookie.come_in(request, token)


def _schools() -> dict[str, str]:
    return {str(one.id): one.name for one in schools.schools() if not one.example}


def _read(form: FormData, there: dict[str, str]) -> _Filled:
    names = ("code", "school_id", "school", "sector", "teams", "name", "email", "role")
    return _Filled(**{name: forms.typed(form, name) for name in names}, there=there)


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
    body = (
        f'{page.trouble(said)}<form method="post" action="begin">{_code(filled)}{_school(filled)}{_you(filled)}'
        '<button data-bezig="Bezig met opslaan">Beginnen</button>'
        f"{'' if filled.there else _LOOK_AROUND}</form>"
    )
    return page.page("De Teamscan in gebruik nemen", body, status=422 if said else 200)


_LOOK_AROUND = (
    '<hr class="streep"><p>Liever eerst rondkijken? Er komt een voorbeeldschool met verzonnen teams en antwoorden. '
    "Daarvoor is alleen de code nodig. Daarna begin je hier met je eigen school.</p>"
    '<button class="tweede" name="rondkijken" value="ja" formnovalidate style="margin-top:0">Eerst rondkijken</button>'
)


def _code(filled: _Filled) -> str:
    return page.field(
        "code",
        "Code",
        "Staat in het venster waarin de Teamscan gestart is.",
        value=filled.code,
        required=True,
        maxlength="20",
        autocomplete="off",
        autocapitalize="characters",
        spellcheck="false",
        autofocus=not filled.code,
        data_uit_adres=True,
        **{"class": "code"},
    )


def _school(filled: _Filled) -> str:
    known = ""
    if filled.there:
        options = {**filled.there, _NEW: "Een andere school"}
        known = page.choices("school_id", "Bij welke school hoor je?", options, filled.school_id or _NEW)
    name = page.field(
        "school",
        "Naam van de school",
        value=filled.school,
        required=not filled.there,
        maxlength="60",
        autocomplete="off",
    )
    teams = (
        '<label for="teams">Teams<small>Eén per regel, bijvoorbeeld Onderbouw. Later komen er gemakkelijk meer bij.</small></label>'
        f'<textarea id="teams" name="teams" rows="4" maxlength="3000"{"" if filled.there else " required"}>{escape(filled.teams)}</textarea>'
    )
    new = f"{name}{page.choices('sector', 'Soort onderwijs', SECTORS, filled.sector)}{teams}"
    title = "Een andere school" if filled.there else "Je school"
    return f"{known}<h2>{title}</h2>{new}"


def _you(filled: _Filled) -> str:
    name = page.field("name", "Naam", value=filled.name, required=True, maxlength="80", autocomplete="name")
    email = page.field(
        "email",
        "E-mailadres",
        "Alleen om je aan te melden.",
        type="email",
        value=filled.email,
        required=True,
        maxlength="254",
        autocomplete="username",
    )
    password = page.field(
        "wachtwoord",
        "Wachtwoord",
        f"Minstens {LEAST} tekens. Drie of vier losse woorden is goed te onthouden.",
        type="password",
        required=True,
        minlength=str(LEAST),
        maxlength=str(MOST),
        autocomplete="new-password",
    )
    roles = page.choices("role", "Wat doe je?", {role.value: words for role, words in ROLES.items()}, filled.role)
    return f"<h2>Jijzelf</h2>{name}{email}{password}{roles}"
