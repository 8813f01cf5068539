"""The overview of one Result, alone and against an earlier one: rows, description, table and marks."""

from leidraad.charts import marks, overview, overview_picture
from leidraad.domain import progress
from leidraad.domain.progress import Comparison, Moment
from leidraad.domain.result import Result
from tests.charts.seen import lefts
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
    drawn = overview_picture.still(rows, SCALE)
    assert drawn.count('class="as-van onder"') == 1  # a dotted line for the first row
    assert drawn.count('class="as-van niets"') == 1  # and nothing at all for the second
    assert 'class="as-van heel"' not in drawn


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


def test_the_earlier_dot_is_hollow_and_the_word_stands_in_the_picture():
    now = half(3, 4)
    drawn = overview_picture.still(overview.rows(now, PART, against(half(2, 3), now)), SCALE)
    assert lefts(drawn, "punt") == [37.5, 37.5]  # 2,5
    assert lefts(drawn, "punt vol") == [62.5, 62.5]  # 3,5
    assert drawn.count("<b>duidelijk hoger</b>") == 2


def test_what_was_agreed_together_is_a_square_and_an_earlier_agreement_a_hollow_one():
    rows = overview.rows(joint(4.0), PART, against(joint(3.0), joint(4.0)))
    drawn = overview_picture.still(rows, SCALE)
    assert lefts(drawn, "punt samen") == [75.0, 75.0]
    assert lefts(drawn, "punt samen was") == [50.0, 50.0]
    assert marks.sentence(overview.legend(rows, "mei 2025")) == (
        "Vierkant: samen afgesproken. Open vierkant: samen afgesproken in mei 2025."
    )


def test_every_picture_has_a_legend_with_only_the_marks_that_are_there():
    now = half(3, 4, people=10)
    assert marks.in_words(overview.legend(overview.rows(half(2, 3), PART), "")) == ["stip: score van het team"]
    assert marks.in_words(overview.legend(overview.rows(now, PART, against(half(2, 3), now)), "mei 2025")) == [
        "stip: score van het team",
        "open stip: mei 2025",
        "band: de middelste helft van de mensen",
    ]


def test_who_points_reads_what_how_many_when_and_which_word():
    now = half(3, 4)
    row = overview.rows(now, PART, against(half(2, 3), now), "mei 2026")[0]
    assert overview.pointed(row) == (
        "Onderdeel 1: aanbeveling-1",
        "3,5 · 8 mensen · mei 2026",
        "dicht bij elkaar",
        "duidelijk hoger (2,5 → 3,5)",
    )
    assert overview.pointed_earlier(row) == (
        "Onderdeel 1: aanbeveling-1",
        "Eerder: 2,5 · 8 mensen · mei 2025",
        "",
    )


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
