"""The overview as a picture to print or save: name, axis from 1 to 5, words; one row per construct."""

from collections.abc import Sequence

from leidraad.charts import axis
from leidraad.charts.overview import OverviewRow, description
from leidraad.charts.palette import GREY_RULE, LIGHT
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.content.models import Scale
from leidraad.domain.scale import SCALE

_NAME = 212  # room for the name, at the left
_LEFT, _RIGHT = 240, 486  # the axis
_WORDS = 512  # where the words start
_TOP = 30
_ROW, _STEP = 46, 16  # least height of a row; of a line of words


def picture(rows: Sequence[OverviewRow], scale: Scale) -> Picture:
    """The rows of overview.rows, drawn on white."""
    drawn = [
        pen.text(scale.labels[0], _LEFT, 14, 13, colour=LIGHT.soft, anchor="start"),
        pen.text(scale.labels[-1], _RIGHT, 14, 13, colour=LIGHT.soft, anchor="end"),
    ]
    height = float(_TOP)
    for row in rows:
        names = pen.lines(row.name, _NAME, 15, bold=True)
        words = _words(row)
        room = max(_ROW, 18 * len(names) + 16, _STEP * len(words) + 16)
        drawn.append(_row(row, names, words, height, room))
        height += room
    return Picture("".join(drawn), height, description(list(rows), scale))


def _words(row: OverviewRow) -> list[tuple[str, str]]:
    """The words at the right with their colour: why there is no score or how close people are, then the change."""
    said = [(row.words or row.score, LIGHT.soft), (row.change, LIGHT.ink)]
    return [(part, colour) for text, colour in said if text for part in pen.lines(text, pen.WIDTH - _WORDS, 13)]


def _row(row: OverviewRow, names: Sequence[str], words: Sequence[tuple[str, str]], top: float, room: float) -> str:
    middle = top + room / 2 - 4
    first = middle + 5 - 9 * (len(names) - 1)
    said = "".join(
        pen.text(part, _WORDS, middle + 5 - _STEP * (len(words) - 1) / 2 + index * _STEP, 13, colour=colour)
        for index, (part, colour) in enumerate(words)
    )
    rule = pen.line(0, top, pen.WIDTH, top, GREY_RULE, 1)
    return rule + pen.block(names, 0, first, 15, step=18, bold=True) + _axis(row, middle) + said


def _axis(row: OverviewRow, y: float) -> str:
    if row.value is None and row.earlier is None:
        return pen.line(_LEFT, y, _RIGHT, y, LIGHT.axis, 2, dots=True) if "drempel" in row.score else ""
    drawn = [pen.line(_LEFT, y, _RIGHT, y, LIGHT.axis, 2)]
    drawn += [pen.line(_x(value), y - 3, _x(value), y + 3, LIGHT.axis, 1.5) for value in SCALE]
    if row.middle_half is not None:
        low, high = row.middle_half
        drawn.append(pen.rect(_x(low), y - 4.5, max(_x(high) - _x(low), 2), 9, LIGHT.team_light))
    if row.earlier is not None:
        drawn.append(pen.mark(_x(row.earlier), y, 9.5, row.earlier_mark))
    if row.value is not None:
        drawn.append(pen.mark(_x(row.value), y, 7.5, row.mark))
        drawn.append(
            pen.text(row.score, _x(row.value), y + 23, 13.5, colour=LIGHT.team, bold=True, anchor="middle")
        )
    return "".join(drawn)


def _x(value: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * axis.share(value)
