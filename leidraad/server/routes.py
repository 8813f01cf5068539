"""Every address that is no screen: joining by QR or typed link, the plain pages of `web`, a team's plan for who has its link, the mark of a study day, health."""

from starlette.routing import Route

from leidraad.machine.subpath import base
from leidraad.server import readiness, stylesheet
from leidraad.web import first_run, phone_check, plan_reading, sign_in, templating
from leidraad.web.phone.routes import ROUTES as PHONE

ROUTES = [
    *PHONE,
    *plan_reading.ROUTES,
    *templating.ROUTES,
    Route("/gezond", readiness.health),
    Route("/gereed", readiness.ready),
    Route(f"/{stylesheet.NAME}", stylesheet.stylesheet),
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
