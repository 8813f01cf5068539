"""The benchmark of the clean-up itself, with little of everything. How fast it is, only the benchmark judges."""

from pathlib import Path

from tests.bench import opruimen
from tests.storage import scene


def test_the_clean_up_leaves_no_old_answer_and_everybody_saves_meanwhile(tmp_path: Path) -> None:
    found = opruimen.measured(tmp_path / "leidraad.db", teams=2, years=6, people=6)
    assert all(one["langst"] > 0 for one in found["wachten op opslaan (ms)"].values())
    opruimen.engine.open_database(f"sqlite:///{tmp_path / 'leidraad.db'}")
    old = "SELECT count(*) FROM participation JOIN measurement ON id = measurement_id WHERE label LIKE 'meting %'"
    assert scene.rows(old) == [(0,)]
    assert scene.rows("SELECT count(*) FROM measurement WHERE label LIKE 'meting %'") == [(2 * 10,)]
    opruimen.engine.close_database()
