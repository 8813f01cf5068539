"""What acts names its object: a press that was meant for one team, measurement or person never reaches another."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.domain.day import DayStep
from leidraad.domain.result import Mode
from leidraad.settings import ROOT
from leidraad.storage.measurements import closing, measurements
from leidraad.storage.schools import schools, teams
from leidraad.storage.study_day import predictions
from tests.ui.conftest import a_measurement, alice, an_account, opened, shared
from tests.ui.day import a_day, at_step

UI = ROOT / "leidraad" / "ui"
#: What somebody types or chooses in; Enter in any of these sends the form around it.
_FIELDS = {"text_input", "text_area", "number_input", "selectbox", "multiselect", "radio", "checkbox",
           "segmented_control", "select_slider"}  # fmt: skip
#: About nothing that is there already: what they make, or the choice inside them, says of what it is.
_NEW = {"Voorbeeldschool maken", "School toevoegen", "Team toevoegen"}
#: Acting on the whole installation, or on what only this browser holds (a self-scan).
_WITHOUT_OBJECT = {"admin/backups.py", "start/example_school.py", "shell/school_account.py", "self_scan"}


def _calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield node


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(UI.rglob("*.py")):
        yield file.relative_to(UI).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def test_every_button_and_every_form_has_a_key_with_the_number_of_its_object() -> None:
    bare = []
    for name, tree in _sources():
        if name.startswith(tuple(_WITHOUT_OBJECT)):
            continue
        for call in _calls(tree, "button", "download_button", "form"):
            key = next((one.value for one in call.keywords if one.arg == "key"), None)
            if isinstance(call.func, ast.Attribute) and call.func.attr == "form":
                key = call.args[0]
            if (key is None or isinstance(key, ast.Constant)) and ast.unparse(call.args[0]) != "'school-erbij'":
                bare.append(f"{name}:{call.lineno}")
    assert bare == []


def test_enter_sends_a_form_only_when_it_has_one_field() -> None:
    wrong = []
    for name, tree in _sources():
        for node in ast.walk(tree):
            forms = [one.context_expr for one in node.items] if isinstance(node, ast.With) else []
            for call in (one for form in forms for one in _calls(form, "form")):
                fields = list(_calls(ast.Module(node.body, []), *_FIELDS))
                by_enter = not any(one.arg == "enter_to_submit" for one in call.keywords)
                if by_enter and len(fields) != 1:
                    wrong.append(f"{name}:{call.lineno}")
    assert wrong == []


def test_enter_in_the_first_page_of_an_installation_sends_nothing() -> None:
    """The button that a browser presses for Enter is the first of the form: one that does nothing."""
    form = Path(ROOT / "leidraad" / "web" / "templates" / "account" / "begin.html").read_text(encoding="utf-8")
    assert form.index("<button disabled hidden></button>") < form.index("<input")


# -- two objects beside each other ------------------------------------------------------------------------------


@pytest.fixture
def two(team: schools.Team) -> tuple[schools.Team, schools.Team]:
    return team, schools.add_team(team.school_id, "Onderbouw vmbo")


def acting(at: AppTest) -> set[str]:
    """The identity of everything on a page that writes when it is pressed or chosen, but for what makes something new."""
    writing = [*at.button, *(one for one in at.radio if str(one.key).startswith("samen-"))]
    return {one.proto.id for one in writing if one.label not in _NEW}


def require_apart(one: AppTest, other: AppTest) -> None:
    assert acting(one), "nothing to press: this test would say nothing"
    assert acting(one) & acting(other) == set()


def prepared(team: schools.Team) -> int:
    chosen = measurements.Preparation(team.id, "najaar 2026", "leidraad-vo", 1, True, Mode.INDIVIDUAL, 8)
    return measurements.prepare(chosen).id


@pytest.mark.parametrize("state", ["nieuw", "klaargezet", "open", "gesloten"])
def test_a_press_on_metingen_belongs_to_one_team(two: tuple[schools.Team, schools.Team], state: str) -> None:
    for team in two:
        if state == "klaargezet":
            prepared(team)
        elif state != "nieuw":
            id = a_measurement(team, people=8).id
            if state == "gesloten":
                closing.close(id)
    require_apart(*(opened("metingen", team=team.id) for team in two))


def test_closing_pressed_for_one_team_while_another_is_in_the_address_closes_neither(
    two: tuple[schools.Team, schools.Team],
) -> None:
    mine, other = (a_measurement(team, people=8) for team in two)
    at = opened("metingen", team=mine.team_id)
    next(one for one in at.button if one.label == "Sluit de meting").click().run()
    next(one for one in at.button if one.label == "Ja, sluit de meting").click()
    at.query_params["team"] = str(other.team_id)
    at.run()
    assert {measurements.get(one.id).state for one in (mine, other)} == {"open"}


@pytest.mark.parametrize("step", list(DayStep))
def test_a_press_on_the_console_belongs_to_one_day(two: tuple[schools.Team, schools.Team], step: DayStep) -> None:
    days = [a_day(team) for team in two]
    for measurement in days:
        at_step(measurement, step)
    require_apart(*(opened("studiedag", meting=measurement.id) for measurement in days))


def test_a_press_belongs_to_one_measurement_where_a_team_scores_together_and_beside_its_result(
    two: tuple[schools.Team, schools.Team],
) -> None:
    joint = [a_measurement(team, mode=Mode.JOINT) for team in two]
    require_apart(*(opened("samen", meting=one.id) for one in joint))
    me, results = alice(), [a_measurement(team, people=8) for team in two]
    for one in results:
        predictions.save(one.id, me, {"aanbeveling-1": 3.0})
        predictions.show_on_screen(one.id, me, agrees=True)
        shared(one)
    require_apart(*(opened("resultaat", meting=one.id) for one in results))
    require_apart(*(opened("ontwikkeling", team=team.id) for team in two))


def test_a_press_in_beheer_belongs_to_one_team_one_person_and_one_school(
    two: tuple[schools.Team, schools.Team],
) -> None:
    require_apart(*(opened("beheer", team=team.id) for team in two))
    for team in two:
        teams.archive(team.id, None)
    require_apart(*(opened("beheer", team=team.id) for team in two))
    people = [an_account(name, Grant(Role.LEAD, team_id=two[0].id)) for name in ("Bob", "Charlie")]
    require_apart(*(opened("beheer", deel="mensen", persoon=id) for id in people))
    linde = schools.add_school_with_team("De Linde", "vo", "Groep acht")
    require_apart(*(opened("beheer", school=id) for id in (two[0].school_id, linde.school_id)))
