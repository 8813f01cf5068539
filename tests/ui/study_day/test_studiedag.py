"""The page Studiedag: the console that leads the day, the plan on paper, and what to look at beforehand."""

import re
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.content.study_day import day_guide
from leidraad.domain.day import DayStep
from leidraad.domain.result import Mode
from leidraad.storage import retention
from leidraad.storage.accounts import granting
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, handing_over, measurements
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import focus_points
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day, judgements
from leidraad.storage.study_day.rounds import RoundKind, Voting
from leidraad.ui.study_day import check, day_wifi
from tests.plan import begin
from tests.ui.conftest import a_measurement, an_account, links, opened, opened_as, text
from tests.ui.day import DIVIDED, HIGH, LOW, a_day, at_step, buttons, choose, close, press, vote_again


def test_a_prepared_measurement_opens_when_its_day_begins(team: schools.Team) -> None:
    measurement = measurements.prepare(
        measurements.Preparation(team.id, "najaar 2026", "leidraad-vo", 1, True, Mode.INDIVIDUAL, 8)
    )
    at = opened("studiedag", meting=measurement.id)
    at.radio[0].set_value(45)
    press(at, "Begin de dag")
    found = day.standing(measurement.id)
    assert (found.step, found.minutes) == (DayStep.JOIN, 45)
    assert measurements.get(measurement.id).state == "open"
    assert "richttijd 3 min" in text(at)


@pytest.mark.parametrize("step", list(DayStep))
def test_every_step_says_what_to_say(team: schools.Team, step: DayStep) -> None:
    measurement = a_day(team)
    at_step(measurement, step)
    said = text(opened("studiedag", meting=measurement.id))
    script = day_guide().step(step.value)
    assert script.title in said
    assert all(line in said.replace("&#x27;", "'") for line in script.say)


def test_the_console_counts_who_filled_in_and_shows_no_score(team: schools.Team) -> None:
    measurement = a_day(team, people=6)
    at_step(measurement, DayStep.FILL)
    answers.finish(measurement.id, "toestel-0")
    said = text(opened("studiedag", meting=measurement.id))
    assert "1 klaar, 5 nog bezig, van 8" in said
    assert "gaf iemand het toestel door" not in said
    handing_over.hand_over(measurement.id, "toestel-1")
    said = text(opened("studiedag", meting=measurement.id))
    assert "1 keer gaf iemand het toestel door" in said
    assert "3,0" not in said


def test_more_people_than_invited_is_said_to_the_leader(team: schools.Team) -> None:
    measurement = a_day(team, people=8, invited=7)
    assert "meer mensen mee dan je hebt uitgenodigd" in text(opened("studiedag", meting=measurement.id))


def test_closing_asks_once_with_who_is_done_and_busy(team: schools.Team) -> None:
    measurement = a_day(team, people=7)
    at_step(measurement, DayStep.FILL)
    for person in range(4):
        answers.finish(measurement.id, f"toestel-{person}")
    at = press(opened("studiedag", meting=measurement.id), "Sluit de meting")
    assert "4 klaar, 3 nog bezig, van 8." in text(at)
    assert "gaf iemand het toestel door" not in text(at)
    assert measurements.get(measurement.id).state == "open"
    press(at, "Nog niet")
    assert measurements.get(measurement.id).state == "open"
    at = press(press(at, "Sluit de meting"), "Ja, sluit")
    assert measurements.get(measurement.id).state == "gesloten"
    assert day.standing(measurement.id).step is DayStep.FILL


