"""A table beside a picture: every cell as it is, the first of a row its name, and reachable with the keys."""

import pandas as pd

from leidraad.charts import tables
from tests.charts.seen import HOSTILE, is_text, words

FRAME = pd.DataFrame(
    [["1 Verbeterplan", "2,5"], ["2 Uitvoering", "geen gegevens"]], columns=["Onderdeel", "Score"]
)


def test_a_table_has_a_head_and_a_named_row_per_line() -> None:
    drawn = tables.as_html(FRAME)
    assert words(drawn) == "Onderdeel Score 1 Verbeterplan 2,5 2 Uitvoering geen gegevens"
    assert drawn.count("scope='col'") == 2
    assert drawn.count("scope='row'") == 2
    assert drawn.startswith('<div class="tabel schuif" tabindex="0">')


def test_a_table_of_words_starts_every_cell_at_the_left() -> None:
    assert tables.as_html(FRAME, words=True).startswith('<div class="tabel schuif woorden" tabindex="0">')


def test_names_stay_text() -> None:
    assert is_text(tables.as_html(pd.DataFrame([["a", "b"]], columns=[HOSTILE, "x"])))
    assert is_text(tables.as_html(pd.DataFrame([[HOSTILE, "b"]], columns=["x", "y"])))
    assert is_text(tables.as_html(pd.DataFrame([["a", HOSTILE]], columns=["x", "y"])))
