"""The team's numbers for somebody's own answers to stand beside: in words, at their place, and the gate's refusals."""

from leidraad.charts import own_beside_team
from tests.domain.halves import half, published
from tests.domain.teams import INSTRUMENT

A1, D1 = INSTRUMENT.constructs


def test_a_construct_names_the_statements_that_the_own_mean_is_made_of() -> None:
    rows = own_beside_team.profile(INSTRUMENT, half(2, 3))
    assert [(row.name, row.said, row.place, row.as_mean) for row in rows] == [
        ("Onderdeel 1: aanbeveling-1", "2,5", "37.50%", True),
        ("Onderdeel 2: dimensie-1", "2,5", "37.50%", True),
    ]
    assert [row.items for row in rows] == [tuple(item.id for item in one.items) for one in (A1, D1)]


def test_in_a_short_measurement_only_the_core_statements_count() -> None:
    rows = own_beside_team.profile(INSTRUMENT, half(2, 3, short=True))
    assert rows[0].items == ("vo-a1-01", "vo-a1-02", "vo-a1-03")


def test_a_statement_stands_beside_the_answer_to_it_alone() -> None:
    rows = own_beside_team.statements(A1, half(2, 3))
    assert [(row.items, row.said, row.as_mean) for row in rows] == [
        ((item.id,), "2,5", False) for item in A1.items
    ]
    assert rows[0].name == A1.items[0].text


def test_what_the_gate_withholds_of_the_team_stays_withheld_and_says_why() -> None:
    few = half(2, 3, people=4, invited=8)
    partly = published(*["3---0--"] * 8, invited=8)
    assert {row.said for row in own_beside_team.profile(INSTRUMENT, few)} == {"onder de drempel"}
    assert [row.place for row in own_beside_team.profile(INSTRUMENT, few)] == [None, None]
    assert [row.said for row in own_beside_team.statements(D1, partly)] == [
        "te veel 'kan ik niet beoordelen'",
        "geen gegevens",
        "geen gegevens",
    ]