def test_closing_with_too_few_is_not_the_main_button_and_the_wall_says_why(team: schools.Team) -> None:
    measurement = a_day(team, people=3)
    at_step(measurement, DayStep.FILL)
    at = press(opened("studiedag", meting=measurement.id), "Sluit de meting")
    assert [one.label for one in at.button if one.proto.type == "primary"] == ["Nog niet sluiten"]
    assert "3 collega’s deden mee" in text(at)
    press(press(press(at, "Nog niet sluiten"), "Sluit de meting"), "Toch sluiten")
    at = opened("studiedag", meting=measurement.id)
    assert [one.label for one in at.button if one.proto.type == "primary"] == ["Heropen de meting"]
    assert "Straks kijken we samen naar de uitslag." not in text(at)
    wall = text(opened("presenteren", meting=measurement.id))
    assert "Onder de 5 tonen we geen uitslag" in wall
    assert "samen op dit scherm scoren" in wall
    assert "We kunnen nog heropenen, of samen" in wall
    retention.purge_expired(at=clock.now() + timedelta(hours=25))
    at = opened("studiedag", meting=measurement.id)
    for said in (text(at), text(opened("presenteren", meting=measurement.id))):
        assert "eropen" not in said, "the devices are forgotten"
        assert "We kunnen samen op dit scherm scoren" in said
    press(at, "Toon de uitslag")
    wall = text(opened("presenteren", meting=measurement.id))
    assert "Er is geen uitslag" in wall
    assert "onder de drempel" not in wall


def test_more_people_than_invited_is_corrected_before_the_result_is_shown(team: schools.Team) -> None:
    measurement = a_day(team, people=9, invited=8)
    closing.close(measurement.id)
    at = opened("studiedag", meting=measurement.id)
    assert [one.label for one in at.button if one.proto.type == "primary"] == ["Pas het aantal aan: 9 uitgenodigd"]
    press(at, "Pas het aantal aan")
    assert measurements.get(measurement.id).invited == 9
    at = opened("studiedag", meting=measurement.id)
    assert [one.label for one in at.button if one.proto.type == "primary"] == ["Toon de uitslag"]


def test_after_the_closing_there_are_two_ways_on(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.FILL)
    at = press(press(opened("studiedag", meting=measurement.id), "Sluit de meting"), "Ja, sluit")
    assert [label for label in buttons(at) if label in ("Toon de uitslag", "Heropen de meting")] == [
        "Toon de uitslag",
        "Heropen de meting",
    ]
    said = text(at)
    assert '<h1 class="dag-stap">De meting is gesloten</h1>' in said
    assert "Straks kijken we samen naar de uitslag." in said
    assert "Zolang zijn we stil" not in said, "what one says while everybody fills in"
    assert "richttijd" not in said
    at = press(at, "Heropen de meting")
    assert '<h1 class="dag-stap">Invullen</h1>' in text(at)
    assert measurements.get(measurement.id).state == "open"
    assert "Sluit de meting" in buttons(at)
    at = press(press(at, "Sluit de meting"), "Ja, sluit")
    press(at, "Toon de uitslag")
    assert measurements.get(measurement.id).state == "gedeeld"
    assert day.standing(measurement.id).step is DayStep.REVEAL


def test_a_measurement_that_was_closed_on_another_page_has_the_same_two_ways_at_any_step(
    team: schools.Team,
) -> None:
    measurement = a_day(team)
    closing.close(measurement.id)
    at = opened("studiedag", meting=measurement.id)
    assert {"Toon de uitslag", "Heropen de meting"} <= set(buttons(at))
    press(at, "Toon de uitslag")
    assert day.standing(measurement.id).step is DayStep.REVEAL


def test_a_day_after_the_closing_opening_again_is_not_offered(team: schools.Team) -> None:
    measurement = a_day(team)
    closing.close(measurement.id)
    retention.purge_expired(at=clock.now() + timedelta(hours=25))
    at = opened("studiedag", meting=measurement.id)
    assert "Toon de uitslag" in buttons(at)
    assert "Heropen de meting" not in buttons(at)


def test_a_measurement_that_ended_without_a_result_offers_none(team: schools.Team) -> None:
    measurement = a_day(team)
    closing.close(measurement.id)
    for days in (30, 31):
        retention.purge_expired(at=clock.now() + timedelta(days=days, minutes=1))
    at = opened("studiedag", meting=measurement.id)
    assert "gesloten zonder uitslag" in text(at)
    assert "Zeg dit" not in text(at)
    assert not {"Toon de uitslag", "Heropen de meting"} & set(buttons(at))


def test_the_reveal_goes_construct_by_construct_and_on_to_the_talk(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.REVEAL)
    at = press(opened("studiedag", meting=measurement.id), "Toon aanbeveling 1: Verbeterplan")
    assert day.standing(measurement.id).screen == 1
    press(at, "Het hele beeld")
    assert day.standing(measurement.id).screen == 0
    day.show(measurement.id, 10, within=DayStep.REVEAL)
    at = opened("studiedag", meting=measurement.id)
    assert not any(label.startswith("Toon ") for label in buttons(at))
    press(at, "Begin het gesprek")
    assert day.standing(measurement.id).step is DayStep.TALK


