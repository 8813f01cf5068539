"""The style sheet of the screens, as a file of its own."""

import gzip
import re

from leidraad.machine import streamlit_files
from leidraad.server.streamlit_inside.html import SCRIPT
from leidraad.settings import ROOT
from leidraad.ui.shell.style import CSS

LOOK = CSS + SCRIPT


def linked(http) -> str:
    return re.search(r'<link rel="stylesheet" href="\./(stijl/[^"]+)">', http.get("/zelfscan").text)[1]


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


def test_every_part_of_a_screen_that_we_name_exists_in_streamlit():
    sent = "".join(
        file.read_text(encoding="utf-8") for file in (streamlit_files.FOLDER / "static" / "js").glob("*.js")
    )
    parts = set(re.findall(r'data-testid="?(\w+)', LOOK)) | set(re.findall(r"\.(st[A-Z]\w+)", LOOK))
    assert len(parts) > 20
    words = set(re.findall(r"[\"'`](\w+)(?=[\"'`])", sent))
    built = re.findall(r"`(st[A-Z]\w+)\$\{", sent)  # `stAlertContent${kind}`
    assert [
        part
        for part in sorted(parts - words)
        if not any(part.startswith(one) and part.removeprefix(one) in words for one in built)
    ] == []


def test_every_key_that_we_name_is_given_to_something_on_a_screen():
    ours = [*(ROOT / "leidraad" / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    written = "".join(file.read_text(encoding="utf-8") for file in ours)
    given = set(re.findall(r'"([a-z-]+(?:\{[^}"]*\}[a-z-]*)*)"', written))  # "volg", f"kies-{id}"
    named = set(re.findall(r"st-key-([a-z-]+)", LOOK))
    assert len(named) > 20
    assert [one for one in named if not any(could_be(key, one) for key in given)] == []


def could_be(key: str, named: str) -> bool:
    """Whether a rule for this name, or for names that begin with it, can be about something with this key."""
    if named.endswith("-"):
        return key.startswith(named) or bool(re.fullmatch(re.sub(r"\{[^}]*\}", "[a-z0-9]+", key), f"{named}1"))
    return key == named


def test_a_name_on_no_screen_would_be_seen():
    assert could_be("volg", "volg")
    assert could_be("beheer-{word}-{team.id}", "beheer-omhoog-")
    assert not could_be("volg", "vol")
    assert not could_be("beheer-{word}", "beheer-omhoog-")
