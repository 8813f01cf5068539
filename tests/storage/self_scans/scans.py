"""Self-scans to try things on: begun on a device, and kept under a code."""

from leidraad.content import library
from leidraad.domain.selfscan import Perspective
from leidraad.storage.self_scans import kept_scans, personal_codes, self_scans
from leidraad.storage.self_scans.kept_scans import OpenedCode
from leidraad.storage.self_scans.self_scans import Draft, ScanChoice
from tests.cast import ALICE
from tests.storage.scene import rows

_ITEMS = library.instrument("leidraad-vo", 2).items  # the newest: no other may be begun
CORE = [item.id for item in _ITEMS if item.core]
NOT_CORE = next(item.id for item in _ITEMS if not item.core)
ONE, TWO = CORE[:2]
SHORT = ScanChoice("leidraad-vo", 2, True, Perspective.TEACHER)
FULL = ScanChoice("leidraad-vo", 2, False, Perspective.SCHOOL_LEADER)
TABLES = (*self_scans.TABLES, *kept_scans.TABLES)


def begun(device: str = ALICE, given: dict[str, int] | None = None, choice: ScanChoice = SHORT) -> Draft:
    made = self_scans.begin(device, choice)
    self_scans.save(device, made.key, given if given is not None else {ONE: 4, TWO: 2})
    return made


def kept(
    device: str = ALICE, given: dict[str, int] | None = None, choice: ScanChoice = SHORT
) -> tuple[str, OpenedCode]:
    """A scan kept under a new code: the code, and that code opened."""
    made, code = begun(device, given, choice), personal_codes.new()
    mine = kept_scans.keep(device, made.key, code)
    self_scans.drop(device)
    return code, mine


def bare_rows() -> dict[str, int]:
    return {table: rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
