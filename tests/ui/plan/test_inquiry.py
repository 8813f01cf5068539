"""A small inquiry on the page Plan: planned, asked, closed, and then expectation beside outcome beside what the team saw."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.domain.focus import HowFar, LookingBack, Sequel
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.notation import day
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, measurements
from leidraad.storage.measurements.measurements import Preparation
from leidraad.storage.plans import focus_points, inquiries, looking_back, notes
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools import schools, teams
from tests.content.examples import RANKING
from tests.plan import begin
from tests.ui.conftest import a_measurement, opened, shared, text
from tests.ui.day import buttons, press

ITEM = "vo-a3-02"
EXPECTED = "De meesten kiezen nu 4 of 5"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Moves the clock of the program so many days on."""
    began = clock.now()
    return lambda days: monkeypatch.setattr(clock, "now", lambda: began + timedelta(days=days))


@pytest.fixture
def point(team: schools.Team, later: Callable[[int], None]) -> FocusPoint:
    """Chosen after a measurement in which everybody said "deels"; now it is time to look back."""
    shared(a_measurement(team, people=9, invited=9))
    made = begin(team.id)
    later(49)
    return made


def page(point: FocusPoint, doe: str = "onderzoek") -> AppTest:
    return opened("plan", team=point.team_id, punt=point.id, doe=doe)


def asked(point: FocusPoint, *, items: tuple[str, ...] = (ITEM,)) -> int:
    version = inquiries.plan(point.team_id, point.id, items, EXPECTED, seen=0).version
    return inquiries.open_(point.team_id, point.id, 9, seen=version).id


def answered(measurement: int, values: list[int]) -> None:
    for number, value in enumerate(values):
        answers.save(measurement, f"toestel-{number}", {ITEM: value})


def test_from_planning_to_expectation_beside_outcome(point: FocusPoint) -> None:
    notes.write(point.team_id, point.id, "waar-kijken", "Hoe vaak we doorvragen", seen=0)
    at = page(point)
    at.multiselect(key=f"onderzoek-{point.id}-0-stellingen").set_value([ITEM])
    at.text_area(key=f"onderzoek-{point.id}-0-verwacht").input(EXPECTED)
    press(at, "Bewaar het kleine onderzoek")
    assert EXPECTED in text(at)
    (planned,) = inquiries.of_points([point.id])[point.id]
    assert at.number_input(key=f"onderzoek-aantal-{planned.id}").value == 9
    press(at, "Vraag het nu aan het team")
    (planned,) = inquiries.of_points([point.id])[point.id]
    assert planned.measurement_id is not None
    assert "0 klaar, 0 nog bezig, van 9" in text(at)
    answered(planned.measurement_id, [4, 4, 4, 5, 4, 4, 4, 2, 5])
    press(at, "Sluit het kleine onderzoek")
    assert "Er is nog geen uitslag" in text(at)
    press(at, "Toon de uitslag")
    said = text(at)
    for part in (EXPECTED, "9 van 9 collega's vulden in", "9 deels", "6 grotendeels", "Hoe vaak we doorvragen"):
        assert part in said, part
    assert not any(word in said for word in ("gemiddeld", "hoger", "lager", "verschil met"))


def test_what_somebody_typed_stays_to_be_read_when_another_asks_it_meanwhile(point: FocusPoint) -> None:
    at = page(point)
    at.text_area(key=f"onderzoek-{point.id}-0-verwacht").input("Dat de helft doorvraagt")
    asked(point)
    press(at, "Bewaar het kleine onderzoek")
    assert "0 klaar, 0 nog bezig, van 9" in text(at)
    assert "Het kleine onderzoek is intussen gevraagd" in text(at)
    assert "Dat de helft doorvraagt" in text(at)
    press(at, "Ik heb het gelezen")
    assert "Dat de helft doorvraagt" not in text(at)


def test_the_outcome_stands_with_looking_back(point: FocusPoint) -> None:
    measurement = asked(point)
    assert "kies hierboven" in page(point, "terugkijken").info[0].value
    answered(measurement, [4] * 9)
    at = page(point)
    press(at, "Sluit het kleine onderzoek")
    press(at, "Toon de uitslag")
    assert "9 grotendeels" in text(page(point, "terugkijken"))


