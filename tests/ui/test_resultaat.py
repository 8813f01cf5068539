"""The result page: only after sharing, with the gate's numbers, words, table and text alternative."""

from html import unescape

from leidraad.content import library
from leidraad.storage import answers, closing, measurements, schools
from tests.ui.conftest import a_measurement, opened, shared, text


def _divided(team: schools.Team) -> int:
    """Ten people: on vo-a1-01 five say 1 and five say 5; on the other two core items of the construct all say 4."""
    measurement = a_measurement(team, invited=10)
    assert measurement.id is not None
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
    table = at.table[0].value
    assert table.iloc[0]["Score"] == "3,7"
    assert table.iloc[0]["Aantal mensen"] == "10"
    assert "10 van 10 collega's vulden in" in text(at)


def test_two_groups_are_said_with_both_counts_instead_of_a_mean(team: schools.Team) -> None:
    assert "<b>Twee groepen:</b> 5 laag, 5 hoog" in text(opened("resultaat", meting=_divided(team)))


def test_the_picture_says_in_words_what_it_shows(team: schools.Team) -> None:
    chart = opened("resultaat", meting=_divided(team)).get("plotly_chart")[0]
    assert "1 Verbeterplan: 3,7" in chart.proto.alt


def test_constructs_that_nobody_answered_read_differently_from_those_under_the_threshold(
    team: schools.Team,
) -> None:
    measurement = a_measurement(team, people=0, invited=10)
    assert measurement.id is not None
    for person in range(8):
        changes = {"vo-a1-01": 3, "vo-a1-04": 3, "vo-a1-07": 3}
        if person < 3:  # fewer than five
            changes |= {"vo-a2-02": 3, "vo-a2-03": 3, "vo-a2-05": 3}
        answers.save(measurement.id, f"toestel-{person}", changes)
    shared(measurement)
    scores = list(opened("resultaat", meting=measurement.id).table[0].value["Score"])
    assert scores[:3] == ["3,0", "onder de drempel van 5 antwoorden", "geen gegevens"]


def test_low_response_and_small_teams_are_said_before_any_number(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=6, invited=20))
    said = text(opened("resultaat", meting=measurement.id))
    assert "het beeld van wie meedeed" in said
    assert "ronden we af" in said


def test_with_four_people_nothing_is_shown(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=4))
    at = opened("resultaat", meting=measurement.id)
    assert "Onder de 5 tonen we niets" in text(at)
    assert set(at.table[0].value["Score"]) == {"onder de drempel van 5 antwoorden"}
    assert "Stelling voor stelling" not in text(at)


def test_the_statements_of_every_construct_are_there(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=8))
    said = unescape(text(opened("resultaat", meting=measurement.id)))
    core = [item.text for item in library.instrument("leidraad-vo", 1).items if item.core]
    assert all(statement in said for statement in core)


# -- refusals -------------------------------------------------------------------------------------------------


def test_before_closing_and_before_sharing_there_is_nothing_to_see(team: schools.Team) -> None:
    measurement = a_measurement(team, people=8)
    assert measurement.id is not None
    for _ in ("open", "gesloten"):
        at = opened("resultaat", meting=measurement.id)
        assert "nog niet gedeeld" in text(at)
        assert not at.table
        assert not at.get("plotly_chart")
        if measurements.get(measurement.id).state == "open":
            closing.close(measurement.id)


def test_an_unknown_measurement_is_explained(database: None) -> None:
    assert "Deze meting vinden we niet" in text(opened("resultaat", meting=999))
