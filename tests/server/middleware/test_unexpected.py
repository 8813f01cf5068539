"""An error that nobody foresaw: a Dutch page with the headers of every other, and the error itself in the log."""

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from leidraad.errors import DatabaseLocked
from leidraad.server.middleware.headers import SecurityHeaders
from leidraad.server.middleware.unexpected import Unexpected
from leidraad.web.templating import POLICY
from tests.server.visits import Browser


async def fine(_request) -> Response:
    return PlainTextResponse("goed")


async def broken(_request) -> Response:
    raise ZeroDivisionError("geheim van binnen")


async def locked(_request) -> Response:
    raise DatabaseLocked("De database is bezet. Probeer het zo weer.")


async def half(_request) -> Response:
    async def parts() -> AsyncIterator[bytes]:
        yield b"een begin"
        raise ZeroDivisionError

    return StreamingResponse(parts())


@pytest.fixture
def app() -> Starlette:
    routes = [Route(f"/{work.__name__}", work) for work in (fine, broken, locked, half)]
    return Starlette(routes=routes, middleware=[Middleware(SecurityHeaders), Middleware(Unexpected)])


class _Logged:
    """The server above the app: it logs what comes out."""

    def __init__(self, app: Starlette) -> None:
        self.app, self.errors = app, list[str]()

    async def __call__(self, scope, receive, send) -> None:
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            self.errors.append(repr(error))


def test_what_goes_well_passes(app):
    assert Browser(app).get("/fine").text == "goed"


def test_an_error_is_a_page_with_all_headers_that_says_nothing_of_the_inside(app):
    logged = _Logged(app)
    answer = Browser(logged).get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-frame-options"] == "DENY"
    assert "<h1>Dit is niet gelukt</h1>" in answer.text
    assert "geheim" not in answer.text
    assert logged.errors == ["ZeroDivisionError('geheim van binnen')"]


def test_a_database_that_cannot_be_used_says_so_in_its_own_words(app):
    answer = Browser(app).get("/locked")
    assert answer.status_code == 503
    assert "De database is bezet. Probeer het zo weer." in answer.text


def test_an_answer_that_had_begun_gets_no_second_beginning(app):
    with pytest.raises(ZeroDivisionError):
        Browser(app).get("/half")


def test_a_way_of_asking_that_an_address_does_not_take_is_told_in_dutch(app):
    answer = Browser(app).post("/fine")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert answer.headers["content-security-policy"] == POLICY
    assert "<h1>Dit kan niet</h1>" in answer.text
    assert "Method Not Allowed" not in answer.text
