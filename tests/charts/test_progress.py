"""The panels: marks, lines and words of a small team; two measurements of eight people, see tests/domain/halves."""

import pytest

from leidraad.charts import progress as panels
from leidraad.charts import progress_panels, progress_rows
from leidraad.domain import progress
from leidraad.domain.progress import Moment, Progress
from leidraad.domain.result import Result
from tests.domain.halves import half, joint, published, version_two
from tests.domain.teams import INSTRUMENT

A1, D1 = INSTRUMENT.constructs
SCALE = INSTRUMENT.scale
MONTHS = ("mei 2024", "november 2024", "mei 2025", "november 2025")


def over(*results: Result) -> Progress:
    return progress.of(
        [
            Moment(name, f"{name[:3]} '{name[-2:]}", order, result)
            for order, (name, result) in enumerate(zip(MONTHS, results, strict=False))
        ]
    )


def said(found: Progress) -> str:
    return panels.description(panels.line_of(found, A1), A1, found.moments, SCALE)


def still(found: Progress) -> str:
    return progress_panels.still(progress_rows.of(found, [A1], SCALE))


def word(found: Progress) -> str:
    return panels.word(panels.line_of(found, A1), found.moments)


def test_the_description_says_every_score_and_the_last_word():
    assert said(over(half(2, 3), half(3, 4, people=10))) == (
        "Onderdeel 1: aanbeveling-1, scores van 1 (nog niet) tot 5 (helemaal). "
        "Mei 2024: 2,5 (8 mensen). November 2024: 3,5 (10 mensen). "
        "Duidelijk hoger dan in mei 2024 (2,5 → 3,5). Zo'n verschil komt zelden door toeval alleen."
    )


def test_the_description_says_earlier_clear_steps_and_what_is_confirmed():
    assert said(over(half(1, 2), half(2, 3), half(3, 4))) == (
        "Onderdeel 1: aanbeveling-1, scores van 1 (nog niet) tot 5 (helemaal). "
        "Mei 2024: 1,5 (8 mensen). November 2024: 2,5 (8 mensen), duidelijk hoger dan de meting ervoor. "
        "Mei 2025: 3,5 (8 mensen). "
        "Duidelijk hoger dan in november 2024 (2,5 → 3,5). Zo'n verschil komt zelden door toeval alleen. "
        "Bevestigd: twee keer na elkaar naar dezelfde kant, en minstens één keer duidelijk."
    )


def test_two_times_possibly_is_not_called_confirmed_in_the_panel_nor_in_its_description():
    found = over(*(half(low, low + 1, invited=20) for low in (1, 2, 3)))  # 8 of 20: "mogelijk" at most
    assert word(found) == "mogelijk hoger"
    assert said(found).endswith("Mogelijk hoger dan in november 2024 (2,5 → 3,5). Dit kan ook toeval zijn.")


def test_under_the_threshold_no_data_and_together_read_differently():
    nobody = published(*["----333"] * 8, invited=8)
    assert said(over(half(2, 3, people=4), joint(3.5), nobody)) == (
        "Onderdeel 1: aanbeveling-1, scores van 1 (nog niet) tot 5 (helemaal). "
        "Mei 2024: onder de drempel van 5 antwoorden. November 2024: 3,5, samen afgesproken. Mei 2025: geen gegevens."
    )


def test_two_versions_have_dashes_on_the_statements_of_both_and_no_line_nor_word():
    old = published(*["2225225"] * 4, *["3335335"] * 4, invited=8)
    found = over(old, version_two(half(3, 4), "vo-a1-04"))
    picture = still(found)
    assert ('class="streep"' in picture, 'class="lijn"' in picture) == (True, False)
    assert word(found) == "niet te vergelijken met mei 2024"
    assert said(found).endswith(
        "Niet te vergelijken met mei 2024. Op de stellingen uit beide versies: 2,5 en 3,5."
    )
    assert "Op de stellingen uit beide versies: 2,5 en 3,5." in panels.table_html(found, INSTRUMENT.constructs)
    assert "score op de stellingen die beide keren meetelden" in panels.key(found, SCALE)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([half(2, 3)], "één meting"),
        ([joint(3.0), joint(4.0)], "samen afgesproken"),
        ([half(2, 3), half(2, 3)], "geen duidelijk verschil"),
        ([half(2, 3), half(3, 4)], "duidelijk hoger"),
        ([half(3, 4), half(2, 3)], "duidelijk lager"),
        ([half(2, 3, invited=20), half(3, 4)], "mogelijk hoger"),
        ([half(1, 2), half(2, 3), half(3, 4)], "duidelijk hoger, bevestigd"),
        ([half(2, 3, people=4)], "onder de drempel van 5 antwoorden"),
    ],
)
def test_the_word_above_a_panel_is_about_the_last_step(results, expected):
    assert word(over(*results)) == expected


