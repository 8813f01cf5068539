"""Progress over time: a small panel per construct on one axis from 1 to 5, in HTML so that panels wrap on a phone.

A line joins only what was compared, at the scores of that comparison; its word is the last step's and nothing more.
"""

from collections.abc import Sequence
from html import escape

import pandas as pd

from leidraad.charts import axis, change_words, tables
from leidraad.charts.no_score import missing
from leidraad.content.models import Construct, Scale
from leidraad.domain.progress import Moment, Point, Progress, TrendLine, TrendStep
from leidraad.domain.result import Mode, Visibility
from leidraad.notation import decimal

_ALL_TICKS = 4  # more moments than this: only the first and the last are named
_MOST_COUNTS = 10
CROWDED = 12  # from here on marks are smaller
_SAME = 0.005


def figure(progress: Progress, constructs: Sequence[Construct], scale: Scale) -> str:
    """The panels of these constructs, in the order of the instrument."""
    panels = "".join(_panel(progress, construct, scale) for construct in constructs)
    return f'<div class="panelen">{panels}</div>'


def line_of(progress: Progress, construct: Construct) -> TrendLine:
    """The line of a construct; without any point where no measurement had it."""
    try:
        return progress.line(construct.id)
    except KeyError:
        return TrendLine(construct.id, (), ())


def _panel(progress: Progress, construct: Construct, scale: Scale) -> str:
    line, moments = line_of(progress, construct), progress.moments
    crowded = " druk" if len(moments) > CROWDED else ""
    return (
        f'<section class="paneel{crowded}"><h3>{escape(construct.name)}</h3><p>{escape(word(line, moments))}</p>'
        f'<div class="verloop" role="img" aria-label="{escape(description(line, construct, moments, scale))}">'
        f'<div class="vlak">{_axis()}{_steps(line, len(moments))}{_points(line, moments)}</div>'
        f"{_counts(line)}{_ticks(moments)}</div></section>"
    )


def _axis() -> str:
    return "".join(
        f'<i class="as" style="top:{axis.top(value)}"></i><span class="cijfer" style="top:{axis.top(value)}">{value}</span>'
        for value in axis.TICKS
    )


def _steps(line: TrendLine, moments: int) -> str:
    return "".join(_line(step, moments) + _dashes(step, line, moments) for step in line.steps)


def ends(step: TrendStep) -> list[tuple[int, float]]:
    """The place and score on both sides of a step over the statements that count on both; empty where there are none."""
    if step.shared:
        return list(zip((step.start, step.end), step.shared, strict=True))
    if not step.compared or step.change is None:
        return []
    sides = ((step.start, step.change.before), (step.end, step.change.after))
    return [(place, wave.mean) for place, wave in sides if wave]


def _line(step: TrendStep, moments: int) -> str:
    if not step.compared:
        return ""
    x, y = zip(*((_x(place, moments), axis.top(mean)) for place, mean in ends(step)), strict=True)
    corners = ",".join(
        (
            f"{x[0]} calc({y[0]} - 1.3px)",
            f"{x[1]} calc({y[1]} - 1.3px)",
            f"{x[1]} calc({y[1]} + 1.3px)",
            f"{x[0]} calc({y[0]} + 1.3px)",
        )
    )
    return f'<i class="lijn" style="clip-path:polygon({corners})"></i>'


def _dashes(step: TrendStep, line: TrendLine, moments: int) -> str:
    return "".join(
        f'<i class="streep" style="left:{_x(place, moments)};top:{axis.top(mean)}"></i>'
        for place, mean in ends(step)
        if differs(mean, line.points[place].mean)
    )


def differs(compared_with: float, shown: float | None) -> bool:
    """Whether a line ends beside its dot, because fewer statements were compared than the score is about."""
    return abs(compared_with - (shown or 0)) > _SAME


