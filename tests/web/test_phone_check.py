"""The test page for phones: it says it worked, and counts each phone once."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette

from leidraad.access.cookies import CHECK
from leidraad.server.routes import ROUTES
from leidraad.storage import phones_seen
from leidraad.storage.database import between
from leidraad.web import phone_check

PHONE = {"x-forwarded-for": "192.168.1.77"}  # as if a proxy stood between: the test itself is on this computer


def open_page(http: httpx.Client, cookie: str | None = None) -> httpx.Response:
    headers = {**PHONE, "cookie": f"{CHECK}={cookie}"} if cookie else PHONE
    return http.get("/test", headers=headers)


def test_a_phone_reads_that_it_worked(http):
    answer = open_page(http)
    assert answer.status_code == 200
    assert "Gelukt: deze telefoon kan de Teamscan bereiken" in answer.text
    assert '<html lang="nl">' in answer.text


def test_the_page_is_light(http):
    assert len(open_page(http).content) < 6000
    assert "static/js" not in open_page(http).text


def test_the_computer_itself_is_told_to_use_a_phone(http):
    answer = http.get("/test")
    assert "Dit is de computer zelf" in answer.text
    assert CHECK not in answer.headers.get("set-cookie", "")


def test_a_page_that_was_counted_is_never_kept_and_its_cookie_is_closed_to_scripts(http):
    answer = open_page(http)
    assert answer.headers["cache-control"] == "no-store"
    assert "HttpOnly" in answer.headers["set-cookie"]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> httpx.Client:
    """The route in this process, so that its count can be read."""
    monkeypatch.setattr(between, "_notes", {})
    return httpx.Client(transport=_InThisProcess(Starlette(routes=ROUTES)), base_url="http://teamscan")


class _InThisProcess(httpx.BaseTransport):
    def __init__(self, app: object) -> None:
        self.app = app

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, client=("192.168.1.77", 5))  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=transport) as client:
                return await client.get(str(request.url), headers=request.headers)

        answer = asyncio.run(send())
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


def test_every_phone_counts_once(here):
    assert phones_seen.number() == 0
    for phone in range(3):
        first = here.get("/test")
        here.cookies.clear()
        again = here.get("/test", headers={"cookie": first.headers["set-cookie"].split(";")[0]})
        assert "Gelukt" in again.text
        here.cookies.clear()
        assert phones_seen.number() == phone + 1


def test_all_phones_get_the_same_cookie_so_it_names_none(here):
    seen = set()
    for _ in range(3):
        seen.add(here.get("/test").headers["set-cookie"].split(";")[0])
        here.cookies.clear()
    assert len(seen) == 1


def test_nothing_of_a_phone_is_kept(here):
    here.get("/test", headers={"user-agent": "Telefoon van Alice"})
    kept = {
        (room.__name__, name): value
        for room in (phone_check, phones_seen, between)
        for name, value in vars(room).items()
        if not name.startswith("__")
    }
    assert "192.168.1.77" not in repr(kept)
    assert "Alice" not in repr(kept)
