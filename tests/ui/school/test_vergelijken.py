"""Vergelijken and School: teams beside each other for Alice, who leads the school; Bob leads one team, Charlie another."""

import re

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.domain.cycle import CycleStep
from leidraad.domain.exchange import LARGEST_FILE, Sent, Shown
from leidraad.domain.result import Mode
from leidraad.storage.accounts import granting
from leidraad.storage.measurements import answers, joint, leaders
from leidraad.storage.plans import cycle_moves, looking_back
from leidraad.storage.schools import consents, exchange, schools, signing
from leidraad.storage.schools.consents import ConsentPurpose
from leidraad.storage.schools.schools import Team
from leidraad.storage.study_day import predictions
from leidraad.ui.shell import guards, navigation
from tests.plan import begin
from tests.storage.scene import write
from tests.ui.conftest import a_measurement, an_account, links, opened, opened_as, shared, text

CORE = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
FIRST = [item for item in CORE if "-a1-" in item]


@pytest.fixture
def second(team: Team) -> Team:
    """Another team of the same school, later in its order though earlier in the alphabet."""
    return schools.add_team(team.school_id, "Aardrijkskunde")


def measured(team: Team, *people: int, **more: object) -> None:
    """A shared short measurement in which each person gave the same answer to everything."""
    made = a_measurement(team, invited=max(8, len(people)), **more)
    for person, value in enumerate(people):
        answers.save(made.id, f"toestel-{person}", dict.fromkeys(CORE, value))
    shared(made)


