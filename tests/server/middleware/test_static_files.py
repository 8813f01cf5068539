"""Streamlit's own scripts and styles, compressed."""

import gzip
import re

import httpx
import pytest

from leidraad.server.middleware.static_files import StaticGzip
from tests.conftest import ask


def first_script(http: httpx.Client) -> str:
    return "/" + re.search(r'src="\./(static/js/index[^"]+\.js)"', http.get("/").text)[1]


def test_a_script_comes_compressed_with_a_header_to_keep_it(http):
    answer = http.get(first_script(http), headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) * 2 < len(answer.content)


def test_a_browser_without_gzip_gets_the_same_script_as_it_is(http):
    path = first_script(http)
    plain = http.get(path, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == http.get(path, headers={"accept-encoding": "gzip"}).content


def test_a_head_request_gets_the_headers_and_no_body(http):
    answer = http.head(first_script(http), headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == b""


def test_an_unknown_file_is_left_to_streamlit(http):
    assert http.get("/static/js/bestaat-niet.js").headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/static/../geheim.js", "/static/link.js", "/static/js/../../../geheim.js"])
def test_nothing_outside_the_folder_of_streamlit_is_sent(tmp_path, path):
    (tmp_path / "root" / "static").mkdir(parents=True)
    (tmp_path / "geheim.js").write_text("geheim")
    (tmp_path / "root" / "static" / "link.js").symlink_to(tmp_path / "geheim.js")

    async def elsewhere(scope, receive, send):
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b"elders"})

    middleware = StaticGzip(elsewhere, directory=tmp_path / "root")
    assert middleware._file(path) is None
    answer = ask(middleware, f"http://school.nl{path}", {"accept-encoding": "gzip"})
    assert answer.text == "elders"


def test_a_file_is_compressed_once_and_then_comes_from_memory(tmp_path):
    (tmp_path / "static").mkdir()
    file = tmp_path / "static" / "a.js"
    file.write_text("een" * 500)
    app = StaticGzip(None, directory=tmp_path)  # type: ignore[arg-type]
    first = ask(app, "http://school.nl/static/a.js", {"accept-encoding": "gzip"})
    file.write_text("twee")
    assert ask(app, "http://school.nl/static/a.js", {"accept-encoding": "gzip"}).text == first.text


def test_a_file_is_kept_once_in_however_many_ways_its_address_is_written(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.js").write_text("een")
    app = StaticGzip(None, directory=tmp_path)  # type: ignore[arg-type]
    for address in (
        "a.js",
        "./a.js",
        "/a.js",
        "%2e/a.js",
        "x/../a.js",
        *("/" * more + "a.js" for more in range(9)),
    ):
        assert ask(app, f"http://school.nl/static/{address}", {"accept-encoding": "gzip"}).text == "een"
    assert list(app._bodies) == [tmp_path / "static" / "a.js"]


def test_the_compressed_bytes_are_gzip(http):
    with http.stream("GET", first_script(http), headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw)
