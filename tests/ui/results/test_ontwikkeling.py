"""Progress of a team on the screen: every state, the words above the pictures, and who may not see what."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from leidraad.domain.cycle import CycleStep
from leidraad.domain.result import Mode
from leidraad.storage.database import clock
from leidraad.storage.plans import cycle_moves
from leidraad.storage.schools import schools
from leidraad.ui.results import progress
from tests.plan import begin
from tests.ui.conftest import links, opened, opened_as, text
from tests.ui.rounds import INSTRUMENT, a_round
from tests.ui.taking import make


def page_of(team: schools.Team) -> AppTest:
    return opened("ontwikkeling", team=team.id)


def panels(at: AppTest) -> str:
    return unescape("".join(one.proto.body for one in at.get("html") if 'class="panelen"' in one.proto.body))


def test_the_plans_stand_on_a_line_of_time_under_the_measurements_and_in_excel(team: schools.Team) -> None:
    a_round(team, (2025, 5, 20), 2)
    a_round(team, (2025, 11, 20), 2)
    point = begin(team.id, on=clock.today() - timedelta(days=60))
    cycle_moves.move(team.id, point.id, CycleStep.DECIDE, leaving=CycleStep.ANALYSE)
    at = page_of(team)
    assert "Jullie plannen in de tijd" in text(at)
    assert "stap 3: besluiten en plannen" in text(at)
    assert 'class="stap-2"' in "".join(one.proto.body for one in at.get("html"))
    book = openpyxl.load_workbook(BytesIO(make(at, "Tabellen (Excel)")[1]))
    rows = [[cell.value for cell in row] for row in book["Plannen"].iter_rows(min_row=2)]
    assert [(row[1], row[4]) for row in rows] == [
        (team.name, "gekozen, stap 2: verdiepen en analyseren"),
        (team.name, "stap 3: besluiten en plannen"),
    ]


# -- the states -----------------------------------------------------------------------------------------------


def test_without_a_shared_measurement_the_page_says_what_to_do_next(team: schools.Team) -> None:
    a_round(team, (2025, 5, 20), share=False)
    at = page_of(team)
    assert "Er is nog geen meting met een uitslag. Zet een meting klaar" in text(at)
    assert "Naar de metingen" in links(at)
    assert panels(at) == ""


def test_one_measurement_leads_to_its_result_and_says_what_a_second_will_show(team: schools.Team) -> None:
    id = a_round(team, (2025, 5, 20))
    at = page_of(team)
    assert "Vanaf de tweede zie je hier wat er verandert." in text(at)
    assert "Wat een tweede meting laat zien" in text(at)
    assert panels(at) == "", "ten pictures with one dot say nothing"
    link = next(one.proto for one in at.get("page_link") if one.proto.label.startswith("Bekijk de uitslag"))
    assert (link.page, link.query_string) == ("resultaat", f"meting={id}")


def test_when_every_measurement_fell_under_the_threshold_nothing_is_drawn(team: schools.Team) -> None:
    a_round(team, (2025, 5, 20), people=4)
    a_round(team, (2025, 11, 20), people=3)
    at = page_of(team)
    assert "Bij geen enkele meting waren er genoeg antwoorden om iets te tonen: dat zijn er minstens 5." in text(
        at
    )
    assert panels(at) == ""


def test_two_measurements_are_compared_in_three_sentences(team: schools.Team) -> None:
    a_round(team, (2025, 5, 20), 2)
    a_round(team, (2025, 11, 20), 2)
    at = page_of(team)
    assert at.title[0].value == "Ontwikkeling van Bovenbouw havo"
    assert (
        "Bij geen enkel onderdeel zien we een duidelijk verschil met mei 2025. "
        "Dat betekent niet dat er niets is veranderd. "
        "Met 8 en 8 mensen noemen we een verschil pas duidelijk vanaf ongeveer 0,6 punt."
    ) in text(at).replace("\\", "")
    assert panels(at).count("geen duidelijk verschil") == 10
    assert panels(at).count('class="lijn"') == 10


def test_a_growing_team_reads_it_and_is_warned_about_chance(team: schools.Team) -> None:
    for year, low in ((2023, 1), (2024, 2), (2025, 3)):
        a_round(team, (year, 11, 20), low)
    at = page_of(team)
    assert "Tien onderdelen zijn duidelijk hoger dan in november 2024." in text(at)
    assert "Bij tien onderdelen kan één verschil ook toeval zijn." in text(at)
    assert panels(at).count("<p>duidelijk hoger, bevestigd</p>") == 10
    assert "(2,5 → 3,5)" in panels(at)


def test_the_table_says_the_same(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 2)
    a_round(team, (2025, 11, 20), 3)
    said = text(page_of(team))
    assert "<td>november 2024</td><td>2,5</td><td>8</td><td>individueel, korte scan</td><td></td>" in said
    assert "<td>duidelijk hoger (2,5 → 3,5)</td>" in said


# -- what is particular ---------------------------------------------------------------------------------------


def test_a_changed_team_and_a_low_response_come_before_the_words(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 2)
    a_round(team, (2025, 11, 20), 3, invited=20, newcomers=6)
    at = page_of(team)
    said = [one.value for one in at.info]
    assert said[0].startswith("Meer dan een kwart van de collega's is nieuw sinds november 2024.")
    assert "het beeld van wie meedeed" in said[1]
    assert panels(at).count("<p>mogelijk hoger</p>") == 10


def test_together_is_a_mark_of_its_own_without_any_word(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 2, mode=Mode.JOINT)
    a_round(team, (2025, 11, 20), 4, mode=Mode.JOINT)
    at = page_of(team)
    assert "Jullie scoorden tot nu toe samen." in text(at)
    assert panels(at).count('class="punt samen"') == 20
    assert 'class="lijn"' not in panels(at)
    assert "hoger" not in panels(at)


def test_a_last_measurement_under_the_threshold_is_passed_over_and_said(team: schools.Team) -> None:
    a_round(team, (2023, 11, 20), 2)
    a_round(team, (2024, 11, 20), 2)
    a_round(team, (2025, 11, 20), 2, people=3)
    said = text(page_of(team))
    assert "In november 2025 waren er te weinig antwoorden om iets te tonen." in said
    assert "verschil met november 2023" in said


def test_two_measurements_in_one_month_are_told_apart_by_their_day(team: schools.Team) -> None:
    a_round(team, (2025, 11, 3), 2)
    a_round(team, (2025, 11, 24), 2)
    assert "verschil met de meting van 3 november 2025." in text(page_of(team))


def test_a_version_that_is_no_longer_there_keeps_its_points(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_round(team, (2024, 11, 20), 2)
    a_round(team, (2025, 11, 20), 3)
    monkeypatch.setattr(progress, "_known", lambda one: None)
    at = page_of(team)
    assert "De vragenlijst van november 2024 en november 2025 staat niet meer in de Teamscan." in text(at)
    assert "November 2024: 2,5 (8 mensen)." in panels(at)


def test_a_withdrawn_version_is_said_calmly(team: schools.Team, monkeypatch: pytest.MonkeyPatch) -> None:
    a_round(team, (2024, 11, 20), 2)
    withdrawn = INSTRUMENT.model_copy(update={"status": "ingetrokken"})
    monkeypatch.setattr(progress, "_known", lambda one: withdrawn)
    assert "De vragenlijst van november 2024 is ingetrokken" in text(page_of(team))


# -- the way in, and refusals ---------------------------------------------------------------------------------


def test_the_way_in_is_on_metingen_and_on_resultaat(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 2)
    second = a_round(team, (2025, 11, 20), 3)
    assert "Ontwikkeling: de metingen van dit team naast elkaar" in links(opened("metingen", team=team.id))
    assert "Ontwikkeling: alle metingen van dit team naast elkaar" in links(opened("resultaat", meting=second))


def test_a_measurement_that_is_not_shared_is_nowhere(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 2)
    a_round(team, (2025, 11, 20), 4, share=False)
    at = page_of(team)
    assert "november 2025" not in text(at).lower()


def test_another_team_stays_out_of_the_picture(team: schools.Team) -> None:
    other = schools.add_team(team.school_id, "Onderbouw")
    a_round(other, (2024, 11, 20), 4)
    assert "Er is nog geen meting met een uitslag." in text(page_of(team))


@pytest.mark.parametrize("address", [{}, {"team": 999}, {"team": "x"}, {"team": "-1"}])
def test_an_unknown_team_is_explained(team: schools.Team, address: dict[str, object]) -> None:
    assert "Dit team vinden we niet" in text(opened("ontwikkeling", **address))


def test_a_participant_gets_nothing(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 2)
    at = opened_as(None, "ontwikkeling", team=team.id)
    assert "Meld je eerst aan" in text(at)
    assert panels(at) == ""
