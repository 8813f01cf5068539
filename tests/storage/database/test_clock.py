"""The one clock: which day it is here, and that nobody keeps a copy that a test could not move."""

from datetime import UTC, date, datetime
from pathlib import Path

import leidraad
from leidraad.storage.database import clock


def test_today_is_the_day_in_the_netherlands(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    assert clock.today() == date(2026, 11, 22)


def test_nobody_copies_the_clock_by_name():
    for file in Path(leidraad.__file__).parent.rglob("*.py"):
        assert "database.clock import" not in file.read_text(), file
