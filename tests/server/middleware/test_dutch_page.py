"""The HTML page in Dutch."""

import re
from pathlib import Path

import pytest
from streamlit import file_util

from leidraad import product
from leidraad.server.middleware.dutch_page import NOSCRIPT, SHORTCUT_GUARD, dutch

INSTALLED = (Path(file_util.get_static_dir()) / "index.html").read_bytes()


@pytest.mark.parametrize("path", ["/", "/invullen", "/invullen?code=ABC123", "/bestaat-niet"])
def test_every_page_is_dutch(http, path):
    page = http.get(path).text
    assert '<html lang="nl">' in page
    assert f"<title>{product.NAME}</title>" in page
    assert "JavaScript nodig" in page


def test_nothing_of_the_english_page_is_left():
    page = dutch(INSTALLED).decode()
    assert "You need to enable JavaScript" not in page
    assert "Streamlit</title>" not in page
    assert 'lang="en"' not in page
    assert "_stcore/agent" not in page


def test_the_installed_page_is_the_one_that_the_rewriting_knows():
    page = INSTALLED.decode()
    assert page.count('<html lang="en">') == page.count("<title>Streamlit</title>") == 1
    assert page.count("<noscript>") == page.count("<head>") == 1


def test_the_page_keeps_all_scripts_and_styles():
    files = re.findall(r'(?:src|href)="(\./static[^"]+)"', INSTALLED.decode())
    kept = re.findall(r'(?:src|href)="(\./static[^"]+)"', dutch(INSTALLED).decode())
    assert kept == files


def test_the_shortcut_guard_runs_before_the_scripts_of_streamlit():
    page = dutch(INSTALLED).decode()
    assert page.index(SHORTCUT_GUARD) < page.index('type="module"')
    assert page.count(NOSCRIPT) == 1


def test_a_page_is_never_answered_from_a_cache(http):
    first = http.get("/")
    again = http.get(
        "/",
        headers={
            "if-modified-since": "Sat, 01 Jan 2050 00:00:00 GMT",
            "if-none-match": "*",
            "range": "bytes=0-9",
        },
    )
    assert again.status_code == 200
    assert again.text == first.text
    assert not {"etag", "last-modified", "accept-ranges"} & set(first.headers)
    assert first.headers["cache-control"] == "private, no-cache"


def test_the_length_of_the_page_is_right_with_and_without_gzip(http):
    for encoding in ("gzip", "identity"):
        with http.stream("GET", "/", headers={"accept-encoding": encoding}) as answer:
            assert len(b"".join(answer.iter_raw())) == int(answer.headers["content-length"])


def test_other_answers_stay_as_they_are(http):
    assert http.get("/_stcore/health").text == "ok"
