"""`/gezond` and `/gereed`: what a monitor hears, and what it costs when a stranger asks without end."""

import asyncio
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from leidraad.server import readiness
from leidraad.server.routes import placed
from leidraad.storage import clock_watch, condition
from leidraad.storage.database import clock, engine
from tests.databases import migrated_file
from tests.storage.scene import write


@pytest.fixture
def database(tmp_path) -> Iterator[None]:
    engine.open_database(migrated_file(tmp_path / "leidraad.db"))
    yield
    engine.close_database()


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_known", (float("-inf"), []))
    monkeypatch.setattr(readiness, "_looking", None)


def asked(times: int = 1, path: str = "/gereed") -> list[httpx.Response]:
    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=Starlette(routes=placed()))
        async with httpx.AsyncClient(transport=transport, base_url="http://hier") as client:
            return await asyncio.gather(*(client.get(path) for _ in range(times)))

    return asyncio.run(ask())


def said() -> tuple[int, object]:
    (answer,) = asked()
    return answer.status_code, answer.json()


def test_what_works_is_ready(database):
    assert said() == (200, {"status": "gereed"})
    assert asked()[0].headers["cache-control"] == "no-store"


def test_whether_the_process_lives_is_asked_of_no_database(monkeypatch):
    monkeypatch.setattr(condition, "troubles", None)
    (answer,) = asked(path="/gezond")
    assert answer.json() == {"status": "goed"}


@pytest.mark.parametrize("word", ["versie", "klok", "schijf", "database"])
def test_what_is_wrong_is_one_of_a_few_words(database, tmp_path, monkeypatch, word):
    if word == "versie":
        write("UPDATE alembic_version SET version_num = '0003'")
    elif word == "klok":
        clock_watch.look()
        clock_watch.look(clock.now() + timedelta(days=400))
    elif word == "schijf":
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(2**30, 2**30 - 5, 5))
    else:
        write("DROP TABLE clock_watch")
    assert said() == (503, {"status": "niet gereed", "waarom": [word]})


def test_however_often_it_is_asked_there_is_one_look_a_second(database, monkeypatch):
    looks = []
    assert readiness.KEPT_SECONDS == 1
    monkeypatch.setattr(readiness, "KEPT_SECONDS", 60)  # on a busy machine 400 answers take longer than one
    monkeypatch.setattr(condition, "troubles", lambda: looks.append(1) or [])
    assert {one.status_code for one in asked(200)} == {200}
    asked(200)
    assert len(looks) == 1
    monkeypatch.setattr(readiness, "KEPT_SECONDS", 0)
    asked()
    assert len(looks) == 2


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch):
    answers, looks = threading.Event(), []

    def hanging() -> list[condition.Trouble]:
        looks.append(1)
        answers.wait(30)
        return []

    monkeypatch.setattr(condition, "troubles", hanging)
    monkeypatch.setattr(readiness, "PATIENCE_SECONDS", 0.1)

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=Starlette(routes=placed()))
        async with httpx.AsyncClient(transport=transport, base_url="http://hier") as client:
            found = await asyncio.gather(*(client.get("/gereed") for _ in range(20)))
            answers.set()
            return found

    began = time.monotonic()
    found = asyncio.run(ask())
    assert time.monotonic() - began < 20
    assert {one.status_code for one in found} == {503}
    assert found[0].json()["waarom"] == ["database"]
    assert len(looks) == 1, "nobody adds a look to one that hangs"
