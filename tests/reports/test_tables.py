"""The tables to take along: what stands in each cell, worked out by hand; no more than the screens say."""

from dataclasses import replace

import pytest

from leidraad.content import own_statements
from leidraad.domain import gate, progress
from leidraad.reports import tables
from leidraad.reports.tables import MeasuredTeam, SheetTable
from tests.domain.halves import half, joint, published
from tests.domain.teams import INSTRUMENT, ITEMS
from tests.reports.papers import moments


def measured(result, steps=None, before="", instrument=INSTRUMENT) -> MeasuredTeam:
    return MeasuredTeam("De Brug", "Havo", "najaar", "2026-11-12", result, instrument, steps or {}, before)


def row(table: SheetTable, number: int = 0) -> dict[str, object]:
    keys = [column.key for column in table.columns]
    return {key: value for key, value in zip(keys, table.rows[number], strict=True) if value is not None}


def test_a_measurement_says_who_took_part():
    found = row(tables.of([measured(half(2, 3, invited=10, newcomers=2))])[0])
    assert found == {
        "school": "De Brug",
        "team": "Havo",
        "meting": "najaar",
        "gesloten_op": "2026-11-12",
        "manier": "individueel",
        "lengte": "volledig",
        "vragenlijst": "Proef",
        "versie": 1,
        "uitgenodigd": 10,
        "ingevuld": 8,
        "deelname": 0.8,
        "nieuwe_collegas": 2,
        "drempel_gemiddelde": 5,
        "drempel_verdeling": 8,
    }


def test_a_construct_says_its_score_in_tenths_with_its_words():
    found = row(tables.of([measured(half(2, 3, people=10))])[1])
    shown = {key: found[key] for key in list(found)[6:]}
    assert shown == {
        "deel": "Proef",
        "onderdeel": "Onderdeel 1",
        "naam": "aanbeveling-1",
        "soort": "mate",
        "zichtbaar": "getoond",
        "score": 2.5,
        "aantal_mensen": 10,
        "middelste_helft_van": 2.0,
        "middelste_helft_tot": 3.0,
        "eensgezindheid": "dicht bij elkaar",
    }


def test_a_change_is_its_word_with_the_two_scores_that_were_compared():
    before, after = moments(half(2, 3), half(3, 4))
    steps = progress.compare([before, after], before, after).steps
    found = row(tables.of([measured(after.result, steps, "mei 2025")])[1])
    assert (found["vergeleken_met"], found["eerder"], found["nu"]) == ("mei 2025", 2.5, 3.5)
    assert (found["verschil"], found["bevestigd"]) == ("duidelijk hoger", "nee")


@pytest.mark.parametrize(("invited", "said"), [(8, ("duidelijk hoger", "ja")), (20, ("mogelijk hoger", "nee"))])
def test_two_changes_to_the_same_side_are_confirmed_when_one_of_them_is_clear(invited, said):
    row_of_three = moments(*(half(low, low + 1, invited=invited) for low in (1, 2, 3)))
    steps = progress.compare(row_of_three, *row_of_three[1:]).steps
    found = row(tables.of([measured(row_of_three[2].result, steps, "mei 2025")])[1])
    assert (found["verschil"], found["bevestigd"]) == said


def test_a_statement_says_how_often_each_answer_was_chosen():
    rows = published(*["2225225"] * 4, *["3335330"] * 4, invited=8)
    table = tables.of([measured(rows)])[2]
    found = row(table, 3)
    assert [found[f"antwoord_{value}"] for value in (1, 2, 3, 4, 5)] == [0, 0, 0, 0, 8]
    assert (found["stelling"], found["tekst"], found["kern"]) == ("vo-a1-04", "Wij doen iets.", "nee")
    assert (found["aantal_antwoorden"], found["gemiddelde"], found["kan_niet_beoordelen"]) == (8, 5.0, 0)


def test_one_or_two_that_cannot_judge_are_not_counted_out():
    table = tables.of([measured(published(*["3333333"] * 10, "3333330", invited=11))])[2]
    assert row(table, 6)["kan_niet_beoordelen"] == "minder dan 3"


def test_under_the_threshold_there_are_no_numbers_but_a_reason():
    _, constructs, items = tables.of([measured(half(2, 3, people=4))])
    assert {row(constructs, n)["zichtbaar"] for n in range(2)} == {"onder de drempel"}
    numbers = {key for table in (constructs, items) for n in range(len(table.rows)) for key in row(table, n)}
    assert not numbers & {"score", "aantal_mensen", "gemiddelde", "antwoord_3", "middelste_helft_van"}


def test_a_small_team_has_no_counts():
    items = tables.of([measured(half(3, 4, people=6))])[2]
    assert row(items)["gemiddelde"] == 3.5
    assert not {"antwoord_1", "eensgezindheid", "kan_niet_beoordelen"} & set(row(items))


def test_together_has_a_score_and_no_people_or_statements():
    measurements, constructs, items = tables.of([measured(joint(3.5))])
    assert "ingevuld" not in row(measurements)
    assert row(constructs)["score"] == 3.5
    assert "aantal_mensen" not in row(constructs)
    assert items.rows == []


def test_own_statements_stand_in_a_table_apart_and_only_with_their_words():
    mine = own_statements.statement(1, "We eten samen soep.")
    people = [dict.fromkeys(ITEMS, 3) | {mine.id: 5} for _ in range(8)]
    result = gate.publish(INSTRUMENT, False, people, invited=8, own=own_statements.construct((mine,)))
    *_, apart = tables.of([replace(measured(result), own={mine.id: mine.text})])
    assert apart.name == "Eigen stellingen"
    found = row(apart)
    assert (found["stelling"], found["tekst"], found["antwoord_5"]) == (mine.id, mine.text, 8)
    without = tables.of([measured(result)])
    assert [one.name for one in without] == ["Metingen", "Onderdelen", "Stellingen"]
    assert mine.id not in repr(without)


def test_the_spread_is_in_no_table():
    result = half(2, 3)
    assert result.constructs[0].score.sd == 0.53
    assert 0.53 not in [value for table in tables.of([measured(result)]) for one in table.rows for value in one]


def test_without_the_questionnaire_the_numbers_stay():
    _, constructs, items = tables.of([measured(half(2, 3), instrument=None)])
    assert row(constructs)["score"] == 2.5
    assert row(items)["stelling"] == "vo-a1-01"
    assert "tekst" not in row(items)


def test_every_column_is_explained_once_per_table_and_every_row_fills_them():
    made = tables.of([measured(half(2, 3)), measured(joint(3.0))])
    for table in made:
        keys = [column.key for column in table.columns]
        assert len(keys) == len(set(keys))
        assert all(column.meaning.endswith(".") for column in table.columns)
        assert all(len(one) == len(keys) for one in table.rows)