def test_too_early_the_page_says_from_when_and_offers_no_button(team: schools.Team) -> None:
    point = begin(team.id)
    inquiries.plan(team.id, point.id, (ITEM,), EXPECTED, seen=0)
    at = page(point)
    assert "Dit kan vanaf" in text(at)
    assert "Vraag het nu aan het team" not in buttons(at)


def test_nothing_chosen_is_said_and_what_was_typed_stays(point: FocusPoint) -> None:
    at = page(point)
    at.text_area(key=f"onderzoek-{point.id}-0-verwacht").input(EXPECTED)
    press(at, "Bewaar het kleine onderzoek")
    assert "Kies één tot drie stellingen" in at.error[0].value
    assert at.text_area(key=f"onderzoek-{point.id}-0-verwacht").value == EXPECTED


def test_two_tabs_the_later_sees_what_stands_there_and_chooses(point: FocusPoint) -> None:
    at = page(point)
    inquiries.plan(point.team_id, point.id, ("vo-a3-01",), "Niemand kiest nog 1", seen=0)
    at.multiselect(key=f"onderzoek-{point.id}-0-stellingen").set_value([ITEM])
    at.text_area(key=f"onderzoek-{point.id}-0-verwacht").input(EXPECTED)
    press(at, "Bewaar het kleine onderzoek")
    assert "Niemand kiest nog 1" in text(at)
    press(at, "Bewaar wat ik typte")
    (kept,) = inquiries.of_points([point.id])[point.id]
    assert (kept.items, kept.expected) == ((ITEM,), EXPECTED)


@pytest.mark.parametrize(
    ("people", "said"), [(4, "Er deden 4 mee"), (1, "Er deed één collega mee"), (0, "Er deed niemand mee")]
)
def test_under_the_threshold_or_empty_it_says_so_and_shows_nothing(
    point: FocusPoint, people: int, said: str
) -> None:
    answered(asked(point), [4] * people)
    at = page(point)
    press(at, "Sluit het kleine onderzoek")
    assert f"{said}. Onder de 5 tonen we geen uitslag" in at.warning[0].value
    press(at, "Toon de uitslag")
    assert EXPECTED in text(at)
    assert f"{people} grotendeels" not in text(at)
    assert ("Onder de drempel van 5 antwoorden" in text(at)) is (people > 0)


def test_closed_it_can_be_opened_again_or_thrown_away_after_asking(point: FocusPoint) -> None:
    measurement = asked(point)
    at = page(point)
    press(at, "Sluit het kleine onderzoek")
    press(at, "Heropen het kleine onderzoek")
    assert measurements.get(measurement).state is State.OPEN
    press(at, "Sluit het kleine onderzoek")
    press(at, "Gooi het weg")
    press(at, "Ja, gooi de antwoorden weg")
    (kept,) = inquiries.of_points([point.id])[point.id]
    assert kept.measurement_id is None
    assert "Vraag het nu aan het team" in buttons(at)


def test_a_planned_one_can_be_given_up(point: FocusPoint) -> None:
    inquiries.plan(point.team_id, point.id, (ITEM,), EXPECTED, seen=0)
    press(page(point), "Toch geen klein onderzoek")
    assert inquiries.of_points([point.id]) == {point.id: []}


def test_the_wall_shows_the_way_in_and_then_expectation_beside_outcome(point: FocusPoint) -> None:
    measurement = asked(point)
    at = opened("presenteren", meting=measurement)
    assert "Doe mee met je telefoon" in text(at)
    answered(measurement, [4, 4, 4, 5, 4, 4, 4, 2, 5])
    assert "0 klaar, 9 nog bezig, van 9" in text(at.run())
    assert "grotendeels" not in text(at)
    shared(measurements.get(measurement))
    wall = text(opened("presenteren", meting=measurement))
    assert "Wij verwachtten:" in wall
    assert EXPECTED in wall
    assert "9 deels" in wall
    assert "6 grotendeels" in wall


