"""The pages on which somebody signs in or out, or uses a one-time link. What is right is decided in storage."""

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response

from leidraad.access import cookies
from leidraad.access.passwords import LEAST, MOST
from leidraad.errors import LeidraadError, LinkGone
from leidraad.machine import school_login
from leidraad.storage.accounts import links, sessions, signing_in
from leidraad.storage.accounts.links import LinkPurpose, Opened
from leidraad.web import forms, session_cookie, templating

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
    return templating.page(
        "account/sign_in.html",
        status=422 if said else 200,
        email=email,
        target=target,
        said=said,
        school_login=school_login.is_configured(),
    )


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
        purpose = request.scope["path"].rsplit("/", 1)[-1]
        return templating.page("account/open_link.html", purpose=purpose)
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
        return templating.refusal("Deze link werkt niet meer", str(error), 410, sign_in=True)
    except LeidraadError as error:
        return _choose(opened, token, str(error))
    await _end(request)
    return session_cookie.come_in(request, session)


def _choose(opened: Opened, token: str, said: str = "") -> Response:
    return templating.page(
        "account/choose_password.html",
        status=422 if said else 200,
        opened=opened,
        first=opened.purpose is LinkPurpose.INVITATION,
        token=token,
        least=LEAST,
        most=MOST,
        said=said,
    )
