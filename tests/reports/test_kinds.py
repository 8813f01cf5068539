"""What somebody takes along of each kind of questionnaire: nothing in it makes a place between two poles into more or less."""

import json
import re
from typing import Any

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain import gate, progress
from leidraad.domain.progress import Moment
from leidraad.domain.result import Result
from leidraad.reports import csv_file, handouts, printing, tables, team_report, xlsx
from leidraad.reports.tables import MeasuredTeam
from leidraad.reports.team_report import Paper, TeamReport
from tests.content.examples import EXAMPLES, RANKING, example
from tests.content.ours import BESIDE, name

PAPER = Paper("De Brug", "27 november 2026", (2026, 11, 27))


def answered(instrument: Instrument, people: int = 11) -> Result:
    everybody = [{item.id: 1 + (person * 2) % 5 for item in instrument.items} for person in range(people)]
    return gate.publish(instrument, False, everybody, invited=people)


def together(instrument: Instrument) -> Result:
    return gate.publish_joint(instrument, False, {item.id: 2.5 for item in instrument.items}, invited=4)


def reported(instrument: Instrument, result: Result) -> dict[str, Any]:
    moments = [Moment("mei 2025", "mei '25", 1, result), Moment("november 2025", "nov '25", 2, result)]
    return team_report.data(
        TeamReport(
            PAPER, "Bovenbouw", "najaar", "27 november 2026", instrument, result, library.guides(),
            against=progress.compare(moments, *moments), progress=progress.of(moments),
        )
    )  # fmt: skip


def taken(instrument: Instrument, result: Result) -> list[tables.SheetTable]:
    return tables.of([MeasuredTeam("De Brug", "Bovenbouw", "najaar", "2026-11-27", result, instrument)])


def words(found: object) -> str:
    """Everything that is said; what a program calls a field, and pictures but for their words, left out."""
    said = json.dumps(list(_values(found)), ensure_ascii=False)
    return re.sub(r"<(?!text|title)[^>]*>", " ", said)


def _values(found: object) -> Any:
    if isinstance(found, dict):
        return [_values(value) for key, value in found.items() if key != "legend"]
    if isinstance(found, list | tuple):
        return [_values(value) for value in found]
    return [found]


PLACES, SINGLE = example("positie"), example("zonder-score")


@pytest.mark.parametrize("result", [answered(PLACES), answered(PLACES, 6), answered(PLACES, 4), together(PLACES)])
def test_no_paper_and_no_file_ranks_a_place(result: Result) -> None:
    report = reported(PLACES, result)
    assert RANKING.findall(words(report)) == []
    places = taken(PLACES, result)[-1]
    assert places.name == "Plekken"
    assert (
        RANKING.findall(words([places.about, [(one.title, one.meaning) for one in places.columns], places.rows]))
        == []
    )
    assert [table.rows for table in taken(PLACES, result)[1:3]] == [[], []], "no place stands among scores"


def without_poles(said: str, instrument: Instrument) -> str:
    """What an author wrote at a pole says what it says; in a picture it goes on in the next line."""
    said = " ".join(re.sub(r"<text[^>]*>", " ", said).split())
    for pole in (pole for item in instrument.items for pole in item.poles if pole):
        said = said.replace(pole, "")
    return said


@pytest.mark.parametrize("id", ["dimensieraamwerk", "gespreid-leiderschap"])
def test_neither_do_those_of_the_questionnaires_with_places_that_are_ours(id: str) -> None:
    ours = library.instrument(id, 1)
    result = answered(ours)
    places = taken(ours, result)[-1]
    assert (places.name, len(places.rows) > 4) == ("Plekken", True)
    assert RANKING.findall(without_poles(words(places.rows), ours)) == []
    if not ours.scored:
        paper = handouts.questionnaire_data(ours, (2026, 11, 27), short=False)
        for found in (reported(ours, result), reported(ours, together(ours)), paper):
            assert RANKING.findall(without_poles(words(found), ours)) == []


def test_the_counts_per_place_stand_in_files_and_report() -> None:
    rows = [row[-3:] for row in taken(PLACES, answered(PLACES))[-1].rows]
    assert rows[0] == ("losse momenten", 3, "twee groepen")
    assert ["Waar ons werk plaatsvindt", "losse momenten", "3"] in reported(PLACES, answered(PLACES))["tables"][0][
        "rows"
    ]


def test_of_few_people_only_about_where_and_of_a_team_together_what_it_chose() -> None:
    assert (
        taken(PLACES, answered(PLACES, 6))[-1].rows[0][-3]
        == "Ongeveer tussen ‘eerder losse momenten’ en ‘ertussenin’"
    )
    assert taken(PLACES, together(PLACES))[-1].rows[0][-3].startswith("Samen gekozen: tussen ‘eerder losse")
    assert taken(PLACES, answered(PLACES, 4))[-1].rows[0][-3:] == (None, None, None)


def test_who_reads_a_report_is_not_asked_for_a_cross_and_reads_in_short_how_close_the_places_lie() -> None:
    report = reported(PLACES, answered(PLACES))
    assert PLACES.parts[0].question not in words(report)
    assert PLACES.parts[0].question in words(handouts.questionnaire_data(PLACES, (2026, 11, 27), short=False))
    first, *_ = report["parts"]
    assert first["in_short"][0].startswith(f"{PLACES.constructs[0].name}: ")
    assert reported(PLACES, together(PLACES))["parts"][0]["in_short"] == ["Elke plek staat op zichzelf."]


def test_statements_without_a_score_are_not_spoken_of_as_places() -> None:
    report = reported(SINGLE, answered(SINGLE))
    assert "waar staat" not in words(report)
    assert "vanaf 5 een gemiddelde per stelling" in words(report)
    assert report["parts"][0]["in_short"] == ["Elke stelling staat op zichzelf."]


@pytest.mark.parametrize("instrument", [*map(example, EXAMPLES), *BESIDE], ids=name)
def test_every_one_becomes_a_report_a_sheet_and_a_paper_questionnaire(instrument: Instrument) -> None:
    result = answered(instrument)
    assert printing.pdf("team", reported(instrument, result)).startswith(b"%PDF")
    assert handouts.questionnaire(instrument, (2026, 11, 27), short=False).startswith(b"%PDF")
    found = taken(instrument, result)
    assert xlsx.file(found, ["Gemaakt."], "De Brug").startswith(b"PK")
    assert all(csv_file.file(table, dutch=True) for table in found)


def test_the_paper_questionnaire_asks_a_place_in_words() -> None:
    paper = handouts.questionnaire_data(PLACES, (2026, 11, 27), short=False)
    assert paper["question"] == ""
    [asked, _] = paper["parts"][0]["constructs"][0]["places"]
    assert asked["places"][1] == "eerder losse momenten"
    assert RANKING.findall(words(paper)) == []
