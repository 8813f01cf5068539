"""Every page that is no screen and no participant's: whatever somebody types or sends, it stays letters, and never breaks."""

import asyncio
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Message

from leidraad.access.identity import Grant, Role
from leidraad.server.middleware.order import MIDDLEWARE
from leidraad.server.routes import ROUTES
from leidraad.storage.accounts import accounts
from leidraad.storage.schools import schools
from leidraad.web.templating import POLICY
from tests.server.visits import HERE, Browser

pytestmark = pytest.mark.usefixtures("database")

HOSTILE = "\"'><script>alert(1)</script>"
FIELDS = [
    "code",
    "school_id",
    "school",
    "sector",
    "teams",
    "name",
    "email",
    "wachtwoord",
    "role",
    "naar",
    "sleutel",
]
Visit = Callable[[Browser, str], httpx.Response]


@pytest.fixture
def browser() -> Browser:
    return Browser(Starlette(routes=ROUTES, middleware=MIDDLEWARE))


def get(path: str) -> Visit:
    return lambda browser, query: browser.get(f"{path}{query}")


def post(path: str, **fields: str) -> Visit:
    everything = {**dict.fromkeys(FIELDS, HOSTILE), HOSTILE: HOSTILE}
    return lambda browser, query: browser.post(f"{path}{query}", {**everything, **fields})


def at_a_school_with_a_hostile_name(browser: Browser, query: str) -> httpx.Response:
    schools.add_school_with_team(HOSTILE, "vo", HOSTILE)
    return browser.get(f"/begin{query}")


def choosing(password: str) -> Visit:
    def visit(browser: Browser, query: str) -> httpx.Response:
        _, token = accounts.invite("bob@school.nl", HOSTILE, [Grant(Role.HOST)], None)
        return browser.post(f"/uitnodiging{query}", {"sleutel": token, "wachtwoord": password})

    return visit


def from_elsewhere(browser: Browser, query: str) -> httpx.Response:
    return browser.post(f"/afmelden{query}", {HOSTILE: HOSTILE}, {"origin": f"http://{HOSTILE}.nl"})


PAGES: dict[str, tuple[int, Visit]] = {
    "aanmelden": (200, get("/aanmelden")),
    "aanmelden geweigerd": (422, post("/aanmelden")),
    "begin": (200, get("/begin")),
    "begin van een school": (200, at_a_school_with_a_hostile_name),
    "begin geweigerd": (422, post("/begin")),
    "uitnodiging": (200, get("/uitnodiging")),
    "nieuw wachtwoord": (200, get("/wachtwoord")),
    "link weg": (410, post("/uitnodiging")),
    "wachtwoord kiezen": (200, choosing("")),
    "wachtwoord te zwak": (422, choosing("welkom123456")),
    "telefoontest": (200, get("/test")),
    "van elders": (403, from_elsewhere),
    "te groot": (403, post("/wachtwoord", sleutel="x" * 30_000)),
}


