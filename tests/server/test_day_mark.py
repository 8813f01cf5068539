"""What a phone may ask all the time: whether its study day went on, and nothing else."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from leidraad.domain.day import DayStep
from leidraad.errors import DatabaseLocked
from leidraad.server.routes import ROUTES
from leidraad.storage.database import engine
from leidraad.storage.study_day import day
from tests.databases import migrated_file
from tests.storage import scene

APP = Starlette(routes=ROUTES)


@pytest.fixture
def measurement(tmp_path: Path) -> Iterator[int]:
    """A study day in which everybody fills in."""
    engine.open_database(migrated_file(tmp_path / "leidraad.db"))
    id = scene.opened()
    scene.fill_in(id, [f"toestel-{number}" for number in range(8)])
    day.start(id, 45)
    yield id
    engine.close_database()


def asked(id: object) -> tuple[int, str]:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://leidraad.lan") as client:
            return await client.get(f"/stand/{id}")

    answer = asyncio.run(send())
    return answer.status_code, answer.text


def test_the_mark_changes_with_every_step_after_the_closing_and_not_before(measurement: int) -> None:
    assert asked(measurement) == (200, "invullen")
    day.go_to(measurement, DayStep.FILL, leaving=DayStep.JOIN)
    assert asked(measurement) == (200, "invullen")
    day.go_to(measurement, DayStep.REVEAL, leaving=DayStep.FILL)
    first = asked(measurement)
    day.show(measurement, 1, within=DayStep.REVEAL)
    assert first[0] == asked(measurement)[0] == 200
    assert len({(200, "invullen"), first, asked(measurement)}) == 3


def test_it_is_the_mark_that_a_phone_draws(measurement: int) -> None:
    day.go_to(measurement, DayStep.REVEAL, leaving=DayStep.JOIN)
    assert asked(measurement) == (200, day.standing(measurement).mark)


def test_without_a_study_day_there_is_no_mark(measurement: int) -> None:
    assert asked(scene.opened())[0] == 404
    assert asked(987654)[0] == 404
    assert asked("zomaar")[0] == 404
    assert asked(-1)[0] == 404


def test_a_database_that_does_not_answer_is_no_news(measurement: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_: int) -> None:
        raise DatabaseLocked("bezet")

    monkeypatch.setattr(day, "remembered", lambda _: None)
    monkeypatch.setattr(day, "find", locked)
    assert asked(measurement) == (503, "")
