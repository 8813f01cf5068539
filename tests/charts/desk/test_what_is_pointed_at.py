"""Whoever points at a figure, or reads all that was sent to the browser for it, finds published values only."""

import json
import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leidraad.charts import overview, progress_rows, years_rows
from leidraad.charts.desk import frame, overview_figure, progress_figure, years_figure
from leidraad.charts.palette import DARK, LIGHT, Palette
from leidraad.domain import progress, school_view
from leidraad.domain.progress import Moment, Progress
from leidraad.domain.result import Result
from leidraad.domain.school_view import Stand
from leidraad.notation import decimal
from tests.charts.seen import HOSTILE, hostile_instrument
from tests.charts.spread import spread
from tests.domain.halves import half, joint, published
from tests.domain.teams import INSTRUMENT

PART, SCALE = INSTRUMENT.parts[0], INSTRUMENT.scale
IDS = [one.id for one in PART.constructs]
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b", re.IGNORECASE)


def over(*results: Result) -> Progress:
    return progress.of([Moment(f"keer {turn}", f"k{turn}", turn, one) for turn, one in enumerate(results)])


def of_overview(*results: Result, colours: Palette = LIGHT) -> str:
    row = over(*results).moments
    against = progress.compare(row, row[-2], row[-1]) if len(row) > 1 else None
    return overview_figure.figure(tuple(overview.rows(results[-1], PART, against, "keer")), SCALE, colours)


def of_progress(*results: Result, colours: Palette = LIGHT) -> str:
    return progress_figure.figure(progress_rows.of(over(*results), PART.constructs, SCALE), colours)


def of_years(*results: Result, colours: Palette = LIGHT) -> str:
    stands = [
        Stand(turn, 2025, school_view.scores(one), f"Team {turn}", "mei") for turn, one in enumerate(results)
    ]
    spreads = school_view.spreads(stands, IDS, [2025])
    return years_figure.figure(years_rows.of(spreads, PART.constructs, [2025]), colours)


FIGURES = (of_overview, of_progress, of_years)


def pointed(figure: str) -> list[str]:
    """All that one can read by pointing."""
    return [said for trace in json.loads(figure)["data"] for said in trace.get("hovertext", ()) if said]


def drawn(figure: str) -> Iterator[dict[str, Any]]:
    """The traces of which one can point at something."""
    yield from (trace for trace in json.loads(figure)["data"] if trace["hoverinfo"] == "text")


# -- it works -------------------------------------------------------------------------------------------------


def test_every_dot_says_what_it_is_how_many_when_and_which_word() -> None:
    assert pointed(of_overview(half(2, 3), half(3, 4)))[:1] == [
        "<b>Onderdeel 1: aanbeveling-1</b><br>Eerder: 2,5 · 8 mensen · keer 0"
    ]
    assert pointed(of_progress(half(2, 3), half(3, 4)))[1] == (
        "<b>Onderdeel 1: aanbeveling-1</b><br>3,5 · 8 mensen · keer 1<br>duidelijk hoger (2,5 → 3,5)"
    )
    assert pointed(of_years(half(2, 3)))[0] == (
        "<b>Team 0</b><br>Onderdeel 1: aanbeveling-1<br>2,5 · 8 mensen · mei<br>dicht bij elkaar"
    )


def test_a_score_under_the_threshold_says_just_that() -> None:
    said = pointed(of_overview(half(2, 3, people=4, invited=8)))
    assert set(said) == {
        f"<b>{one.name}</b><br>keer<br>geen score: onder de drempel van 5 antwoorden" for one in PART.constructs
    }


def test_filled_is_now_hollow_is_earlier_and_a_square_was_agreed_on_together() -> None:
    earlier, now = drawn(of_overview(joint(3.0), joint(4.0)))
    assert [one["marker"]["symbol"] for one in (earlier, now)] == ["square", "square"]
    assert (earlier["marker"]["color"], now["marker"]["color"]) == (LIGHT.ground, LIGHT.team)
    assert earlier["marker"]["line"]["color"] == LIGHT.earlier
    assert earlier["marker"]["size"] > now["marker"]["size"], "seen around one of now that lies on it"


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_figure_is_one_that_plotly_knows_in_colours_of_the_palette(figure: Any, colours: Palette) -> None:
    made = figure(half(2, 3), half(3, 4, people=4, invited=8), joint(3.0), half(3, 4, people=10), colours=colours)
    go.Figure(json.loads(made))  # raises for what it does not know
    assert set(COLOUR.findall(made)) <= set(vars(colours).values())
    assert '"template":{}' in made


