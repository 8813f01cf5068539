"""The HTML page in Dutch, as it is sent."""

import pytest

from leidraad import product


@pytest.mark.parametrize("path", ["/", "/zelfscan", "/zelfscan?deel=3", "/bestaat-niet"])
def test_every_page_is_dutch(http, path):
    page = http.get(path).text
    assert '<html lang="nl">' in page
    assert f"<title>{product.NAME}</title>" in page
    assert "JavaScript nodig" in page


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
