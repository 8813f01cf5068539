"""When nothing can be saved, whoever leads reads above every page why, and it goes by itself; the wall says nothing of it."""

from pathlib import Path

import pytest

from leidraad.errors import DatabaseLocked
from leidraad.storage.database import engine
from leidraad.storage.schools import schools
from tests.storage.another_program import another_program_holds
from tests.ui.conftest import a_measurement, opened, text

SAID = "Er kan nu niets worden opgeslagen, ook niet vanaf telefoons. Een ander programma houdt de database bezet."


def test_the_cause_stands_above_the_pages_of_a_leader_until_somebody_could_save(
    team: schools.Team, tmp_path: Path
) -> None:
    measurement = a_measurement(team, people=6)
    at = opened("metingen")
    wall = opened("presenteren", meting=measurement.id)
    assert SAID not in text(at)
    engine.open_database(f"sqlite:///{tmp_path / 'test.db'}?timeout=0.1")
    with another_program_holds(tmp_path / "test.db"):
        with pytest.raises(DatabaseLocked), engine.recording():
            pass
        assert SAID in text(at.run()).replace("\u2060", "")
        assert SAID not in text(wall.run()).replace("\u2060", "")
    with engine.recording():
        pass
    assert SAID not in text(at.run()).replace("\u2060", "")
