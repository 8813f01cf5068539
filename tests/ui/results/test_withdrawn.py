"""The questionnaire of a measurement was withdrawn, or its file is gone: what was measured stays to be read, whatever its kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.content.models import QuestionKind
from leidraad.storage.schools import schools
from tests.content.examples import EXAMPLES, RANKING, example, offered_too
from tests.ui.conftest import forget_kept_words, links, opened, text
from tests.ui.rounds import a_round
from tests.ui.taking import make

UNSCORED = [name for name in EXAMPLES if not example(name).scored]


@pytest.fixture
def files(tmp_path: Path, database: None) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch, offered_too(tmp_path / "data", patch):
        yield tmp_path / "data" / "instrumenten"


def withdraw(files: Path, name: str) -> None:
    """The author offers it no more."""
    file = files / f"voorbeeld-{name}.toml"
    written = file.read_text(encoding="utf-8").replace('status = "gepubliceerd"', 'status = "ingetrokken"')
    file.write_text(written, encoding="utf-8")
    library.forget()


def take_away(files: Path, name: str) -> None:
    """The file is gone; the words are kept with the measurements."""
    (files / f"voorbeeld-{name}.toml").unlink()
    library.forget()


def twice(team: schools.Team, name: str) -> int:
    a_round(team, (2025, 5, 20), 2, short=False, instrument=example(name))
    return a_round(team, (2025, 11, 20), 3, short=False, instrument=example(name))


def remarks(team: schools.Team) -> str:
    """What Ontwikkeling says above the pictures."""
    at = opened("ontwikkeling", team=team.id)
    return "\n".join(one.value for one in (*at.info, *at.markdown)).replace("\u2060", "").split("Meenemen")[0]


@pytest.mark.parametrize("gone", [withdraw, take_away])
@pytest.mark.parametrize("name", EXAMPLES)
def test_result_trend_and_report_stay(files: Path, team: schools.Team, name: str, gone: object) -> None:
    id = twice(team, name)
    assert callable(gone)
    gone(files, name)
    at = opened("resultaat", meting=id)
    seen = text(at)
    assert all(item.text in seen for item in example(name).items)
    assert make(at)[1].startswith(b"%PDF")
    trend = remarks(team)
    assert "2 metingen: van mei 2025 tot en met november 2025." in trend
    assert ("is ingetrokken: nieuwe metingen gebruiken hem niet meer" in trend) == (gone is withdraw)
    if example(name).constructs[0].asks is QuestionKind.POSITION:
        assert RANKING.findall(trend) == []


@pytest.mark.parametrize("name", UNSCORED)
def test_of_what_has_no_score_no_score_is_said_to_stay(files: Path, team: schools.Team, name: str) -> None:
    twice(team, name)
    withdraw(files, name)
    trend = remarks(team)
    assert "Wat jullie toen antwoordden, blijft staan." in trend
    assert "scores van toen" not in trend


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_handvatten_can_still_be_read(files: Path, team: schools.Team, name: str) -> None:
    id = twice(team, name)
    withdraw(files, name)
    construct = example(name).constructs[0]
    assert "Gespreksvragen en handvatten bij dit onderdeel" in links(opened("resultaat", meting=id))
    assert construct.title in [one.value for one in opened("leidraad", onderdeel=construct.id).title]


def test_without_its_file_the_way_leads_to_the_handvatten_that_it_borrowed(
    files: Path, team: schools.Team
) -> None:
    id = twice(team, "positie")
    take_away(files, "positie")
    at = opened("resultaat", meting=id)
    asked = [one.proto.query_string for one in at.get("page_link") if "onderdeel=" in one.proto.query_string]
    assert asked
    for query in asked:
        assert "onderdeel=aanbeveling-4" in query


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_its_words_every_page_says_so(files: Path, team: schools.Team, name: str) -> None:
    id = twice(team, name)
    take_away(files, name)
    forget_kept_words()
    assert "staat niet in de map data/instrumenten" in text(opened("resultaat", meting=id))
    seen = remarks(team)
    assert f"De vragenlijst voorbeeld-{name} staat niet meer in de Teamscan" in seen
    assert opened("metingen", team=team.id).title[0].value == "Metingen"
