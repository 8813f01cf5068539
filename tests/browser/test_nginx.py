"""Behind Debian's nginx with TLS, under a name of its own and under a sub-path, with the files of docs/hosting.

Skipped without nginx; in CI that fails.
"""

import contextlib
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.bench.server import free_port
from tests.browser.conftest import PHONE, Contexts
from tests.browser.handset import PATIENCE, Handset
from tests.browser.site import Site
from tests.browser.webserver import Front, in_front_of, nginx_or_skipped

SUBPATH = "teamscan"
MORE_THAN_A_LINE_HOLDS = 40_000_000


@dataclass(frozen=True)
class Hosted:
    """A site behind nginx; `url` is what a phone opens."""

    site: Site
    front: Front
    url: str

    def ask(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", verify=False, headers=headers)


@pytest.fixture(scope="module")
def nginx() -> str:
    return nginx_or_skipped()


@pytest.fixture(scope="module", params=["nginx.conf", "nginx-onderpad.conf"], ids=["eigen-naam", "onderpad"])
def hosted(
    request: pytest.FixtureRequest, nginx: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hosted]:
    site = Site(tmp_path_factory.mktemp("achter-nginx"), cold=True)  # with settings of its own
    below = "onderpad" in request.param
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", "127.0.0.1")
        if below:
            environment.setenv("STREAMLIT_SERVER_BASE_URL_PATH", SUBPATH)
        site.start()
        try:
            with in_front_of([site.port], request.param, nginx, tmp_path_factory.mktemp("nginx")) as front:
                yield Hosted(site, front, f"{front.url}/{SUBPATH}" if below else front.url)
        finally:
            site.stop()


def test_a_phone_joins_answers_and_comes_back(hosted: Hosted, new_context: Contexts) -> None:
    measurement = hosted.site.open_measurement("Achter nginx")
    phone = Handset(new_context(viewport=PHONE, has_touch=True, ignore_https_errors=True), hosted.url)
    phone.join(measurement.join_code)
    phone.tap("vo-a1-08", 4)
    phone.says_saved(1, 30)
    assert hosted.site.answers(measurement.id, phone.device) == {"vo-a1-08": 4}
    cookies = {one["name"]: one for one in phone.context.cookies()}  # type: ignore[typeddict-item]
    assert cookies["leidraad_toestel"]["secure"]  # type: ignore[typeddict-item]
    phone.page.reload()
    phone.shows("vo-a1-08", 4)
    assert phone.page.url == f"{hosted.url}/d/{measurement.join_code}/1"


def test_a_wrong_code_and_typing_another_stay_under_the_address(hosted: Hosted, new_context: Contexts) -> None:
    page = new_context(viewport=PHONE, ignore_https_errors=True).new_page()
    page.goto(f"{hosted.url}/d/ONZIN9")
    expect(page.get_by_role("heading", name="Deze code werkt niet")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Code van zes tekens").fill("ONZIN8")
    page.get_by_role("button", name="Meedoen").click()
    expect(page).to_have_url(f"{hosted.url}/d/ONZIN8")


def test_a_typed_code_redirects_within_the_address_and_gives_a_secure_cookie(hosted: Hosted) -> None:
    answer = hosted.ask("/d?code=abc+123")
    assert answer.status_code == 303
    assert str(answer.next_request.url if answer.next_request else "") == f"{hosted.url}/d/ABC123"
    answer = hosted.ask("/d/abc123")
    assert answer.headers["set-cookie"].endswith("; Secure")
    assert "HttpOnly" in answer.headers["set-cookie"]


def test_scripts_arrive_compressed_and_may_be_kept(hosted: Hosted) -> None:
    name = hosted.ask("/zelfscan").text.split('crossorigin src=".')[1].split('"')[0]
    answer = hosted.ask(name, **{"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]


def test_the_security_headers_survive(hosted: Hosted) -> None:
    headers = hosted.ask("/uitleg").headers  # a screen of Streamlit, also while nobody has begun
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert f"wss://127.0.0.1:{hosted.front.secure_port}" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert hosted.ask("/d").headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")


def test_a_phone_that_tests_the_connection_is_counted_and_not_taken_for_the_server(hosted: Hosted) -> None:
    assert "Gelukt: deze telefoon kan de Teamscan bereiken" in hosted.ask("/test").text


@pytest.mark.parametrize(("origin", "status"), [("own", 101), ("https://kwaad.nl", 403), ("null", 403)])
def test_only_our_own_page_opens_the_websocket(
    hosted: Hosted, alone: Callable[[Coroutine[Any, Any, Any]], Any], origin: str, status: int
) -> None:
    assert alone(_handshake(hosted, hosted.front.url if origin == "own" else origin)) == status


async def _handshake(hosted: Hosted, origin: str) -> int:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    address = hosted.url.replace("https://", "wss://") + "/_stcore/stream"
    try:
        async with connect(
            address, ssl=trusting, additional_headers={"Origin": origin}, subprotocols=["streamlit"]
        ):  # type: ignore[list-item]
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


class Echo(BaseHTTPRequestHandler):
    """Says how long a body was, and shows more than a line holds."""

    def do_POST(self) -> None:
        self.answer(str(len(self.rfile.read(int(self.headers["content-length"])))).encode())

    def do_GET(self) -> None:
        self.answer(bytes(MORE_THAN_A_LINE_HOLDS))

    def answer(self, said: bytes) -> None:
        self.send_response(200)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def echo() -> Iterator[int]:
    """The port of something that is no Teamscan, behind nginx."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("example", "path"),
    [("nginx.conf", "/"), ("nginx-processen.conf", "/d/ABC123"), ("nginx-onderpad.conf", f"/{SUBPATH}/")],
)
def test_of_what_somebody_fills_in_or_sees_nothing_comes_on_the_disk_of_the_web_server(
    nginx: str, tmp_path: Path, echo: int, example: str, path: str
) -> None:
    with in_front_of([echo], example, nginx, tmp_path) as front, httpx.Client(verify=False) as http:
        for folder in ("body", "proxy"):  # where it would be: without them nginx says 500, or breaks off
            (tmp_path / folder).rmdir()
        assert http.post(f"{front.url}{path}", content=b"x" * 100_000).text == "100000"
        with http.stream("GET", f"{front.url}{path}") as answer:
            assert sum(map(len, answer.iter_raw(4_096))) == MORE_THAN_A_LINE_HOLDS


def test_a_file_that_somebody_brings_arrives_as_well(nginx: str, tmp_path: Path, echo: int) -> None:
    with in_front_of([echo], "nginx.conf", nginx, tmp_path) as front:
        assert httpx.post(front.url, verify=False, content=bytes(5_000_000)).text == "5000000"


def test_the_file_for_several_processes_leads_phones_and_screens_to_the_program(
    hosted: Hosted, nginx: str, tmp_path: Path, alone: Callable[[Coroutine[Any, Any, Any]], Any]
) -> None:
    if hosted.url != hosted.front.url:
        pytest.skip("een eigen naam is genoeg")
    with in_front_of([hosted.site.port], "nginx-processen.conf", nginx, tmp_path) as front:
        through = Hosted(hosted.site, front, front.url)
        assert through.ask("/d/abc123").status_code == 404
        assert through.ask("/uitleg").status_code == 200
        assert alone(_handshake(through, front.url)) == 101


def test_the_other_way_of_typing_the_address_leads_there_too(hosted: Hosted) -> None:
    own_name = hosted.url == hosted.front.url
    typed = f"http://127.0.0.1:{hosted.front.plain_port}/" if own_name else f"{hosted.front.url}/{SUBPATH}"
    answer = httpx.get(typed, verify=False)
    assert (answer.status_code, answer.headers["location"]) == (301, f"{hosted.url}/")


@pytest.mark.parametrize(("example", "path"), [("nginx.conf", ""), ("nginx-onderpad.conf", f"/{SUBPATH}")])
def test_nginx_writes_nothing_about_who_came_when_on_any_port_and_goes_on_writing_about_other_sites(
    nginx: str, tmp_path: Path, example: str, path: str
) -> None:
    """Also not of what it refuses by itself, nor while the Teamscan does not run."""
    with in_front_of([free_port()], example, nginx, tmp_path) as front:
        plain, secure = f"http://127.0.0.1:{front.plain_port}{path}", f"{front.url}{path}"
        for address in (
            f"{plain}/d/ABC123",
            f"{secure}/lezen/ABC123",
            f"{secure}/agenda/ABC123.ics",
            f"{secure}/d/ABC123?x=/..%2f",
            secure,
            plain,
        ):
            assert httpx.get(address, verify=False).status_code in (301, 502)
        as_plain = httpx.get(f"http://127.0.0.1:{front.secure_port}{path}/d/ABC123")
        too_long = httpx.get(f"{secure}/d/ABC123", verify=False, headers={"x-lang": "x" * 60_000})
        too_large = httpx.post(f"{secure}/d/ABC123/1", verify=False, content=b"x" * 7_000_000)
        assert [one.status_code for one in (as_plain, too_long, too_large)] == [400, 400, 413]
        if path:
            httpx.request("TRACE", f"{front.url}/rooster", verify=False, headers={"referer": f"{secure}/d/ABC123"})
        assert httpx.get(f"http://127.0.0.1:{front.other_port}/ernaast").status_code == 204
        written = b"".join(file.read_bytes() for file in tmp_path.glob("*.log"))
    assert b"ABC123" not in written
    assert written.count(b"127.0.0.1 - - [") == written.count(b"GET /ernaast") == 1
    assert b"client: 127.0.0.1" not in written