def test_the_word_for_other_items_names_what_it_cannot_be_compared_with():
    new = half(3, 4)
    items = tuple(one.model_copy(update={"id": f"{one.id}x"}) for one in new.constructs[0].items)
    other = new.constructs[0].model_copy(update={"items": items})
    found = over(half(2, 3), new.model_copy(update={"constructs": (other, new.constructs[1])}))
    assert word(found) == "niet te vergelijken met mei 2024"
    assert '<i class="lijn"' not in still(found)


def test_the_line_runs_between_the_compared_scores_and_every_measurement_is_filled():
    drawn = still(over(half(2, 3), half(3, 4)))
    # (5 - 2.5) / 4 = 62.5 % from the top, (5 - 3.5) / 4 = 37.5 %
    assert "polygon(0.00% calc(62.50% - 1.3px),100.00% calc(37.50% - 1.3px)" in drawn
    assert '<i class="punt vol" style="left:0.00%;top:62.50%">' in drawn
    assert '<i class="punt vol" style="left:100.00%;top:37.50%">' in drawn
    assert ">3,5</b>" in drawn
    assert '<span style="left:0.00%">8</span>' in drawn


def test_together_has_its_own_mark_and_no_line():
    drawn = still(over(half(2, 3), joint(4.0), half(2, 3)))
    assert drawn.count('<i class="lijn"') == 1
    assert '<i class="punt samen" style="left:50.00%;top:25.00%">' in drawn


def test_a_short_scan_is_marked_and_the_line_starts_at_the_common_items():
    full = published(*["2225225"] * 4, *["3335335"] * 4, invited=8)  # 3.125 over four items, 2.5 over the core
    drawn = still(over(full, half(3, 4, short=True)))
    assert '<i class="punt vol" style="left:0.00%;top:46.88%">' in drawn
    assert '<i class="streep" style="left:0.00%;top:62.50%">' in drawn
    assert '<i class="punt vol kort"' in drawn
    assert "kort" not in still(over(half(2, 3, short=True), half(3, 4, short=True)))


def test_under_the_threshold_is_a_dotted_line_and_no_data_is_nothing():
    nobody = published(*["----333"] * 8, invited=8)
    drawn = still(over(half(2, 3), half(2, 3, people=4), nobody))
    assert drawn.count('class="drempel"') == 1
    assert '<i class="drempel" style="left:50.00%">' in drawn


def test_the_table_says_the_same_per_measurement():
    full = published(*["2225225"] * 4, *["3335335"] * 4, invited=8)
    frame = panels.table(over(full, joint(4.0), half(3, 4, short=True), half(2, 3, people=4)), [A1])
    assert frame.columns.tolist() == [
        "Onderdeel",
        "Meting",
        "Score",
        "Aantal mensen",
        "Manier",
        "Vergeleken met de meting ervoor",
    ]
    assert frame.to_numpy().tolist() == [
        ["Onderdeel 1: aanbeveling-1", "mei 2024", "3,1", "8", "individueel", ""],
        ["Onderdeel 1: aanbeveling-1", "november 2024", "4,0", "", "samen", ""],
        [
            "Onderdeel 1: aanbeveling-1",
            "mei 2025",
            "3,5",
            "8",
            "individueel, korte scan",
            "duidelijk hoger (2,5 → 3,5, op dezelfde stellingen)",
        ],
        [
            "Onderdeel 1: aanbeveling-1",
            "november 2025",
            "onder de drempel van 5 antwoorden",
            "",
            "individueel",
            "",
        ],
    ]


def test_the_legend_has_only_the_marks_that_are_there():
    plain = panels.key(over(half(2, 3), half(2, 3)), SCALE)
    assert "1 is nog niet, 5 is helemaal" in plain
    assert "onder een stip: hoeveel mensen meetellen" in plain
    for absent in ("duidelijk", "korte scan", "samen", "drempel", "beide keren"):
        assert absent not in plain
    rich = panels.key(over(half(2, 3), joint(4.0), half(3, 4, short=True), half(2, 3, people=4)), SCALE)
    for there in (
        "score van een korte scan",
        "samen afgesproken",
        "drempel",
    ):
        assert there in rich


def test_a_construct_of_a_later_version_has_an_empty_panel():
    found = over(half(2, 3).model_copy(update={"constructs": half(2, 3).constructs[:1]}))
    assert panels.word(panels.line_of(found, D1), found.moments) == "geen gegevens"
    assert "2 " not in panels.table(found, [D1]).to_csv(index=False)


def test_twenty_measurements_stay_readable():
    found = progress.of([Moment(f"keer {n}", f"k{n}", n, half(2, 3)) for n in range(20)])
    drawn = still(found)
    assert "paneel druk" in drawn
    assert drawn.count(">8</span>") == 10
    assert (">k0<" in drawn, ">k10<" in drawn, ">k19<" in drawn) == (True, False, True)
