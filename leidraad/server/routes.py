"""Every address that is no screen: joining by QR or typed link, the plain pages of `web`, the mark of a study day, health."""

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from leidraad.machine.subpath import base
from leidraad.server import day_mark, stylesheet
from leidraad.web import first_run, page, phone_check, sign_in

CODE = re.compile(r"[A-Z0-9]{1,12}")


async def join(request: Request) -> Response:
    """Send a phone on to the questionnaire; the middleware adds the device cookie on the way."""
    code = request.path_params["code"].strip().upper()
    target = f"{base()}/invullen?code={code}" if CODE.fullmatch(code) else f"{base()}/?code=onbekend"
    return RedirectResponse(target, status_code=303, headers={"cache-control": "no-store"})


async def health(_request: Request) -> Response:
    """For a proxy or a monitor."""
    return JSONResponse({"status": "goed"}, headers={"cache-control": "no-store"})


ROUTES = [
    Route("/d/{code}", join),
    Route("/gezond", health),
    Route("/stand/{measurement:int}", day_mark.mark),
    Route(f"/{stylesheet.NAME}", stylesheet.stylesheet),
    Route("/formulier.js", page.script),
    Route("/begin", first_run.begin, methods=["GET", "POST"]),
    Route("/aanmelden", sign_in.sign_in, methods=["GET", "POST"]),
    Route("/afmelden", sign_in.sign_out, methods=["POST"]),
    Route("/uitnodiging", sign_in.one_time_link, methods=["GET", "POST"]),
    Route("/wachtwoord", sign_in.one_time_link, methods=["GET", "POST"]),
    Route("/test", phone_check.check),
]


def placed() -> list[Route]:
    """All of them, under the sub-path of this installation."""
    return [
        Route(base() + route.path, route.endpoint, methods=list(route.methods or ["GET"]), name=route.name)
        for route in ROUTES
    ]
