"""My answers beside the team's: both numbers in words, two marks on one line, and the gate's refusals."""

import pytest

from leidraad.charts import own_beside_team
from tests.charts.seen import hostile_construct, hostile_instrument, is_text, lefts, words
from tests.domain.halves import half, published
from tests.domain.teams import INSTRUMENT, team

A1 = INSTRUMENT.constructs[0]
SCALE = INSTRUMENT.scale
MINE = team("44330--")[0]  # 3,5 for the recommendation; too little for the dimension


def test_my_mean_stands_beside_the_score_of_the_team() -> None:
    drawn = own_beside_team.picture(own_beside_team.profile(INSTRUMENT, half(2, 3), MINE), SCALE)
    assert words(drawn) == (
        "jij het team nog niet helemaal "
        "Aanbeveling 1: aanbeveling-1 jij 3,5 · het team 2,5 "
        "Dimensie 1: dimensie-1 jij te weinig ingevuld · het team 2,5"
    )
    assert lefts(drawn, "ik") == [62.5]
    assert lefts(drawn, "wij") == [37.5, 37.5]


def test_a_statement_has_my_answer_in_words_beside_the_mean_of_the_team() -> None:
    rows = own_beside_team.statements(A1, SCALE, half(2, 3), MINE)
    assert [(row.mine, row.mine_said, row.team, row.team_said) for row in rows] == [
        (4.0, "grotendeels", 2.5, "2,5"),
        (4.0, "grotendeels", 2.5, "2,5"),
        (3.0, "deels", 2.5, "2,5"),
        (3.0, "deels", 2.5, "2,5"),
    ]


@pytest.mark.parametrize(
    ("answer", "said"), [(None, "overgeslagen"), (0, "kan ik niet beoordelen"), (5, "helemaal")]
)
def test_every_answer_has_its_word(answer: int | None, said: str) -> None:
    assert own_beside_team.said(answer, SCALE) == said


def test_what_the_gate_withholds_of_the_team_stays_withheld_and_says_why() -> None:
    few = half(2, 3, people=4, invited=8)
    partly = published(*["3---0--"] * 8, invited=8)
    assert {row.team_said for row in own_beside_team.profile(INSTRUMENT, few, MINE)} == {"onder de drempel"}
    assert [row.team for row in own_beside_team.profile(INSTRUMENT, few, MINE)] == [None, None]
    dimension = own_beside_team.statements(INSTRUMENT.constructs[1], SCALE, partly, MINE)
    assert [row.team_said for row in dimension] == [
        "te veel 'kan ik niet beoordelen'",
        "geen gegevens",
        "geen gegevens",
    ]


def test_names_stay_text() -> None:
    named = hostile_instrument()
    assert is_text(own_beside_team.picture(own_beside_team.profile(named, half(2, 3), MINE), named.scale))
    rows = own_beside_team.statements(hostile_construct(), SCALE, half(2, 3), MINE)
    assert is_text(own_beside_team.picture(rows, SCALE))
