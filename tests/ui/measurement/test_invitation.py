"""The invitation says what this measurement will do with answers, in its own numbers."""

from dataclasses import replace
from datetime import UTC, datetime

from leidraad.content import library
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.storage.measurements.measurements import Measurement
from leidraad.ui.measurement import invitation

INSTRUMENT = library.instrument("leidraad-vo", 1)
PREPARED = Measurement(
    id=1,
    team_id=1,
    label="najaar 2026",
    instrument_id=INSTRUMENT.id,
    instrument_version=INSTRUMENT.version,
    short=False,
    mode=Mode.INDIVIDUAL,
    state=State.CONCEPT,
    join_code=None,
    invited=12,
    newcomers=None,
    handed_over=0,
    tie_cut=False,
    k=5,
    k_distribution=8,
    retention_days=30,
    created_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    opened_at=None,
    closes_at=None,
    closed_at=None,
    shared_at=None,
)


def said(**other: object) -> str:
    return invitation.text(replace(PREPARED, **other), "Bovenbouw havo", INSTRUMENT)


def test_it_says_the_thresholds_and_the_term_of_this_measurement():
    ordinary = said()
    assert "minstens 5 antwoorden, een verdeling vanaf 8" in ordinary
    assert (
        "De losse antwoorden worden 30 dagen na het sluiten verwijderd. De uitslag blijft 5 jaar bewaard."
        in ordinary
    )
    assert "ongeveer 10 minuten" in ordinary
    higher = said(k=7, k_distribution=12, retention_days=0, short=True)
    assert "minstens 7 antwoorden, een verdeling vanaf 12" in higher
    assert "worden verwijderd zodra de uitslag er is, hooguit een dag na het sluiten" in higher
    assert "ongeveer 6 minuten" in higher


def test_it_says_who_sees_what_and_what_cannot_be_hidden():
    for promise in (
        "Meedoen is vrijwillig en overslaan mag.",
        "Niemand krijgt jouw antwoorden in de Teamscan te zien.",
        "voor ons team en de schoolleider",
        "Kiest iedereen hetzelfde antwoord, dan is dat te zien.",
        "sluit uiterlijk 8 weken na het openen vanzelf",
    ):
        assert promise in said()
