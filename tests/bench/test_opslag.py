"""The benchmark of saving itself, with a few people: both ways write the same rows. How fast, only the benchmark judges."""

from collections import Counter
from pathlib import Path

import pytest

from leidraad.storage.database import engine
from tests.bench import opslag
from tests.databases import migrated_file
from tests.storage import scene


@pytest.mark.parametrize("size", [1, 20])
def test_the_bare_insert_writes_the_rows_that_the_product_writes(tmp_path: Path, size: int) -> None:
    engine.open_database(migrated_file(tmp_path / "leidraad.db"))
    try:
        groups = opslag.in_groups(opslag.taps(3), size)
        written = []
        for way in (opslag.bare, opslag.ours if size > 1 else opslag.one_by_one):
            measurement = scene.opened()
            way(measurement, groups)
            written.append(scene.stored(measurement))
        assert written[0] == written[1]
        assert sum(len(person) * many for person, many in Counter(written[0]).items()) == 3 * len(scene.CORE)
    finally:
        engine.close_database()
