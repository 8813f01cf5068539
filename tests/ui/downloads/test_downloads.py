"""Taking something along: only on guarded pages, only when asked, under a safe name, with the right asked for once more."""

import re
from io import BytesIO

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.storage.accounts import granting
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from leidraad.ui.downloads import offering
from tests.reports.papers import Read
from tests.ui.conftest import a_measurement, an_account, opened, opened_as, shared, sign_in, text
from tests.ui.rounds import a_round
from tests.ui.taking import MAKE, make


def offered(at: AppTest) -> list[str]:
    return [one.label for one in at.button if one.label == MAKE]


# -- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Bovenbouw havo", "2026-11"), "teamscan-bovenbouw-havo-2026-11.pdf"),
        (("Économie & Recht", ""), "teamscan-economie-recht.pdf"),
        (("../../etc/passwd\\x", "2026-11"), "teamscan-etc-passwd-x-2026-11.pdf"),
        (('a"b\r\nSet-Cookie: x;.exe', ""), "teamscan-a-b-set-cookie-x-exe.pdf"),
        (("🚀", ""), "teamscan.pdf"),
        (("مدرسة النور", "中文"), "teamscan-مدرسة-النور-中文.pdf"),
        (("E\u0301cole", "\u202egpj"), "teamscan-ecole-gpj.pdf"),
        (("W" * 60, ""), f"teamscan-{'w' * 40}.pdf"),
    ],
)
def test_a_file_name_holds_small_letters_of_any_script_digits_and_dashes_only(parts, expected):
    assert offering.file_name(*parts, ending="pdf") == expected


# -- what comes out ---------------------------------------------------------------------------------------------


def test_the_report_is_made_when_asked_and_not_before(team):
    meting = shared(a_measurement(team, people=8))
    at = opened("resultaat", meting=meting.id)
    assert offered(at) == [MAKE]
    assert at.get("download_button") == []
    name, made = make(at)
    assert re.fullmatch(r"teamscan-bovenbouw-havo-\d{4}-\d\d\.pdf", name)
    assert made.startswith(b"%PDF-1.7")
    assert "Klaar. Het bestand is" in text(at)


def test_another_choice_takes_the_file_of_the_first_away(team):
    at = opened("resultaat", meting=shared(a_measurement(team, people=8)).id)
    make(at)
    at.radio[-1].set_value("Tabellen (Excel)").run()
    assert at.get("download_button") == []


def test_tables_and_pictures_come_from_the_result_on_the_page(team):
    at = opened("resultaat", meting=shared(a_measurement(team, people=8)).id)
    name, made = make(at, "Tabellen (Excel)")
    assert name.endswith(".xlsx")
    book = openpyxl.load_workbook(BytesIO(made))
    assert (book["Metingen"].max_row, book["Onderdelen"].max_row, book["Stellingen"].max_row) == (2, 11, 31)
    name, made = make(at, "Eén tabel (CSV)")
    assert name.endswith("-metingen.csv")
    assert made.decode("utf-8-sig").splitlines()[1].startswith("De Brug;Bovenbouw havo;najaar 2026;")
    name, made = make(at, "Een grafiek")
    assert name.endswith("-aanbevelingen.png")
    assert made.startswith(b"\x89PNG")


def test_a_team_under_the_threshold_takes_no_numbers_along(team):
    at = opened("resultaat", meting=shared(a_measurement(team, people=4)).id)
    _, made = make(at, "Eén tabel (CSV)", welke=1)
    lines = made.decode("utf-8-sig").splitlines()[1:]
    assert len(lines) == 10
    assert all(line.endswith(";onder de drempel;;;;;;;;;;") for line in lines)


def test_ontwikkeling_gives_all_measurements_with_their_changes(team):
    a_round(team, (2025, 5, 20), 2)
    a_round(team, (2025, 11, 20), 3)
    at = opened("ontwikkeling", team=team.id)
    assert make(at, "Rapport (PDF)")[0] == "teamscan-bovenbouw-havo-2025-11.pdf"
    name, made = make(at, "Tabellen (Excel)")
    assert name == "teamscan-bovenbouw-havo-ontwikkeling.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(made))["Onderdelen"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[-5:] for row in rows] == [[None] * 5] * 10 + [
        ["mei 2025", 2.5, 3.5, "duidelijk hoger", "nee"]
    ] * 10


