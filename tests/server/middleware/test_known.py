"""Who is known, for the bounds on strangers."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection
from streamlit.web.server.starlette import starlette_app_utils, starlette_websocket

from leidraad.access import cookies
from leidraad.machine import school_login
from leidraad.server.middleware import known
from leidraad.storage.accounts import sessions
from leidraad.storage.database import engine
from tests.bench.visitors import a_leader


@pytest.fixture
def database(tmp_path: Path) -> Iterator[None]:
    engine.open_database(f"sqlite:///{tmp_path / 'leidraad.db'}")
    yield
    engine.close_database()


def is_known(cookie: str) -> bool:
    scope = {"type": "http", "headers": [(b"cookie", cookie.encode())]}
    return asyncio.run(known.is_known(HTTPConnection(scope)))


def test_who_is_signed_in_or_looks_around_is_known_until_they_sign_out(database: None):
    for token in (a_leader(), sessions.start_looking_around()):
        assert is_known(f"{cookies.SESSION}={token}")
        sessions.end(token)
        assert not is_known(f"{cookies.SESSION}={token}")


@pytest.mark.parametrize(
    "cookie", ["", f"{cookies.SESSION}=", f"{cookies.SESSION}=verzonnen", f"{cookies.DEVICE}={32 * 'a'}"]
)
def test_a_stranger_is_not(database: None, cookie: str):
    assert not is_known(cookie)


def test_a_database_that_is_away_makes_everybody_a_stranger():
    assert not is_known(f"{cookies.SESSION}=verzonnen")


def test_a_cookie_of_the_school_login_counts_when_streamlit_signed_it(
    database: None, monkeypatch: pytest.MonkeyPatch
):
    name = known.USER_COOKIE_NAME
    monkeypatch.setattr(starlette_websocket, "get_cookie_secret", lambda: "geheim")
    signed = starlette_app_utils.create_signed_value("geheim", name, b'{"is_logged_in": true}').decode()
    other = starlette_app_utils.create_signed_value("iets anders", name, b'{"is_logged_in": true}').decode()
    assert not is_known(f"{name}={signed}")  # no school login here
    monkeypatch.setattr(school_login, "is_configured", lambda: True)
    assert is_known(f"{name}={signed}")
    assert not is_known(f"{name}={other}")