def _points(line: TrendLine, moments: Sequence[Moment]) -> str:
    mixed = has_mixed_lengths(moments)
    last = last_shown(line)
    drawn = []
    for point in line.points:
        left = _x(point.place, len(moments))
        if point.mean is None:
            if point.visibility is Visibility.BELOW_THRESHOLD:
                drawn.append(f'<i class="drempel" style="left:{left}"></i>')
            continue
        kind = "samen" if point.mode is Mode.JOINT else "vol"
        small = " kort" if point.short and mixed and point.mode is Mode.INDIVIDUAL else ""
        drawn.append(f'<i class="punt {kind}{small}" style="left:{left};top:{axis.top(point.mean)}"></i>')
        if point is last:
            under = " onder" if point.mean > 4.4 else ""
            drawn.append(
                f'<b class="waarde{under}" style="left:{left};top:{axis.top(point.mean)}">{decimal(point.mean)}</b>'
            )
    return "".join(drawn)


def last_shown(line: TrendLine) -> Point | None:
    """The point whose score is written out: the last individual one, or the last."""
    shown = [point for point in line.points if point.mean is not None]
    individual = [point for point in shown if point.mode is Mode.INDIVIDUAL]
    return next(iter((individual or shown)[::-1]), None)


def _counts(line: TrendLine) -> str:
    shown = "".join(
        f'<span style="left:{_x(point.place, len(line.points))}">{point.n}</span>' for point in counted(line)
    )
    return f'<div class="aantallen">{shown}</div>'


