"""The sentences around one Result."""

import pytest

from leidraad.charts import result_words
from tests.domain.halves import half, joint, published
from tests.domain.teams import INSTRUMENT


def test_who_took_part_or_that_they_scored_together():
    assert result_words.who(half(2, 3, invited=10)) == "8 van 10 collega's vulden in"
    assert result_words.who(joint(3.0)) == "Jullie scoorden samen: één score per onderdeel"


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (half(2, 3), []),
        (half(2, 3, invited=20), ["Minder dan zes op de tien"]),
        (half(2, 3, people=6), ["Bij minder dan 8 mensen ronden we elke stelling af"]),
        (half(2, 3, people=6, invited=12), ["Minder dan zes op de tien", "Bij minder dan 8 mensen"]),
        (half(2, 3, people=4), ["Er deden 4 collega’s mee. Onder de 5 tonen we niets"]),
        (published("3333333", invited=8), ["Er deed 1 collega mee."]),
        (joint(3.0), ["Dit is wat jullie samen afspraken."]),
    ],
)
def test_what_to_keep_in_mind_comes_before_any_number(result, expected):
    said = result_words.cautions(result)
    assert len(said) == len(expected)
    assert all(one.startswith(start) for one, start in zip(said, expected, strict=True))


def test_closeness_counts_and_names_where_answers_lie_apart():
    # construct 1: everybody within half a point; dimension 1: four say 1, four say 5
    mixed = published(*["3333111"] * 4, *["3333555"] * 4, invited=8)
    assert result_words.closeness(half(2, 3), INSTRUMENT) == (
        "Bij 2 van de 2 onderdelen liggen de antwoorden dicht bij elkaar."
    )
    assert result_words.closeness(mixed, INSTRUMENT) == (
        "Bij 1 van de 2 onderdelen liggen de antwoorden dicht bij elkaar. "
        "Bij ‘dimensie-1’ verschillen jullie: een goed begin van een gesprek."
    )
    assert result_words.closeness(joint(3.0), INSTRUMENT) == ""
    assert result_words.closeness(half(2, 3, people=4), INSTRUMENT) == ""
