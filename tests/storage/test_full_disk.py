"""A disk that is really full, in short; every page of it is `python -m tests.storage.full_disk`."""

import logging
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage import full_disk


@pytest.fixture(scope="module")
def disk() -> Iterator[Path]:
    try:
        small = full_disk.small_disk()
        folder = small.__enter__()
    except (subprocess.CalledProcessError, FileNotFoundError):
        pytest.skip("een schijf aankoppelen mag hier niet")
    yield folder
    small.__exit__(None, None, None)


@pytest.mark.parametrize("act", full_disk.ACTS)
def test_a_full_disk_undoes_all_of_it_says_so_and_is_no_trouble_once_there_is_room(act, disk, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL, "leidraad.opslag")
    monkeypatch.setenv("DATABASE_URL", "")  # put back afterwards
    said = full_disk.tried(act, disk, stride=40)
    assert said["vol"] >= 1
    assert said["gelukt"] == 1
