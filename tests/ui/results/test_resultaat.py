"""The result page: only after sharing, with the gate's numbers, words, table and text alternative."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.domain.focus import StartingPlan
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, closing, measurements
from leidraad.storage.plans import focus_points
from leidraad.storage.schools import schools
from leidraad.storage.study_day import judgements
from leidraad.storage.study_day.judgements import Judgement
from tests.ui.conftest import a_measurement, forget_kept_words, links, opened, shared, text
from tests.ui.day import a_day, at_step
from tests.ui.rounds import a_round


def _tables(at: AppTest) -> list[str]:
    return [one.proto.body for one in at.get("html") if "<table" in one.proto.body]


def _column(at: AppTest, name: str) -> list[str]:
    """One column of the table beside the first picture."""
    rows = re.findall(r"<tr>(.*?)</tr>", _tables(at)[0])
    head, *body = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    return [row[head.index(name)] for row in body]


def _divided(team: schools.Team) -> int:
    """Ten people: on vo-a1-01 five say 1 and five say 5; on the other two core items of the construct all say 4."""
    measurement = a_measurement(team, invited=10)
    for person in range(10):
        answers.save(
            measurement.id,
            f"toestel-{person}",
            {"vo-a1-01": 1 if person < 5 else 5, "vo-a1-04": 4, "vo-a1-07": 4},
        )
    shared(measurement)
    return measurement.id


def test_the_scores_equal_values_worked_out_by_hand(team: schools.Team) -> None:
    at = opened("resultaat", meting=_divided(team))
    # vo-a1-01: (5 x 1 + 5 x 5) / 10 = 3.0; the two others 4.0; construct (3 + 4 + 4) / 3 = 3.67
    assert _column(at, "Score")[0] == "3,7"
    assert _column(at, "Aantal mensen")[0] == "10"
    assert "10 van 10 collega's vulden in" in text(at)


def test_two_groups_are_said_with_both_counts_instead_of_a_mean(team: schools.Team) -> None:
    assert "<b>Twee groepen:</b> 5 laag, 5 hoog" in text(opened("resultaat", meting=_divided(team)))


def test_the_picture_says_in_words_what_it_shows(team: schools.Team) -> None:
    chart = opened("resultaat", meting=_divided(team)).get("plotly_chart")[0]
    assert "Aanbeveling 1: Verbeterplan: 3,7" in chart.proto.alt


def test_constructs_that_nobody_answered_read_differently_from_those_under_the_threshold(
    team: schools.Team,
) -> None:
    measurement = a_measurement(team, people=0, invited=10)
    for person in range(8):
        changes = {"vo-a1-01": 3, "vo-a1-04": 3, "vo-a1-07": 3}
        if person < 3:  # fewer than five
            changes |= {"vo-a2-02": 3, "vo-a2-03": 3, "vo-a2-05": 3}
        answers.save(measurement.id, f"toestel-{person}", changes)
    shared(measurement)
    scores = _column(opened("resultaat", meting=measurement.id), "Score")
    assert scores[:3] == ["3,0", "onder de drempel van 5 antwoorden", "geen gegevens"]


def test_low_response_and_small_teams_are_said_before_any_number(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=6, invited=20))
    said = text(opened("resultaat", meting=measurement.id))
    assert "het beeld van wie meedeed" in said
    assert "ronden we elke stelling af" in said
    assert "afgerond op een half punt" in said
    assert "hoeveel collega's kozen wat" not in said, "there are no counts below eight"


def test_with_four_people_nothing_is_shown(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=4))
    at = opened("resultaat", meting=measurement.id)
    assert "Onder de 5 tonen we niets" in text(at)
    assert not _tables(at), "one sentence, and not ten times the same line"
    assert not at.get("plotly_chart")
    assert "Stelling voor stelling" not in text(at)


def _order(at: AppTest) -> list[str]:
    """What stands on the page, from top to bottom."""

    def below(block: object) -> list[object]:
        children = getattr(block, "children", {}).values()
        return [one for child in children for one in [child, *below(child)]]

    return [str(getattr(one, "type", "")) for one in below(at.main)]


def test_the_picture_comes_before_what_to_keep_in_mind_with_it(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=6, invited=20))
    at = opened("resultaat", meting=measurement.id)
    order = _order(at)
    assert order.index("plotly_chart") < order.index("alert" if "alert" in order else "info")
    assert 'class="hoofdzin"' in text(at)


def test_what_the_team_agreed_on_has_its_home_on_result_and_progress(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.JUDGEMENT)
    judgements.save(
        measurement.id, Judgement("aanbeveling-1", 4.5, "Elk verslag noemt een besluit.", certain=False)
    )
    beginning = StartingPlan(
        "we een toets bespreken", "noemt ieder een voorbeeld", "Dana plant het in.", "Dana", 7, 49
    )
    focus_points.add(team.id, "dimensie-2", beginning, measurement_id=measurement.id)
    for at in (opened("resultaat", meting=measurement.id), opened("ontwikkeling", team=team.id)):
        said = text(at)
        assert "Wat jullie afspraken" in said
        assert "4,5</b>" in said
        assert "samen, onzeker; ieder voor zich 3,0. Waar komt dat verschil door?" in said
        assert "Elk verslag noemt een besluit." in said
        assert "Als we een toets bespreken, dan noemt ieder een voorbeeld." in said
        assert "Naar het plan" in links(at)


def test_where_nothing_was_agreed_on_nothing_is_said_of_it(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=8))
    assert "Wat jullie afspraken" not in text(opened("resultaat", meting=measurement.id))


def test_the_statements_of_every_construct_are_there(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=8))
    said = unescape(text(opened("resultaat", meting=measurement.id)))
    core = [item.text for item in library.instrument("leidraad-vo", 1).items if item.core]
    assert all(statement in said for statement in core)


# -- refusals -------------------------------------------------------------------------------------------------


def test_before_closing_and_before_sharing_there_is_nothing_to_see(team: schools.Team) -> None:
    measurement = a_measurement(team, people=8)
    for _ in ("open", "gesloten"):
        at = opened("resultaat", meting=measurement.id)
        assert "nog niet getoond" in text(at)
        assert not _tables(at)
        assert not at.get("plotly_chart")
        if measurements.get(measurement.id).state == "open":
            closing.close(measurement.id)


def test_an_unknown_measurement_is_explained(database: None) -> None:
    assert "Deze meting vinden we niet" in text(opened("resultaat", meting=999))


# -- against an earlier measurement ---------------------------------------------------------------------------


def test_the_previous_individual_measurement_is_compared_by_itself(team: schools.Team) -> None:
    a_round(team, (2024, 5, 20), 1)
    a_round(team, (2024, 11, 20), 2)
    a_round(team, (2025, 5, 20), 4, mode=Mode.JOINT)
    now = a_round(team, (2025, 11, 20), 3)
    at = opened("resultaat", meting=now)
    assert at.selectbox[0].label == "Vergelijk met"
    assert at.selectbox[0].options == ["meting 2024 (november 2024)", "meting 2024 (mei 2024)", "niet vergelijken"]
    assert "zijn duidelijk hoger dan in november 2024." in text(at)
    assert _column(at, "Score in november 2024")[0] == "2,5"
    assert _column(at, "Verschil")[0] == "duidelijk hoger, bevestigd (2,5 → 3,5)"
    alt = at.get("plotly_chart")[0].proto.alt
    assert "Aanbeveling 1: Verbeterplan: 3,5, dicht bij elkaar, eerder 2,5, duidelijk hoger, bevestigd." in alt


def test_any_earlier_measurement_can_be_chosen_and_stays_in_the_address(team: schools.Team) -> None:
    first = a_round(team, (2023, 11, 20), 3)
    a_round(team, (2024, 11, 20), 3)
    now = a_round(team, (2025, 11, 20), 2)
    at = opened("resultaat", meting=now)
    at.selectbox[0].set_value(first).run()
    assert "zijn duidelijk lager dan in november 2023." in text(at)
    assert at.query_params["eerder"] == str(first)
    again = opened("resultaat", meting=now, eerder=first)
    assert again.selectbox[0].value == first
    assert "lager dan in november 2023" in text(again)


def test_two_earlier_measurements_of_one_name_and_month_are_both_to_be_chosen(team: schools.Team) -> None:
    first, second = (a_round(team, (2024, 11, day), 3) for day in (20, 20))
    now = a_round(team, (2025, 11, 20), 2)
    at = opened("resultaat", meting=now)
    assert len(set(at.selectbox[0].options)) == 3
    for chosen in (first, second):
        at.selectbox[0].set_value(chosen).run()
        assert at.run().selectbox[0].value == chosen


def test_comparing_can_be_left_out(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 3)
    now = a_round(team, (2025, 11, 20), 2)
    at = opened("resultaat", meting=now)
    at.selectbox[0].set_value(0).run()
    assert at.query_params["eerder"] == "geen"
    assert "lager" not in text(at)
    assert "lager" not in opened("resultaat", meting=now, eerder="geen").get("plotly_chart")[0].proto.alt


def test_the_first_measurement_has_nothing_to_compare_with(team: schools.Team) -> None:
    first = a_round(team, (2024, 11, 20), 3)
    a_round(team, (2025, 11, 20), 2)
    assert not opened("resultaat", meting=first).selectbox


def test_what_was_agreed_together_is_shown_beside_an_earlier_agreement_without_a_word(team: schools.Team) -> None:
    earlier = a_round(team, (2024, 11, 20), 2, mode=Mode.JOINT)
    now = a_round(team, (2025, 11, 20), 4, mode=Mode.JOINT)
    assert opened("resultaat", meting=now).selectbox[0].value == 0
    at = opened("resultaat", meting=now, eerder=earlier)
    assert "Over het verschil tussen twee afspraken zeggen we niets." in text(at)
    assert "eerder 2,0" in at.get("plotly_chart")[0].proto.alt
    assert "hoger" not in text(at)


def test_an_earlier_measurement_of_another_team_not_shared_or_later_is_refused(team: schools.Team) -> None:
    other = schools.add_team(team.school_id, "Onderbouw")
    foreign = a_round(other, (2023, 11, 20), 1)
    together = a_round(team, (2023, 5, 20), 1, mode=Mode.JOINT)
    a_round(team, (2024, 11, 20), 2)
    now = a_round(team, (2025, 5, 20), 3)
    later = a_round(team, (2025, 11, 20), 4)
    hidden = a_round(team, (2025, 4, 20), 4, share=False)
    for wrong in (foreign, together, later, hidden, now, 999, "x", "-1"):
        at = opened("resultaat", meting=now, eerder=wrong)
        assert "De meting uit dit adres kan hier niet naast staan." in text(at), wrong
        assert "hoger dan in november 2024" in text(at)


def test_a_result_whose_questionnaire_is_gone_is_explained(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = a_round(team, (2025, 11, 20), 3)
    monkeypatch.setattr(library, "instruments", dict)
    first = library.instrument("leidraad-vo", 1).constructs[0].items[0].text
    assert first in text(opened("resultaat", meting=now)), "its words were kept"
    forget_kept_words()
    at = opened("resultaat", meting=now)
    assert "Vragenlijst leidraad-vo versie 1 staat niet in de map" in text(at)
    assert "Ontwikkeling: alle metingen van dit team naast elkaar" in links(at)
