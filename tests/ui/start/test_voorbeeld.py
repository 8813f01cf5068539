"""The example school on the screens: made for whoever looks around first, named everywhere, removed after one question."""

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.domain.result import Mode
from leidraad.errors import DiskFull
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from tests.ui.conftest import a_measurement, an_account, links, opened, opened_as, opened_as_guest, shared, text

OFFER = "Voorbeeldschool maken"
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


SIGHTS = ["Een uitslag bekijken", "Drie jaar ontwikkeling van een team bekijken", "Een studiedag leiden"]


def test_looking_around_first_makes_it_and_leads_to_a_result_three_years_and_a_study_day(database: None) -> None:
    opened_as_guest("start")
    assert len(schools.teams()) == 6

    start = opened_as_guest("start")
    assert BANNER in text(start)
    assert links(start)[:3] == SIGHTS
    for link in [one.proto for one in start.get("page_link")][:3]:
        at = opened_as_guest(link.page, **dict([link.query_string.split("=")]))
        assert "vinden we niet" not in text(at)
        assert "niet voor jou" not in text(at)
        assert len(at.get("plotly_chart")) == 2 or "Onderbouw" in text(at) or "De studiedag begint" in text(at)

    [team] = [one for one in schools.teams() if one.name == "Bovenbouw havo"]
    at = opened_as_guest("metingen", team=team.id)
    assert BANNER in text(at)
    assert "4 klaar, 1 nog bezig, van 16" in text(at)
    assert REMOVE not in buttons(at)
    assert "6 teams en 32 metingen" in text(opened("metingen", team=team.id))


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
    assert "Voorbeeldschool verwijderen" in links(opened("start"))
    assert "Voorbeeldschool verwijderen" not in links(
        opened("resultaat", meting=measurement.id)
    )  # one comes to read


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
    assert measurements.get(kept.id).state == "gedeeld"


def test_a_host_can_make_it_beside_a_real_school(team: schools.Team) -> None:
    at = press(opened("metingen", team=team.id), OFFER)
    assert len(schools.teams()) == 7
    assert BANNER in text(at)


def test_only_a_host_can_make_or_remove_it(team: schools.Team) -> None:
    leader = an_account("Bob", Grant(Role.SCHOOL_LEADER, school_id=team.school_id))
    assert OFFER not in buttons(opened_as(leader, "metingen"))
    example = example_team()
    an_account("Bob", Grant(Role.SCHOOL_LEADER, school_id=example.school_id))
    at = opened_as(leader, "metingen", team=example.id)
    assert BANNER in text(at)
    assert REMOVE not in buttons(at)


def test_when_somebody_else_was_first_there_is_nothing_left_to_make(team: schools.Team) -> None:
    at = opened("metingen", team=team.id)
    example_team()
    press(at, OFFER)
    assert len(schools.teams()) == 2


def test_what_cannot_be_made_is_one_sentence(team: schools.Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise DiskFull("De schijf is vol.")

    monkeypatch.setattr("leidraad.ui.start.example_school.build.make", refuse)
    at = press(opened("metingen", team=team.id), OFFER)
    assert [one.value for one in at.error] == ["De schijf is vol."]
    assert OFFER in buttons(at)
