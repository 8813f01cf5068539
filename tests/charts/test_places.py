"""A row between two poles in HTML: what repeats the dots in words can be left out where a wall has no room for it."""

from leidraad.charts import places
from leidraad.charts.places import PlaceLine
from leidraad.domain.result import Agreement, ItemResult, Visibility
from tests.content.examples import example

ITEM = example("positie").items[1]


def test_what_repeats_the_dots_is_a_part_of_its_own_and_the_word_of_agreement_stays() -> None:
    shown = ItemResult(
        id=ITEM.id, visibility=Visibility.SHOWN, n=9, counts=(9, 0, 0, 0, 0), agreement=Agreement.CLOSE
    )
    row = places.row(ITEM, [PlaceLine("", shown, 5)])
    counted = f'<span class="plek-aantal">9 {ITEM.left_short} · </span>'
    assert f'<p class="zacht klein">{counted}{Agreement.CLOSE.value}</p>' in row


def test_of_few_people_the_words_say_what_no_dot_says_and_stay_whole() -> None:
    shown = ItemResult(id=ITEM.id, visibility=Visibility.SHOWN, n=6, mean=3.0)
    row = places.row(ITEM, [PlaceLine("", shown, 5)])
    assert "Ongeveer rond" in row
    assert "plek-aantal" not in row
