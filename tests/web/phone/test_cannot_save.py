"""While another program holds the database: every phone hears within one wait that it is not saved yet, and loses nothing."""

import asyncio
import html
import re
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import event
from starlette.applications import Starlette

from leidraad.access.cookies import DEVICE
from leidraad.domain.day import DayStep
from leidraad.storage.database import engine, write_turn
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import ballots, day
from tests.storage.another_program import another_program_holds
from tests.storage.scene import ONE, TWO
from tests.web.phone.conftest import Phone
from tests.web.phone.states import go

WAIT = 1.0


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Callable[[], object]]:
    """Another program holds the database of this test; call it to end that program."""
    with another_program_holds(tmp_path / "test.db") as let_go:
        yield let_go


def press(phone: Phone) -> httpx.Response:
    """Press the one button of the page: what stands in it is sent again."""
    [address] = re.findall(r'<form method="post" action="([^"]*)"', phone.saw.text)
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', phone.saw.text):
        fields.setdefault(html.unescape(name), []).append(html.unescape(value))
    return phone.send(address, **fields)


@pytest.mark.parametrize(
    ("pragma", "undone", "cause"),
    [
        ("max_page_count = 1", "max_page_count = 1073741823", "De schijf is vol"),
        ("query_only = ON", "query_only = OFF", "De database mag alleen gelezen worden"),
    ],
)
def test_a_full_or_read_only_disk_is_told_to_whoever_leads_and_a_tap_is_stored_when_it_is_over(
    phone: Phone, opened: Measurement, pragma: str, undone: str, cause: str
) -> None:
    phone.join(opened)
    on_every_connection(pragma)  # SQLite reports its own limit on pages as it reports a full disk
    for _ in range(400):
        phone.cookies.set(DEVICE, secrets.token_hex(16))
        answer = phone.post(f"/d/{opened.join_code}/antwoord", {"stelling": ONE, "waarde": "3"})
        if answer.status_code == 503:
            break
    assert "Wat al opgeslagen was, is er nog." in answer.json()["reden"]
    assert cause in write_turn.trouble()
    on_every_connection(undone)
    assert phone.tap(opened, ONE, 3) == {"stand": 3, "aantal": 1}
    assert write_turn.trouble() == ""


def on_every_connection(pragma: str) -> None:
    event.listen(engine.engine(), "connect", lambda one, _: one.execute(f"PRAGMA {pragma}"))
    engine.engine().dispose()


@pytest.mark.parametrize("rest", ["", "/1", "/11"])
def test_whoever_opens_a_page_meanwhile_sees_it(
    phone: Phone, opened: Measurement, held: Callable[[], object], rest: str
) -> None:
    phone.join(opened)
    assert phone.get(f"/d/{opened.join_code}{rest}").status_code == 200


def test_a_screen_that_was_sent_without_the_script_stands_in_the_page_until_it_is_stored(
    phone: Phone, opened: Measurement, held: Callable[[], object]
) -> None:
    phone.join(opened)
    phone.send(f"/d/{opened.join_code}/1", **{ONE: "2", TWO: "5", "naar": "verder"})
    for _ in range(2):
        assert (phone.saw.status_code, phone.title) == (503, "Nog niet opgeslagen")
        assert "Wat je net koos, is nog niet opgeslagen. Het staat nog in deze pagina" in phone.said
        assert "wie de meting leidt" in phone.said
        assert "database" not in phone.said
        press(phone)
    held()
    assert press(phone).status_code == 200
    assert str(phone.saw.url).endswith("/2")
    assert answers.mine(opened.id or 0, phone.device) == {ONE: 2, TWO: 5}


def test_a_choice_of_two_that_was_sent_without_the_script_is_stored_as_it_was(
    phone: Phone, running: Measurement, request: pytest.FixtureRequest
) -> None:
    phone.join(running)
    phone.tap(running, ONE, 4)
    go(running, DayStep.REVEAL, DayStep.TALK, DayStep.CHOOSE)
    held = request.getfixturevalue("held")
    phone.send(f"/d/{running.join_code}/keuze", onderdeel=["aanbeveling-1", "dimensie-2"])
    assert phone.title == "Nog niet opgeslagen"
    held()
    press(phone)
    assert ballots.my_choices(running.id or 0, phone.device) == {"aanbeveling-1", "dimensie-2"}
    assert day.standing(running.id or 0).step is DayStep.CHOOSE


def test_forty_phones_hear_after_one_wait_that_it_is_not_saved_yet_and_not_each_after_its_own(
    app: Starlette, opened: Measurement, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    engine.open_database(f"sqlite:///{tmp_path / 'test.db'}?timeout={WAIT}")
    held = request.getfixturevalue("held")
    code = opened.join_code

    async def story() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:

            async def post(rest: str, fields: dict[str, str]) -> httpx.Response:
                headers = {"cookie": f"{DEVICE}={secrets.token_hex(16)}", "origin": "http://testserver"}
                return await client.post(f"/d/{code}/{rest}", data=fields, headers=headers)

            with_script = (post("antwoord", {"stelling": ONE, "waarde": "3"}) for _ in range(20))
            without = (post("1", {ONE: "3", "naar": "verder"}) for _ in range(20))
            return list(await asyncio.gather(*with_script, *without))

    began = time.monotonic()
    heard = asyncio.run(story())
    assert time.monotonic() - began < 4 * WAIT
    assert {one.status_code for one in heard} == {503}
    assert {one.json()["reden"] for one in heard[:20]} == {
        "De Teamscan kan nu even niet bij wat is opgeslagen. Wat al opgeslagen was, is er nog."
    }
    assert "ander programma houdt de database bezet" in write_turn.trouble(), "whoever leads reads the cause"
    held()
    assert {one.status_code for one in asyncio.run(story())} == {200, 303}
    assert write_turn.trouble() == ""