def test_a_figure_has_one_button_in_dutch_and_nothing_that_drags_or_zooms() -> None:
    chosen = frame.config("beeld")
    assert chosen["modeBarButtons"] == [["toImage"]]
    assert "Bewaar als afbeelding" in chosen["locales"][chosen["locale"]]["dictionary"].values()
    layout = json.loads(of_progress(half(2, 3), half(3, 4)))["layout"]
    assert layout["dragmode"] is False
    axes = [layout[name] for name in layout if name.startswith(("xaxis", "yaxis"))]
    assert all(one["fixedrange"] for one in axes)


def test_a_figure_is_made_once_for_the_same_rows_and_kept() -> None:
    rows = tuple(overview.rows(half(2, 3), PART))
    again = tuple(overview.rows(Result.model_validate_json(half(2, 3).model_dump_json()), PART))
    assert overview_figure.figure(rows, SCALE, LIGHT) is overview_figure.figure(again, SCALE, LIGHT)


# -- attacks --------------------------------------------------------------------------------------------------

ROW = st.text("-12345", min_size=7, max_size=7)
TEAMS = st.lists(ROW, min_size=1, max_size=14)


def numbers(said: str) -> set[str]:
    """Every number in it that could be a score or a count of people; without the names of what was asked."""
    bare = re.sub(r"Onderdeel \d: [\w-]+|keer \d|Team \d|drempel van 5", "", said)
    return set(re.findall(r"\d+(?:,\d+)?", bare))


def shown(*results: Result) -> set[str]:
    """Every number that these Results publish about a construct, as it is written."""
    found = set()
    for one in (cell for result in results for cell in result.constructs):
        if one.published is not None:
            assert one.score is not None
            found |= {decimal(one.published), str(one.score.n)}
        found |= {decimal(value) for value in one.middle_half or ()}
    return found


@settings(max_examples=40, deadline=None)
@given(TEAMS, TEAMS)
def test_no_number_is_sent_that_was_not_published(first: list[str], second: list[str]) -> None:
    before, after = published(*first, invited=14), published(*second, invited=14)
    core = {
        decimal(wave.mean)
        for line in over(before, after).lines
        for step in line.steps
        if step.change
        for wave in (step.change.before, step.change.after)
        if wave
    }
    allowed = shown(before, after) | core
    for figure in FIGURES:
        made = figure(before, after)
        assert set().union(*map(numbers, pointed(made)), set()) <= allowed, figure.__name__


@settings(max_examples=40, deadline=None)
@given(TEAMS)
def test_a_masked_score_has_no_dot_anywhere(rows: list[str]) -> None:
    result = published(*rows, invited=14)
    scores = sorted(one.published for one in result.constructs if one.published is not None)
    assert sorted(x for trace in _dots(of_overview(result)) for x in trace["x"]) == scores
    assert sum(len(trace["x"]) for trace in _dots(of_progress(result))) == len(scores)
    assert sum(len(trace["x"]) for trace in _dots(of_years(result))) == len(scores)


def _dots(figure: str) -> Iterator[dict[str, Any]]:
    return (trace for trace in drawn(figure) if "markers" in trace["mode"])


def test_people_who_trade_their_answers_change_nothing_of_a_figure() -> None:
    one = published("1111111", "5555555", *["3333333"] * 6, invited=8)
    other = published("1515151", "5151515", *["3333333"] * 6, invited=8)
    assert [figure(one) for figure in FIGURES] == [figure(other) for figure in FIGURES]


def test_names_stay_text_wherever_one_points() -> None:
    instrument = hostile_instrument()
    part = instrument.parts[0]
    rows = tuple(overview.rows(half(2, 3), part, None, HOSTILE))
    panels = progress_rows.of(over(half(2, 3), half(3, 4)), part.constructs, instrument.scale)
    teams = years_rows.of([spread(2025, 3.0)], part.constructs[:1], [2025])
    made = [
        overview_figure.figure(rows, instrument.scale, LIGHT),
        progress_figure.figure(panels, LIGHT),
        years_figure.figure(teams, LIGHT),
    ]
    assert all("&lt;b onload" in one and "<b onload" not in one for one in made)