def rows(at: AppTest) -> dict[str, list[str]]:
    """The cells by construct, as the words that stand in them."""
    tables = [one.proto.body for one in at.get("html") if '<div class="naast"' in one.proto.body]
    found = {}
    for table in tables:
        for row in re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1]):
            name, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
            found[name] = [" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in cells]
    return found


def heads(at: AppTest) -> list[str]:
    table = next(one.proto.body for one in at.get("html") if '<div class="naast"' in one.proto.body)
    return re.findall(r"<th scope=\"col\"><b><a [^>]*>(.*?)</a></b>", table)


def test_each_team_is_a_column_in_the_order_of_the_school_with_score_people_and_words(team, second):
    measured(team, 2, 2, 2, 2, 3, 3, 3, 3)
    measured(team, 3, 3, 3, 3, 4, 4, 4, 4, label="voorjaar 2027")
    measured(second, 4, 4, 4, 4, 4)
    at = opened("vergelijken", school=team.school_id)
    assert heads(at) == ["Bovenbouw havo", "Aardrijkskunde"]
    links = re.findall(r'<th scope="col"><b><a href="([^"]*)"', text(at))
    assert links[:2] == [f"ontwikkeling?team={team.id}", f"ontwikkeling?team={second.id}"]
    assert "<summary>Bovenbouw havo</summary>" in text(at), "a list per team, for a phone"
    assert rows(at)["Aanbeveling 1: Verbeterplan"] == [
        "3,5 8 mensen dicht bij elkaar duidelijk hoger",
        "4,0 5 mensen dicht bij elkaar",
    ]


def test_too_few_answers_do_not_look_like_no_answers(team, second):
    made = a_measurement(team, people=4)
    shared(made)
    made = a_measurement(second)
    for person in range(8):
        answers.save(made.id, f"toestel-{person}", dict.fromkeys(set(CORE) - set(FIRST), 4))
    shared(made)
    at = opened("vergelijken", school=team.school_id)
    assert rows(at)["Aanbeveling 1: Verbeterplan"] == ["onder de drempel van 5 antwoorden", "geen gegevens"]
    assert 'class="onder"' in text(at)
    assert 'class="niets"' in text(at)


def test_a_score_that_a_team_agreed_on_is_marked_and_gets_no_change_word(team, second):
    made = a_measurement(team, mode=Mode.JOINT)
    joint.save(made.id, "aanbeveling-1", 3.5)
    shared(made)
    at = opened("vergelijken", school=team.school_id)
    assert rows(at)["Aanbeveling 1: Verbeterplan"] == ["3,5 samen afgesproken"]
    assert "samen gescoord" in text(at)
    assert "Geen meting in deze keuze: Aardrijkskunde." in text(at)


def test_the_address_keeps_the_choices_and_nothing_else(team, second):
    measured(team, 3, 3, 3, 3, 3)
    measured(second, 4, 4, 4, 4, 4)
    at = opened("vergelijken", school=team.school_id)
    at.selectbox[1].select("aanbevelingen").run()
    at.selectbox[2].select("individueel").run()
    assert at.query_params == {"school": str(team.school_id), "deel": "aanbevelingen", "manier": "individueel"}
    again = opened("vergelijken", school=team.school_id, deel="aanbevelingen", manier="individueel")
    assert rows(again) == rows(at)
    assert len(rows(again)) == 6
    again.selectbox[1].select("").run()
    assert "deel" not in again.query_params


def test_a_choice_that_does_not_exist_shows_everything_and_says_so(team):
    measured(team, 3, 3, 3, 3, 3)
    at = opened("vergelijken", school=team.school_id, periode="1999-2000", manier="<b>", lengte="kort")
    assert "‘periode’ uit dit adres bestaat hier niet" in text(at)
    assert len(rows(at)) == 10
    assert "periode" not in at.query_params


def test_a_period_without_measurements_says_what_to_do(team):
    measured(team, 3, 3, 3, 3, 3)
    at = opened("vergelijken", school=team.school_id, manier="samen")
    assert "Kies hierboven een andere periode of manier." in text(at)


def test_where_most_teams_ask_for_attention_is_counted_within_each_team(team, second):
    for one in (team, second):
        made = a_measurement(one)
        for person in range(5):
            lower = dict.fromkeys(FIRST, 2)
            answers.save(made.id, f"toestel-{person}", dict.fromkeys(CORE, 4) | lower)
        shared(made)
    at = opened("vergelijken", school=team.school_id)
    assert "Bij 2 van de 2 teams hoort ‘Verbeterplan’ bij de twee laagste scores van het team zelf." in text(at)
    assert "<small>Bovenbouw havo, Aardrijkskunde</small>" in text(at), "which teams, in the school's own order"
    assert "Bij geen enkel team liggen de antwoorden op een onderdeel ver uit elkaar." in text(at)


def test_teams_that_agree_are_named_for_a_visit_until_one_withdraws(team, second):
    measured(team, 2, 2, 2, 2, 2, 2, 2, 2)
    measured(second, 4, 4, 4, 4, 4, 4, 4, 4)
    assert "Nu wil nog geen team dat." in text(opened("vergelijken", school=team.school_id))
    for one in (team, second):
        consents.set_for(one.id, [ConsentPurpose.VISIT])
    at = opened("vergelijken", school=team.school_id)
    assert "<b>Bovenbouw havo</b> en <b>Aardrijkskunde</b> over ‘Verbeterplan’" in text(at)
    at.multiselect[0].set_value([team.id])
    button(at, "Opslaan").click().run()
    assert consents.given(team.school_id, ConsentPurpose.VISIT) == {team.id}
    assert "Nu wil één team dat." in text(at)


def button(at: AppTest, label: str):
    return next(one for one in at.button if one.label == label)


def test_bob_speaks_for_his_team_on_the_page_of_its_progress(team):
    measured(team, 3, 3, 3, 3, 3)
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "ontwikkeling", team=team.id)
    at.checkbox[1].check()
    button(at, "Opslaan").click().run()
    assert consents.of_team(team.id) == {ConsentPurpose.EXCHANGE}


def test_bob_and_charlie_see_no_other_teams(team, second):
    measured(team, 3, 3, 3, 3, 3)
    measured(second, 4, 4, 4, 4, 4)
    elsewhere = schools.add_school_with_team("De Linde", "vo", "Onderbouw")
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    charlie = an_account("Charlie", Grant(Role.SCHOOL_LEADER, school_id=elsewhere.school_id))
    for account in (None, bob, charlie):
        for name in ("vergelijken", "school"):
            shown = text(opened_as(account, name, school=team.school_id))
            assert "Aardrijkskunde" not in shown
            assert "4,0" not in shown


def test_a_name_with_markup_stays_text(team):
    wild = schools.add_team(team.school_id, "<b>[x](http://x)</b> :smile:")
    measured(wild, 3, 3, 3, 3, 3)
    measured(team, 3, 3, 3, 3, 3)
    at = opened("vergelijken", school=team.school_id)
    assert "&lt;b&gt;[x](http://x)&lt;/b&gt; :smile:" in text(at)
    assert "<b>[x]" not in text(at)


