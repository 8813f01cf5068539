"""The plans of a team on a line of time: steps as stretches, marks for looking back and a small inquiry, and all of it in words."""

from leidraad.charts import plan_line
from leidraad.charts.plan_line import LineMark, PointLine
from tests.charts.seen import words

LINE = PointLine(
    "Samen leren <b>",
    (
        LineMark(10, "10 januari", "gekozen, stap 2", 2),
        LineMark(30, "30 januari", "stap 3", 3),
        LineMark(60, "1 maart", "teruggekeken: deels, daarna bijstellen"),
        LineMark(70, "11 maart", "klein onderzoek"),
        LineMark(110, "20 april", "geborgd"),
    ),
    110,
)


def test_a_step_lies_where_it_was_and_as_long_as_it_lasted() -> None:
    drawn = plan_line.figure([LINE], [LineMark(10, "januari", "meting")], 110)
    assert '<b class="stap-2" style="left:0.0%;width:20.0%">2</b>' in drawn
    assert '<b class="stap-3" style="left:20.0%;width:80.0%">3</b>' in drawn
    assert drawn.count('<i class="terug"') == 2
    assert '<i class="vraag" style="left:60.0%"' in drawn


def test_every_moment_is_in_words_too_and_a_name_stays_letters() -> None:
    drawn = plan_line.figure([LINE], [], 110)
    for one in LINE.marks:
        assert f"{one.when}: {one.what}" in drawn
        assert one.what in words(plan_line.table([LINE]))
    assert "<b>" not in drawn
    assert "Samen leren &lt;b&gt;" in drawn


def test_all_on_one_day_is_drawn_too() -> None:
    one = PointLine("Nieuw", (LineMark(5, "vandaag", "gekozen, stap 2", 2),), 5)
    assert "Nieuw" in plan_line.figure([one], [], 5)
