"""Teams beside each other as a picture to print or save: a row per team in the school's order, a column per construct."""

from collections.abc import Sequence

from leidraad.charts import axis, teams_table
from leidraad.charts.no_score import missing
from leidraad.charts.palette import GREY_RULE, LIGHT, WHITE
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.content.models import Part
from leidraad.domain.result import Mode, Visibility
from leidraad.domain.teams_beside import TeamCell, TeamColumn
from leidraad.notation import decimal

_TEAM, _GAP = 118, 10  # room for the name of a team; between columns
_WORDS, _STEP = 10.5, 13  # size and height of a line of words
_HEAD = 10.5  # size of the name of a construct


def picture(columns: Sequence[TeamColumn], part: Part) -> Picture:
    """The teams that have a measurement, with the cells of one part."""
    wide = (pen.WIDTH - _TEAM - _GAP) / len(part.constructs) - _GAP
    places = [_TEAM + _GAP + place * (wide + _GAP) for place in range(len(part.constructs))]
    heads = [[one.kind, *pen.lines(one.short, wide, _HEAD, bold=True)] for one in part.constructs]
    drawn = [pen.block(head, x, 12, _HEAD, step=15, bold=True) for head, x in zip(heads, places, strict=True)]
    top = 15 * max(len(head) for head in heads) + 8.0
    for column in columns:
        body, room = _row(column, part, places, wide, top)
        drawn.append(body)
        top += room
    return Picture("".join(drawn), top, description(columns, part))


def _row(column: TeamColumn, part: Part, places: Sequence[float], wide: float, top: float) -> tuple[str, float]:
    names = pen.lines(column.team.name, _TEAM, 12.5, bold=True)
    about = pen.lines(_about(column), _TEAM, _WORDS)
    cells = [column.cells[construct.id] for construct in part.constructs]
    words = [[line for word in _words(cell) for line in pen.lines(word, wide, _WORDS)] for cell in cells]
    room = max(16 * len(names) + _STEP * len(about), 34 + _STEP * max(len(one) for one in words)) + 12
    drawn = [
        pen.line(0, top, pen.WIDTH, top, GREY_RULE, 1),
        pen.block(names, 0, top + 19, 12.5, step=16, bold=True),
        pen.block(about, 0, top + 19 + 16 * len(names), _WORDS, step=_STEP, colour=LIGHT.soft),
    ]
    for cell, said, x in zip(cells, words, places, strict=True):
        drawn.append(_cell(cell, said, x, wide, top))
    return "".join(drawn), room


def _about(column: TeamColumn) -> str:
    assert column.measured is not None
    moment = column.measured.moment
    return ", ".join([moment.tick, teams_table.who(moment.result), *teams_table.marks_of(moment.result)])


def _words(cell: TeamCell) -> list[str]:
    return [missing(cell.visibility, cell.k)] if cell.mean is None else teams_table.words(cell)


def _cell(cell: TeamCell, said: Sequence[str], x: float, wide: float, top: float) -> str:
    if cell.mean is None:
        dotted = cell.visibility is Visibility.BELOW_THRESHOLD
        line = pen.line(x, top + 12, x + wide, top + 12, LIGHT.axis, 1.5, dots=True) if dotted else ""
        return line + pen.block(said, x, top + 30, _WORDS, step=_STEP, colour=LIGHT.soft)
    at = x + wide * axis.share(cell.mean)
    drawn = [pen.line(x, top + 12, x + wide, top + 12, LIGHT.axis, 1.5)]
    earlier = teams_table.earlier_score(cell)
    if earlier is not None:
        drawn.append(pen.circle(x + wide * axis.share(earlier), top + 12, 4, WHITE, LIGHT.earlier, 1.6))
    if cell.mode is Mode.JOINT:
        drawn.append(pen.square(at, top + 12, 4.5, LIGHT.team))
    else:
        drawn.append(pen.circle(at, top + 12, 5, LIGHT.team))
    drawn.append(pen.text(decimal(cell.mean), x, top + 33, 13, colour=LIGHT.team, bold=True))
    if cell.n is not None:
        drawn.append(pen.text(f"{cell.n} mensen", x + 26, top + 33, _WORDS, colour=LIGHT.soft))
    drawn.append(pen.block(said, x, top + 33 + _STEP, _WORDS, step=_STEP))
    return "".join(drawn)


def legend(columns: Sequence[TeamColumn]) -> str:
    """What the marks mean, in sentences."""
    cells = [cell for column in columns for cell in column.cells.values()]
    marks = [
        ("Lijn: van 1 tot 5.", True),
        ("Stip: score van het team.", any(one.mean and one.mode is Mode.INDIVIDUAL for one in cells)),
        ("Open stip: de eerdere meting van hetzelfde team.", any(column.against for column in columns)),
        ("Vierkant: samen afgesproken.", any(one.mean and one.mode is Mode.JOINT for one in cells)),
        (
            "Stippels: onder de drempel, te weinig antwoorden.",
            any(one.visibility is Visibility.BELOW_THRESHOLD for one in cells),
        ),
    ]
    return " ".join(said for said, there in marks if there)


def description(columns: Sequence[TeamColumn], part: Part) -> str:
    """What the picture says, team by team."""
    return " ".join(
        f"{column.team.name} ({_about(column)}): "
        + "; ".join(f"{one.name} {_said(column.cells[one.id])}" for one in part.constructs)
        + "."
        for column in columns
    )


def _said(cell: TeamCell) -> str:
    if cell.mean is None:
        return missing(cell.visibility, cell.k)
    return ", ".join([decimal(cell.mean), *teams_table.words(cell)])
