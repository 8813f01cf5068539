"""The pages on which somebody signs in or out, or uses a one-time link. What is right is decided in storage."""

import asyncio
import re
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from leidraad.access import cookies
from leidraad.access.passwords import LEAST, MOST
from leidraad.errors import LeidraadError, LinkGone
from leidraad.machine import school_login
from leidraad.storage.accounts import links, sessions, signing_in
from leidraad.storage.accounts.links import LinkPurpose, Opened
from leidraad.web import forms, page, session_cookie

#: Where to go after signing in: a page of ours, with the plain parameters that our pages have.
_TARGET = re.compile(r"[a-z]{1,30}(\?[a-z]{1,20}=[\w-]{1,40}(&[a-z]{1,20}=[\w-]{1,40}){0,5})?")


async def sign_in(request: Request) -> Response:
    """The form, and what is sent with it."""
    if request.method != "POST":
        return _form(target=request.query_params.get("naar", ""))
    form = await forms.posted(request)
    if form is None:
        return forms.refused()
    email, password, target = (forms.typed(form, name) for name in ("email", "wachtwoord", "naar"))
    try:
        token = await asyncio.to_thread(signing_in.sign_in, email, password)
    except LeidraadError as error:
        return _form(email, target, str(error))
    await _end(request)
    return session_cookie.come_in(request, token, _checked(target))


def _checked(target: str) -> str:
    return target if _TARGET.fullmatch(target) else "./"


def _form(email: str = "", target: str = "", said: str = "") -> Response:
    fields = page.field(
        "email",
        "E-mailadres",
        type="email",
        autocomplete="username",
        value=email,
        required=True,
        autofocus=not email,
    )
    fields += page.field(
        "wachtwoord",
        "Wachtwoord",
        type="password",
        autocomplete="current-password",
        required=True,
        autofocus=bool(email),
    )
    body = (
        f'{page.trouble(said)}<form method="post" action="aanmelden">{fields}'
        f'<input type="hidden" name="naar" value="{escape(target)}">'
        '<button data-bezig="Aanmelden">Aanmelden</button></form>'
        f"{_SCHOOL if school_login.is_configured() else ''}"
        '<hr class="streep"><p class="zacht">Wachtwoord vergeten, of nog geen account? Vraag je schoolleider of beheerder om een link. '
        'Om een vragenlijst in te vullen heb je geen account nodig: <a href="./">typ de code</a>.</p>'
    )
    return page.page("Aanmelden", body, status=422 if said else 200)


_SCHOOL = '<p class="onder"><a class="knop" href="schoollogin">Aanmelden met je schoolaccount</a></p>'


async def sign_out(request: Request) -> Response:
    """End the session of this browser, in every tab."""
    if await forms.posted(request) is None:
        return forms.refused()
    await _end(request)
    return session_cookie.go_out(request)


async def _end(request: Request) -> None:
    if token := request.cookies.get(cookies.SESSION):
        await asyncio.to_thread(sessions.end, token)


async def one_time_link(request: Request) -> Response:
    """First the page that takes the secret out of its own address, then the form, then in."""
    if request.method != "POST":
        return _opening(request.url.path.rsplit("/", 1)[-1])
    form = await forms.posted(request)
    if form is None:
        return forms.refused()
    token, password = forms.typed(form, "sleutel"), forms.typed(form, "wachtwoord")
    try:
        opened = await asyncio.to_thread(links.opened, token)
        if not password:
            return _choose(opened, token)
        session = await asyncio.to_thread(signing_in.come_in, token, password)
    except LinkGone as error:
        return page.page("Deze link werkt niet meer", f"<p>{escape(str(error))}</p>{_TO_SIGN_IN}", status=410)
    except LeidraadError as error:
        return _choose(opened, token, str(error))
    await _end(request)
    return session_cookie.come_in(request, session)


_TO_SIGN_IN = '<p><a href="aanmelden">Naar aanmelden</a></p>'


def _opening(action: str) -> Response:
    body = (
        f'<form method="post" action="{action}" data-meteen>'
        '<input type="hidden" name="sleutel" data-uit-adres><p>Open de hele link die je kreeg, ook wat er achter # staat.</p>'
        "<noscript><p>Zet JavaScript aan in je browser; anders kan deze link niet werken.</p></noscript>"
        f"</form>{_TO_SIGN_IN}"
    )
    return page.page("Link openen", body)


def _choose(opened: Opened, token: str, said: str = "") -> Response:
    first = opened.purpose is LinkPurpose.INVITATION
    hint = f"Minstens {LEAST} tekens. Drie of vier losse woorden is goed te onthouden."
    fields = page.field(
        "wachtwoord",
        "Kies een wachtwoord",
        hint,
        type="password",
        autocomplete="new-password",
        minlength=str(LEAST),
        maxlength=str(MOST),
        required=True,
        autofocus=True,
    )
    body = (
        f"{page.trouble(said)}<p>{'Welkom' if first else 'Dag'} {escape(opened.name)}. "
        f"Je meldt je voortaan aan met <b>{escape(opened.email)}</b> en het wachtwoord dat je hier kiest.</p>"
        f'<form method="post" action="{opened.purpose}"><input type="hidden" name="sleutel" value="{escape(token)}">'
        # The name by which a password manager keeps it.
        f'<input type="email" name="email" value="{escape(opened.email)}" autocomplete="username" hidden>'
        f'{fields}<button data-bezig="Opslaan">Opslaan en verder</button></form>'
    )
    return page.page("Je account" if first else "Nieuw wachtwoord", body, status=422 if said else 200)
