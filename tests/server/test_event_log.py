"""What the program writes: one line per event, and nothing of anybody, also when something goes wrong."""

import asyncio
import logging
import re
import signal
import threading
from typing import Any
from urllib.parse import urlencode

import pytest
import streamlit.logger
from sqlalchemy.exc import IntegrityError
from streamlit import error_util

from leidraad.access.cookies import DEVICE, SESSION
from leidraad.errors import Refused
from leidraad.server import event_log
from leidraad.storage.database import engine
from leidraad.storage.plans import plan_links
from leidraad.storage.plans.plan_links import PlanLinkPurpose
from tests.bench.phone import PhoneError
from tests.bench.plain_phone import PlainPhone
from tests.cast import ALICE, BOB
from tests.databases import migrated_file
from tests.harness.place import Place
from tests.storage.people import HOST, PASSWORD, leads, person, school

LINE = re.compile(r'tijd=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ niveau=\S+( op")? bron=\S+ wat=\S')


def record(name: str, said: str, *values: object, exc_info: Any = None) -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, error_util.__file__, 1, said, values, exc_info)


def written(one: logging.LogRecord) -> str:
    return event_log.OneLine().format(one)


def failing(name: str) -> tuple[type[BaseException], BaseException, object]:
    try:
        raise ValueError(f"{name} gaf antwoord 4\nen dat kan niet")
    except ValueError as error:
        return type(error), error, error.__traceback__


def test_a_sentence_of_ours_is_one_line_whatever_is_in_it():
    said = written(record("leidraad.opslag", 'De schijf is "vol": %s\nof niet', 7))
    assert said.endswith(r'niveau=fout bron=opslag wat="De schijf is \"vol\": 7\nof niet"')
    assert LINE.match(said)
    assert "\n" not in said


def test_what_is_known_of_an_event_stands_behind_it():
    event = record("leidraad.logboek", "meting gesloten")
    event.facts = {"school": 1, "meting": 12}
    assert written(event).endswith('bron=logboek wat="meting gesloten" school=1 meting=12')


def test_what_streamlit_and_uvicorn_say_of_an_error_is_one_line_without_its_words():
    for name in ("uvicorn.error", "streamlit.error_util", "asyncio"):
        said = written(record(name, "Uncaught app execution\n%s", "Alice", exc_info=failing("Alice")))
        assert LINE.match(said)
        assert "Alice" not in said
        assert "fout=ValueError" in said
        assert re.search(r"waar=tests/server/test_event_log.py:\d+$", said)


def test_of_what_others_say_only_words_of_their_own_source_are_written():
    fixed = "Uncaught app execution"
    assert f'wat="{fixed}"' in written(record("streamlit.error_util", fixed, "Alice"))
    for made_up in (f"{fixed} of Alice", "Alice", "Alice\nUncaught app execution", ""):
        assert written(record("streamlit.error_util", made_up)).endswith("wat=error_util:1")


def test_an_error_of_a_library_in_a_sentence_of_ours_is_only_its_kind():
    rows = IntegrityError("INSERT INTO school VALUES (?)", ("Zonnehof",), ValueError("Zonnehof"))
    said = written(record("leidraad.opslag", "Nog niet herschreven. %s", rows))
    assert said.endswith('wat="Nog niet herschreven. IntegrityError"')
    ours = written(record("leidraad.opslag", "Nog niet herschreven. %s", Refused("De Teamscan draait nog.")))
    assert ours.endswith('wat="Nog niet herschreven. De Teamscan draait nog."')


def test_an_error_that_nobody_caught_is_written_without_its_words(capsys):
    def fails() -> None:
        raise ValueError("Alice")

    class Ends:
        def __del__(self) -> None:
            fails()

    with event_log.written():
        thread = threading.Thread(target=fails)
        thread.start()
        thread.join()
        Ends()
        logging.getLogger("streamlit.error_util").error("Uncaught app execution", exc_info=ValueError("Alice"))
    said = capsys.readouterr().err
    assert [LINE.match(one) is not None for one in said.splitlines()] == [True] * 3
    assert said.count("fout=ValueError") == 3
    assert "Alice" not in said


def test_every_logger_writes_so_while_the_server_runs(capsys):
    streamlit.logger._loggers.pop("streamlit.dat.later.komt", None)
    with event_log.written():
        for name in ("leidraad.opslag", "streamlit.runtime", "uvicorn.error", "een.ander"):
            logging.getLogger(name).error("iets")
        streamlit.logger.get_logger("streamlit.dat.later.komt").error("iets")
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 5
    assert all(LINE.match(one) for one in said)


def test_a_day_leaves_no_name_code_address_or_cookie_of_anybody_in_the_log(tmp_path, monkeypatch):
    place = Place(tmp_path)
    migrated_file(tmp_path / "leidraad.db")
    monkeypatch.setenv("DATABASE_URL", place.database)
    engine.open_database()
    team = school("Zonnehof")
    person("Charlie", HOST)
    person("Dana", leads(team))
    link = plan_links.make(team.id, PlanLinkPurpose.READ)
    engine.close_database()
    secrets = asyncio.run(_a_day(place, link))
    said = place.log.read_text(encoding="utf-8")
    lines = [one for one in said.splitlines() if one.startswith("tijd=")]
    for secret in ("Zonnehof", "Bovenbouw", "Charlie", "Dana", "school.nl", PASSWORD, ALICE, BOB, *secrets):
        assert secret not in said, "it stands in the log"
    for secret in ("127.0.0.1", "/d/", "/lezen/", "/agenda/", "vo-a1"):
        assert not [one for one in lines if secret in one]
    assert "Traceback" not in said
    events = [found[1] for one in lines if (found := re.search(r'wat="?([^"=]+?)"? ?(?:\w+=|$)', one))]
    for event in (
        "gestart",
        "meting geopend",
        "aangemeld",
        "meting gesloten",
        "uitslag gedeeld",
        "reservekopie gemaakt",
        "gestopt",
    ):
        assert event in events, (event, lines)
    assert any("fout=" in one and "waar=" in one for one in lines), "the error that nobody foresaw"
    assert all(LINE.match(one) for one in lines)


async def _a_day(place: Place, link: str) -> list[str]:
    """Open, join, tap, mistype, read a plan along, sign in, close, reveal, back up, and something that goes wrong; gives what nobody may read."""
    await place.start()
    made = await place.ask("opened")
    phones = [PlainPhone(place.address) for _ in range(2)]
    for phone, device in zip(phones, (ALICE, BOB), strict=True):
        phone.cookie = f"{DEVICE}={device}"
        await phone.open(f"/d/{made['code']}")
        await phone.go_on()
        await phone.choose(next(iter(phone.screen.choices)), "4")
    stranger = PlainPhone(place.address)
    await stranger.request("GET", "/d/ZZZ999")
    for path in (f"/lezen/{link}", f"/agenda/{link}.ics", f"/lezen/{link}/.."):
        await stranger.request("GET", path)
    for password in ("verkeerd wachtwoord", PASSWORD):
        typed = {"email": "charlie@school.nl", "wachtwoord": password}
        answer = await stranger.request("POST", "/aanmelden", urlencode(typed).encode())
    assert answer.status == 303
    token = stranger.cookie.removeprefix(f"{SESSION}=")
    for act in ("close", "share"):
        await place.ask(act, {"id": made["id"]})
    await place.ask("backup")
    with pytest.raises(PhoneError):
        await place.ask("close", {"id": "dana@school.nl"})
    for phone in (*phones, stranger):
        await phone.close()
    await place.end(signal.SIGTERM)
    return [made["code"], "ZZZ999", token, link]
