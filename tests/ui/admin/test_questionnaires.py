"""Beheer, own questionnaires: pasted with help, offered to the teams of the school, chosen in Metingen."""

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.storage.database import engine, memory
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import dropped, questionnaires, schools
from leidraad.storage.tables.questionnaires import StoredQuestionnaire
from leidraad.ui.shell.wording import literal
from tests.content.examples import text as written
from tests.ui.conftest import an_account, opened, opened_as, text
from tests.ui.measurement.test_metingen import press


def paste(at: AppTest, body: str, *, nobody: bool = True) -> AppTest:
    next(one for one in at.text_area if one.label == "Of plak de tekst").input(body)
    if nobody:
        next(one for one in at.checkbox if str(one.key).endswith("nieuw-niemand")).check()
    return press(at, "Kijk na")


def test_a_pasted_questionnaire_is_looked_at_and_then_offered_in_metingen(team: schools.Team) -> None:
    at = paste(opened("beheer", deel="vragenlijsten", school=team.school_id), written("mate"))
    assert questionnaires.of_school(team.school_id) == []
    assert "op-telefoon" in text(at)
    press(at, "Bied aan bij de teams van deze school")
    [one] = questionnaires.of_school(team.school_id)
    assert "De vragenlijst is toegevoegd." in text(at)
    assert one.instrument is not None
    at = opened("metingen", team=team.id)
    radio = next(one for one in at.radio if one.label == "Wat willen jullie weten?")
    assert radio.options[-1] == f"{literal(one.instrument.title)} (van jullie school)"
    radio.set_value(one.id)
    press(at, "Klaarzetten")
    assert measurements.of_team(team.id)[0].instrument_id == one.id


def test_a_mistake_is_said_with_its_line_and_nothing_is_offered(team: schools.Team) -> None:
    at = paste(
        opened("beheer", deel="vragenlijsten", school=team.school_id),
        written("mate").replace("titel", "tietel", 1),
    )
    assert "'titel' ontbreekt" in text(at)
    assert not any(one.label.startswith("Bied aan") for one in at.button)


def test_what_a_screen_would_take_for_layout_is_refused_and_said_letter_for_letter(team: schools.Team) -> None:
    harm = written("mate").replace('titel = "', 'titel = "![x](http://elders) ', 1)
    at = paste(opened("beheer", deel="vragenlijsten", school=team.school_id), harm)
    assert "bevat iets wat een scherm anders leest" in text(at)
    assert "![x](http" not in text(at)
    assert not any(one.label.startswith("Bied aan") for one in at.button)


def test_of_a_few_statements_it_is_said_how_often_a_team_can_be_asked_them(team: schools.Team) -> None:
    for name, said in (("mate", True), ("balans", False)):
        at = paste(opened("beheer", deel="vragenlijsten", school=team.school_id), written(name))
        assert ("hoogstens eens in de 6 weken" in text(at)) is said


def test_the_field_says_how_large_a_file_may_be(team: schools.Team) -> None:
    at = opened("beheer", deel="vragenlijsten", school=team.school_id)
    [field] = at.file_uploader
    assert field.label == "Kies een bestand van hoogstens 200.000 tekens"
    assert field.proto.max_upload_size_mb * 1024 * 1024 >= 4 * library.LARGEST, "four bytes for a letter at most"
    field.set_value(("lijst.toml", b"#" * 200_001, "application/toml"))
    assert "dit is te groot. Een vragenlijst heeft hoogstens 200.000 tekens." in text(press(at, "Kijk na"))


def test_one_that_cannot_be_read_any_more_says_so_and_is_not_called_offered(team: schools.Team) -> None:
    added = questionnaires.add(team.school_id, written("mate"), None)
    with engine.writing() as session:
        row = session.get(StoredQuestionnaire, (added.id, 1))
        assert row is not None
        row.body = "titel ="
        session.add(row)
    memory.is_old()
    at = opened("beheer", deel="vragenlijsten", school=team.school_id)
    assert "Niet meer te lezen, versie 1 · niet aangeboden · 0 metingen" in [one.label for one in at.expander]
    assert "Geen team kan haar kiezen." in text(at)
    assert [one.label for one in at.button if "aanbieden" in one.label] == []


