"""Progress over time in words: the word above a panel, what a picture says, its legend, and the same as a table."""

from collections.abc import Sequence

import pandas as pd

from leidraad.charts import change_words, marks, tables
from leidraad.charts.marks import Mark
from leidraad.charts.no_score import missing
from leidraad.content.models import Construct, Scale
from leidraad.domain.progress import Moment, Point, Progress, TrendLine, TrendStep
from leidraad.domain.result import Mode, Visibility
from leidraad.notation import decimal


def line_of(progress: Progress, construct: Construct) -> TrendLine:
    """The line of a construct; without any point where no measurement had it."""
    try:
        return progress.line(construct.id)
    except KeyError:
        return TrendLine(construct.id, (), ())


def ends(step: TrendStep) -> list[tuple[int, float]]:
    """The place and score on both sides of a step over the statements that count on both; empty where there are none."""
    if step.shared:
        return list(zip((step.start, step.end), step.shared, strict=True))
    if not step.compared or step.change is None:
        return []
    sides = ((step.start, step.change.before), (step.end, step.change.after))
    return [(place, wave.mean) for place, wave in sides if wave]


def last_shown(line: TrendLine) -> Point | None:
    """The point whose score is written out: the last individual one, or the last."""
    shown = [point for point in line.points if point.mean is not None]
    individual = [point for point in shown if point.mode is Mode.INDIVIDUAL]
    return next(iter((individual or shown)[::-1]), None)


def has_mixed_lengths(moments: Sequence[Moment]) -> bool:
    """Whether short and full individual measurements stand beside each other."""
    return len({one.result.short for one in moments if one.result.mode is Mode.INDIVIDUAL}) > 1


def key(progress: Progress, scale: Scale) -> str:
    """The legend, with only the marks that are there."""
    return marks.legend(_marks(progress), _around(progress, scale))


def legend(progress: Progress, scale: Scale) -> str:
    """The same in sentences, for on paper."""
    return marks.sentence(_marks(progress), _around(progress, scale))


def _marks(progress: Progress) -> list[tuple[Mark, str]]:
    points = [point for line in progress.lines for point in line.points]
    steps = [step for line in progress.lines for step in line.steps]
    mixed = has_mixed_lengths(progress.moments)
    alone = [one for one in points if one.mean and one.mode is Mode.INDIVIDUAL]
    known = [
        (Mark.SCORE, "score", any(not (mixed and one.short) for one in alone)),
        (Mark.SHORT, "score van een korte scan", mixed and any(one.short for one in alone)),
        (Mark.JOINT, "samen afgesproken", any(one.mean and one.mode is Mode.JOINT for one in points)),
        (
            Mark.IN_PART,
            "score op de stellingen die beide keren meetelden",
            any(one.in_part or one.shared for one in steps),
        ),
        (
            Mark.HIDDEN,
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
