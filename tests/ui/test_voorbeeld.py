"""The example school on the screens: offered to an empty installation, named everywhere, removed after one question."""

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Visitor
from leidraad.domain.result import Mode
from leidraad.errors import DiskFull
from leidraad.storage import measurements, schools
from leidraad.ui import participation
from tests.cast import CHARLIE
from tests.ui.conftest import a_measurement, links, opened, shared, text

OFFER = "Eerst rondkijken met een voorbeeldschool"
REMOVE = "Ja, verwijder de voorbeeldschool"
BANNER = "Dit zijn voorbeeldgegevens"


def buttons(at: AppTest) -> list[str]:
    return [one.label for one in at.button]


def press(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception
    return at


def example_team() -> schools.Team:
    """A small example school; the whole one takes seconds."""
    [added] = schools.add_examples({("Voorbeeldschool De Brug (vo)", "vo"): ["Onderbouw"]})
    return added


def test_an_empty_installation_offers_to_look_around_and_leads_to_the_first_team(database: None) -> None:
    at = opened("start")
    assert "verzonnen teams" in text(at)
    press(at, OFFER)
    assert len(schools.teams()) == 6
    assert at.query_params["team"] == str(schools.teams()[0].id)

    start = opened("start")
    assert OFFER not in buttons(start)
    assert BANNER in text(start)
    [running] = [label for label in links(start) if "is nu open" in label]
    assert running.startswith("Bovenbouw havo: ")
    assert running.endswith(" is nu open (voorbeeld)")

    [team] = [one for one in schools.teams() if one.name == "Bovenbouw havo"]
    at = opened("metingen", team=team.id)
    assert BANNER in text(at)
    assert "<b>5</b> van 16 ingevuld" in text(at)
    assert "6 teams en 24 metingen" in text(at)


def test_with_a_real_school_there_is_no_offer_and_no_banner(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=8))
    at = opened("start")
    assert OFFER not in buttons(at)
    for page in (at, opened("metingen", team=team.id), opened("resultaat", meting=measurement.id)):
        assert BANNER not in text(page)
        assert REMOVE not in buttons(page)


def test_every_page_about_an_example_says_so(database: None) -> None:
    team = example_team()
    measurement = shared(a_measurement(team, people=8))
    together = a_measurement(team, mode=Mode.JOINT)
    for at in (
        opened("start"),
        opened("metingen", team=team.id),
        opened("resultaat", meting=measurement.id),
        opened("samen", meting=together.id),
    ):
        assert BANNER in text(at)
        assert "Voorbeeldschool De Brug" in text(at)
    assert "Voorbeeldschool verwijderen" in links(opened("resultaat", meting=measurement.id))


def test_beside_a_real_school_the_banner_names_which_is_made_up(team: schools.Team) -> None:
    example_team()
    start = text(opened("start"))
    assert "Alles van Voorbeeldschool De Brug (vo) is verzonnen" in start
    assert BANNER not in text(opened("metingen", team=team.id))


def test_removing_says_what_goes_and_leaves_the_real_school(team: schools.Team) -> None:
    kept = shared(a_measurement(team, people=8))
    example = example_team()
    a_measurement(example, people=3)
    at = opened("metingen", team=example.id)
    assert "Dit verwijdert Voorbeeldschool De Brug (vo): 1 team en 1 meting" in text(at)
    press(at, REMOVE)
    assert "De voorbeeldschool is verwijderd" in text(at)
    assert [one.id for one in schools.teams()] == [team.id]
    assert measurements.get(kept.id or 0).state == "gedeeld"


def test_after_removing_the_only_school_a_first_own_school_can_be_made(database: None) -> None:
    at = press(opened("metingen", team=example_team().id), REMOVE)
    assert "De voorbeeldschool is verwijderd" in text(at)
    assert "Begin met je school en het eerste team" in text(at)


def test_only_a_host_can_make_or_remove_it(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leidraad.ui.guards.who_am_i", lambda: Visitor(account_id=1, schools=frozenset({1})))
    assert OFFER not in buttons(opened("start"))
    at = opened("metingen", team=example_team().id)
    assert BANNER in text(at)
    assert REMOVE not in buttons(at)


def test_when_somebody_else_was_first_there_is_nothing_left_to_make(database: None) -> None:
    at = opened("start")
    example_team()
    press(at, OFFER)
    assert len(schools.teams()) == 1
    assert BANNER in text(at)


def test_what_cannot_be_made_is_one_sentence(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise DiskFull("De schijf is vol.")

    monkeypatch.setattr("leidraad.ui.examples.build.make", refuse)
    at = press(opened("start"), OFFER)
    assert [one.value for one in at.error] == ["De schijf is vol."]
    assert OFFER in buttons(at)


def test_on_a_phone_the_team_is_named_as_an_example(database: None) -> None:
    measurement = a_measurement(example_team())
    seat = participation._new_seat(measurement.join_code or "", CHARLIE)
    assert seat.team == "Onderbouw (voorbeeld)"