def from_its_own_address(measurement: int, name: str = "resultaat") -> AppTest:
    """Its measurement is on no other page: this one says so, and its first link is followed."""
    at = opened(name, meting=measurement)
    assert "Dit is een klein onderzoek" in text(at)
    link = at.get("page_link")[0].proto
    assert (link.page, link.label) == ("plan", "Naar het kleine onderzoek")
    return opened("plan", **dict(parse_qsl(link.query_string)))


def unfolded(at: AppTest) -> list[str]:
    return [one.label for one in at.expander if one.proto.expanded]


@pytest.mark.parametrize("name", ["resultaat", "studiedag", "samen"])
def test_any_other_page_leads_to_where_the_plan_asks_it(point: FocusPoint, name: str) -> None:
    assert "Sluit het kleine onderzoek" in buttons(from_its_own_address(asked(point), name))


def test_its_own_address_leads_to_expectation_beside_outcome_whatever_happened_since(point: FocusPoint) -> None:
    measurement = asked(point)
    answered(measurement, [4] * 9)
    shared(measurements.get(measurement))
    of_that_day = f"Klein onderzoek van {day(clock.today())}"

    def both(at: AppTest) -> None:
        assert EXPECTED in text(at)
        assert "9 grotendeels" in text(at)

    both(from_its_own_address(measurement))
    back = LookingBack(HowFar.PARTLY, "", "", Sequel.ADJUST, "Kleiner beginnen helpt", 49)
    looking_back.look_back(point.team_id, point.id, back, seen=1)
    at = from_its_own_address(measurement)
    both(at)
    assert of_that_day in unfolded(at)
    assert of_that_day not in unfolded(page(point))
    looking_back.stop(point.team_id, point.id, "Klaar", seen=2)
    at = from_its_own_address(measurement)
    both(at)
    assert any("gestopt op" in one for one in unfolded(at))
    looking_back.reopen(point.team_id, point.id)
    teams.archive(point.team_id)
    both(from_its_own_address(measurement))


def test_a_small_inquiry_about_a_place_shows_then_and_now_and_ranks_nothing(
    team: schools.Team, later: Callable[[int], None]
) -> None:
    places = library.instrument("dimensieraamwerk", 1)
    whole = Preparation(team.id, "nu", places.id, 1, False, Mode.INDIVIDUAL, 9)
    first = measurements.open_(measurements.prepare(whole).id).id
    for number in range(9):
        answers.save(first, f"toestel-{number}", {item.id: 2 for item in places.items})
    shared(measurements.get(first))
    point = begin(team.id, "sociaal-1", item_id="dr-1a")
    later(49)
    at = page(point)
    expected = at.text_area(key=f"onderzoek-{point.id}-0-verwacht")
    assert expected.placeholder == "de meesten kiezen nu ‘eerder dagelijks werk’"
    expected.input("Vaker tijdens het gewone werk")
    press(at, "Bewaar het kleine onderzoek")
    press(at, "Vraag het nu aan het team")
    (planned,) = inquiries.of_points([point.id])[point.id]
    assert planned.measurement_id is not None
    for number, place in enumerate([4, 4, 4, 4, 5, 5, 4, 2, 4]):
        answers.save(planned.measurement_id, f"toestel-{number}", {"dr-1a": place})
    shared(measurements.get(planned.measurement_id))
    for shown in (page(point), opened("presenteren", meting=planned.measurement_id)):
        said = next(one.proto.body for one in shown.get("html") if "Vaker tijdens" in one.proto.body)
        assert "6 eerder dagelijks werk" in said
        assert "9 eerder losse momenten" in said
        assert RANKING.findall(said) == []


def test_after_ending_it_stays_to_be_read(point: FocusPoint) -> None:
    answered(asked(point), [4] * 9)
    at = page(point)
    press(at, "Sluit het kleine onderzoek")
    press(at, "Toon de uitslag")
    looking_back.stop(point.team_id, point.id, "Klaar", seen=focus_points.get(point.team_id, point.id).version)
    assert EXPECTED in text(opened("plan", team=point.team_id))
