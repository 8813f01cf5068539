"""Databases for the tests of this room: an empty one, and one in which the example school stands."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leidraad.example import build
from leidraad.storage.database import engine
from tests.databases import migrated_file

TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[None]:
    engine.open_database(migrated_file(tmp_path / "leidraad.db"))
    yield
    engine.close_database()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Made once for a whole module, which only looks at it."""
    engine.open_database(migrated_file(tmp_path_factory.mktemp("voorbeeld") / "leidraad.db"))
    build.make(TODAY)
    yield
    engine.close_database()
