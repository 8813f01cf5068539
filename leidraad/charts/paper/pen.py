"""The pen for pictures that leave the screen: SVG as plain text, for the reports and for saving one picture.

Only text, lines, circles and rectangles, nothing from elsewhere. Lengths are units: 680 across a page of A4 between
its margins. Text is broken by estimated widths, a little wide, so that it fits in any font a reader has.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from leidraad.charts.marks import Mark
from leidraad.charts.palette import LIGHT, WHITE

WIDTH = 680
FONT = "Source Sans Pro, Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif"
_NARROW, _WIDE = "iljtfrI.,:;'’‘|!()[] -", "mwMW@%—"
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # not allowed in XML
_PADDING = 24
_TITLE, _SMALL = 22, 13


@dataclass(frozen=True)
class Picture:
    """A drawing of WIDTH units wide: what stands in it as SVG, its height, and the same in words."""

    body: str
    height: float
    description: str

    def svg(self) -> str:
        """The picture alone, as it stands in a report that has the title and the source around it."""
        return _document(0, 0, WIDTH, self.height, self.description, self.body)

    def framed(self, title: str, notes: Sequence[str]) -> str:
        """The picture on its own: white ground, title above, who answered and where it comes from below."""
        head = lines(title, WIDTH, _TITLE, bold=True)
        foot = [line for note in notes for line in lines(note, WIDTH, _SMALL)]
        top, bottom = 30 * len(head) + 10, 20 * len(foot) + 16
        height = top + self.height + bottom
        titled = block(head, 0, _TITLE, _TITLE, step=30, bold=True)
        noted = block(foot, 0, top + self.height + 26, _SMALL, step=20, colour=LIGHT.soft)
        ground = rect(-_PADDING, -_PADDING, WIDTH + 2 * _PADDING, height + 2 * _PADDING, WHITE)
        return _document(
            -_PADDING,
            -_PADDING,
            WIDTH + 2 * _PADDING,
            height + 2 * _PADDING,
            f"{title}. {self.description}",
            f'{ground}{titled}<g transform="translate(0 {number(top)})">{self.body}</g>{noted}',
        )


def _document(left: float, top: float, width: float, height: float, said: str, body: str) -> str:
    box = f"{number(left)} {number(top)} {number(width)} {number(height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{number(width)}" height="{number(height)}" '
        f'role="img" font-family="{FONT}" lang="nl"><title>{safe(said)}</title>{body}</svg>'
    )


def safe(text: str) -> str:
    """Text for XML, letter for letter; characters that XML does not know are left out."""
    return escape(_FORBIDDEN.sub("", text))


def number(value: float) -> str:
    """A length, to a tenth of a unit."""
    return f"{value:.1f}".removesuffix(".0")


def text(
    said: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: str = LIGHT.ink,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    """One line of text; `y` is the height of its foot."""
    weight = ' font-weight="600"' if bold else ""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{colour}"{weight}{where}>'
        f"{safe(said)}</text>"
    )


def block(
    said: Iterable[str],
    x: float,
    y: float,
    size: float,
    *,
    step: float,
    colour: str = LIGHT.ink,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    """Lines of text under each other, the first at height `y`."""
    return "".join(
        text(line, x, y + index * step, size, colour=colour, bold=bold, anchor=anchor)
        for index, line in enumerate(said)
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, *, dots: bool = False) -> str:
    """A straight line, or dots in a row."""
    dashed = f' stroke-dasharray="0 {number(width * 2.5)}" stroke-linecap="round"' if dots else ""
    return (
        f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" stroke="{colour}" '
        f'stroke-width="{number(width)}"{dashed}/>'
    )


def circle(x: float, y: float, radius: float, fill: str, edge: str = "", width: float = 0) -> str:
    """A dot; hollow when its fill is the ground's colour and it has an edge."""
    stroke = f' stroke="{edge}" stroke-width="{number(width)}"' if edge else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"{stroke}/>'


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str,
    *,
    round_: float = 0,
    edge: str = "",
    line: float = 0,
) -> str:
    """A filled rectangle; hollow as a dot is."""
    corner = f' rx="{number(round_)}"' if round_ else ""
    stroke = f' stroke="{edge}" stroke-width="{number(line)}"' if edge else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'fill="{fill}"{corner}{stroke}/>'
    )


def square(x: float, y: float, radius: float, fill: str, edge: str = "", line: float = 0) -> str:
    """The mark of a score that a team agreed on together."""
    return rect(x - radius, y - radius, 2 * radius, 2 * radius, fill, edge=edge, line=line)


def mark(x: float, y: float, radius: float, kind: Mark) -> str:
    """A mark of the grammar: filled is now, hollow is earlier, a square was agreed on together."""
    fill, edge, width = (WHITE, LIGHT.earlier, 2.2) if kind.hollow else (LIGHT.team, WHITE, 1.5)
    if kind.square:
        return square(x, y, radius * 0.85, fill, edge, width)
    return circle(x, y, radius, fill, edge, width)


def width_of(said: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line is, on the safe side."""
    ems = sum(_em(sign) for sign in said)
    return ems * size * (1.06 if bold else 1.0)


def _em(sign: str) -> float:
    if sign in _NARROW:
        return 0.31
    if sign in _WIDE:
        return 0.86
    if not sign.isascii() and not sign.isalpha():
        return 1.0
    return 0.67 if sign.isupper() else 0.54


def lines(said: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit; a single word that is too long is cut, so that nothing leaves the picture."""
    found = [""]
    for word in " ".join(said.split()).split(" "):
        tried = f"{found[-1]} {word}".strip()
        if width_of(tried, size, bold=bold) <= width:
            found[-1] = tried
            continue
        pieces = _cut(word, width, size, bold)
        found += pieces if found[-1] else []
        if not found[0]:
            found = pieces
    return found


def _cut(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_of(pieces[-1] + sign, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces
