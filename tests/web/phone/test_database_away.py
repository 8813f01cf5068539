"""The database held or away: every screen says so, and what was sent stands in the page."""

import html
import re
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import closing as closed
from pathlib import Path

import httpx
import pytest

from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from tests.cast import BOB
from tests.databases import postgres_or_skipped
from tests.web.phone.answered import require_way_on, require_words
from tests.web.phone.conftest import Phone
from tests.web.phone.states import FIELDS, POSTED, SENT, STATES, TWO


def test_with_sqlite_held_by_another_program_looking_goes_on_and_a_post_hears_to_come_again(
    bob: Phone, measured: Measurement, tmp_path: Path
) -> None:
    STATES["instappen"](measured)
    with closed(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for address in ("", "/1", "/11", "/dag"):
            assert bob.get(f"/d/{measured.join_code}{address}").status_code == 200
        for end in ("1", "klaar", "intrekken", "opnieuw", "doorgeven"):
            answer = bob.post(f"/d/{measured.join_code}/{end}", FIELDS)
            require_words(answer)
            require_kept(answer)
            require_way_on(bob, bob._send("GET", f"/d/{measured.join_code}/{end}"))  # who loads that page anew
        answer = bob.post(f"/d/{measured.join_code}/antwoord", FIELDS)
        assert (answer.status_code, bool(answer.json()["reden"])) == (503, True)
        other.execute("ROLLBACK")
    assert len(answers.mine(measured.id, BOB)) == 9
    assert bob.tap(measured, TWO, 5, was=3) == {"stand": 5, "aantal": 9}


@pytest.fixture
def postgres_that_stops() -> Iterator[ExitStack]:
    """This test's own PostgreSQL, open in this process; close the stack to stop it."""
    with ExitStack() as running:
        server = running.enter_context(postgres_or_skipped())
        engine.open_database(server.migrated())
        yield running


def test_with_the_database_away_every_screen_says_so_and_comes_back_by_itself(
    postgres_that_stops: ExitStack, bob: Phone, request: pytest.FixtureRequest
) -> None:
    measured = request.getfixturevalue("measured")
    STATES["kiezen"](measured)
    code = measured.join_code
    postgres_that_stops.close()
    for address in ("", "/1", "/11", "/dag"):
        require_away(bob._send("GET", f"/d/{code}{address}"))
    assert bob._send("GET", f"/d/{code}/wacht?stand=open").status_code == 503
    for address in SENT[:5] + [f"/{one}" for one in POSTED if one != "antwoord"]:
        require_kept(bob.post(f"/d/{code}{address}", FIELDS))
    for address in ("/antwoord", "/stem?script", "/keuze?script"):
        answer = bob.post(f"/d/{code}{address}", FIELDS)
        assert answer.status_code == 503
        assert "Wat al opgeslagen was, is er nog." in answer.json()["reden"]


def require_away(answer: httpx.Response) -> None:
    require_words(answer)
    assert answer.status_code == 503, answer.request.url
    assert '<meta http-equiv="refresh" content="6">' in answer.text
    assert "Wat al opgeslagen was, is er nog." in answer.text
    assert "server" not in answer.text, "that is for whoever can do something about it"


def require_kept(answer: httpx.Response) -> None:
    """What was sent stands in the page, which sends it again; nothing loads it away."""
    require_words(answer)
    assert answer.status_code == 503, answer.request.url
    assert "http-equiv" not in answer.text
    assert "Wat al opgeslagen was, is er nog." in answer.text
    assert f'<form method="post" action="{answer.request.url.path}"' in answer.text
    kept = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', answer.text)
    assert {(html.unescape(name), html.unescape(value)) for name, value in kept} == set(FIELDS.items())
