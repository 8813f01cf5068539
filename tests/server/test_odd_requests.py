"""What a stranger can send that is well-formed and that no browser sends: each gets its answer, bare and behind nginx.

An answer is below 500 and no page of an error; nothing of it comes in the log as one, and nothing of it is kept.
"""

import contextlib
import itertools
import socket
import ssl
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest

from tests.browser.webserver import Front, in_front_of, nginx_or_skipped
from tests.server.conftest import Program
from tests.server.streamlit_inside.test_connections import LONG

Knock = Callable[[], socket.socket]
METHODS = ("GET", "TRACE", "PROPFIND", "CONNECT", "get", "X" * 20_000)
TARGETS = (
    *("/", "*", "//", "/?", "/gezond/", "http://kwaad.nl/", "//kwaad.nl/", "127.0.0.1:22", "/%", "/%00", "/%ff", "/..%2f..%2fapp.py"),
    *("/media/", "/media//x", "/media/%2e%2e/%2e%2e/app.py", "/media/" + "x" * 5_000, "/media/x.pdf?title=%0d%0ax:y", "/media/%00.pdf"),
    *("/component/", "/component/x", "/component/../x", "/component/x/" + "y" * 5_000, "/component/x/%00", "/component/%5c%5c/x"),
    *("/_stcore/bidi-components/x/%2e%2e/y", "/_stcore/upload_file/%00/x", "/static/" + "z" * 5_000 + ".js", "/static/%00.js"),
)  # fmt: skip
SECRET = "van-mij-alleen"
MOST_MEGABYTES = 40


def bare(program: Program) -> socket.socket:
    return socket.create_connection(("127.0.0.1", program.server.port), timeout=LONG)


def through(front: Front) -> Knock:
    """Make a connection with the nginx before a program."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    return lambda: trusting.wrap_socket(socket.create_connection(("127.0.0.1", front.secure_port), timeout=LONG))


@pytest.fixture(scope="module", params=["bare", "nginx"])
def knock(program: Program, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knock]:  # fmt: skip
    """Make a connection with the program, or with the nginx before it; all of it costs little and leaves no error."""
    said, held = program.server.log.stat().st_size, program.server.rss_megabytes()
    if request.param == "bare":
        yield lambda: bare(program)
    else:
        folder = tmp_path_factory.mktemp("nginx")
        with in_front_of([program.server.port], "nginx.conf", nginx_or_skipped(), folder) as front:
            yield through(front)
    assert "Traceback" not in program.server.log.read_text(errors="replace")[said:]
    assert program.server.rss_megabytes() - held < MOST_MEGABYTES


def answers(knock: Knock, asked: bytes) -> bytes:
    """All that comes back until the other side hangs up."""
    got = b""
    with knock() as line, contextlib.suppress(ConnectionError, ssl.SSLError):
        line.sendall(asked)
        while part := line.recv(65_536):
            got += part
    return got


def head(method: str, target: str, *more: str, last: bool = True) -> bytes:
    lines = (f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", *more, *(("Connection: close",) if last else ()))
    return "\r\n".join((*lines, "", "")).encode("latin-1")


def posting(body: bytes, kind: str) -> bytes:
    """What comes before the body of a form that a page of ours sends."""
    same = "Sec-Fetch-Site: same-origin"
    return head("POST", "/aanmelden", same, f"Content-Type: {kind}", f"Content-Length: {len(body)}")


def status(answer: bytes) -> int:
    """Of the first answer; who cuts the line says no."""
    return int(answer.split(b" ", 2)[1]) if answer else 400


def test_every_way_of_asking_for_every_odd_address_is_answered_and_tells_nothing(knock: Knock):
    for method, target in itertools.product(METHODS, TARGETS):
        answer = answers(knock, head(method, target, f"X-Geheim: {SECRET}"))
        asked = (method[:20], target[:60], answer[:300])
        assert status(answer) < 500, asked
        assert [one for one in (b"Traceback", SECRET.encode(), b"st.App", b"\r\nx:y") if one in answer] == [], (
            asked
        )
        if method != "GET":
            assert status(answer) >= 300, asked


def test_many_questions_at_once_over_one_connection_are_answered_one_after_the_other(knock: Knock):
    asked = head("GET", "/gezond", last=False) * 200 + head("GET", "/gezond")
    assert answers(knock, asked).count(b"HTTP/1.1 200") == 201


def test_who_asks_again_and_again_and_takes_no_answer_is_not_listened_to_for_ever(program: Program):
    """Behind nginx, nginx throws away for half a minute what he goes on sending: nothing of it comes here."""
    sent = 0
    with bare(program) as line, contextlib.suppress(ConnectionError, TimeoutError):
        line.settimeout(1)
        while sent < 100_000_000:
            sent += line.send(head("GET", "/stijl/", last=False) * 500)
    assert sent < 30_000_000


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"email=a@b.nl&wachtwoord=" + quote("\u0301\u0323" * 1_500).encode()),
        ("application/x-www-form-urlencoded", b"email=a@b.nl&wachtwoord=" + b"w" * 19_000),
        ("application/x-www-form-urlencoded", b"wachtwoord=" + b"w" * 2_000_000),
        ("application/x-www-form-urlencoded", b"a=b&" * 4_900),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="wachtwoord"\r\n\r\n' + b"w" * 19_000 + b"\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nb\r\n' * 200),
    ],
    ids=["accents", "a long password", "a very long password", "many fields", "a long part", "many files"],
)  # fmt: skip
def test_a_form_that_is_too_large_or_odd_is_refused_in_dutch(knock: Knock, kind: str, body: bytes):
    answer = answers(knock, posting(body, kind) + body)
    assert status(answer) in (403, 413, 422), answer[:300]
    assert status(answer) == 413 or b'<html lang="nl">' in answer


@pytest.mark.parametrize(
    "cookie",
    ["a=b; " * 11_000, 'a="' + "\\" * 55_000 + '"', "leidraad_toestel=" + "0" * 55_000],
    ids=["many", "backslashes", "one"],
)
def test_cookies_that_fill_the_whole_head_are_taken_for_none_and_hold_nobody_up(
    program: Program, knock: Knock, cookie: str
):
    used = program.server.cpu_seconds()
    answer = answers(knock, head("GET", "/d", f"Cookie: {cookie}"))
    assert status(answer) in (200, 400, 431), answer[:300]
    assert program.server.cpu_seconds() - used < 1


def test_whoever_brings_no_cookie_gets_one_each_time_and_nothing_is_kept_of_it(knock: Knock):
    given = {answers(knock, head("GET", "/d")).partition(b"leidraad_toestel=")[2][:32] for _ in range(50)}
    assert len(given) == 50
