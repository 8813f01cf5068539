"""The rights table on the screens: every page for every role, in the own and in another place, and every write.

A new page needs its row in TABLE; a test fails until it has one. What buttons and fields of a page write is found by
pushing them all, so a new one needs nothing here.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import text as sql
from sqlmodel import SQLModel
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.domain.result import Mode
from leidraad.storage.database import engine
from leidraad.storage.measurements import closing, measurements
from leidraad.storage.plans import looking_back, plan_links
from leidraad.storage.plans.plan_links import PlanLinkPurpose
from leidraad.storage.schools import schools
from leidraad.ui.measurement import teams
from leidraad.ui.shell import guards, navigation
from leidraad.ui.shell.page_files import PAGES
from leidraad.ui.shell.visitor import who_am_i
from tests.plan import begin
from tests.ui.conftest import a_measurement, an_account, opened_as, opened_as_guest, opened_holding, shared, text

OWN, SAME_SCHOOL, ELSEWHERE = "eigen team", "ander team", "andere school"
PLACES = (OWN, SAME_SCHOOL, ELSEWHERE)
TEAMS = {OWN: "Bovenbouw havo", SAME_SCHOOL: "Onderbouw vmbo", ELSEWHERE: "Groep acht"}
ROLES = ("niet aangemeld", "kartrekker", "schoolleider", "beheerder")
REFUSALS = ("Meld je eerst aan", "Deze pagina is niet voor jou")

EVERYBODY = dict.fromkeys(ROLES, frozenset(PLACES))
ACCOUNTS = {role: frozenset(PLACES) for role in ("kartrekker", "schoolleider", "beheerder")}
#: Own team for a kartrekker, all teams of the own school for a schoolleider.
OF_THE_TEAM = {"kartrekker": {OWN}, "schoolleider": {OWN, SAME_SCHOOL}}
OF_THE_SCHOOL = {"schoolleider": {OWN, SAME_SCHOOL}}

#: By page: the parameter that says where, and who may see what of it. A page without a parameter of its own is open
#: or shut as a whole; what it shows of a place is looked at with `names`.
TABLE: dict[str, tuple[str | None, dict[str, Any]]] = {
    "start": (None, EVERYBODY),
    "zelfscan": (None, EVERYBODY),
    "leidraad": (None, EVERYBODY),
    "uitleg": (None, EVERYBODY),
    "schoollogin": (None, EVERYBODY),
    "account": (None, ACCOUNTS),
    "afmelden": (None, ACCOUNTS),
    "metingen": ("team", OF_THE_TEAM),
    "samen": ("samen", OF_THE_TEAM),
    "studiedag": ("meting", OF_THE_TEAM),
    "presenteren": ("meting", OF_THE_TEAM),
    "resultaat": ("uitslag", OF_THE_TEAM),
    "ontwikkeling": ("team", OF_THE_TEAM),
    "plan": ("team", OF_THE_TEAM),
    "vergelijken": ("school", OF_THE_SCHOOL),
    "school": ("school", OF_THE_SCHOOL),
    "beheer": (None, OF_THE_SCHOOL | {"beheerder": frozenset(PLACES)}),
}
#: Pages that say who leads what: names of another place may not be on them for anybody without a right there.
NAMES_OF_OTHERS = {
    "niet aangemeld": set(PLACES),
    "kartrekker": {SAME_SCHOOL, ELSEWHERE},
    "schoolleider": {ELSEWHERE},
}


PROTECTED = [page for page, (_, who) in TABLE.items() if who not in (EVERYBODY, ACCOUNTS)]


class Scene:
    """Two schools with three teams, each with a shared, an open and a joint measurement."""

    def __init__(self) -> None:
        brug = schools.add_school_with_team("De Brug", "vo", TEAMS[OWN])
        linde = schools.add_school_with_team("De Linde", "vo", TEAMS[ELSEWHERE])
        self.teams = {
            OWN: brug,
            SAME_SCHOOL: schools.add_team(brug.school_id, TEAMS[SAME_SCHOOL]),
            ELSEWHERE: linde,
        }
        self.shared = {place: shared(a_measurement(team, people=8)).id for place, team in self.teams.items()}
        self.open = {place: a_measurement(team, people=3).id for place, team in self.teams.items()}
        self.joint = {place: a_measurement(team, mode=Mode.JOINT).id for place, team in self.teams.items()}
        for team in self.teams.values():
            begin(team.id)
            for purpose in PlanLinkPurpose:
                plan_links.make(team.id, purpose)
            done = begin(team.id, "dimensie-1")
            looking_back.stop(team.id, done.id, "Klaar", seen=done.version)
        self.accounts = {
            "kartrekker": an_account("Bob", Grant(Role.LEAD, team_id=brug.id)),
            "schoolleider": an_account("Dana", Grant(Role.SCHOOL_LEADER, school_id=brug.school_id)),
            "beheerder": an_account("Erik", Grant(Role.HOST)),
        }

    def address(self, parameter: str | None, place: str) -> dict[str, object]:
        team = self.teams[place]
        return {
            None: {"team": team.id, "school": team.school_id, "meting": self.open[place]},
            "team": {"team": team.id},
            "school": {"school": team.school_id},
            "meting": {"meting": self.open[place]},
            "uitslag": {"meting": self.shared[place]},
            "samen": {"meting": self.joint[place]},
        }[parameter]

    def visit(self, role: str, page: str, place: str) -> AppTest:
        return opened_as(self.accounts.get(role), page, **self.address(TABLE[page][0], place))


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """A database of its own for each test, with the same in it."""
    with opened_holding(tmp_path / "test.db", monkeypatch, Scene) as made:
        yield made


def refused(at: AppTest) -> bool:
    return any(one.value in REFUSALS for one in at.title)


def said(at: AppTest) -> str:
    """Everything a visitor can read: words, tables, and the labels and options of fields and links."""
    fields = [*at.selectbox, *at.radio, *at.multiselect, *at.button, *at.text_input, *at.text_area, *at.expander]
    labels = [one.label for one in fields] + [one.proto.label for one in at.get("page_link")]
    options = [option for one in [*at.selectbox, *at.radio, *at.multiselect] for option in one.options]
    return "\n".join([text(at), *labels, *map(str, options)])


def test_every_page_has_a_row_in_the_table() -> None:
    assert {file.stem for file in PAGES.glob("*.py")} == set(TABLE)


@pytest.mark.parametrize("page", TABLE)
def test_a_page_opens_for_exactly_those_who_may_be_there_and_names_no_team_to_anybody_else(
    scene: Scene, page: str
) -> None:
    seen = {(role, place): scene.visit(role, page, place) for role in ROLES for place in PLACES}
    expected = TABLE[page][1]
    found = {who for who, at in seen.items() if not refused(at)}
    assert found == {(role, place) for role, places in expected.items() for place in places}
    for role, others in NAMES_OF_OTHERS.items():
        for place in others:
            words = said(seen[role, place])
            assert not [name for name in (TEAMS[other] for other in others) if name in words], (role, place)


@pytest.mark.parametrize("page", PROTECTED)
@pytest.mark.parametrize("guess", ["0", "999", "-1", "1 OR 1=1", "9" * 30, "", "١"])
def test_guessing_a_number_shows_nothing(scene: Scene, page: str, guess: str) -> None:
    at = opened_as(scene.accounts["schoolleider"], page, meting=guess, team=guess, school=guess)
    assert not [name for name in TEAMS.values() if name in said(at)]
    assert at.title[0].value.endswith("vinden we niet")


def everything() -> dict[str, list[str]]:
    """Every row of every table, sessions and tries left out: those change by looking."""
    with engine.reading() as session:
        return {
            table: sorted(repr(tuple(row)) for row in session.execute(sql(f'SELECT * FROM "{table}"')))
            for table in SQLModel.metadata.tables
            if table not in {"account_session", "attempt"}
        }


def fields(at: AppTest) -> list[object]:
    return [*at.button, *at.radio, *at.text_input, *at.checkbox, *at.toggle]


def push_everything(at: AppTest) -> None:
    """Change every field of the page, and then push every button at the same moment, as an old tab might send it."""
    for field in at.radio:
        if str(field.key).startswith("samen-"):
            field.set_value(2.0)
    for field in at.text_input:
        field.input("Iets anders")
    for field in at.text_area:
        field.input("Ons team eet op maandag samen soep.")
    for field in [*at.checkbox, *at.toggle]:
        field.set_value(not field.value)
    at.run()
    for button in at.button:
        if not button.disabled:
            button.click()
    at.run()


def _states(scene: Scene, page: str) -> list[dict[str, object]]:
    """The addresses at which a page shows different buttons."""
    team = scene.teams[OWN]
    if page == "beheer":
        parts = ("teams", "mensen", "vragenlijsten", "logboek", "bewaren", "toestand")
        return [{"deel": part, "school": team.school_id, "team": team.id} for part in parts] + [
            {"deel": "mensen", "persoon": scene.accounts["kartrekker"]}
        ]
    if page == "studiedag":
        return [{"meting": scene.open[OWN], "deel": part} for part in ("leiden", "programma", "nalopen")]
    if page == "plan":
        parts = ("terugkijken", "acties", "stap", "onderzoek", "aanpassen", "afronden")
        return [{"team": team.id, "doe": part} for part in parts]
    return [scene.address(TABLE[page][0], OWN)]


@pytest.mark.parametrize("page", PROTECTED)
def test_every_write_asks_again_whatever_an_old_page_sends(
    scene: Scene, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Alice has the page open with everything on it; then she loses every role, and the first line of the page is
    # passed over, as it is in a fragment. Nothing that her page sends may be written.
    for number, address in enumerate(_states(scene, page)):
        everywhere = [Grant(Role.SCHOOL_LEADER, school_id=one.id) for one in schools.schools()]
        alice = an_account(f"Alice{number}", Grant(Role.HOST), *everywhere)
        at = opened_as(alice, page, **address)
        assert not refused(at)
        with monkeypatch.context() as disarmed:
            with engine.writing() as session:
                session.execute(sql("DELETE FROM account_grant WHERE account_id = :id"), {"id": alice})
            disarmed.setattr(guards, "_not_for_you", lambda: None)
            disarmed.setattr(guards, "_stop_unless", lambda action, place: None)
            disarmed.setattr(navigation, "_stay_or_go", lambda *_: None)
            disarmed.setattr(st, "rerun", lambda **_: None)  # whoever lost a right starts over, and over
            before = everything()
            if fields(at):
                push_everything(at)
            assert everything() == before, address


@pytest.mark.parametrize("state", ["klaargezet", "open", "gesloten"])
def test_the_steps_of_a_measurement_are_refused_to_who_lost_the_team(
    scene: Scene, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = schools.add_team(scene.teams[OWN].school_id, "Nieuw team")
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    id = a_measurement(team, people=8, own=["We drinken thee in de tuin."]).id
    if state == "gesloten":
        closing.close(id)
    if state == "klaargezet":
        with engine.writing() as session:
            session.execute(sql("UPDATE measurement SET state = 'concept' WHERE id = :id"), {"id": id})
    at = opened_as(bob, "metingen", team=team.id)
    with engine.writing() as session:
        session.execute(sql("DELETE FROM account_grant WHERE team_id = :id"), {"id": team.id})
    monkeypatch.setattr(guards, "_stop_unless", lambda action, place: None)
    monkeypatch.setattr(teams, "own_teams", lambda visitor: [team])
    monkeypatch.setattr(st, "rerun", lambda **_: None)
    before = everything()
    for _ in range(2):  # the second time what a question asks, too
        push_everything(at)
    assert everything() == before
    assert "Metingen van dit team leiden mag je niet" in text(at)


def test_the_same_pushes_do_write_for_who_may(scene: Scene) -> None:
    """Otherwise the tests above would pass with buttons that never do anything."""
    at = opened_as(scene.accounts["schoolleider"], "metingen", team=scene.teams[OWN].id)
    for label in ("Sluit de meting", "Ja, sluit de meting"):
        next(one for one in at.button if one.label == label).click()
        at.run()
    states = {one.state for one in measurements.of_team(scene.teams[OWN].id)}
    assert "gesloten" in states


def test_who_only_hosts_sees_no_result_and_leads_nothing(scene: Scene) -> None:
    erik = scene.accounts["beheerder"]
    at = opened_as(erik, "start")
    assert "Je teams" not in text(at)
    assert not [
        page for page in PROTECTED if page not in {"beheer"} and not refused(scene.visit("beheerder", page, OWN))
    ]


def test_whoever_looks_around_leads_the_example_school_and_sees_no_other(scene: Scene) -> None:
    [example] = schools.add_examples({("Voorbeeldschool", "vo"): ["Voorbeeldteam"]})
    mine = shared(a_measurement(example, people=8)).id
    for page, (parameter, _) in TABLE.items():
        at = opened_as_guest(page, **scene.address(parameter, OWN))
        assert not [name for name in TEAMS.values() if name in said(at)], page
        if parameter is not None or page in {"account", "beheer"}:
            assert refused(at), page
    assert not refused(opened_as_guest("metingen"))
    assert not refused(opened_as_guest("resultaat", meting=mine))
    assert not refused(opened_as_guest("school", school=example.school_id))


def test_a_host_leads_the_example_school_too_and_still_no_other(scene: Scene) -> None:
    [example] = schools.add_examples({("Voorbeeldschool", "vo"): ["Voorbeeldteam"]})
    erik = scene.accounts["beheerder"]
    assert refused(opened_as(erik, "metingen", team=scene.teams[OWN].id))
    at = opened_as(erik, "metingen")
    assert not refused(at)
    assert not [name for name in TEAMS.values() if name in said(at)]
    assert not refused(opened_as(erik, "ontwikkeling", team=example.id))
    assert refused(opened_as(erik, "resultaat", meting=scene.shared[OWN]))


def test_roles_are_asked_anew_on_every_run(scene: Scene) -> None:
    bob = scene.accounts["kartrekker"]
    at = opened_as(bob, "resultaat", meting=scene.shared[OWN])
    assert not refused(at)
    with engine.writing() as session:
        session.execute(sql("DELETE FROM account_grant WHERE account_id = :id"), {"id": bob})
    at.run()
    assert refused(at)
    assert "3,0" not in said(at)


def test_without_a_browser_there_is_nobody() -> None:
    assert not who_am_i().signed_in
