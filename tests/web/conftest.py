"""An empty database, for the pages that ask one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leidraad.storage.database import engine
from tests.databases import migrated_file
from tests.quick import quick_codes as quick_codes


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATABASE_URL", migrated_file(tmp_path / "test.db"))
    engine.open_database()
    yield
    engine.close_database()
