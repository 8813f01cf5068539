"""Four questions and a list beside a measurement that is prepared or open: optional, in the invitation, and never in the way."""

import pytest

from leidraad.domain.day import DayStep
from leidraad.storage.measurements import fairness, measurements
from leidraad.storage.schools import schools
from tests.storage.scene import chosen
from tests.ui.conftest import opened, text
from tests.ui.day import a_day, at_step, buttons, press


def test_what_is_answered_stands_in_the_invitation_and_nothing_is_required(team: schools.Team) -> None:
    made = measurements.prepare(chosen(team.id))
    at = opened("metingen", team=team.id)
    key = f"eerlijk-{made.id}-0"
    at.text_input(key=f"{key}-aim").input("Om **samen** te kiezen")
    at.checkbox(key=f"{key}-uitslag").check()
    press(at, "Opslaan")
    said, version = fairness.of(made.id)
    assert (said.aim, {*said.ours}, version) == ("Om **samen** te kiezen", {"uitslag"}, 1)
    assert "Waarom meten we nu? Om **samen** te kiezen" in at.text_area(key=f"uitnodiging-{made.id}").value
    assert "Waar kijken we naar" not in at.text_area(key=f"uitnodiging-{made.id}").value
    press(at, "Nu openen")
    assert measurements.get(made.id).state == "open"


@pytest.mark.parametrize("page", ["metingen", "studiedag"])
def test_who_began_with_the_list_hears_before_closing_what_is_open(team: schools.Team, page: str) -> None:
    made = a_day(team)
    at_step(made, DayStep.FILL)
    fairness.write(made.id, fairness.FairStart(ours=frozenset({fairness.Ownership.DATA})), seen=0)
    at = opened(page, team=team.id, meting=made.id)
    press(at, "Sluit de meting")
    assert "Van ‘Eerlijk meten’ staan nog 3 punten open" in text(at)
    assert "Ja, sluit de meting" in buttons(at)


def test_no_use_for_appraisal_is_said_once(team: schools.Team) -> None:
    measurements.prepare(chosen(team.id))
    at = opened("metingen", team=team.id)
    assert text(at).count("Spreek af dat niemand er een collega mee beoordeelt") == 1


def test_what_two_people_write_at_once_stands_beside_each_other_until_one_chooses(team: schools.Team) -> None:
    made = measurements.prepare(chosen(team.id))
    at = opened("metingen", team=team.id)
    at.text_input(key=f"eerlijk-{made.id}-0-aim").input("Van mij")
    fairness.write(made.id, fairness.FairStart("Van Bob"), seen=0)
    press(at, "Opslaan")
    assert "Dit staat er nu, van iemand anders" in text(at)
    assert "Van Bob" in text(at)
    press(at, "Bewaar wat ik typte")
    assert fairness.of(made.id)[0].aim == "Van mij"
