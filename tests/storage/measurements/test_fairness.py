"""What a team says before it measures is kept with the measurement, changes until the reveal, and goes with it."""

import pytest

from leidraad.domain.fairness import FairStart, Ownership
from leidraad.errors import ChangedMeanwhile, NotFound, WrongState
from leidraad.storage.measurements import fairness, measurements
from tests.storage.scene import concept, opened, revealed, rows

SAID = FairStart("Om te kiezen", "Ons overleg", "Iedereen", "Samen, op 3 december", frozenset(Ownership))


def test_it_is_kept_and_the_later_of_two_hears_of_the_other(database) -> None:
    id = concept()
    assert fairness.of(id) == (FairStart(), 0)
    fairness.write(id, SAID, seen=0)
    with pytest.raises(ChangedMeanwhile):
        fairness.write(id, FairStart("Iets anders"), seen=0)
    assert fairness.of(id) == (SAID, 1)
    fairness.write(id, FairStart(), seen=1)
    assert fairness.of(id) == (FairStart(), 2)


def test_after_the_reveal_it_stands_and_an_unknown_measurement_has_none(database) -> None:
    id = opened()
    fairness.write(id, SAID, seen=0)
    revealed(id)
    with pytest.raises(WrongState, match="al getoond"):
        fairness.write(id, FairStart(), seen=1)
    assert fairness.of(id) == (SAID, 1)
    with pytest.raises(NotFound):
        fairness.write(999, SAID, seen=0)


def test_it_goes_with_its_measurement(database) -> None:
    id = concept()
    fairness.write(id, SAID, seen=0)
    measurements.discard(id)
    assert rows("SELECT * FROM fair_start") == []