def test_a_report_holds_what_came_before_its_measurement_and_nothing_later(team):
    first = a_round(team, (2025, 5, 20), 2)
    second = a_round(team, (2026, 5, 20), 3)
    _, early = make(opened("resultaat", meting=first))
    _, late = make(opened("resultaat", meting=second))
    assert "Ontwikkeling" not in Read(early).bookmarks
    assert "Ontwikkeling" in Read(late).bookmarks


def test_the_school_takes_along_the_report_and_every_team(team):
    other = schools.add_team(team.school_id, "Vwo")
    for one in (team, other):
        a_round(one, (2025, 5, 20), 2)
        a_round(one, (2025, 11, 20), 3)
    at = opened("vergelijken", school=team.school_id)
    name, made = make(at)
    assert re.fullmatch(r"teamscan-de-brug-\d{4}-\d\d\.pdf", name)
    assert made.startswith(b"%PDF")
    _, made = make(at, "Tabellen (Excel)")
    sheet = openpyxl.load_workbook(BytesIO(made))["Metingen"]
    assert [sheet.cell(row, 2).value for row in range(2, 6)] == ["Bovenbouw havo"] * 2 + ["Vwo"] * 2


def test_the_pictures_of_a_school_are_those_of_the_page(team):
    a_round(team, (2025, 11, 20), 2)
    at = opened("vergelijken", school=team.school_id)
    at.radio[-1].set_value("Een grafiek").run()
    name, made = make(at)
    assert name.endswith("-aanbevelingen.png")
    assert made.startswith(b"\x89PNG")
    name, made = make(opened("school", school=team.school_id))
    assert name == "teamscan-de-brug-door-de-jaren-aanbevelingen.png"


def test_papers_to_print_belong_to_a_measurement_that_is_not_closed(team):
    meting = a_measurement(team, own=["We eten op vrijdag samen soep."])
    at = opened("metingen", team=team.id)
    assert make(at, "Codekaarten (PDF)")[0] == "teamscan-codekaarten-bovenbouw-havo-najaar-2026.pdf"
    name, made = make(at, "Vragenlijst (PDF)")
    assert name == "teamscan-vragenlijst-vo-kort.pdf"
    assert "We eten op vrijdag samen soep." in Read(made).text, "what the team asks itself too"
    shared(meting)
    assert offered(opened("metingen", team=team.id)) == []


def test_whoever_writes_a_questionnaire_begins_with_a_file_of_ours(team):
    name, made = make(opened("beheer", deel="vragenlijsten", school=team.school_id))
    assert (name, made.decode()) == ("teamscan-sjabloon-met-uitleg.toml", library.template())


# -- refusals ---------------------------------------------------------------------------------------------------


def test_bob_takes_along_his_own_team_and_charlie_nothing(team):
    other = schools.add_team(team.school_id, "Vwo")
    own, strange = (shared(a_measurement(one, people=8)) for one in (team, other))
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    charlie = an_account("Charlie", Grant(Role.LEAD, team_id=other.id))
    assert offered(opened_as(bob, "resultaat", meting=own.id)) == [MAKE]
    assert offered(opened_as(bob, "resultaat", meting=strange.id)) == []
    assert offered(opened_as(bob, "vergelijken", school=team.school_id)) == []
    assert offered(opened_as(charlie, "resultaat", meting=own.id)) == []
    assert offered(opened_as(None, "resultaat", meting=own.id)) == []


def test_whoever_loses_the_right_gets_no_file_and_cannot_save_the_one_that_was_made(team):
    meting = shared(a_measurement(team, people=8))
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "resultaat", meting=meting.id)
    make(at)
    granting.take(bob, Grant(Role.LEAD, team_id=team.id), None)
    at.run()
    assert at.get("download_button") == []
    assert offered(at) == []


def test_signing_out_takes_the_button_away(team):
    meting = shared(a_measurement(team, people=8))
    at = opened("resultaat", meting=meting.id)
    make(at)
    sign_in(None)
    at.run()
    assert at.get("download_button") == []


def test_an_answer_of_an_open_measurement_is_in_no_file(team):
    a_measurement(team, people=8)
    assert measurements.of_team(team.id)[0].state == "open"
    at = opened("vergelijken", school=team.school_id)
    assert offered(at) == []
