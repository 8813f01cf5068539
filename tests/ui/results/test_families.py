"""A team may measure with another questionnaire in between: what is said about the first stays what it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.domain.result import Mode
from leidraad.errors import Refused
from leidraad.storage.measurements import measurements, results
from leidraad.storage.schools import schools
from leidraad.ui.results import progress
from leidraad.ui.results.progress import ProgressStory
from leidraad.ui.school import data
from leidraad.ui.shell import visitor
from tests.cast import ALICE
from tests.content.examples import EXAMPLES, RANKING, example, offered_too
from tests.ui.conftest import forget_kept_words, opened, text, visited
from tests.ui.rounds import a_round


@pytest.fixture(autouse=True)
def questionnaires(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: None) -> Iterator[None]:
    """The Leidraad and one questionnaire of each kind, as if somebody put the files there."""
    with monkeypatch.context() as patch, offered_too(tmp_path / "data", patch):
        yield


@pytest.fixture
def beside(team: schools.Team) -> schools.Team:
    """A team of the same school that never used anything but the Leidraad."""
    return schools.add_team(team.school_id, "Onderbouw")


def another(team: schools.Team, when: tuple[int, int, int], name: str = "mate", low: int = 4) -> int:
    return a_round(team, when, low, short=False, instrument=example(name))


def said_on(at: AppTest) -> str:
    return text(at).replace("\\", "")


def said(story: ProgressStory) -> object:
    """Everything that the page says of a team, but for which measurements they are."""
    latest = story.progress.latest
    return (
        [(line.construct, line.points, line.steps) for line in story.progress.lines],
        [moment.name for moment in story.progress.moments],
        latest and (latest.steps, latest.lowest, latest.smallest, latest.team_changed),
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_trend_is_the_one_without_the_questionnaire_in_between(
    team: schools.Team, beside: schools.Team, name: str
) -> None:
    for one in (team, beside):
        a_round(one, (2024, 11, 20), 2)
    another(team, (2025, 5, 20), name)
    for one in (team, beside):
        a_round(one, (2025, 11, 20), 3)
    assert said(progress.of_team(team)) == said(progress.of_team(beside))


def test_with_the_other_questionnaire_in_between_the_page_still_says_what_changed(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 2)
    another(team, (2025, 5, 20))
    a_round(team, (2025, 11, 20), 3)
    at = opened("ontwikkeling", team=team.id)
    assert "Tien onderdelen zijn duidelijk hoger dan in november 2024." in text(at)
    assert at.selectbox[0].value == library.FIRST


def test_the_other_questionnaire_has_its_own_row(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 2)
    another(team, (2025, 5, 20), low=2)
    another(team, (2025, 11, 20), low=3)
    at = opened("ontwikkeling", team=team.id, vragenlijst="voorbeeld-mate")
    assert "2 metingen: van mei 2025 tot en met november 2025." in text(at)
    assert at.selectbox[0].value == "voorbeeld-mate"


def test_the_result_is_compared_with_the_same_questionnaire_only(team: schools.Team) -> None:
    first = a_round(team, (2024, 11, 20), 2)
    another(team, (2025, 5, 20))
    last = a_round(team, (2025, 11, 20), 3)
    at = opened("resultaat", meting=last)
    assert at.selectbox[0].value == first
    assert len(at.selectbox[0].options) == 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_teams_beside_each_other_never_mix_questionnaires(
    team: schools.Team, beside: schools.Team, name: str
) -> None:
    for one in (team, beside):
        a_round(one, (2024, 11, 20), 2)
        a_round(one, (2025, 4, 20), 3)
    another(team, (2025, 5, 20), name)
    seen = data.overview(schools.school(team.school_id))
    left, right = data.table(seen, data.Selection()).columns
    assert {id: (cell.mean, cell.step) for id, cell in left.cells.items()} == {
        id: (cell.mean, cell.step) for id, cell in right.cells.items()
    }
    assert {one.scores["aanbeveling-1"].score for one in data.stands(seen, seen.years)} == {3.5}


def test_what_may_not_stand_beside_other_teams_is_not_offered_there(team: schools.Team) -> None:
    a_round(team, (2024, 11, 20), 2)
    for name in EXAMPLES:
        another(team, (2025, 5, 20), name)
    seen = data.overview(schools.school(team.school_id))
    assert seen.families == (library.FIRST, "voorbeeld-balans", "voorbeeld-mate")


def test_another_questionnaire_stands_beside_itself_when_asked(team: schools.Team, beside: schools.Team) -> None:
    for one in (team, beside):
        a_round(one, (2024, 11, 20), 2)
        another(one, (2025, 5, 20))
    at = opened("vergelijken", school=team.school_id, vragenlijst="voorbeeld-mate")
    assert "Korte naam" in text(at)
    assert "Verbeterplan" not in text(at)
    assert "Andere scholen" not in text(at)


def test_every_construct_of_every_questionnaire_has_its_page(team: schools.Team) -> None:
    at = visited("leidraad", onderdeel="samen-leren-1")
    assert at.title[0].value == "De volledige naam van het onderdeel"
    assert "Ook in de korte scan" not in text(visited("leidraad", onderdeel="waar-1"))


def test_the_self_scan_asks_which_questionnaire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "device", lambda: ALICE)
    at = visited("zelfscan")
    assert at.selectbox(key="keuze-lijst").value == library.FIRST
    assert not any("(" in one for one in at.selectbox(key="keuze-lijst").options), "where one works is asked below"


def test_a_questionnaire_without_a_short_scan_is_not_measured_short(team: schools.Team) -> None:
    with pytest.raises(Refused, match="geen korte scan"):
        a_round(team, (2025, 5, 20), instrument=example("positie"))
    assert measurements.of_team(team.id) == []


def test_a_withdrawn_file_leaves_its_measurements_in_their_own_row(team: schools.Team, tmp_path: Path) -> None:
    a_round(team, (2024, 11, 20), 2)
    another(team, (2025, 5, 20))
    (tmp_path / "data" / "instrumenten" / "voorbeeld-mate.toml").unlink()
    library.forget()
    assert results.families(results.of_team(team.id)) == [library.FIRST, "voorbeeld-mate"]
    gone = "De vragenlijst voorbeeld-mate staat niet meer in de Teamscan"
    assert gone not in said_on(opened("ontwikkeling", team=team.id, vragenlijst="voorbeeld-mate"))
    forget_kept_words()
    assert gone in said_on(opened("ontwikkeling", team=team.id, vragenlijst="voorbeeld-mate"))


@pytest.mark.parametrize("name", ["positie", "zonder-score"])
def test_without_scores_the_measurements_stand_under_each_other_without_a_line_or_a_word(
    team: schools.Team, name: str
) -> None:
    another(team, (2025, 5, 20), name, low=2)
    assert "Per onderwerp beide keren onder elkaar" in text(opened("ontwikkeling", team=team.id))
    another(team, (2025, 11, 20), name, low=3)
    at = opened("ontwikkeling", team=team.id)
    assert "Wij zeggen niets over het verschil" in text(at)
    assert "mei 2025" in text(at)
    assert "te vergelijken" not in text(at)
    assert 'class="lijn"' not in text(at)
    if name == "positie":
        assert "mei 2025: 4 eerder blijvend, 4 ertussenin" in text(at)
        assert RANKING.findall(said_on(at).split("Meenemen")[0]) == []


def test_the_activities_of_a_team_stand_at_two_sides_with_the_sentence_of_both_moments(team: schools.Team) -> None:
    another(team, (2024, 5, 20), "balans", low=2)
    id = another(team, (2025, 5, 20), "balans", low=3)
    seen = text(opened("resultaat", meting=id))
    assert "Resultaat: Vooruitkijken 3,5, Regelen 3,5. Betekenis: Doorpraten 3,5, Stilstaan 3,5." in seen
    assert "In mei 2024: We zien geen duidelijk verschil tussen de activiteiten." in seen


@pytest.mark.parametrize("name", ["positie", "zonder-score"])
def test_the_result_of_a_questionnaire_without_scores_is_shown_without_ranking(
    team: schools.Team, name: str
) -> None:
    id = another(team, (2025, 5, 20), name, low=2)
    seen = text(opened("resultaat", meting=id))
    assert "te weinig antwoorden om te vergelijken" not in seen
    if name == "positie":
        assert RANKING.findall(seen.split("Meenemen")[0]) == []
        assert "4 eerder blijvend, 4 ertussenin" in seen
        assert 'class="balk"' not in seen
    else:
        assert "er is geen gemiddelde over de stellingen samen" in seen
        assert 'class="balk"' in seen


def test_four_activities_get_one_sentence_about_their_balance(team: schools.Team) -> None:
    id = another(team, (2025, 5, 20), "balans", low=2)
    assert "We zien geen duidelijk verschil tussen de activiteiten." in text(opened("resultaat", meting=id))


@pytest.mark.parametrize("name", ["positie", "zonder-score"])
def test_a_small_team_fills_in_together_per_topic_where_nothing_is_added_up(team: schools.Team, name: str) -> None:
    id = a_round(team, (2025, 5, 20), 2, short=False, mode=Mode.JOINT, invited=4, instrument=example(name))
    seen = text(opened("resultaat", meting=id))
    assert "Jullie vulden samen in." in seen
    assert ("Samen gekozen: ‘eerder blijvend’" if name == "positie" else "Samen afgesproken: <b>2,0</b>") in seen
