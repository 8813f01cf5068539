"""Four activities at both sides of one axis as a picture to print or save."""

from leidraad.charts import axis, butterfly
from leidraad.charts.no_score import missing
from leidraad.charts.palette import LIGHT
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.content.models import Construct, Part, Scale
from leidraad.domain.result import Result
from leidraad.notation import decimal

_MIDDLE, _LONGEST, _THICK = pen.WIDTH / 2, pen.WIDTH / 2 - 4, 24
_ROW = 58


def picture(result: Result, part: Part, scale: Scale) -> Picture:
    """Both sides, with the score of each activity above its bar."""
    drawn = [
        pen.text(part.sides[0], _MIDDLE - 8, 16, 13, colour=LIGHT.soft, anchor="end"),
        pen.text(part.sides[1], _MIDDLE + 8, 16, 13, colour=LIGHT.soft),
    ]
    height = 24.0
    for pair in butterfly.rows_of(part):
        for side, construct in zip((-1, 1), pair, strict=True):
            drawn.append(_wing(result, construct, side, height))
        height += _ROW
    drawn.append(pen.line(_MIDDLE, 24, _MIDDLE, height, LIGHT.axis, 1.5))
    drawn.append(pen.text(butterfly.foot(result, scale), 0, height + 16, 12, colour=LIGHT.soft))
    return Picture("".join(drawn), height + 24, butterfly.description(result, part, scale))


def _wing(result: Result, construct: Construct, side: int, top: float) -> str:
    shown = result.construct(construct.id)
    value = shown.published
    said = missing(shown.visibility, result.k) if value is None else decimal(value)
    name = pen.text(
        f"{construct.short}  {said}",
        _MIDDLE + side * 8,
        top + 18,
        13.5,
        bold=True,
        anchor="start" if side > 0 else "end",
    )
    if value is None:
        return name
    length = max(2.0, axis.share(value) * _LONGEST)
    left = _MIDDLE + 2 if side > 0 else _MIDDLE - 2 - length
    return name + pen.rect(left, top + 26, length, _THICK, LIGHT.team, round_=4)