def counted(line: TrendLine) -> list[Point]:
    """The points under which the number of people fits; the last always."""
    moments = len(line.points)
    every = -(-moments // _MOST_COUNTS)
    return [point for point in line.points if point.n is not None and (moments - 1 - point.place) % every == 0]


def _ticks(moments: Sequence[Moment]) -> str:
    shown = "".join(
        f'<span style="left:{_x(place, len(moments))}">{escape(moments[place].tick)}</span>'
        for place in ticked(moments)
    )
    return f'<div class="tikken">{shown}</div>'


def ticked(moments: Sequence[Moment]) -> list[int]:
    """The places whose moment is named under a panel."""
    last = len(moments) - 1
    return [place for place in range(len(moments)) if len(moments) <= _ALL_TICKS or place in (0, last)]


def _x(place: int, moments: int) -> str:
    return f"{100 * place / (moments - 1):.2f}%" if moments > 1 else "50%"


def has_mixed_lengths(moments: Sequence[Moment]) -> bool:
    """Whether short and full individual measurements stand beside each other."""
    return len({one.result.short for one in moments if one.result.mode is Mode.INDIVIDUAL}) > 1


def key(progress: Progress, scale: Scale) -> str:
    """The legend, with only the marks that are there."""
    shown = "".join(
        f'<span><em aria-hidden="true"><i class="{mark}"></i></em>{text}</span>' for mark, text in _marks(progress)
    )
    rest = "".join(f"<span>{escape(text)}</span>" for text in _around(progress, scale))
    return f'<div class="legenda tekens">{shown}{rest}</div>'


_IN_WORDS = {
    "punt vol": "stip",
    "punt vol kort": "kleine stip",
    "punt samen": "vierkant",
    "streep": "streepje",
    "drempel": "stippellijn",
}


def marks(progress: Progress, scale: Scale) -> list[str]:
    """The legend in words only, for where the marks cannot stand beside them."""
    return [*(f"{_IN_WORDS[mark]}: {text}" for mark, text in _marks(progress)), *_around(progress, scale)]


def _marks(progress: Progress) -> list[tuple[str, str]]:
    points = [point for line in progress.lines for point in line.points]
    steps = [step for line in progress.lines for step in line.steps]
    known = [
        ("punt vol", "score", any(one.mean and one.mode is Mode.INDIVIDUAL for one in points)),
        ("punt vol kort", "score van een korte scan", has_mixed_lengths(progress.moments)),
        ("punt samen", "samen afgesproken", any(one.mean and one.mode is Mode.JOINT for one in points)),
        (
            "streep",
            "score op de stellingen die beide keren meetelden",
            any(one.in_part or one.shared for one in steps),
        ),
        (
            "drempel",
            "onder de drempel: te weinig antwoorden",
            any(one.visibility is Visibility.BELOW_THRESHOLD for one in points),
        ),
    ]
    return [(mark, text) for mark, text, there in known if there]


def _around(progress: Progress, scale: Scale) -> list[str]:
    counts = any(point.n for line in progress.lines for point in line.points)
    ends = f"1 is {scale.labels[0]}, 5 is {scale.labels[-1]}"
    return [ends, "onder een stip: hoeveel mensen meetellen"] if counts else [ends]


def word(line: TrendLine, moments: Sequence[Moment]) -> str:
    """The word above a panel: about the last two individual measurements, or why there is none."""
    if line.steps:
        last = line.steps[-1]
        return change_words.word(last) if last.verdict else f"niet te vergelijken met {moments[last.start].name}"
    shown = last_shown(line)
    if shown is None:
        return missing(line.points[-1].visibility, moments[-1].result.k) if line.points else "geen gegevens"
    return "samen afgesproken" if shown.mode is Mode.JOINT else "één meting"


def description(line: TrendLine, construct: Construct, moments: Sequence[Moment], scale: Scale) -> str:
    """What one panel says: every score with its moment and people, and the sentence of the last step."""
    start = f"{construct.name}, scores van 1 ({scale.labels[0]}) tot 5 ({scale.labels[-1]})."
    clear = {
        step.end: f", {change_words.word(step)} dan de meting ervoor" for step in line.steps[:-1] if step.clear
    }
    said = [
        f"{_capital(moments[point.place].name)}: {_said(point, moments)}{clear.get(point.place, '')}."
        for point in line.points
    ]
    return " ".join([start, *said, *([_sentence(line.steps[-1], moments)] if line.steps else [])])


def _said(point: Point, moments: Sequence[Moment]) -> str:
    if point.mean is None:
        return missing(point.visibility, moments[point.place].result.k)
    if point.mode is Mode.JOINT:
        return f"{decimal(point.mean)}, samen afgesproken"
    return f"{decimal(point.mean)} ({point.n} mensen)"


def _sentence(step: TrendStep, moments: Sequence[Moment]) -> str:
    if step.change is None:
        return f"Niet te vergelijken met {moments[step.start].name}.{change_words.shared(step)}"
    said = change_words.sentence(step.change, moments[step.start].name)
    confirmed = " Bevestigd: twee keer na elkaar naar dezelfde kant, en minstens één keer duidelijk."
    return said + confirmed if step.confirmed else said


def table(progress: Progress, constructs: Sequence[Construct]) -> pd.DataFrame:
    """The same as a table: one row per construct and measurement."""
    rows = [
        _row(progress.moments, construct, line_of(progress, construct), point)
        for construct in constructs
        for point in line_of(progress, construct).points
    ]
    columns = ["Onderdeel", "Meting", "Score", "Aantal mensen", "Manier", "Vergeleken met de meting ervoor"]
    return pd.DataFrame(rows, columns=columns)


def table_html(progress: Progress, constructs: Sequence[Construct]) -> str:
    """The table as HTML."""
    return tables.as_html(table(progress, constructs), words=True)


def _row(moments: Sequence[Moment], construct: Construct, line: TrendLine, point: Point) -> list[str]:
    moment = moments[point.place]
    return [
        construct.name,
        moment.name,
        missing(point.visibility, moment.result.k) if point.mean is None else decimal(point.mean),
        "" if point.n is None else str(point.n),
        point.mode.value + (", korte scan" if point.short else ""),
        next((change_words.compared(step) for step in line.steps if step.end == point.place), ""),
    ]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
