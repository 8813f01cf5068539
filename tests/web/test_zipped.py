"""What a browser says that it takes."""

import pytest

from leidraad.web.zipped import takes_gzip


@pytest.mark.parametrize(
    ("header", "yes"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("", False), ("br", False), ("gzip; q=0", False)],
)
def test_the_header_of_the_browser_decides_about_gzip(header, yes):
    assert takes_gzip({"type": "http", "headers": [(b"accept-encoding", header.encode())]}) is yes


def test_a_browser_that_says_nothing_gets_it_as_it_is():
    assert not takes_gzip({"type": "http", "headers": []})
