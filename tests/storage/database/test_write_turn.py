"""Stopping a command: what is being written is finished first, and then it stops."""

import signal

import pytest

from leidraad.storage.database import engine, write_turn
from leidraad.storage.schools import schools

pytestmark = pytest.mark.usefixtures("file")


def test_who_writes_nothing_stops_at_once():
    with pytest.raises(KeyboardInterrupt):
        write_turn.interrupt(signal.SIGTERM, None)


def two_schools_and_a_stop_between() -> None:
    with engine.together():
        schools.add_school("De Brug", "vo")
        write_turn.interrupt(signal.SIGTERM, None)
        schools.add_school("De Linde", "po")


def test_a_write_is_finished_before_the_stop_and_nothing_stays_open():
    with pytest.raises(KeyboardInterrupt):
        two_schools_and_a_stop_between()
    assert [one.name for one in schools.schools()] == ["De Brug", "De Linde"]
    schools.add_school("Zonnehof", "po")  # asked once is stopped once
