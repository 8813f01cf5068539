"""Two questionnaires of one team at a time: Metingen, Start and the study day say which is which, and neither is out of reach."""

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.result import Mode
from leidraad.storage.measurements import measurements
from leidraad.storage.measurements.measurements import Measurement, Preparation
from leidraad.storage.schools import schools
from leidraad.ui.shell.wording import literal
from tests.ui.conftest import links, opened, text
from tests.ui.rounds import a_round

PLACES = library.instrument("dimensieraamwerk", 1)
CULTURE = library.instrument("professionele-cultuur", 1)


def going_on(team: schools.Team, instrument: Instrument) -> Measurement:
    made = measurements.prepare(
        Preparation(team.id, "najaar 2026", instrument.id, instrument.version, False, Mode.INDIVIDUAL, 9)
    )
    return measurements.open_(made.id)


@pytest.fixture
def both(team: schools.Team) -> tuple[Measurement, Measurement]:
    return going_on(team, PLACES), going_on(team, CULTURE)


def test_metingen_shows_either_by_the_name_of_its_questionnaire(
    team: schools.Team, both: tuple[Measurement, Measurement]
) -> None:
    at = opened("metingen", team=team.id)
    choice = at.radio(key=f"bezig-{team.id}")
    assert choice.options == [
        literal("najaar 2026: Professionele cultuur, individueel, open"),
        literal("najaar 2026: Leren in een netwerk: Dimensieraamwerk, individueel, open"),
    ]
    assert "Professionele cultuur, volledige scan" in text(at)
    choice.set_value(both[0].id).run()
    assert f"{literal(PLACES.title)}, volledige scan" in text(at)
    assert f"sluiten-vragen-{both[0].id}" in [one.key for one in at.button]


def test_two_of_the_same_name_are_told_apart_and_a_step_stays_with_the_one_that_was_chosen(
    team: schools.Team,
) -> None:
    first, second = going_on(team, PLACES), going_on(team, PLACES)
    at = opened("metingen", team=team.id)
    choice = at.radio(key=f"bezig-{team.id}")
    assert len(set(choice.options)) == 2
    at.button(key=f"sluiten-vragen-{second.id}").click().run()
    assert at.radio(key=f"bezig-{team.id}").value == second.id
    at.radio(key=f"bezig-{team.id}").set_value(first.id).run()
    assert at.button(key=f"sluiten-vragen-{first.id}").label == "Sluit de meting"


def test_with_one_there_is_nothing_to_choose(team: schools.Team) -> None:
    going_on(team, PLACES)
    assert [one.key for one in opened("metingen", team=team.id).radio if one.key == f"bezig-{team.id}"] == []


def test_start_names_the_other_one_too(team: schools.Team, both: tuple[Measurement, Measurement]) -> None:
    assert "Ook ‘Leren in een netwerk: Dimensieraamwerk’ is nog niet af." in text(opened("start"))


def test_the_study_day_says_which_on_console_and_wall(both: tuple[Measurement, Measurement]) -> None:
    for one, title in zip(both, (PLACES.title, CULTURE.title), strict=True):
        for page in ("studiedag", "presenteren"):
            assert f"najaar 2026 · {title}" in text(opened(page, meting=one.id)), page


def test_shared_ones_of_several_questionnaires_are_named_by_them(team: schools.Team) -> None:
    a_round(team, (2025, 5, 20), instrument=PLACES, short=False)
    assert "meting 2025: individueel, gesloten op 20 mei 2025" in links(opened("metingen", team=team.id))
    a_round(team, (2025, 6, 20))
    named = f"meting 2025: {literal(PLACES.title)}, individueel, gesloten op 20 mei 2025"
    assert named in links(opened("metingen", team=team.id))
