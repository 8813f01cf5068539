"""Whatever a stranger sends to whichever address: an answer of ours with all headers, and never an error of the server.

Seeded: the same requests every time. `python -m tests.server.test_foreign_requests --times 20000` sends many more.
"""

import argparse
import asyncio
import logging
import random
import re
import socket
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from starlette.applications import Starlette
from starlette.types import Message, Scope

from leidraad.access import cookies
from leidraad.server.middleware.headers import FIXED
from leidraad.server.middleware.order import MIDDLEWARE
from leidraad.server.routes import ROUTES
from leidraad.storage.database import engine
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.web import forms, strangers
from leidraad.web.phone import waiting
from tests import hostile
from tests.bench.server import Server
from tests.cast import BOB
from tests.databases import migrated_file
from tests.ui.conftest import a_measurement

HERE = "testserver"
METHODS = ("GET", "GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "X" * 50)
#: Streamlit's own addresses, of which ours are only part.
STREAMLIT = (
    *("/", "/metingen", "/static/js/index.js", "/static/../app.py", "/_stcore/health", "/_stcore/host-config"),
    *("/_stcore/upload_file/x/y", "/_stcore/metrics", "/media/x.pdf", "/component/a/b", "/_stcore/bidi-components/a"),
    *("/auth/login", "/auth/logout", "/oauth2callback", "/_stcore/stream", "/_stcore/agent/x", "/app/static/x"),
)  # fmt: skip
NUMBERS = ("0", "-1", "1", "9" * 5_000, "1e9", "0x10", "٣", "²", "NaN", " 7 ", "+5", "1_000", "2026-99-99", "")
TEXTS = (
    *hostile.VALUES,
    *NUMBERS,
    "x" * 4_000,
    "\x7f\x80\xff",
    "ÿþ",
    "/" * 500,
    "..;/..",
    "%",
    "%00",
    "a;b=c;;=;",
    '"' * 9,
)
FOREIGN = ("http://[", "https://", "null", "http://testserver:x", "http://testserver", f"http://{hostile.MARK}.test", "\xff", "://", "http://[::1")  # fmt: skip
HEADERS: dict[str, tuple[str, ...]] = {
    "host": (HERE, HERE, HERE, HERE, "[", "[::1", "a:b:c", ":0", "", f"{hostile.HTML}", "x" * 3_000, "testserver:99999999"),
    "origin": FOREIGN,
    "referer": FOREIGN,
    "sec-fetch-site": ("same-origin", "cross-site", "", "\xff"),
    "cookie": tuple(f"{name}={one}" for name in (cookies.DEVICE, cookies.SESSION, cookies.KNOWN, cookies.TIE, cookies.CHECK, "_streamlit_user", "_streamlit_xsrf") for one in (BOB, "", '"\\000\\777', "é", "=;=", '"' + "a" * 43, "2|x|y|z", "\x00")),
    "content-length": (*NUMBERS, "12", "12, 12", "\xb2"),
    "content-type": ("application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; boundary="\xff', "application/json", "text/plain; charset=utf-99", "\xff/;;", ""),
    "content-encoding": ("gzip", "br", "x"),
    "transfer-encoding": ("chunked", "x"),
    "expect": ("100-continue", "x"),
    "range": ("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=" + "9" * 500 + "-", "bytes=0-1,2-3," * 50, "apples", "bytes=a-b"),
    "if-none-match": ('"x"', "*", 'W/"', '"' * 500, "\xff"),
    "if-modified-since": ("Mon, 99 Foo 2026 99:99:99 GMT", "2026-99-99", "0", "\xff", "Thu, 01 Jan 99999 00:00:00 GMT"),
    "if-range": ('"x"', "x", "Thu, 01 Jan 99999 00:00:00 GMT"),
    "accept-encoding": ("gzip", "gzip;q=x", "*;q=", ",;,;", "gzip;q=" + "9" * 400, "\xff"),
    "accept": ("text/html", "*/*", "\xff"),
    "x-forwarded-proto": ("https", "ftp", "\xff", "https,http"),
    "x-forwarded-for": ("1.2.3.4", "\xff", "x" * 3_000),
    "forwarded": ("for=x", "\xff"),
    "x-xsrftoken": ("2|x|y|z", "\xff", "9" * 3_000),
    "upgrade": ("h2c", "x"),
}  # fmt: skip
#: What our plain pages look for in their address.
NAMES = ("naar", "code", "stand", "toestel", "school", "script")
NO_REQUEST = b"Invalid HTTP request received."
_PLACE = re.compile(r"\{[a-z_]+(?::path)?\}")


def paths(code: str) -> list[str]:
    """Every address of ours, with a code that is right."""
    return sorted({route.path.replace("{code}", code) for route in ROUTES})


def made(chance: random.Random, known: list[str]) -> tuple[str, str, dict[str, str], bytes]:
    """One request: its method, raw path with query, headers and body."""
    path = _PLACE.sub(lambda _: quote(chance.choice(TEXTS), safe=chance.choice(("", "/%"))), chance.choice(known))
    if chance.random() < 0.2:
        path += quote(chance.choice(("/", "//", ";", "/../", "")) + chance.choice(TEXTS), safe="/%;.")
    if chance.random() < 0.5:
        pairs = ((chance.choice((*hostile.KEYS, *NAMES, "error", "state")), chance.choice(TEXTS)) for _ in range(chance.randint(1, 5)))  # fmt: skip
        path += "?" + "&".join(f"{quote(key, safe='%')}={quote(value, safe='%')}" for key, value in pairs)
    headers = {"host": HERE, "origin": f"http://{HERE}"} if chance.random() < 0.6 else {"host": HERE}
    body = chance.choice(
        (
            b"",
            b"stelling=x&waarde=5",
            b"%ff=%zz&&&=",
            b"\x00\xff" * 200,
            b"--\r\n" * 50,
            quote("&".join(TEXTS[:6])).encode(),
        )
    )
    if body:
        headers |= {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(body))}
    for name in chance.sample(sorted(HEADERS), chance.randint(0, 4)):
        headers[name] = chance.choice(HEADERS[name])
    return chance.choice(METHODS), path, headers, body


async def answered(app: Starlette, method: str, raw: str, headers: dict[str, str], body: bytes) -> list[Message]:
    """What the app sends, asked as uvicorn asks; an error of the app goes on."""
    path, _, query = raw.partition("?")
    got: list[Message] = []
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        got.append(message)

    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()],
        "scheme": "http",
        "server": (HERE, 80),
        "client": ("127.0.0.1", 5000),
    }
    await app(scope, receive, send)
    return got


