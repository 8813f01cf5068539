"""Turns data into a PDF or a PNG with Typst. Data goes in as JSON, so that a user's text is never read as markup.

Works without internet: the templates stand in data/rapport, the fonts come with the program; what they lack (Chinese, emoji)
is drawn with the fonts of this computer, where it has them.
Typst does its work outside Python's lock, so that phones are served while a report is made.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import typst

from leidraad import product
from leidraad.charts.paper.pen import safe
from leidraad.content.library import DATA
from leidraad.errors import NotPrinted

TEMPLATES = DATA / "rapport"
_ACCESSIBLE: Final = "ua-1"  # PDF/UA-1: tagged, in Dutch, a text for every picture
_NO_SIGN = "□"
_INSTEAD = f"Waar {_NO_SIGN} staat, hoort een teken dat we niet kunnen drukken."
_PLAIN = re.compile(r"[\x20-\x7e\u00a0-\u017f–—‘’“”•…€→□\n]")
_TRIAL = b'#set document(title: [x])\n#set text(lang: "nl", font: "Source Sans Pro")\n#sys.inputs.sign'
_PICTURE = (
    b'#set text(font: "Source Sans Pro")\n#set page(width: auto, height: auto, margin: 0pt)\n'
    b'#image(bytes(sys.inputs.svg), format: "svg")'
)
_PPI = 144


@cache
def _fonts(*, of_computer: bool) -> typst.Fonts:
    """The fonts that come with the program, and those of this computer too."""
    found = find_spec("font_source_sans_pro")
    if found is None or not found.submodule_search_locations:
        raise NotPrinted(
            "Het lettertype voor rapporten ontbreekt. Installeer de Teamscan opnieuw (requirements.txt)."
        )
    folder = Path(found.submodule_search_locations[0]) / "files"
    return typst.Fonts(include_system_fonts=of_computer, include_embedded_fonts=True, font_paths=[str(folder)])


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template in data/rapport with this data. Raises NotPrinted."""
    written = json.dumps({**data, "made_by": product.signature()}, ensure_ascii=False)
    source = str(TEMPLATES / f"{template}.typ")
    return _compiled(source, "data", written, root=str(TEMPLATES), format="pdf", pdf_standards=[_ACCESSIBLE])


def png(svg: str) -> bytes:
    """A picture as PNG, two dots per unit. Raises NotPrinted."""
    return _compiled(_PICTURE, "svg", svg, format="png", ppi=_PPI)


def _compiled(source: str | bytes, name: str, written: str, **how: Any) -> bytes:
    for fonts, known in _ways(written):
        instead = _INSTEAD if known != written else ""
        try:
            made: bytes = typst.compile(
                source, font_paths=fonts, sys_inputs={name: known, "instead": instead}, **how
            )
        except typst.TypstError as error:
            failed = error
        else:
            return made
    raise NotPrinted(
        "Het bestand kon niet gemaakt worden. Er is niets veranderd en er is niets weg. "
        f"Geef dit door aan wie de Teamscan beheert ({' '.join(str(failed).split())[:200]})."
    ) from failed


def _ways(written: str) -> Iterator[tuple[typst.Fonts, str]]:
    """Which fonts draw the text, with a box for every sign that none has: an accessible PDF may not hold a sign it cannot show.

    Those of this computer only where ours lack a sign that they have, so that other papers are alike everywhere; and when
    they fail, once more with ours alone.
    """
    lacking = {sign for sign in set(_PLAIN.sub("", written)) if not _can_be_shown(sign, of_computer=False)}
    unknown = {sign for sign in lacking if not _can_be_shown(sign, of_computer=True)}
    if unknown != lacking:
        yield _fonts(of_computer=True), _boxed(written, unknown)
    yield _fonts(of_computer=False), _boxed(written, lacking)


def _boxed(written: str, signs: set[str]) -> str:
    return written.translate(dict.fromkeys(map(ord, signs), _NO_SIGN))


@lru_cache(maxsize=4096)
def _can_be_shown(sign: str, *, of_computer: bool) -> bool:
    if not safe(sign):
        return False
    try:
        typst.compile(
            _TRIAL,
            format="pdf",
            font_paths=_fonts(of_computer=of_computer),
            sys_inputs={"sign": sign},
            pdf_standards=[_ACCESSIBLE],
        )
    except typst.TypstError:
        return False
    return True


def as_table(
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    *,
    words: Sequence[int],
) -> dict[str, Any]:
    """A table as the templates take it: widths as shares, `words` the columns that start at the left.

    A column in which nothing stands is left out.
    """
    used = [place for place in range(len(head)) if not rows or any(row[place] for row in rows)]
    return {
        "title": title,
        "head": [head[place] for place in used],
        "rows": [[row[place] for place in used] for row in rows],
        "columns": [shares[place] for place in used],
        "words": [index for index, place in enumerate(used) if place in words],
    }
