"""Joining and health."""

import pytest

from leidraad.access.cookies import DEVICE


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("ABC123", "/invullen?code=ABC123"),
        ("abc123", "/invullen?code=ABC123"),
        ("%20abc123%20", "/invullen?code=ABC123"),
        ("ABCDEFGHIJKLM", "/?code=onbekend"),
        ("AB-12", "/?code=onbekend"),
        ("%3Cscript%3E", "/?code=onbekend"),
        ("a%0d%0aset-cookie:x=1", "/?code=onbekend"),
        ("é", "/?code=onbekend"),
    ],
)
def test_a_join_link_leads_to_the_questionnaire_or_says_the_code_is_unknown(http, typed, target):
    answer = http.get(f"/d/{typed}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == target


def test_a_join_link_gives_the_phone_its_cookie_at_once(http):
    assert http.get("/d/ABC123", follow_redirects=False).headers["set-cookie"].startswith(f"{DEVICE}=")


def test_a_join_link_is_never_kept(http):
    assert http.get("/d/ABC123", follow_redirects=False).headers["cache-control"] == "no-store"


def test_a_healthy_server_says_so(http):
    assert http.get("/gezond").json() == {"status": "goed"}