def test_the_talk_proposes_statements_with_a_reason_and_questions_for_the_one_on_the_screen(
    team: schools.Team,
) -> None:
    measurement = a_day(team)
    assert at_step(measurement, DayStep.TALK).talk == (DIVIDED, HIGH, LOW)
    at = opened("studiedag", meting=measurement.id)
    assert "Onze meningen gaan hier twee kanten op." in text(at)
    assert "Vragen die helpen" not in text(at)
    assert "Op het scherm staat nu: <b>alle stellingen</b>" in text(at)
    press(at, "Toon stelling 1")
    assert "Vragen die helpen" in text(at)
    assert re.search(r"Op het scherm staat nu: <b>stelling 1 van \d</b>", text(at))
    assert "Waaraan zien we dit?" in text(at)


def test_the_leader_may_swap_statements(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.TALK)
    at = opened("studiedag", meting=measurement.id)
    at.multiselect[0].set_value([LOW, HIGH])
    press(at, "Hierover praten we")
    assert day.standing(measurement.id).talk == (LOW, HIGH)


def test_a_second_vote_opens_counts_and_closes(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.SECOND_VOTE)
    vote_again(measurement, 4)
    at = opened("studiedag", meting=measurement.id)
    assert "<b>8</b> van 8 gestemd" in text(at)
    press(at, "Sluit de stemming")
    assert day.standing(measurement.id).second_vote is Voting.CLOSED
    press(at, "Naar ons oordeel")
    assert day.standing(measurement.id).step is DayStep.JUDGEMENT


def test_the_second_vote_may_be_skipped(team: schools.Team) -> None:
    measurement = a_day(team)
    day.show(at_step(measurement, DayStep.TALK).measurement_id, 3, within=DayStep.TALK)
    press(opened("studiedag", meting=measurement.id), "Sla opnieuw stemmen over")
    found = day.standing(measurement.id)
    assert (found.step, found.second_vote) == (DayStep.JUDGEMENT, Voting.NOT_YET)


def test_a_vote_with_too_few_people_may_be_held_again(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.SECOND_VOTE)
    vote_again(measurement, 4, people=4)
    close(measurement, RoundKind.SECOND_VOTE)
    at = opened("studiedag", meting=measurement.id)
    assert "minder dan 5 collega’s" in text(at)
    press(at, "Heropen de stemming")
    assert day.standing(measurement.id).second_vote is Voting.OPEN


def test_the_judgement_is_kept_with_its_sentence_and_asks_why_when_it_lies_far_off(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.JUDGEMENT)
    at = opened("studiedag", meting=measurement.id)
    at.button_group(key=f"oordeel-{measurement.id}-aanbeveling-1-score").set_value(4.5)
    at.text_area(key=f"oordeel-{measurement.id}-aanbeveling-1-bewijs").input("Elk verslag  noemt een besluit.")
    at.button_group(key=f"oordeel-{measurement.id}-aanbeveling-1-zeker").set_value(False)
    press(at, "Opslaan en op het scherm")
    found = judgements.of_measurement(measurement.id)["aanbeveling-1"]
    assert (found.score, found.evidence, found.certain) == (4.5, "Elk verslag noemt een besluit.", False)
    assert "waar komt dat door?" in at.success[0].value  # 4,5 against a mean of 3,0
    assert "Waar komt dat door?" in text(opened("presenteren", meting=measurement.id))


def fill_in(
    at: AppTest, measurement: Measurement, score: float | None, evidence: str, *, certain: bool | None
) -> AppTest:
    key = f"oordeel-{measurement.id}-aanbeveling-1"
    at.button_group(key=f"{key}-score").set_value(score)
    at.text_area(key=f"{key}-bewijs").input(evidence)
    at.button_group(key=f"{key}-zeker").set_value(certain)
    return at.run()


def main_buttons(at: AppTest) -> list[str]:
    return [one.label for one in at.button if one.proto.type == "primary"]


