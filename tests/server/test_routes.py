"""Joining and health."""

import pytest

from leidraad.access.cookies import DEVICE


@pytest.mark.parametrize(
    "path", ["/d/ABC123", "/d/AB-12", "/d/%3Cscript%3E", "/d/a%0d%0aset-cookie:x=1", "/d/%C3%A9"]
)
def test_a_join_link_to_nothing_says_that_the_code_is_unknown(http, path):
    answer = http.get(path)
    assert answer.status_code == 404
    assert "Deze code werkt niet" in answer.text


def test_a_join_link_gives_the_phone_its_cookie_at_once(http):
    http.cookies.clear()
    assert http.get("/d/ABC123").headers["set-cookie"].startswith(f"{DEVICE}=")


def test_a_join_link_is_never_kept(http):
    assert http.get("/d/ABC123").headers["cache-control"] == "no-store"


def test_a_healthy_server_says_so(http):
    assert http.get("/gezond").json() == {"status": "goed"}
