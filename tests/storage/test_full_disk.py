"""A disk that is really full, in short; every page of it is `python -m tests.storage.full_disk`."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.storage import full_disk


@pytest.fixture(scope="module", params=full_disk.WAYS)
def place(request: pytest.FixtureRequest) -> Iterator[tuple[str, Path]]:
    """A way to fill a disk, and the folder for it; the limit can be set wherever there is a limit."""
    way: str = request.param
    if way == "grens per bestand" and sys.platform == "win32":
        pytest.skip("Windows kent geen grens per bestand")
    with ExitStack() as until_the_end:
        try:
            disk = until_the_end.enter_context(full_disk.WAYS[way][1]())
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", None) or str(error).encode()
            pytest.skip(
                f"een schijf aankoppelen mag hier niet ({said.decode(errors='replace').strip()}), dus een echt volle schijf "
                "is niet geprobeerd; een volle schijf door een grens per bestand wel"
            )
        yield way, disk


@pytest.mark.parametrize("act", full_disk.ACTS)
def test_a_full_disk_undoes_all_of_it_says_so_and_is_no_trouble_once_there_is_room(
    act, place, monkeypatch, caplog
):
    way, disk = place
    caplog.set_level(logging.CRITICAL, "leidraad.opslag")
    monkeypatch.setenv("DATABASE_URL", "")  # put back afterwards
    said = full_disk.tried(act, way, disk, stride=40)
    assert said["vol"] >= 1
    assert said["gelukt"] == 1
