"""The page Metingen: prepare, open, count, close, share and reopen, with a refusal for every wrong turn."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

from leidraad.domain.result import Mode
from leidraad.notation import day
from leidraad.storage import retention
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from leidraad.storage.schools import schools
from leidraad.ui.shell.page_files import page
from tests.ui.conftest import a_measurement, links, opened, shared, text


def press(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception
    return at


def invitation(at: AppTest) -> TextArea:
    return next(one for one in at.text_area if one.label == "Tekst van de uitnodiging")


def test_a_school_without_a_team_asks_for_the_first(database: None) -> None:
    schools.add_school("De Brug", "vo")
    at = opened("metingen")
    at.text_input[0].input("Bovenbouw havo")
    press(at, "Team toevoegen")
    assert [one.name for one in schools.teams()] == ["Bovenbouw havo"]
    assert "Nieuwe meting" in text(at)


def test_a_measurement_is_prepared_with_an_invitation_and_opened_with_a_code(team: schools.Team) -> None:
    at = opened("metingen", team=team.id)
    press(at, "Klaarzetten")
    assert "Beste collega's" in invitation(at).value
    assert "53 stellingen" in invitation(at).value
    assert "hoeveel collega's bezig en klaar zijn, ook ik" in invitation(at).value
    assert "één anonieme uitslag, voor ons team en de schoolleider" in invitation(at).value
    invitation(at).input("Lieve mensen, doe mee.")
    press(at, "Nu openen")
    assert invitation(at).value == "Lieve mensen, doe mee.", "what was typed is kept"
    code = measurements.of_team(team.id)[0].join_code or ""
    assert f"{code[:3]} {code[3:]}" in text(at)
    assert "0 klaar, 0 nog bezig, van 12" in text(at)
    assert f"/d/{code}" in text(at)
    assert "Kopieer de uitnodiging" in text(at)
    assert f"typ de code {code[:3]} {code[3:]}" in text(at), "what goes below the text"


def test_what_was_typed_in_an_invitation_is_there_again_after_another_page(team: schools.Team) -> None:
    measurement = a_measurement(team)
    at = opened("metingen", team=team.id)
    invitation(at).input("Lieve mensen, doe mee.").run()
    at.switch_page(page("start")).run()
    at.switch_page(page("metingen"))
    at.query_params["team"] = str(team.id)
    at.run()
    assert invitation(at).value == "Lieve mensen, doe mee."
    assert measurement.state == "open"


def main_buttons(at: AppTest) -> list[str]:
    return [one.label for one in at.button if one.proto.type == "primary" and not one.proto.is_form_submitter]


def test_the_one_main_action_of_each_state_comes_first_on_the_page(team: schools.Team) -> None:
    made = measurements.prepare(
        measurements.Preparation(team.id, "najaar 2026", "leidraad-vo", 1, True, Mode.INDIVIDUAL, 8)
    )
    at = opened("metingen", team=team.id)
    assert main_buttons(at)[0] == at.button[0].label == "Nu openen"
    measurements.open_(made.id)
    for person in range(8):
        answers.save(made.id, f"toestel-{person}", {"vo-a1-01": 4})
    at = opened("metingen", team=team.id)
    assert "Kopieer de uitnodiging" in text(at)
    assert "Sluit de meting" not in main_buttons(at)
    closing.close(made.id)
    at = opened("metingen", team=team.id)
    assert main_buttons(at)[0] == at.button[0].label == "Toon de uitslag"
    reveal.share(made.id)
    at = opened("metingen", team=team.id)
    assert links(at)[0] == "Bekijk de laatste uitslag"
    assert at.expander[0].label == "Nieuwe meting klaarzetten", "no open form for a second one"


def test_closing_with_too_few_is_not_the_main_button_and_says_what_else_they_can_do(team: schools.Team) -> None:
    measurement = a_measurement(team, people=3)
    at = press(opened("metingen", team=team.id), "Sluit de meting")
    assert "Nog niet sluiten" in main_buttons(at)
    assert "3 collega’s deden mee. Onder de 5 tonen we geen uitslag" in at.warning[0].value
    assert "samen scoren" in at.warning[0].value
    press(at, "Nog niet sluiten")
    assert measurements.get(measurement.id).state == "open"
    at = press(press(at, "Sluit de meting"), "Toch sluiten")
    assert measurements.get(measurement.id).state == "gesloten"
    assert main_buttons(at)[0] == at.button[0].label == "Heropen de meting"
    assert "Toon je de uitslag toch, dan staat er geen enkele score in" in text(at)


def test_more_people_than_invited_is_corrected_after_the_closing_too(team: schools.Team) -> None:
    measurement = a_measurement(team, people=9, invited=8)
    closing.close(measurement.id)
    at = opened("metingen", team=team.id)
    assert "meer mensen mee dan je hebt uitgenodigd" in at.warning[0].value
    assert at.number_input[0].value == 9, "what it must be at least stands there"
    press(at, "Aanpassen")
    assert measurements.get(measurement.id).invited == 9
    assert not [one for one in opened("metingen", team=team.id).warning if "uitgenodigd" in one.value]


@pytest.mark.parametrize("second", ["Nu openen", "Weggooien"])
def test_of_two_leaders_at_a_prepared_measurement_the_second_reads_what_happened(
    team: schools.Team, second: str
) -> None:
    made = measurements.prepare(
        measurements.Preparation(team.id, "najaar 2026", "leidraad-vo", 1, True, Mode.INDIVIDUAL, 8)
    )
    at = opened("metingen", team=team.id)
    measurements.open_(made.id)
    press(at, second)
    assert measurements.get(made.id).state == "open"


def test_of_two_leaders_who_prepare_the_second_reads_that_there_is_one(team: schools.Team) -> None:
    first, second = opened("metingen", team=team.id), opened("metingen", team=team.id)
    press(first, "Klaarzetten")
    press(second, "Klaarzetten")
    assert len(measurements.of_team(team.id)) == 1


def test_while_it_is_open_only_the_count_is_visible(team: schools.Team) -> None:
    measurement = a_measurement(team, people=6)
    answers.finish(measurement.id, "toestel-0")
    at = opened("metingen", team=team.id)
    assert text(at).count("1 klaar, 5 nog bezig, van 8") == 1
    assert text(press(at, "Sluit de meting")).count("1 klaar, 5 nog bezig, van 8") == 2, "in the question too"
    assert "3,0" not in text(at)
    assert not at.get("plotly_chart")
    assert measurement.state == "open"


def test_when_it_closes_by_itself_is_told_before_and_in_the_last_week_as_a_warning(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    measurement = a_measurement(team, people=6)
    assert measurement.closes_at is not None
    told = f"Deze meting sluit vanzelf op {day(measurement.closes_at)}, als jij dat niet eerder doet."
    at = opened("metingen", team=team.id)
    assert told in text(at)
    assert not at.warning
    almost = measurement.closes_at - timedelta(days=6)
    monkeypatch.setattr(clock, "now", lambda: almost)
    assert opened("metingen", team=team.id).warning[0].value.startswith(told)
    retention.purge_expired(at=measurement.closes_at)
    assert "**Vanzelf gesloten.** Er is nog geen uitslag gemaakt." in text(opened("metingen", team=team.id))


def test_more_people_than_invited_is_said(team: schools.Team) -> None:
    a_measurement(team, people=6, invited=5)
    assert "meer mensen mee dan je hebt uitgenodigd" in text(opened("metingen", team=team.id))


def test_closing_sharing_and_the_way_to_the_result(team: schools.Team) -> None:
    a_measurement(team, people=8)
    at = opened("metingen", team=team.id)
    press(press(at, "Sluit de meting"), "Ja, sluit de meting")
    assert "nog geen uitslag gemaakt" in text(at)
    press(at, "Toon de uitslag")
    assert any(label.startswith("najaar 2026: individueel") for label in links(at))


def test_opening_again_lets_everybody_go_on_and_latecomers_in(team: schools.Team) -> None:
    measurement = a_measurement(team, people=8, invited=10)
    closing.close(measurement.id)
    at = opened("metingen", team=team.id)
    press(at, "Heropen de meting")
    assert "weer open" in text(at)
    answers.save(measurement.id, "laatkomer", {"vo-a1-01": 5})
    press(press(at, "Sluit de meting"), "Ja, sluit de meting")
    press(at, "Toon de uitslag")
    assert results.shared(measurement.id).participants == 9


def test_a_day_after_the_closing_the_page_says_that_opening_again_is_over(team: schools.Team) -> None:
    measurement = a_measurement(team, people=8)
    closing.close(measurement.id)
    assert "Heropenen kan tot een dag na het sluiten" in text(opened("metingen", team=team.id))
    retention.purge_expired(at=clock.now() + timedelta(hours=25))
    at = opened("metingen", team=team.id)
    assert "De toestellen zijn vergeten" in text(at)
    assert "Heropen de meting" not in [one.label for one in at.button]


def test_before_which_day_the_result_must_be_shared_is_told_and_what_ended_without_one_can_only_be_thrown_away(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = closing.close(a_measurement(team, people=8).id)
    assert closed.reveal_before is not None
    told = f"Toon de uitslag vóór {day(closed.reveal_before)}, anders gaan de antwoorden weg en komt er geen uitslag meer."
    at = opened("metingen", team=team.id)
    assert told in text(at)
    assert not at.warning
    moments = [closed.reveal_before + timedelta(hours=hours) for hours in (-100, 1, 14)]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    assert opened("metingen", team=team.id).warning[0].value == told
    retention.purge_expired(at=moments[1])
    monkeypatch.setattr(clock, "now", lambda: moments[1])
    assert "Toon de uitslag nu" in opened("metingen", team=team.id).warning[0].value
    retention.purge_expired(at=moments[2])
    monkeypatch.setattr(clock, "now", lambda: moments[2])
    at = opened("metingen", team=team.id)
    assert "**Gesloten zonder uitslag.** De uitslag is niet op tijd getoond: de antwoorden zijn weg." in text(at)
    assert not {"Toon de uitslag", "Heropen de meting"} & {one.label for one in at.button}
    press(press(at, "Weggooien"), "Ja, gooi alles weg")
    assert measurements.of_team(team.id) == []


def test_a_closed_measurement_is_thrown_away_after_asking_once_what_goes(team: schools.Team) -> None:
    measurement = a_measurement(team, people=8)
    closing.close(measurement.id)
    at = press(opened("metingen", team=team.id), "Weggooien")
    assert "de antwoorden van 8 collega’s" in at.warning[0].value
    press(at, "Toch niet")
    assert measurements.of_team(team.id) != []
    press(press(at, "Weggooien"), "Ja, gooi alles weg")
    assert measurements.of_team(team.id) == []
    assert "weggegooid" in text(at)


def test_a_prepared_measurement_can_be_thrown_away(team: schools.Team) -> None:
    at = press(opened("metingen", team=team.id), "Klaarzetten")
    press(at, "Weggooien")
    assert measurements.of_team(team.id) == []


# -- refusals -------------------------------------------------------------------------------------------------


def test_fewer_than_five_people_can_only_score_together(team: schools.Team) -> None:
    at = opened("metingen", team=team.id)
    next(one for one in at.number_input if one.label.startswith("Hoeveel collega")).set_value(4)
    press(at, "Klaarzetten")
    assert "Scoor daarom samen" in at.error[0].value
    assert measurements.of_team(team.id) == []


def test_five_to_seven_people_are_warned_before_opening(team: schools.Team) -> None:
    at = opened("metingen", team=team.id)
    next(one for one in at.number_input if one.label.startswith("Hoeveel collega")).set_value(6)
    press(at, "Klaarzetten")
    assert "afgeronde gemiddelden" in text(at)


def test_closing_what_somebody_else_closed_a_moment_ago_changes_nothing(team: schools.Team) -> None:
    measurement = a_measurement(team, people=8)
    at = press(opened("metingen", team=team.id), "Sluit de meting")
    closing.close(measurement.id)
    next(one for one in at.button if one.label == "Ja, sluit de meting").click()
    at.run()
    assert not at.exception
    assert measurements.get(measurement.id).state == "gesloten"


def test_a_second_team_with_the_same_name_is_refused(team: schools.Team) -> None:
    at = opened("metingen", team=team.id)
    next(one for one in at.text_input if one.label == "Naam van het team").input("Bovenbouw havo")
    press(at, "Team toevoegen")
    assert "al een team met deze naam" in at.error[0].value


@pytest.mark.parametrize("wanted", [999, "<script>"])
def test_a_team_in_the_address_that_does_not_exist_is_refused_in_words(team: schools.Team, wanted: object) -> None:
    at = opened("metingen", team=wanted)
    assert at.title[0].value == "Dit team vinden we niet"
    assert not at.selectbox


def test_scoring_together_needs_no_code(team: schools.Team) -> None:
    a_measurement(team, mode=Mode.JOINT, invited=3)
    at = opened("metingen", team=team.id)
    assert "Samen invullen" in links(at)
    assert "Scan de code" not in text(at)


def test_a_team_name_with_markup_is_shown_letter_for_letter(database: None) -> None:
    odd = schools.add_school_with_team("De Brug", "vo", "**vet** <b>x</b> :smile: $a$")
    shared(a_measurement(odd, people=5))
    at = opened("resultaat", meting=1)
    assert "\\*\\*vet\\*\\*" in at.title[0].value
    assert ":smile:" not in at.title[0].value


def test_two_questions_lead_to_a_questionnaire_with_its_own_length_and_what_to_know(team: schools.Team) -> None:
    at = opened("metingen", team=team.id)
    assert "Volledig: 53 stellingen" in at.radio[2].options[0]
    at.radio[0].set_value("school").run()
    assert [one.split(":")[0] for one in at.radio[1].options] == [
        "Is onze school een plek waar iedereen leert?",
        "Wat doet onze school al om samen te leren?",
        "Bereiken onze ontwikkelgroepen de rest van de school?",
    ]
    assert "collega's die geen les geven" in text(at)
    press(at, "Klaarzetten")
    assert "5 stellingen gaan over hoe er leiding wordt gegeven" in text(at)
    (made,) = measurements.of_team(team.id)
    assert (made.instrument_id, made.instrument_version) == ("lerende-organisatie", 1)
    assert any("35 stellingen" in one.value for one in at.text_area)
