"""Phones in this process: they ask the addresses of the pages as a browser does, of a real database."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from leidraad.access.cookies import DEVICE
from leidraad.server.middleware.order import MIDDLEWARE
from leidraad.server.routes import ROUTES
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day
from leidraad.web import strangers
from leidraad.web.phone import waiting
from tests.cast import BOB
from tests.databases import migrated_file
from tests.server.visits import Browser
from tests.ui.conftest import a_measurement
from tests.web.phone.states import CORE, HARM


class Phone(Browser):
    """The browser of one participant; `saw` is what it was sent last."""

    saw: httpx.Response

    @property
    def device(self) -> str:
        return self.cookies[DEVICE]

    def get(self, path: str) -> httpx.Response:
        """Ask, and follow where it leads."""
        return self.follow(super().get(path))

    def follow(self, answered: httpx.Response) -> httpx.Response:
        """Go where this leads."""
        self.saw = answered
        while self.saw.is_redirect:
            self.saw = super().get(self.saw.headers["location"])
        return self.saw

    def send(self, path: str, **fields: Any) -> httpx.Response:
        """Post a form of this page, and follow where it leads."""
        self.saw = self.post(path, fields)
        return self.get(self.saw.headers["location"]) if self.saw.is_redirect else self.saw

    def join(self, measurement: Measurement) -> "Phone":
        """Scan the code: the welcome, and with it the cookie."""
        self.get(f"/d/{measurement.join_code}")
        return self

    def tap(self, measurement: Measurement, item: str, value: object, **more: object) -> dict[str, Any]:
        """What the script sends for one tap, and what it hears."""
        fields = {"stelling": item, "waarde": str(value), **{key: str(one) for key, one in more.items()}}
        return dict(self.post(f"/d/{measurement.join_code}/antwoord", fields).json())

    @property
    def title(self) -> str:
        """The one heading of the screen."""
        [found] = re.findall(r"<h1[^>]*>(.*?)</h1>", self.saw.text)
        return html.unescape(found)

    @property
    def said(self) -> str:
        """The screen as words: without its elements, and what was escaped as letters."""
        return html.unescape(re.sub(r"<[^>]*>", "", self.saw.text))

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Which answers are shown as chosen: statement or name, and value."""
        return re.findall(r'name="([\w-]+)" value="([\w-]+)" checked', self.saw.text)


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty database; somebody else's lock is waited for only a moment."""
    address = migrated_file(tmp_path / "test.db")
    monkeypatch.setenv("DATABASE_URL", f"{address}?timeout=0.1")
    engine.open_database()
    yield
    engine.close_database()


@pytest.fixture
def app() -> Starlette:
    """Our own addresses, behind everything that stands before them in the server."""
    return Starlette(routes=ROUTES, middleware=MIDDLEWARE)


@pytest.fixture
def new_phone(app: Starlette) -> Callable[[], Phone]:
    return lambda: Phone(app)


@pytest.fixture
def phone(new_phone: Callable[[], Phone]) -> Phone:
    """Bob's, that was never here."""
    return new_phone()


@pytest.fixture
def team() -> schools.Team:
    return schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")


@pytest.fixture
def opened(team: schools.Team) -> Measurement:
    """An open short measurement in which nobody answered yet."""
    return a_measurement(team, invited=9)


@pytest.fixture
def running(team: schools.Team) -> Measurement:
    """The same with eight colleagues who answered "deels" to everything, on a study day that was just begun."""
    measurement = a_measurement(team, people=8, invited=9)
    day.start(measurement.id or 0, 45)
    return measurement


@pytest.fixture
def measured() -> Measurement:
    """Bob and five others took part in a measurement of a team whose names mean harm."""
    return with_bob()


def with_bob() -> Measurement:
    """The same, in whichever database is open."""
    found = a_measurement(schools.add_school_with_team(HARM, "vo", HARM), people=5, label=HARM)
    answers.save(found.id, BOB, dict.fromkeys(CORE[:9], 3))
    return found


@pytest.fixture
def bob(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """Bob's phone; nobody waits long."""
    monkeypatch.setattr(strangers, "HELD_SECONDS", 0)
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.01)
    phone.cookies.set(DEVICE, BOB)
    return phone
