"""What is slow on purpose is quick where a test is about something else."""

import pytest

from leidraad.storage.database import sealed
from leidraad.storage.self_scans import personal_codes


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A personal code and a passphrase cost next to nothing; test_personal_codes and test_sealed know what they must cost."""
    monkeypatch.setitem(personal_codes._cost, "n", 2**4)
    monkeypatch.setitem(sealed._scrypt, "n", 2**4)