def test_saving_is_the_main_button_and_leaving_saves_what_is_whole(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.JUDGEMENT)
    at = opened("studiedag", meting=measurement.id)
    assert set(main_buttons(at)) == {"Opslaan en op het scherm zetten"}
    fill_in(at, measurement, 3.5, "Elk verslag noemt een besluit.", certain=True)
    press(at, "Kies waar")
    assert judgements.of_measurement(measurement.id)["aanbeveling-1"].score == 3.5
    assert day.standing(measurement.id).step is DayStep.CHOOSE


def test_leaving_asks_about_what_is_not_whole_and_it_is_there_again_after_going_back(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.JUDGEMENT)
    at = fill_in(opened("studiedag", meting=measurement.id), measurement, None, "Elk verslag.", certain=None)
    press(at, "Kies waar")
    assert day.standing(measurement.id).step is DayStep.JUDGEMENT
    assert "Nog niet opgeslagen" in text(at)
    press(at, "Maak het af")
    assert day.standing(measurement.id).step is DayStep.JUDGEMENT
    press(press(at, "Kies waar"), "Verder zonder")
    assert day.standing(measurement.id).step is DayStep.CHOOSE
    assert judgements.of_measurement(measurement.id) == {}
    press(at, "Terug naar")
    assert at.text_area(key=f"oordeel-{measurement.id}-aanbeveling-1-bewijs").value == "Elk verslag."


def test_what_another_leader_saved_is_shown_and_never_overwritten_by_leaving(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.JUDGEMENT)
    untouched, typing = (opened("studiedag", meting=measurement.id) for _ in range(2))
    fill_in(typing, measurement, 2.0, "Van mij.", certain=True)
    judgements.save(measurement.id, judgements.Judgement("aanbeveling-1", 4.0, "Van een ander.", certain=False))
    assert (
        untouched.run().text_area(key=f"oordeel-{measurement.id}-aanbeveling-1-bewijs").value == "Van een ander."
    )
    assert "Intussen sloeg iemand anders hier iets op" in text(typing.run())
    press(press(typing, "Kies waar"), "Verder zonder")
    assert judgements.of_measurement(measurement.id)["aanbeveling-1"].evidence == "Van een ander."


def test_the_day_does_not_end_without_a_focus_point_before_asking(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.CHOOSE)
    choose(measurement, "dimensie-2")
    close(measurement, RoundKind.CHOOSING)
    at = opened("studiedag", meting=measurement.id)
    assert main_buttons(at) == ["Opslaan en op het scherm zetten"]
    press(at, "Rond de dag af")
    assert "Nog niet opgeslagen: een speerpunt" in text(at)
    assert day.standing(measurement.id).step is DayStep.CHOOSE
    press(press(press(at, "Maak het af"), "Rond de dag af"), "Verder zonder")
    assert day.standing(measurement.id).step is DayStep.DONE


def test_with_three_open_points_the_day_leads_to_the_plan_in_place_of_a_fourth_and_ends(
    team: schools.Team,
) -> None:
    for number in (1, 2, 3):
        begin(team.id, f"aanbeveling-{number}")
    measurement = a_day(team)
    at_step(measurement, DayStep.CHOOSE)
    choose(measurement, "dimensie-2")
    close(measurement, RoundKind.CHOOSING)
    at = opened("studiedag", meting=measurement.id)
    assert "Rond er eerst een af bij het plan" in text(at)
    assert "Naar het plan" in links(at)
    assert "Opslaan en op het scherm zetten" not in buttons(at)
    press(at, "Rond de dag af")
    assert day.standing(measurement.id).step is DayStep.DONE


def test_a_judgement_without_a_score_keeps_what_was_typed(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.JUDGEMENT)
    at = opened("studiedag", meting=measurement.id)
    at.text_area(key=f"oordeel-{measurement.id}-aanbeveling-1-bewijs").input("Elk verslag noemt een besluit.")
    press(at, "Opslaan en op het scherm")
    assert "Kies een score" in at.error[0].value
    assert (
        at.text_area(key=f"oordeel-{measurement.id}-aanbeveling-1-bewijs").value
        == "Elk verslag noemt een besluit."
    )
    assert judgements.of_measurement(measurement.id) == {}


