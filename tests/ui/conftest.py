"""A fresh database per test, and the one way the tests open a page: through the router, as a visitor does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.domain.result import Mode
from leidraad.settings import ROOT
from leidraad.storage import answers, closing, engine, measurements, schools
from leidraad.storage.measurements import Measurement
from leidraad.ui.places import page

ROUTER = str(ROOT / "leidraad" / "ui" / "router.py")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty SQLite database for this test, open in this process."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'test.db'}")
    engine.open_database()
    yield
    engine.close_database()


@pytest.fixture
def team(database: None) -> schools.Team:
    """Alice's team, in a vo school."""
    return schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")


def opened(name: str, **address: object) -> AppTest:
    """The page `name`, run once with these parameters in its address."""
    at = AppTest.from_file(ROUTER, default_timeout=20)
    at.switch_page(page(name))
    for key, value in address.items():
        at.query_params[key] = str(value)
    at.run()
    assert not at.exception
    return at


def text(at: AppTest) -> str:
    """All words on the page, in order of their kind."""
    elements = [*at.title, *at.header, *at.subheader, *at.markdown, *at.info, *at.warning, *at.error, *at.success]
    html = [one.proto.body for one in at.get("html")]
    return "\n".join([*(one.value for one in elements), *html])


def links(at: AppTest) -> list[str]:
    """The labels of the links to other pages."""
    return [one.proto.label for one in at.get("page_link")]


def a_measurement(
    team: schools.Team, *, people: int = 0, invited: int = 8, mode: Mode = Mode.INDIVIDUAL, **more: object
) -> Measurement:
    """An open short measurement in which `people` answered "deels" (3) to everything."""
    assert team.id is not None
    chosen = {"label": "najaar 2026", "k": 5, "k_distribution": 8, **more}
    made = measurements.prepare(
        measurements.Preparation(
            team_id=team.id,
            instrument_id="leidraad-vo",
            instrument_version=1,
            short=True,
            mode=mode,
            invited=invited,
            **chosen,  # type: ignore[arg-type]
        )
    )
    assert made.id is not None
    measurements.open_(made.id)
    core = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
    for person in range(people):
        answers.save(made.id, f"toestel-{person}", dict.fromkeys(core, 3))
    return measurements.get(made.id)


def shared(measurement: Measurement) -> Measurement:
    """The same measurement, closed and shared with the team."""
    assert measurement.id is not None
    closing.close(measurement.id)
    return measurements.share(measurement.id)
