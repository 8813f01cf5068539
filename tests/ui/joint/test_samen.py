"""Scoring together: one construct at a time, every choice saved at once, the Result marked as agreed."""

import re
from pathlib import Path

import pytest

from leidraad.domain.result import Mode
from leidraad.storage.measurements import closing, joint
from leidraad.storage.schools import schools
from tests.content.examples import RANKING, example, offered_too
from tests.ui.conftest import a_measurement, opened, shared, text
from tests.ui.rounds import a_round


def test_a_team_of_three_scores_a_construct_and_goes_on(team: schools.Team) -> None:
    measurement = a_measurement(team, mode=Mode.JOINT, invited=3)
    at = opened("samen", meting=measurement.id)
    at.radio(key=f"samen-{measurement.id}-aanbeveling-1").set_value(3.5).run()
    assert joint.scores(measurement.id) == {"aanbeveling-1": 3.5}
    assert "1 van 10 onderdelen opgeslagen" in text(at)
    next(one for one in at.button if one.label == "Verder").click()
    at.run()
    assert "2 van 10" in text(at)


def test_what_was_chosen_before_is_shown_again(team: schools.Team) -> None:
    measurement = a_measurement(team, mode=Mode.JOINT, invited=3)
    joint.save(measurement.id, "aanbeveling-1", 4.0)
    assert opened("samen", meting=measurement.id).radio(key=f"samen-{measurement.id}-aanbeveling-1").value == 4.0


def test_the_result_of_scoring_together_says_so(team: schools.Team) -> None:
    measurement = a_measurement(team, mode=Mode.JOINT, invited=3)
    joint.save(measurement.id, "aanbeveling-1", 3.5)
    shared(measurement)
    at = opened("resultaat", meting=measurement.id)
    assert "Jullie scoorden samen" in text(at)
    table = next(one.proto.body for one in at.get("html") if "<table" in one.proto.body)
    assert re.findall(r"<td>(.*?)</td>", table)[0] == "3,5"
    assert table.count("geen gegevens") == 5  # the other recommendations


# -- refusals -------------------------------------------------------------------------------------------------


def test_after_closing_nothing_can_be_chosen_any_more(team: schools.Team) -> None:
    measurement = a_measurement(team, mode=Mode.JOINT, invited=3)
    at = opened("samen", meting=measurement.id)
    closing.close(measurement.id)
    at.radio(key=f"samen-{measurement.id}-aanbeveling-1").set_value(2.0).run()
    assert joint.scores(measurement.id) == {}
    assert "niets in te vullen" in text(at)


def test_an_individual_measurement_cannot_be_scored_here(team: schools.Team) -> None:
    measurement = a_measurement(team)
    assert "niets in te vullen" in text(opened("samen", meting=measurement.id))


def test_an_unknown_measurement_is_explained(database: None) -> None:
    for wrong in ("999", "", "-1", "een", "99999999999999999999"):
        assert "Deze meting vinden we niet" in text(opened("samen", meting=wrong))


def test_places_are_chosen_in_words_per_indicator(team: schools.Team, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch, offered_too(tmp_path / "data", patch):
        id = a_round(
            team,
            (2025, 5, 20),
            mode=Mode.JOINT,
            short=False,
            invited=4,
            share=False,
            close=False,
            instrument=example("positie"),
        )
        at = opened("samen", meting=id)
        choice = at.radio(key=f"samen-{id}-pi-51")
        assert choice.options[0] == "‘losse momenten’"
        assert choice.options[1] == "tussen ‘losse momenten’ en ‘eerder losse momenten’"
        choice.set_value(4.5).run()
        assert joint.scores(id)["pi-51"] == 4.5
        assert RANKING.findall(text(at)) == []
