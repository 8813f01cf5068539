"""A focus point on the page Plan can be about whatever the team measured, in the words of that questionnaire."""

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import actions, focus_points
from leidraad.storage.schools import questionnaires, schools
from leidraad.storage.study_day import day, judgements
from leidraad.storage.study_day.judgements import Judgement
from leidraad.ui.shell.wording import literal
from tests.content.examples import RANKING
from tests.content.examples import text as written
from tests.content.ours import filled_in
from tests.ui.conftest import a_measurement, forget_kept_words, opened, shared, text
from tests.ui.day import press

POSITIONS = library.instrument("dimensieraamwerk", 1)
BALANCE = library.instrument("ontwikkelruimte", 1)


def measured(team: schools.Team, instrument: Instrument) -> Measurement:
    return shared(filled_in(team.id, instrument))


def plan(team: schools.Team, **address: object) -> AppTest:
    return opened("plan", team=team.id, **address)


def questionnaires_of(at: AppTest, team: schools.Team) -> list[str]:
    return list(at.selectbox(key=f"begin-{team.id}-0-vragenlijst").options)


def begun(at: AppTest, team: schools.Team, topic: str, *, of: Instrument | None = None) -> focus_points.FocusPoint:
    form = f"begin-{team.id}-0"
    at.selectbox(key=f"{form}-onderdeel{f'-{of.id}' if of else ''}").set_value(topic).run()
    at.text_area(key=f"{form}-als").input("we een les bezoeken")
    at.text_area(key=f"{form}-dan").input("noteert ieder één vraag")
    at.text_area(key=f"{form}-stap").input("Rooster met tussenuren delen")
    at.text_input(key=f"{form}-wie").input("kartrekker")
    press(at, "Begin dit plan")
    return focus_points.of_team(team.id)[-1]


def test_a_team_that_measured_nothing_else_is_asked_nothing_more(team: schools.Team) -> None:
    shared(a_measurement(team, people=5))
    at = plan(team)
    assert "Uit welke vragenlijst?" not in [one.label for one in at.selectbox]


def test_the_latest_comes_first_and_the_leidraad_is_always_there(team: schools.Team) -> None:
    measured(team, BALANCE)
    measured(team, POSITIONS)
    at = plan(team)
    assert questionnaires_of(at, team) == [
        POSITIONS.title,
        BALANCE.title,
        library.instrument("leidraad-vo", 1).title,
    ]
    point = begun(at, team, "dr-1a")
    assert (point.construct_id, point.item_id, point.measurement_id) == ("sociaal-1", "dr-1a", None)


def test_after_another_is_chosen_its_own_topics_stand_there(team: schools.Team) -> None:
    measured(team, POSITIONS)
    at = plan(team)
    leidraad = library.named_by(library.FIRST, "vo")
    at.selectbox(key=f"begin-{team.id}-0-vragenlijst").set_value(leidraad.title).run()
    assert begun(at, team, "aanbeveling-4", of=leidraad).construct_id == "aanbeveling-4"


def test_of_what_schools_do_the_menu_is_read_and_what_is_picked_becomes_an_action(team: schools.Team) -> None:
    school = library.instrument("school-als-plg", 1)
    menu = library.guides()["plg-3"].menu
    measured(team, school)
    at = plan(team)
    form = f"begin-{team.id}-0"
    assert "Wat andere scholen deden" not in [one.label for one in at.expander]
    at.selectbox(key=f"{form}-onderdeel").set_value("plg-3").run()
    assert [one.text for one in menu if literal(one.text) not in text(at)] == []
    at.multiselect(key=f"{form}-menu-plg-3").set_value([menu[0].text])
    point = begun(at, team, "plg-3")
    found = actions.of_points([point.id])[point.id]
    assert [one.what for one in found] == ["Rooster met tussenuren delen", menu[0].text]


@pytest.mark.parametrize("instrument", [POSITIONS, BALANCE], ids=lambda one: one.id)
def test_places_and_balances_are_told_in_their_own_words_and_rank_nothing(
    team: schools.Team, instrument: Instrument
) -> None:
    measured(team, instrument)
    at = plan(team)
    shown = list(at.selectbox(key=f"begin-{team.id}-0-onderdeel").options)
    begun(at, team, shown_id(instrument))
    (card,) = [
        one.proto.body
        for one in plan(team).get("html")
        if "plankaart" in one.proto.body and "<dl>" in one.proto.body
    ]
    assert [line for line in (*shown, card) if RANKING.search(line)] == []


def shown_id(instrument: Instrument) -> str:
    first = instrument.constructs[0]
    return first.id if first.scored else first.items[0].id


def test_where_a_team_stands_between_two_poles_and_wants_to_be_stands_with_it(team: schools.Team) -> None:
    made = measured(team, POSITIONS)
    at = plan(team)
    day.start(made.id, 45)
    judgements.save(made.id, Judgement("dr-1a", 2.0, "Het rooster", True, 4.0))
    begun(at, team, "dr-1a")
    said = text(plan(team))
    assert "<dt>Hier staan we</dt><dd>‘eerder losse momenten’</dd>" in said
    assert "<dt>Hier willen we heen</dt><dd>‘eerder dagelijks werk’</dd>" in said


def test_what_the_school_wrote_itself_is_there_until_it_is_asked_no_more(team: schools.Team) -> None:
    own = questionnaires.add(team.school_id, written("mate"), None)
    measured(team, own)
    construct = own.constructs[0]
    at = plan(team)
    assert questionnaires_of(at, team)[0] == f"{own.title} (van jullie school)"
    point = begun(at, team, construct.items[0].id)
    assert (point.construct_id, point.item_id) == (construct.id, construct.items[0].id)
    assert "niet meer gevraagd" not in text(plan(team))
    questionnaires.offer(team.school_id, own.id, None, offered=False)
    assert f"{construct.name} · niet meer gevraagd" in text(plan(team))
    assert "kan niet met een eigen vragenlijst" in text(plan(team, doe="onderzoek"))


def test_two_of_one_name_are_told_apart(team: schools.Team) -> None:
    for name in ("mate", "positie"):
        body = written(name).replace(f"Voorbeeld: {name}", "Samen leren")
        measured(team, questionnaires.add(team.school_id, body, None))
    names = questionnaires_of(plan(team), team)
    assert (len(names), len(set(names))) == (3, 3)


def test_of_a_questionnaire_that_is_gone_the_plan_stays_and_no_code_is_shown(team: schools.Team) -> None:
    own = questionnaires.add(team.school_id, written("mate"), None)
    measured(team, own)
    begun(plan(team), team, own.items[0].id)
    forget_kept_words()
    said = text(plan(team))
    assert "Iets uit een vragenlijst die er niet meer is" in said
    assert "niet meer gevraagd" in said
    assert own.constructs[0].id not in said


def test_the_handvatten_are_those_that_it_borrows_for_the_own_kind_of_school(database: None) -> None:
    team = schools.add_school_with_team("De Linde", "po", "Groep acht")
    own = questionnaires.add(team.school_id, written("mate"), None)
    measured(team, own)
    begun(plan(team), team, own.items[0].id)
    at = plan(team, doe="stap")
    (link,) = [one.proto for one in at.get("page_link") if one.proto.label == "Handvatten bij dit onderdeel"]
    assert link.query_string == f"onderdeel={own.constructs[0].guide_id}&sector=po"
