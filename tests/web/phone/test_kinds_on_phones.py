"""Whoever answers half, has two questionnaires open, or comes from another school: the phone says which and for whom."""

from collections.abc import Callable

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from leidraad.storage.measurements.measurements import Measurement, Preparation
from leidraad.storage.schools import schools
from tests.web.phone.conftest import Phone

PLACES = library.instrument("dimensieraamwerk", 1)
CULTURE = library.instrument("professionele-cultuur", 1)
FIRST, *_, LAST = PLACES.items


def going_on(team: schools.Team, instrument: Instrument) -> Measurement:
    made = measurements.prepare(
        Preparation(team.id, "najaar 2026", instrument.id, instrument.version, False, Mode.INDIVIDUAL, 9)
    )
    return measurements.open_(made.id)


@pytest.fixture
def network(team: schools.Team) -> Measurement:
    """A network across schools, as a team of the school that hosts it."""
    return going_on(schools.add_team(team.school_id, "Netwerk rekenen"), PLACES)


# -- half of it -------------------------------------------------------------------------------------------------


def test_half_of_the_places_is_saved_counted_and_may_stay_half(phone: Phone, network: Measurement) -> None:
    bob = phone.join(network)
    half = PLACES.items[: len(PLACES.items) // 2]
    for number, item in enumerate(half):
        assert bob.tap(network, item.id, 1 + number % 5)["stand"] == 1 + number % 5
    bob.get(f"/d/{network.join_code}/{len(PLACES.constructs) + 1}")
    skipped = len(PLACES.items) - len(half)
    assert f"Je hebt {skipped} van de {len(PLACES.items)} vragen overgeslagen. Dat mag." in bob.said
    bob.send(f"/d/{network.join_code}/klaar")
    assert answers.people(network.id).done == 1


def test_of_what_half_of_them_skipped_nothing_is_told_below_the_threshold(network: Measurement) -> None:
    for person in range(8):
        asked = PLACES.items if person < 4 else PLACES.items[:-1]
        answers.save(network.id, f"toestel-{person}", {item.id: 1 + person % 5 for item in asked})
    closing.close(network.id)
    reveal.share(network.id)
    shown = results.shared(network.id)
    assert shown.participants == 8
    first, last = shown.item(FIRST.id), shown.item(LAST.id)
    assert first
    assert first.counts == (2, 2, 2, 1, 1)
    assert last
    assert (last.counts, last.mean, last.agreement) == (None, None, None)


# -- two at a time ----------------------------------------------------------------------------------------------


def test_one_phone_in_two_questionnaires_of_a_team_reads_which_and_keeps_them_apart(
    phone: Phone, team: schools.Team
) -> None:
    places, culture = going_on(team, PLACES), going_on(team, CULTURE)
    for measurement, instrument in ((places, PLACES), (culture, CULTURE)):
        phone.get(f"/d/{measurement.join_code}")
        assert instrument.title in phone.said
    assert phone.tap(places, FIRST.id, 2)["stand"] == 2
    assert phone.tap(culture, CULTURE.items[0].id, 5)["stand"] == 5
    assert answers.mine(places.id, phone.device) == {FIRST.id: 2}
    assert answers.mine(culture.id, phone.device) == {CULTURE.items[0].id: 5}
    assert phone.tap(culture, FIRST.id, 2).get("stand") != 2, "asked by the other one only"
    assert answers.mine(culture.id, phone.device) == {CULTURE.items[0].id: 5}


# -- a network across schools -----------------------------------------------------------------------------------


def test_somebody_of_another_school_reads_whose_leader_sees_the_result(
    new_phone: Callable[[], Phone], network: Measurement
) -> None:
    charlie = new_phone().join(network)
    assert "Geef aan wat je ziet in jullie netwerk" in charlie.said
    assert "voor jullie netwerk en de schoolleider van De Brug" in charlie.said
    charlie.tap(network, FIRST.id, 2)
    charlie.get(f"/d/{network.join_code}/{len(PLACES.constructs) + 1}")
    assert "ook de schoolleider van De Brug kan hem zien" in charlie.said


def test_of_a_team_the_words_stay_as_they_were(phone: Phone, team: schools.Team) -> None:
    phone.join(going_on(team, CULTURE))
    assert "voor jullie team en de schoolleider:" in phone.said
