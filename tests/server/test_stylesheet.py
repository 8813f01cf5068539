"""The style sheet of the screens, as a file of its own."""

import gzip
import re

from leidraad.ui.shell.style import CSS


def linked(http) -> str:
    return re.search(r'<link rel="stylesheet" href="\./(stijl/[^"]+)">', http.get("/invullen").text)[1]


def test_every_page_names_the_sheet_in_its_body_after_the_rules_of_streamlit(http):
    head, body = http.get("/").text.split("<body>")
    assert linked(http) in body
    assert "stijl/" not in head


def test_the_sheet_is_the_whole_style_and_browsers_may_keep_it(http):
    answer = http.get(linked(http))
    assert answer.text == CSS
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_it_is_zipped_for_who_takes_that_and_plain_for_who_does_not(http):
    for wanted, zipped in (("gzip", True), ("identity", False)):
        with http.stream("GET", linked(http), headers={"accept-encoding": wanted}) as answer:
            sent = b"".join(answer.iter_raw())
        assert answer.headers.get("content-encoding") == ("gzip" if zipped else None)
        assert (gzip.decompress(sent) if zipped else sent) == CSS.encode()


def test_an_older_name_is_not_answered_with_todays_sheet(http):
    assert not http.get("stijl/000000000000.css").headers["content-type"].startswith("text/css")