class Parsed(HTMLParser):
    """The elements of a page with their attributes, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def addresses(self) -> list[str]:
        names = ("href", "src", "action")
        return [str(attrs[name]) for _, attrs in self.elements for name in names if name in attrs]


@pytest.mark.parametrize("name", PAGES)
def test_what_is_hostile_in_an_address_a_field_or_a_name_stays_letters(browser: Browser, name: str) -> None:
    status, visit = PAGES[name]
    answer = visit(browser, f"?{urlencode({HOSTILE: HOSTILE, 'naar': HOSTILE})}")
    assert answer.status_code == status
    page = Parsed(answer.text)
    assert [attrs.get("src", "")[:12] for tag, attrs in page.elements if tag == "script"] == ["/stijl/form-"]
    assert not [tag for tag, attrs in page.elements if tag == "style" or "style" in attrs]
    assert not [attrs for _, attrs in page.elements if any(key.startswith("on") for key in attrs)]
    assert not [address for address in page.addresses() if not address.startswith("/")]
    assert HOSTILE not in answer.text


@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_the_strict_policy_is_dutch_and_is_kept_by_nobody(browser: Browser, name: str) -> None:
    answer = PAGES[name][1](browser, "")
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert '<html lang="nl">' in answer.text
    assert "<h1>" in answer.text
    assert len(answer.content) < 6000


@pytest.mark.parametrize("path", ["/aanmelden", "/uitnodiging", "/wachtwoord", "/test"])
def test_under_a_sub_path_each_address_begins_with_it(strict_http: httpx.Client, path: str) -> None:
    answer = strict_http.get(f"/teamscan{path}", headers={"host": "teamscan.school.nl"})
    assert answer.status_code == 200
    addresses = Parsed(answer.text).addresses()
    assert len(addresses) >= 4
    for address in addresses:
        assert address.startswith("/teamscan/"), address
    [script] = [address for address in addresses if "form-" in address]
    sent = strict_http.get(script, headers={"host": "teamscan.school.nl"})
    assert (sent.status_code, "immutable" in sent.headers["cache-control"]) == (200, True)


# -- what no browser sends ------------------------------------------------------------------------------------


def ask(
    headers: dict[str, str], *messages: Message, path: str = "/aanmelden", method: str = "POST"
) -> list[Message]:
    """What the server sends to whoever asks with exactly these headers and this body."""
    sent: list[Message] = []
    waiting = [*messages, {"type": "http.disconnect"}]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
        "client": ("192.168.1.77", 5),
        "server": ("testserver", 80),
    }

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Starlette(routes=ROUTES, middleware=MIDDLEWARE)(scope, receive, send))
    return sent


BODY = b"email=bob%40school.nl&wachtwoord=x"
WHOLE: Message = {"type": "http.request", "body": BODY, "more_body": False}
FORM = {
    "host": "testserver",
    "origin": HERE,
    "content-type": "application/x-www-form-urlencoded",
    "content-length": str(len(BODY)),
}


def refused(sent: list[Message]) -> bool:
    start, body = sent[0], sent[1]["body"].decode()
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == POLICY
    assert "Er is niets veranderd" in body or start["status"] == 422
    return start["status"] == 403


def test_a_form_of_our_own_arrives():
    assert not refused(ask(FORM, WHOLE))


@pytest.mark.parametrize("path", ["/aanmelden", "/afmelden", "/begin", "/uitnodiging", "/wachtwoord"])
@pytest.mark.parametrize(
    "origin", ["http://[", "http://[::1", "http://", "://", "null", "http://a]b", "é", "http://testserver:x", "\0"]
)
def test_a_strange_origin_is_another_site(path: str, origin: str) -> None:
    assert refused(ask({**FORM, "origin": origin}, WHOLE, path=path))


@pytest.mark.parametrize("changed", [{"host": "["}, {"host": ""}, {"host": "[", "origin": "http://[::1"}])
def test_a_host_that_is_none_gets_no_form_in(changed: dict[str, str]) -> None:
    assert refused(ask({**FORM, **changed}, WHOLE))


@pytest.mark.parametrize("origin", [HERE, "http://", "null"])
def test_without_a_host_no_form_gets_in(origin: str) -> None:
    assert refused(ask({**{key: FORM[key] for key in FORM if key != "host"}, "origin": origin}, WHOLE))


@pytest.mark.parametrize("path", ["/aanmelden", "/uitnodiging", "/test", "/begin"])
def test_under_any_host_a_page_is_drawn(path: str) -> None:
    for host in ("[", "", "a b", "é"):
        assert ask({"host": host}, WHOLE, path=path, method="GET")[0]["status"] == 200
    assert ask({}, WHOLE, path=path, method="GET")[0]["status"] == 200


def test_signing_out_under_a_host_that_no_address_can_have_only_signs_out():
    sent = ask({**FORM, "host": "[", "origin": "http://["}, WHOLE, path="/afmelden")
    assert sent[0]["status"] == 303


@pytest.mark.parametrize("site", ["", "nonsense", "same-origin, cross-site", "SAME-ORIGIN", "é"])
def test_a_site_that_no_browser_names_is_another(site: str) -> None:
    assert refused(ask({**FORM, "sec-fetch-site": site}, WHOLE))


@pytest.mark.parametrize("length", ["", "-1", "1e3", "²", "9" * 5000, "20001"])
def test_a_length_that_is_none_or_too_much_is_not_read(length: str) -> None:
    assert refused(ask({**FORM, "content-length": length}, WHOLE))


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x; charset=nonsense",
        "multipart/form-data; boundary=\xe9",
        "text/plain",
        "",
    ],
)
def test_a_body_of_another_kind_is_no_form_and_no_error(kind: str) -> None:
    refused(ask({**FORM, "content-type": kind}, WHOLE))


def test_a_body_that_is_cut_off_is_no_form():
    assert refused(ask(FORM, {"type": "http.request", "body": BODY[:9], "more_body": True}))


def test_a_form_of_a_thousand_fields_is_not_read():
    body = b"&".join(b"x=1" for _ in range(1000))
    message = {"type": "http.request", "body": body, "more_body": False}
    assert refused(ask({**FORM, "content-length": str(len(body))}, message))
