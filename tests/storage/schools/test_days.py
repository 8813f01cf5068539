"""Which day a consent bears: the one it is in the Netherlands, also between midnight and two."""

from datetime import UTC, datetime

import pytest

from leidraad.storage.database import clock
from leidraad.storage.schools import consents, schools
from tests.storage.scene import rows

pytestmark = pytest.mark.usefixtures("database")


def test_a_consent_given_after_midnight_bears_the_new_day(monkeypatch):
    team = schools.add_school_with_team("De Brug", "vo", "Onderbouw").id
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    consents.set_for(team, list(consents.ConsentPurpose))
    assert {str(day) for (day,) in rows("SELECT given_on FROM team_consent")} == {"2026-07-02"}
