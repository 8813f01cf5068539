"""Places between two poles as a picture to print or save: both poles in words, five places, a dot per colleague."""

from leidraad.charts import places
from leidraad.charts.palette import GREY_RULE, LIGHT, SAND_DARK
from leidraad.charts.paper import pen
from leidraad.charts.paper.pen import Picture
from leidraad.charts.places import PlaceLine
from leidraad.content.models import Construct, Item
from leidraad.domain.result import Mode, Result, Visibility

_POLE = 150  # room for a pole at either side
_LEFT, _RIGHT = _POLE + 14, pen.WIDTH - _POLE - 14
_GAP, _PLACES = 5, 5
_SLOT = (_RIGHT - _LEFT - _GAP * (_PLACES - 1)) / _PLACES
_HIGH, _DOT, _STEP = 30, 4.6, 12.0
_PER_ROW = int((_SLOT - 8) // _STEP)


def picture(construct: Construct, result: Result) -> Picture:
    """All aspects of one construct, in the order of the questionnaire."""
    texts = {item.id: item for item in construct.items}
    drawn, height, said = [], 2.0, []
    for shown in result.construct(construct.id).items:
        line = PlaceLine("", shown, result.k, joint=result.mode is Mode.JOINT)
        item = texts[shown.id]
        body, room = _row(item, line, height)
        drawn.append(body)
        said.append(f"{item.text}: {places.said(item, line)}.")
        height += room
    return Picture("".join(drawn), height, " ".join(said))


def _row(item: Item, line: PlaceLine, top: float) -> tuple[str, float]:
    left = pen.lines(item.left or "", _POLE, 11.5)
    right = pen.lines(item.right or "", _POLE, 11.5)
    tallest = max(line.shown.counts or (0,))
    high = max(_HIGH, 14 + _STEP * -(-tallest // _PER_ROW))
    words = pen.lines(places.said(item, line), pen.WIDTH, 12)
    y = top + 32
    body = [
        pen.line(0, top, pen.WIDTH, top, GREY_RULE, 1),
        pen.text(item.text, 0, top + 20, 13.5, bold=True),
        pen.text(item.left_short or "", 0, y + 12, 12.5),
        pen.block(left, 0, y + 27, 11.5, step=14, colour=LIGHT.soft),
        pen.text(item.right_short or "", _RIGHT + 14, y + 12, 12.5),
        pen.block(right, _RIGHT + 14, y + 27, 11.5, step=14, colour=LIGHT.soft),
        _slots(line, y, high),
    ]
    under = y + max(high, 18 + 14 * max(len(left), len(right))) + 16
    body.append(pen.block(words, 0, under, 12, step=16, colour=LIGHT.soft))
    return "".join(body), under - top + 16 * (len(words) - 1) + 14


def _slots(line: PlaceLine, y: float, high: float) -> str:
    counts = line.shown.counts or (0,) * _PLACES
    drawn = []
    for place, count in enumerate(counts):
        x = _LEFT + place * (_SLOT + _GAP)
        drawn.append(pen.rect(x, y, _SLOT, high, SAND_DARK, round_=min(15, high / 2)))
        drawn.append(_dots(x + _SLOT / 2, y + high / 2, count))
    if line.shown.counts is None and line.shown.visibility is Visibility.SHOWN and line.shown.mean is not None:
        middle = _LEFT + (line.shown.mean - 1) * (_SLOT + _GAP) + _SLOT / 2
        if line.joint:
            drawn.append(pen.square(middle, y + high / 2, 6, LIGHT.team))
        else:
            drawn.append(
                pen.rect(middle - _SLOT / 2, y + 5, _SLOT, high - 10, LIGHT.team_light, round_=(high - 10) / 2)
            )
    return "".join(drawn)


def _dots(x: float, y: float, count: int) -> str:
    rows = [min(_PER_ROW, count - begun) for begun in range(0, count, _PER_ROW)]
    first = y - _STEP * (len(rows) - 1) / 2
    return "".join(
        pen.circle(x + (at - (many - 1) / 2) * _STEP, first + place * _STEP, _DOT, LIGHT.team)
        for place, many in enumerate(rows)
        for at in range(many)
    )