def test_measurements_with_the_questionnaire_of_the_other_sector_are_left_out(team):
    primary = schools.add_school_with_team("De Linde", "vo", "Onderbouw")
    measured(primary, 3, 3, 3, 3, 3)
    write("UPDATE school SET sector = 'po' WHERE name = 'De Linde'")  # an older version let any school use it
    at = opened("vergelijken", school=primary.school_id)
    assert rows(at) == {}
    assert "Er is nog geen meting met een uitslag" in text(at)


# -- the school over the years --------------------------------------------------------------------------------


def test_the_school_over_the_years_counts_teams_and_people_and_shows_every_team_as_a_dot(team, second):
    measured(team, 2, 2, 2, 2, 3, 3, 3, 3)
    measured(second, 4, 4, 4, 4, 4)
    at = opened("school", school=team.school_id)
    assert "<td>2 van 2</td><td>2</td><td>13 van 16 (81\N{NO-BREAK SPACE}%)</td>" in text(at)
    assert "2 teams, van 2,5 tot 4,0" in text(at)
    assert text(at).count('class="teamstip"') == 20
    assert "De teams naast elkaar" in links(at)


def test_what_teams_work_on_stands_with_the_construct_until_it_is_closed(team, second):
    measured(team, 3, 3, 3, 3, 3)
    assert "Nog geen team heeft een speerpunt gekozen." in text(opened("school", school=team.school_id))
    for one in (team, second):
        begin(one.id, "aanbeveling-2")
    done = begin(second.id, "aanbeveling-3")
    looking_back.stop(second.id, done.id, "Klaar", seen=done.version)
    ahead = begin(second.id, "dimensie-1")
    cycle_moves.move(second.id, ahead.id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE)
    shown = text(opened("school", school=team.school_id))
    assert "- **Aanbeveling 2: Uitvoeren en borgen**: Bovenbouw havo, Aardrijkskunde" in shown
    assert "Onderzoekende houding**" not in shown
    assert (
        "3 plannen lopen: 2 bij stap 2 (verdiepen en analyseren) en 1 bij stap 3 (besluiten en plannen)." in shown
    )


def test_a_school_without_measurements_says_what_comes_first(team):
    assert "Er is nog geen meting met een uitslag" in text(opened("school", school=team.school_id))


# -- leaders, and what one expects ----------------------------------------------------------------------------


def led(team: Team, people: int, leading: int) -> int:
    """A shared measurement: the team says 2 to everything, those who lead it say 4."""
    made = a_measurement(team, people=0)
    id = made.id
    for person in range(people):
        answers.save(id, f"toestel-{person}", dict.fromkeys(CORE, 2))
    for person in range(leading):
        answers.save(id, f"toestel-{person}:leiding", dict.fromkeys(CORE, 4), leader=True)
    shared(made)
    return id


def test_bob_makes_a_code_for_the_leaders_while_the_measurement_is_open(team):
    made = a_measurement(team)
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "metingen", team=team.id)
    button(at, "Code maken").click().run()
    code = leaders.code(made.id)
    assert code is not None
    assert f"{code[:3]} {code[3:]}" in text(at)
    assert "0 leidinggevenden vulden in." in text(at)


def test_the_leaders_stand_beside_the_team_when_both_are_large_enough(team):
    at = opened("resultaat", meting=led(team, people=8, leading=5))
    assert "Team en leiding naast elkaar" in text(at)
    assert "<td>2,0</td><td>4,0</td>" in text(at)


def test_with_too_few_leaders_only_their_number_is_said(team):
    at = opened("resultaat", meting=led(team, people=8, leading=4))
    assert "4 leidinggevenden vulden ook in. We tonen dat pas" in text(at)
    assert "4,0" not in text(at)


def test_what_bob_expects_is_for_bob_alone(team):
    made = a_measurement(team, people=8)
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "metingen", team=team.id)
    at.select_slider[0].set_value(4.5)
    [one for one in at.button if one.label == "Opslaan"][-1].click().run()
    assert predictions.of(made.id, bob) == {"aanbeveling-1": 4.5}
    shared(made)
    assert "<td>3,0</td><td>4,5</td>" in text(opened_as(bob, "resultaat", meting=made.id))
    assert "4,5" not in text(opened("resultaat", meting=made.id))


