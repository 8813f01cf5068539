"""The pages on which somebody signs in or out, or uses a one-time link. What is right is decided in storage."""

import asyncio
from contextlib import suppress
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import Response

from leidraad.access import cookies, way_back
from leidraad.access.passwords import LEAST, MOST
from leidraad.errors import LeidraadError, LinkGone, StorageError
from leidraad.machine import school_login
from leidraad.storage.accounts import links, sessions, signing_in
from leidraad.storage.accounts.links import LinkPurpose, Opened
from leidraad.web import forms, password_turns, session_cookie, templating


class SchoolTrouble(StrEnum):
    """Why the way to the school's login and back did not end in a login; also the word in the address."""

    REFUSED = "geweigerd"
    FAILED = "mislukt"
    OUT_OF_REACH = "onbereikbaar"


_SCHOOL_TROUBLE = {
    SchoolTrouble.REFUSED: "Bij je school is het aanmelden geweigerd of afgebroken. Probeer het opnieuw. Blijft het zo? Vraag de ICT van je "
    "school of jij deze toepassing mag gebruiken.",
    SchoolTrouble.FAILED: "Het aanmelden bij je school is niet afgemaakt: het duurde te lang, je ging een pagina terug, of een instelling "
    "klopt niet. Probeer het opnieuw. Blijft het zo? Vraag de beheerder: in het venster van de Teamscan staat wat er gebeurde.",
    SchoolTrouble.OUT_OF_REACH: "De Teamscan kan de schoollogin nu niet bereiken. Probeer het over een paar minuten opnieuw. Blijft het zo? "
    "Vraag de beheerder om server_metadata_url en het netwerk na te kijken.",
}


async def sign_in(request: Request) -> Response:
    """The form, and what is sent with it; or why the school's login did not lead here."""
    if request.method != "POST":
        why = request.query_params.get("school", "")
        said = _SCHOOL_TROUBLE[SchoolTrouble(why)] if why in list(SchoolTrouble) else ""
        answer = _form(target=request.query_params.get("naar", ""), said=said)
        if not said:  # whoever begins here comes with no link to be tied
            answer.delete_cookie(cookies.TIE, path="/")
        return answer
    form = await forms.posted(request)
    if form is None:
        return forms.refused()
    email, password, target = (forms.typed(form, name) for name in ("email", "wachtwoord", "naar"))
    try:
        device = session_cookie.known_device(request)
        known = bool(device) and await asyncio.to_thread(signing_in.is_known, email, device)
        token = await password_turns.checked(lambda: signing_in.sign_in(email, password, device), known=known)
        await _end(request)
    except LeidraadError as error:
        return _form(email, target, str(error), status=422)
    return await session_cookie.come_in(request, token, way_back.checked(target))


def _form(email: str = "", target: str = "", said: str = "", status: int = 200) -> Response:
    return templating.page(
        "account/sign_in.html",
        status=status,
        email=email,
        target=target,
        said=said,
        school_login=school_login.is_configured(),
    )


async def sign_out(request: Request) -> Response:
    """End the session of this browser, in every tab."""
    if await forms.posted(request) is None:
        return forms.refused()
    try:
        await _end(request)
    except StorageError as error:
        return templating.away(str(error), [])
    return session_cookie.go_out(request)


async def _end(request: Request) -> None:
    if token := cookies.token(request.cookies.get(cookies.SESSION, "")):
        await asyncio.to_thread(sessions.end, token)


async def one_time_link(request: Request) -> Response:
    """First the page that takes the secret out of its own address, then the form, then in."""
    if request.method != "POST":
        purpose = request.scope["path"].rsplit("/", 1)[-1]
        return templating.page("account/open_link.html", purpose=purpose)
    form = await forms.posted(request)
    if form is None:
        return forms.refused()
    token, password = cookies.of_link(forms.typed(form, "sleutel")), forms.typed(form, "wachtwoord")
    try:
        opened = await asyncio.to_thread(links.opened, token)
        if "school" in form and school_login.is_configured():
            return session_cookie.to_school(request, token)
        if not password:
            return _choose(opened, token)
        session = await asyncio.to_thread(signing_in.come_in, token, password)
        with suppress(StorageError):  # the link is used up by now
            await _end(request)
    except LinkGone as error:
        return templating.refusal("Deze link werkt niet meer", str(error), 410, sign_in=True)
    except StorageError as error:
        return templating.away(str(error), [("sleutel", token)])
    except LeidraadError as error:
        return _choose(opened, token, str(error))
    return await session_cookie.come_in(request, session)


def _choose(opened: Opened, token: str, said: str = "") -> Response:
    return templating.page(
        "account/choose_password.html",
        status=422 if said else 200,
        opened=opened,
        first=opened.purpose is LinkPurpose.INVITATION,
        token=token,
        school_login=school_login.is_configured(),
        least=LEAST,
        most=MOST,
        said=said,
    )
