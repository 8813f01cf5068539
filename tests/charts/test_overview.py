"""The overview of one Result, alone and against an earlier one: rows, description, table and marks."""

import pytest

from leidraad.charts import overview, overview_picture
from leidraad.charts.palette import DARK, LIGHT
from leidraad.domain import progress
from leidraad.domain.progress import Comparison, Moment
from leidraad.domain.result import Result
from tests.domain.halves import half, joint, published
from tests.domain.teams import INSTRUMENT

PART = INSTRUMENT.parts[0]
SCALE = INSTRUMENT.scale


def against(before: Result, after: Result) -> Comparison:
    row = [Moment("mei 2025", "mei '25", 1, before), Moment("mei 2026", "mei '26", 2, after)]
    return progress.compare(row, *row)


def test_the_description_says_score_and_agreement_per_row():
    rows = overview.rows(half(2, 3), PART)
    assert overview.description(rows, SCALE) == (
        "Scores van 1 (nog niet) tot 5 (helemaal). "
        "Onderdeel 1: aanbeveling-1: 2,5, dicht bij elkaar. Onderdeel 2: dimensie-1: 2,5, dicht bij elkaar."
    )


def test_the_table_says_the_same_with_the_people_and_the_middle_half():
    frame = overview_picture.table(overview.rows(half(2, 3, people=10), PART))
    assert frame.columns.tolist() == ["Onderdeel", "Score", "Aantal mensen", "Middelste helft", "Eensgezindheid"]
    assert frame.to_numpy().tolist()[0] == [
        "Onderdeel 1: aanbeveling-1",
        "2,5",
        "10",
        "2,0 tot 3,0",
        "dicht bij elkaar",
    ]


def test_below_the_threshold_and_no_data_read_and_look_differently():
    rows = overview.rows(published(*["3------"] * 4, *["-3-----"] * 4, invited=8), PART)
    assert [row.score for row in rows] == ["onder de drempel van 5 antwoorden", "geen gegevens"]
    assert overview.description(rows, SCALE).endswith(
        "Onderdeel 1: aanbeveling-1: onder de drempel van 5 antwoorden. Onderdeel 2: dimensie-1: geen gegevens."
    )
    solid, dotted = overview_picture.figure(rows, SCALE, LIGHT).data[:2]
    assert dotted.line.dash == "dot"
    assert len([x for x in dotted.x if x == 5]) == 1  # a dotted line for the first row
    assert not solid.x  # and nothing at all for the second


def test_what_many_could_not_judge_has_words_of_its_own():
    rows = overview.rows(published(*["0000333"] * 8, invited=8), PART)
    assert rows[0].score == "te veel collega's konden dit niet beoordelen"


def test_scored_together_says_so_instead_of_agreement():
    rows = overview.rows(joint(3.5), PART)
    assert (rows[0].score, rows[0].words, rows[0].n) == ("3,5", "samen afgesproken", None)


# -- against an earlier measurement ---------------------------------------------------------------------------


def test_a_comparison_adds_the_earlier_score_and_the_word():
    now = half(3, 4)
    rows = overview.rows(now, PART, against(half(2, 3), now))
    assert (rows[0].earlier, rows[0].change, rows[0].compared) == (
        2.5,
        "duidelijk hoger",
        "duidelijk hoger (2,5 → 3,5)",
    )
    assert overview.description(rows, SCALE).startswith(
        "Scores van 1 (nog niet) tot 5 (helemaal). "
        "Onderdeel 1: aanbeveling-1: 3,5, dicht bij elkaar, eerder 2,5, duidelijk hoger."
    )
    frame = overview_picture.table(rows, "mei 2025")
    assert frame.columns.tolist()[-2:] == ["Score in mei 2025", "Verschil"]
    assert frame.to_numpy().tolist()[0][-2:] == ["2,5", "duidelijk hoger (2,5 → 3,5)"]


def test_a_short_scan_is_compared_on_the_items_of_both():
    full = published(*["2225225"] * 4, *["3335335"] * 4, invited=8)
    now = half(3, 4, short=True)
    row = overview.rows(now, PART, against(full, now))[0]
    assert row.earlier == 3.125
    assert row.compared == "duidelijk hoger (2,5 → 3,5, op dezelfde stellingen)"


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_earlier_dot_is_hollow_and_lighter_and_the_word_stands_in_the_picture(colours):
    now = half(3, 4)
    picture = overview_picture.figure(overview.rows(now, PART, against(half(2, 3), now)), SCALE, colours)
    earlier, present = picture.data[3:]
    assert list(earlier.x) == [2.5, 2.5]
    assert (earlier.marker.color, earlier.marker.line.color) == (colours.ground, colours.earlier)
    assert list(present.x) == [3.5, 3.5]
    assert [label.text for label in picture.layout.annotations].count("duidelijk hoger") == 2


def test_scores_agreed_together_are_never_given_a_word():
    rows = overview.rows(joint(4.0), PART, against(joint(3.0), joint(4.0)))
    assert (rows[0].earlier, rows[0].change, rows[0].compared) == (3.0, "", "")


def test_an_earlier_measurement_under_the_threshold_leaves_no_dot():
    now = half(3, 4)
    row = overview.rows(now, PART, against(half(2, 3, people=4), now))[0]
    assert (row.earlier, row.change) == (None, "te weinig antwoorden om te vergelijken")


def test_the_html_table_can_be_reached_by_keys_and_escapes_what_stands_in_it():
    html = overview_picture.table_html(overview.rows(half(2, 3), PART), "<b>mei</b>")
    assert 'tabindex="0"' in html
    assert "Score in &lt;b&gt;mei&lt;/b&gt;" in html