def test_while_choosing_the_wall_shows_the_profile_of_the_team_beside_the_count(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.CHOOSE)
    choose(measurement, "dimensie-2", people=3)
    wall = text(opened("presenteren", meting=measurement.id))
    assert "<b>3</b> van 8 gekozen" in wall
    assert wall.count('class="wand-rij"') == 10
    assert "Samen leren in teams" in wall


def test_the_console_shows_a_small_picture_of_the_wall_and_nothing_before_the_reveal(team: schools.Team) -> None:
    measurement = a_day(team)
    assert "Doe mee met je telefoon" in text(opened("studiedag", meting=measurement.id))
    at_step(measurement, DayStep.FILL)
    assert 'class="wand-klein"' not in text(opened("studiedag", meting=measurement.id)), (
        "a count changes by itself"
    )
    at_step(measurement, DayStep.REVEAL)
    console = text(opened("studiedag", meting=measurement.id))
    assert '<div class="wand-klein" aria-hidden="true"><div class="wand"><h1>Zo zien wij ons team</h1>' in console


def test_choosing_leads_to_a_focus_point_that_can_be_taken_back(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.CHOOSE)
    choose(measurement, "dimensie-2")
    at = press(opened("studiedag", meting=measurement.id), "Sluit en toon de keuze")
    picker = at.selectbox[0]
    assert picker.value is None
    assert picker.options[0] == "Dimensie 2: Samen leren in teams (ten minste 6 keer gekozen)"
    picker.set_value("dimensie-2")
    at.text_area(key=f"speerpunt-{measurement.id}-0-als").input("Als we een tussenuur hebben")
    at.text_area(key=f"speerpunt-{measurement.id}-0-stap").input("Rooster maken")
    at.text_input(key=f"speerpunt-{measurement.id}-0-wie").input("Noor")
    press(at, "Opslaan en op het scherm")
    assert "‘dan …’. Er is niets opgeslagen; wat je typte staat er nog." in at.error[0].value
    assert focus_points.open_of_team(team.id) == []
    assert at.text_area(key=f"speerpunt-{measurement.id}-0-als").value == "Als we een tussenuur hebben"
    at.text_area(key=f"speerpunt-{measurement.id}-0-dan").input("lopen we bij elkaar binnen")
    press(at, "Opslaan en op het scherm")
    (point,) = focus_points.open_of_team(team.id)
    assert (point.construct_id, point.cue, point.owner) == ("dimensie-2", "we een tussenuur hebben", "Noor")
    assert (point.measurement_id, point.step) == (measurement.id, 2)
    assert point.look_back_on == point.decided_on + timedelta(days=49)
    press(at, "Terugnemen")
    assert focus_points.open_of_team(team.id) == []


def test_going_back_is_possible_but_never_to_before_the_closing(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.TALK)
    at = press(opened("studiedag", meting=measurement.id), "Terug naar ‘De uitslag bekijken’")
    assert day.standing(measurement.id).step is DayStep.REVEAL
    assert not any(label.startswith("Terug") for label in buttons(at))


def test_the_plan_holds_this_teams_statements_once_the_result_is_there(team: schools.Team) -> None:
    measurement = a_day(team)
    before = text(opened("studiedag", meting=measurement.id, deel="programma"))
    assert "0:05" in before
    assert "Onze meningen gaan hier twee kanten op." not in before
    at_step(measurement, DayStep.TALK)
    assert "Onze meningen gaan hier twee kanten op." in text(
        opened("studiedag", meting=measurement.id, deel="programma")
    )


def test_the_check_says_what_to_do_first(team: schools.Team) -> None:
    measurement = a_measurement(team, invited=61)
    said = text(opened("studiedag", meting=measurement.id, deel="nalopen"))
    assert "Er is nog geen reservekopie." in said
    assert "Boven de 60 telefoons" in said
    assert said.index("Eerst doen") < said.index("In orde")


def test_too_few_descriptors_are_noticed(monkeypatch: pytest.MonkeyPatch, team: schools.Team) -> None:
    monkeypatch.setattr(check.limits, "raise_descriptor_limit", lambda: 256)
    found = next(one for one in check.look(30) if one.what == "Verbindingen")
    assert not found.fine
    assert "ulimit -n 560" in found.said  # 30 phones of 12, and 200 besides