def require_ours(got: list[Message], asked: object) -> int:
    starts = [one for one in got if one["type"] == "http.response.start"]
    assert len(starts) == 1, asked
    status, headers = (
        starts[0]["status"],
        [(name.decode().lower(), value.decode("latin-1")) for name, value in starts[0]["headers"]],
    )
    assert status < 500 or status == 503, (status, asked)
    sent = dict(headers)
    for name in (*FIXED, "content-security-policy"):
        assert sum(one == name for one, _ in headers) == 1, (name, asked)
    assert not [value for _, value in headers if "\r" in value or "\n" in value], asked
    assert not [value for name, value in headers if name == "set-cookie" and hostile.MARK in value], asked
    there = sent.get("location", "/")
    # Starlette takes a slash away under the name by which it was asked: no page of another site decides about that.
    assert status == 307 or not re.match(r"[a-z]+:|//|/\\|\\", there), (there, asked)
    page = b"".join(one.get("body", b"") for one in got[1:])
    if sent.get("content-type", "").startswith("text/html") and "content-encoding" not in sent and page:
        text = page.decode()
        assert '<html lang="nl">' in text, asked
        assert hostile.foreign_markup(text) == [], asked
        assert "Traceback" not in text, asked
    return int(status)


def sent_at_random(app: Starlette, times: int, seed: int, known: list[str]) -> Counter[int]:
    """So many requests; gives how often which status. Raises AssertionError with the request, which has all that is needed."""
    said: Counter[int] = Counter()

    async def all_of_them() -> None:
        for number in range(times):
            request = made(random.Random(f"{seed}-{number}"), known)
            try:
                got = await answered(app, *request)
            except Exception as error:
                raise AssertionError((number, request)) from error
            said[require_ours(got, (number, request))] += 1

    asyncio.run(all_of_them())
    return said


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Measurement:
    monkeypatch.setenv("DATABASE_URL", migrated_file(tmp_path / "test.db"))
    engine.open_database()
    yield a_measurement(schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo"), people=5)
    engine.close_database()


def in_a_hurry(set: object) -> None:
    """Nobody waits for what will not come."""
    for module, name, value in (
        (strangers, "HELD_SECONDS", 0),
        (waiting, "PATIENCE_SECONDS", 0.0),
        (forms, "PATIENCE_SECONDS", 1),
    ):
        set(module, name, value)  # type: ignore[operator]


def test_no_request_that_a_stranger_can_make_is_an_error_or_lacks_a_header(
    measured: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_hurry(monkeypatch.setattr)
    said = sent_at_random(Starlette(routes=ROUTES, middleware=MIDDLEWARE), 1_500, 7, paths(measured.join_code))
    assert said[200] > 100, "otherwise nothing came through to where it could go wrong"
    assert {303, 403, 404, 405} <= set(said)


def test_every_plain_page_under_a_made_up_address_shows_only_what_is_ours(
    measured: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_hurry(monkeypatch.setattr)
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    seen: Counter[int] = Counter()

    async def all_of_them() -> None:
        for path in paths(measured.join_code):
            for value in hostile.VALUES:
                place = quote(value, safe="")
                query = "&".join(f"{quote(key, safe='')}={place}" for key in (*hostile.KEYS, *NAMES, *NAMES[::-1]))
                for raw in (
                    f"{_PLACE.sub(place, path)}?{query}",
                    f"{path.replace(measured.join_code, place)}?{query}",
                ):
                    seen[require_ours(await answered(app, "GET", raw, {"host": HERE}, b""), raw[:200])] += 1

    asyncio.run(all_of_them())
    assert {200, 303, 404} <= set(seen)


# --- over a real line, also to what Streamlit answers ---


def test_a_real_server_answers_whatever_comes_over_the_line(server: Server) -> None:
    said: Counter[int] = Counter()
    for number in range(250):
        request = made(random.Random(f"lijn-{number}"), list(STREAMLIT))
        status, headers, page = over_the_line(server.address, *request)
        assert status < 500, (number, status, request, page)
        refused_by_the_line = status == 400 and (NO_REQUEST in page or request[0] == "HEAD")
        if not refused_by_the_line:  # no request at all: it never reaches the program
            assert {*FIXED, "content-security-policy"} <= set(headers), (number, status, request, page)
        said[status] += 1
    assert said[200] > 20
    failed = re.findall(
        r"^[\w.]+(?:Error|Exception|Disconnect)\b.*", server.log.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [one for one in failed if not one.startswith("h11.")] == [], (
        "only the line itself, where a body is no body"
    )


def over_the_line(
    address: str, method: str, raw: str, headers: dict[str, str], body: bytes
) -> tuple[int, set[str], bytes]:
    """One request as its bytes; the answer's status, names of headers, and the beginning of its body."""
    host, port = address.split(":")
    headers = {name: value.replace(HERE, address) for name, value in headers.items()}
    headers |= (
        {"connection": "close", "content-length": str(len(body))}
        if "transfer-encoding" not in headers
        else {"connection": "close"}
    )
    lines = [f"{method} {raw} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall("\r\n".join((*lines, "", "")).encode("latin-1", "replace") + body)
        got = b""
        try:
            while len(got) < 60_000 and (part := line.recv(65_536)):
                got += part
        except ConnectionResetError:
            pass
    while got.startswith(b"HTTP/1.1 1"):  # "go on"
        got = got.partition(b"\r\n\r\n")[2]
    if not got:  # cut off at once, with what we were still sending
        return 400, set(), NO_REQUEST
    head, _, page = got.partition(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    names = {one.split(b":", 1)[0].decode("latin-1").lower() for one in head.split(b"\r\n")[1:]}
    return status, names, page[:200]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    in_a_hurry(setattr)
    with tempfile.TemporaryDirectory() as temporary:
        engine.open_database(migrated_file(Path(temporary) / "leidraad.db"))
        code = a_measurement(schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo"), people=5).join_code
        found = sent_at_random(
            Starlette(routes=ROUTES, middleware=MIDDLEWARE), chosen.times, chosen.seed, paths(code)
        )
        engine.close_database()
    print(f"{chosen.times} requests, 0 errors, 0 without a header: {dict(sorted(found.items()))}")
