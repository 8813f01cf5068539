"""What somebody sees of a picture in HTML: its words, where its marks lie, and that a name stays a name."""

import re
from html import unescape

from leidraad.content.models import Construct, Instrument, Part
from tests.domain.teams import INSTRUMENT

#: A name that would be more than text if it were not escaped.
HOSTILE = "<b onload=x>&amp;\"'"


def words(drawn: str) -> str:
    """The visible text, with one space between the parts."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", drawn)).split())


def said(drawn: str) -> str:
    """What a screen reader hears of the picture."""
    return unescape(re.findall(r'aria-label="([^"]*)"', drawn)[0])


def lefts(drawn: str, kind: str) -> list[float]:
    """How far from the left (percent) every mark of a kind lies."""
    return [float(place) for place in re.findall(rf'<i class="{kind}" style="left:([\d.]+)%', drawn)]


def is_text(drawn: str) -> bool:
    """Whether the hostile name is there letter for letter, and nowhere as markup."""
    return HOSTILE in words(drawn) and "<b onload" not in drawn and "&amp;amp;" in drawn


def hostile_construct() -> Construct:
    """A construct whose name and statements are all hostile."""
    first = INSTRUMENT.constructs[0]
    items = tuple(item.model_copy(update={"text": HOSTILE}) for item in first.items)
    return first.model_copy(update={"short": HOSTILE, "title": HOSTILE, "items": items})


def hostile_instrument() -> Instrument:
    """The questionnaire of the tests, with hostile names, questions and labels."""
    constructs = (hostile_construct(), *INSTRUMENT.constructs[1:])
    part: Part = INSTRUMENT.parts[0].model_copy(update={"title": HOSTILE, "constructs": constructs})
    scale = INSTRUMENT.scale.model_copy(update={"labels": (HOSTILE,) * 5})
    return INSTRUMENT.model_copy(update={"parts": (part,), "scale": scale})