def bob_lets_his_expectation_be_seen(team: Team) -> tuple[int, AppTest]:
    made = a_measurement(team, people=8)
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    predictions.save(made.id, bob, {"aanbeveling-1": 4.5})
    predictions.show_on_screen(made.id, bob, agrees=True)
    shared(made)
    return bob, opened_as(bob, "resultaat", meting=made.id)


def test_bob_takes_what_he_expected_off_the_shared_screen(team):
    _, at = bob_lets_his_expectation_be_seen(team)
    button(at, "Toch niet op het scherm voor iedereen").click().run()
    assert "Alleen jij ziet dit." in text(at)
    assert not [one for one in at.button if one.label == "Toch niet op het scherm voor iedereen"]


def test_who_lost_the_team_changes_nothing_about_what_stands_on_its_screen(team, monkeypatch):
    bob, at = bob_lets_his_expectation_be_seen(team)
    granting.take(bob, Grant(Role.LEAD, team_id=team.id), None)
    monkeypatch.setattr(guards, "_stop_unless", lambda action, place: None)
    monkeypatch.setattr(navigation, "_stay_or_go", lambda *_: None)
    monkeypatch.setattr(
        st, "rerun", lambda **_: None
    )  # the offer of files starts over, and over, without the right
    button(at, "Toch niet op het scherm voor iedereen").click().run()
    assert "Er is niets veranderd." in at.error[0].value
    assert "Het mag van jou ook op het scherm voor iedereen." in text(at)


# -- other schools --------------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(database: None) -> int:
    """Another school, whose five teams went along in a file that the school of `team` has let in."""
    other = schools.add_school("De Linde", "vo").id
    sent = [
        Sent(
            year=2026,
            instrument="leidraad-vo",
            version=1,
            constructs={"aanbeveling-1": Shown(n=8, core=score)},
        )
        for score in (1.0, 2.0, 3.0, 4.0, 5.0)
    ]
    exchange.let_in(1, exchange.make(other, sent), "De Linde")
    return other


def test_other_schools_are_a_grey_band_behind_the_same_statements(team, elsewhere):
    measured(team, 3, 3, 3, 3, 3)
    at = opened("vergelijken", school=team.school_id)
    assert (
        text(at).count('class="anderen" style="left:25.0%;width:50.0%"') == 2
    )  # 2,0 to 4,0; in the table, and in the list for a phone
    assert "middelste helft van 5 teams van andere scholen" in text(at)
    assert "Ingelezen: 5 teams van 1 andere school." in text(at)
    next(one for one in at.button if one.label == "Verwijderen").click().run()
    assert 'class="anderen"' not in text(at)


def test_only_teams_that_agree_go_along_in_a_file(team, second, elsewhere):
    measured(team, 3, 3, 3, 3, 3, 3, 3, 3)
    measured(second, 4, 4, 4, 4, 4, 4, 4, 4)
    consents.set_for(team.id, [ConsentPurpose.EXCHANGE])
    at = opened("vergelijken", school=team.school_id)
    assert "mensen antwoordden: Bovenbouw havo." in text(at)
    next(one for one in at.button if one.label == "Bestand maken").click().run()
    assert signing.fingerprint(signing.own_key(team.school_id)) in text(at)
    [file] = at.get("download_button")
    assert file.proto.label == "Bestand opslaan"


def test_a_changed_file_is_refused_on_the_page_with_the_reason(team, elsewhere):
    measured(team, 3, 3, 3, 3, 3)
    at = opened("vergelijken", school=team.school_id)
    teams = exchange.imported(team.school_id)[0].content.teams[:1]
    changed = exchange.make(elsewhere, teams).replace('"n": 8', '"n": 9')
    at.file_uploader[0].set_value(("bestand.json", changed.encode(), "application/json")).run()
    assert "de handtekening klopt niet meer" in at.error[0].value


def test_the_field_says_how_large_a_file_may_be(team, elsewhere):
    measured(team, 3, 3, 3, 3, 3)
    at = opened("vergelijken", school=team.school_id)
    assert at.file_uploader[0].label == "Uitwisselbestand van hoogstens 1 MB"
    assert at.file_uploader[0].proto.max_upload_size_mb * 1024 * 1024 >= LARGEST_FILE == 1_000_000
    at.file_uploader[0].set_value(("bestand.json", b" " * 1_000_001, "application/json")).run()
    assert "te groot voor een uitwisselbestand" in at.error[0].value