def test_without_the_promise_nothing_is_offered(team: schools.Team) -> None:
    at = paste(opened("beheer", deel="vragenlijsten", school=team.school_id), written("mate"), nobody=False)
    press(at, "Bied aan bij de teams van deze school")
    assert "Zet eerst het vinkje" in text(at)
    assert questionnaires.of_school(team.school_id) == []


def test_a_next_version_takes_the_place_of_the_one_before(team: schools.Team) -> None:
    questionnaires.add(team.school_id, written("mate"), None)
    at = opened("beheer", deel="vragenlijsten", school=team.school_id)
    box = next(one for one in at.text_area if one.label.startswith("Een nieuwe versie"))
    assert box.value == written("mate")
    box.input(written("mate").replace('titel = "', 'titel = "Beter: ', 1))
    next(one for one in at.checkbox if "niemand" in str(one.key) and "nieuw" not in str(one.key)).check()
    next(one for one in at.button if one.label == "Kijk na").click()
    at.run()
    press(at, "Bied aan bij de teams van deze school")
    assert [one.version for one in questionnaires.of_school(team.school_id)] == [2, 1]
    [offered] = questionnaires.offered_to(team.school_id)
    assert offered.title.startswith("Beter: ")


def test_one_is_withdrawn_offered_again_and_removed(team: schools.Team) -> None:
    questionnaires.add(team.school_id, written("mate"), None)
    at = opened("beheer", deel="vragenlijsten", school=team.school_id)
    press(at, "Niet meer aanbieden")
    assert questionnaires.offered_to(team.school_id) == ()
    press(at, "Weer aanbieden")
    assert len(questionnaires.offered_to(team.school_id)) == 1
    press(at, "Verwijderen")
    assert questionnaires.of_school(team.school_id) == []


def test_a_kartrekker_has_no_such_place(team: schools.Team) -> None:
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "beheer", deel="vragenlijsten", school=team.school_id)
    assert at.title[0].value == "Deze pagina is niet voor jou"


def in_the_folder(at: AppTest) -> Selectbox | None:
    return next((one for one in at.selectbox if "uit de map vragenlijsten" in one.label), None)


def test_a_host_chooses_a_file_that_lies_beside_the_database(team: schools.Team) -> None:
    folder = engine.folder() / dropped.FOLDER
    address = {"deel": "vragenlijsten", "school": team.school_id}
    assert in_the_folder(opened("beheer", **address)) is None, "there is no such folder"
    folder.mkdir()
    (folder / "samen.toml").write_bytes(b"\xef\xbb\xbf" + written("mate").encode())
    at = opened("beheer", **address)
    box = in_the_folder(at)
    assert box is not None
    assert (box.options, box.value) == (["samen.toml"], None)
    box.set_value("samen.toml")
    next(one for one in at.checkbox if str(one.key).endswith("nieuw-niemand")).check()
    press(at, "Kijk na")
    press(at, "Bied aan bij de teams van deze school")
    [one] = questionnaires.of_school(team.school_id)
    assert one.body == written("mate")


def test_whoever_leads_a_school_sees_nothing_of_the_folder(team: schools.Team) -> None:
    (engine.folder() / dropped.FOLDER).mkdir()
    (engine.folder() / dropped.FOLDER / "samen.toml").write_text(written("mate"), encoding="utf-8")
    alice = an_account("Ada", Grant(Role.SCHOOL_LEADER, school_id=team.school_id))
    at = opened_as(alice, "beheer", deel="vragenlijsten", school=team.school_id)
    assert any(one.label == "Of plak de tekst" for one in at.text_area)
    assert in_the_folder(at) is None


def test_when_a_file_is_gone_meanwhile_one_is_asked_again(team: schools.Team) -> None:
    folder = engine.folder() / dropped.FOLDER
    folder.mkdir()
    (folder / "samen.toml").write_text(written("mate"), encoding="utf-8")
    at = opened("beheer", deel="vragenlijsten", school=team.school_id)
    box = in_the_folder(at)
    assert box is not None
    box.set_value("samen.toml")
    (folder / "samen.toml").unlink()
    next(one for one in at.button if one.label == "Kijk na").click()
    at.run()
    assert "Kies eerst een bestand, of plak de tekst." in text(at)
    assert questionnaires.of_school(team.school_id) == []
