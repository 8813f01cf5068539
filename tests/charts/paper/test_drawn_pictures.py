"""The drawn pictures: every mark at the height and place that its score says; the same words as on the screen."""

import re

from leidraad.charts import overview, progress_rows
from leidraad.charts import progress as panels
from leidraad.charts.palette import ANSWERS, LIGHT
from leidraad.charts.paper import drawn_overview, drawn_progress, drawn_statements
from leidraad.domain import progress
from leidraad.domain.progress import Moment, Progress
from leidraad.domain.result import Result
from tests.charts.paper.test_pen import words
from tests.domain.halves import half, joint, published
from tests.domain.teams import INSTRUMENT

PART = INSTRUMENT.parts[0]
A1 = INSTRUMENT.constructs[0]


def over(*results: Result) -> Progress:
    return progress.of([Moment(f"mei {2020 + n}", f"mei '{20 + n}", n, one) for n, one in enumerate(results)])


def profile(result: Result, before: Result | None = None) -> str:
    found = None
    if before:
        row = [Moment("mei 2025", "mei '25", 1, before), Moment("mei 2026", "mei '26", 2, result)]
        found = progress.compare(row, *row)
    return drawn_overview.picture(overview.rows(result, PART, found), INSTRUMENT.scale).svg()


def circles(drawn: str, fill: str) -> list[tuple[float, float]]:
    found = re.findall(rf'<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+" fill="{fill}"', drawn)
    return [(float(x), float(y)) for x, y in found]


# -- overview ---------------------------------------------------------------------------------------------------


def test_the_dot_of_the_overview_stands_where_the_score_is():
    drawn = profile(half(2, 3))
    # 2.5 lies (2.5 - 1) / 4 = 0.375 on the way from 240 to 486: 332.25
    assert {x for x, _ in circles(drawn, LIGHT.team)} == {332.2}
    assert words(drawn)[:2] == ["nog niet", "helemaal"]
    assert words(drawn).count("2,5") == 2
    assert words(drawn).count("dicht bij elkaar") == 2


def test_an_earlier_score_is_hollow_and_the_word_for_the_change_stands_beside_it():
    drawn = profile(half(3, 4), half(2, 3))
    assert circles(drawn, "#ffffff") == [(332.2, y) for _, y in circles(drawn, LIGHT.team)]
    assert words(drawn).count("duidelijk hoger") == 2


def test_under_the_threshold_is_a_dotted_line_and_no_data_is_none():
    drawn = profile(published(*["3------"] * 4, *["-3-----"] * 4, invited=8))
    assert "<circle" not in drawn
    assert drawn.count("stroke-dasharray") == 1
    assert "onder de drempel van" in " ".join(words(drawn))
    assert "geen gegevens" in words(drawn)


def test_the_description_of_the_overview_is_that_of_the_screen():
    rows = overview.rows(half(2, 3), PART)
    assert drawn_overview.picture(rows, INSTRUMENT.scale).description == overview.description(
        rows, INSTRUMENT.scale
    )


# -- statements -------------------------------------------------------------------------------------------------


def block(result: Result) -> drawn_statements.Picture:
    return drawn_statements.picture(A1, result.construct(A1.id), result.k, INSTRUMENT.scale)


def test_a_bar_holds_a_number_per_answer_and_fills_the_width():
    drawn = block(published(*["2225225"] * 2, *["3335335"] * 6, invited=8)).svg()
    low, mid = ANSWERS[1][0], ANSWERS[2][0]
    widths = [
        float(width)
        for fill in (low, mid)
        for width in re.findall(rf'width="([\d.]+)" height="26" fill="{fill}"', drawn)
    ]
    # 680 - 346 = 334, two units between; 17 each for the numbers, the other 298 shared out 2 to 6
    assert widths == [91.5] * 3 + [240.5] * 3
    assert words(drawn).count("6") == 3
    assert "gemiddeld 2,8, dicht bij elkaar" in words(drawn)


def test_for_five_to_seven_people_there_is_a_rounded_mean_and_no_bar():
    picture = block(half(3, 4, people=6))
    assert 'height="26"' not in picture.svg()
    assert words(picture.svg()).count("Ongeveer 3,5, afgerond op een half punt.") == 4
    assert "nog niet" not in words(picture.svg())


def test_the_description_says_how_many_chose_what():
    assert block(half(2, 3)).description.startswith("Wij doen iets. 4 een beetje, 4 deels; gemiddeld 2,5, ")


# -- progress ---------------------------------------------------------------------------------------------------


def test_a_panel_draws_points_people_and_the_line_between_what_was_compared():
    drawn = drawn_progress.picture(
        progress_rows.of(over(half(2, 3), half(3, 4, people=10)), [A1], INSTRUMENT.scale)
    ).svg()
    # height 58 for 5, 92 lower for 1: 2.5 at 58 + 92 x 2.5 / 4 = 115.5; 3.5 at 92.5
    assert circles(drawn, LIGHT.team) == [
        (24.0, 115.5),
        (182.0, 92.5),
    ]  # every measurement filled: a change is a word
    assert circles(drawn, "#ffffff") == []
    assert '<line x1="24" y1="115.5" x2="182" y2="92.5"' in drawn
    assert {"8", "10", "mei '20", "mei '21", "3,5", "duidelijk hoger"} <= set(words(drawn))


def test_together_is_a_square_without_a_line_and_under_the_threshold_is_dotted():
    drawn = drawn_progress.picture(
        progress_rows.of(over(joint(3.0), half(2, 3, people=4)), [A1], INSTRUMENT.scale)
    ).svg()
    assert re.findall(r'<rect [^>]*width="(\S+)" height="(\S+)"', drawn) == [("12", "12")]
    assert drawn.count("stroke-dasharray") == 1
    assert "<circle" not in drawn


def test_the_legend_says_the_same_as_the_one_on_the_screen():
    found = over(half(2, 3), joint(4.0), half(3, 4, short=True), half(2, 3, people=4))
    on_screen = panels.key(found, INSTRUMENT.scale)
    for said in panels.legend(found, INSTRUMENT.scale).rstrip(".").split(". "):
        assert said.split(": ")[-1].lower() in on_screen.lower()
    assert panels.legend(over(half(2, 3)), INSTRUMENT.scale) == (
        "Stip: score. 1 is nog niet, 5 is helemaal. Onder een stip: hoeveel mensen meetellen."
    )