def test_the_wifi_is_kept_in_memory_only_and_forgotten_at_the_closing(team: schools.Team) -> None:
    measurement = a_day(team)
    at = opened("studiedag", meting=measurement.id)
    at.text_input[0].input("Brug-gast")
    at.text_input[1].input("geheim;123")
    press(at, "Op het scherm zetten")
    found = day_wifi.of(measurement.id)
    assert found is not None
    assert found.qr_text == "WIFI:T:WPA;S:Brug-gast;P:geheim\\;123;;"
    at_step(measurement, DayStep.FILL)
    press(press(opened("studiedag", meting=measurement.id), "Sluit de meting"), "Ja, sluit")
    assert day_wifi.of(measurement.id) is None


def test_metingen_lead_to_the_study_day(team: schools.Team) -> None:
    a_measurement(team)
    assert "Leid de studiedag" in links(opened("metingen", team=team.id))


# -- two leaders, old pages, refusals ---------------------------------------------------------------------------


def test_a_button_of_an_old_page_does_not_skip_a_step(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.REVEAL)
    old = opened("studiedag", meting=measurement.id)
    at_step(measurement, DayStep.TALK)
    press(old, "Begin het gesprek")
    assert day.standing(measurement.id).step is DayStep.TALK


def test_two_leaders_who_close_at_the_same_time_close_once(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.FILL)
    first = press(opened("studiedag", meting=measurement.id), "Sluit de meting")
    second = press(opened("studiedag", meting=measurement.id), "Sluit de meting")
    press(first, "Ja, sluit")
    version = day.standing(measurement.id).version
    press(second, "Ja, sluit")
    found = day.standing(measurement.id)
    assert (found.step, found.state, found.version) == (DayStep.FILL, "gesloten", version)


def test_a_closing_button_of_an_old_page_does_not_undo_a_reveal(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.FILL)
    old = press(press(opened("studiedag", meting=measurement.id), "Sluit de meting"), "Ja, sluit")
    at_step(measurement, DayStep.REVEAL)
    press(old, "Heropen de meting")
    assert measurements.get(measurement.id).state == "gedeeld"


def test_a_team_that_scores_together_needs_no_study_day(team: schools.Team) -> None:
    measurement = a_measurement(team, mode=Mode.JOINT, invited=4)
    at = opened("studiedag", meting=measurement.id)
    assert "Jullie scoren samen op één scherm" in text(at)
    assert "Begin de dag" not in buttons(at)


def test_a_day_with_too_few_people_still_goes_on(team: schools.Team) -> None:
    measurement = a_day(team, people=4)
    at_step(measurement, DayStep.FILL)
    at = press(opened("studiedag", meting=measurement.id), "Sluit de meting")
    assert "Onder de 5 tonen we geen uitslag" in text(at)
    at_step(measurement, DayStep.TALK)
    at = press(opened("studiedag", meting=measurement.id), "Naar ons oordeel")
    assert "geen onderdeel" in text(at)


def test_charlie_gets_nothing_and_changes_nothing(team: schools.Team) -> None:
    measurement = a_day(team)
    other = schools.add_team(team.school_id, "Onderbouw")
    charlie = an_account("Charlie", Grant(Role.LEAD, team_id=other.id))
    for account in (charlie, None):
        at = opened_as(account, "studiedag", meting=measurement.id)
        assert "Bovenbouw" not in text(at)
        assert not buttons_of_the_day(buttons(at))


def buttons_of_the_day(labels: list[str]) -> list[str]:
    return [label for label in labels if label in ("Begin de dag", "We gaan invullen")]


def test_a_right_that_was_taken_meanwhile_stops_the_next_step(team: schools.Team) -> None:
    measurement = a_day(team)
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "studiedag", meting=measurement.id)
    granting.take(bob, Grant(Role.LEAD, team_id=team.id), None)
    at.button[0].click()
    at.run()
    assert day.standing(measurement.id).step is DayStep.JOIN
    assert "niet voor jou" in text(at)


def test_nothing_in_the_console_shows_a_team_name_as_markup(database: None) -> None:
    odd = schools.add_school_with_team("De Brug", "vo", "<b>vet</b> $a$")
    measurement = a_day(odd)
    assert "&lt;b&gt;vet" in text(opened("studiedag", meting=measurement.id))
