"""How four activities balance: two sides of one middle axis, with bars of one length per point, so that symmetry is seen.

No colour and no line says what is good; the one sentence about it is `leidraad.domain.balance`'s.
"""

from html import escape

from leidraad.charts import axis
from leidraad.charts.no_score import missing
from leidraad.content.models import Construct, Part, Scale
from leidraad.domain import balance
from leidraad.domain.result import Mode, Result
from leidraad.notation import decimal


def picture(result: Result, part: Part, scale: Scale) -> str:
    """Both sides with their activities, each with its score; words say the same."""
    rows = "".join(
        f"{_wing(result, one, 'links')}{_wing(result, other, 'rechts')}" for one, other in rows_of(part)
    )
    heads = "".join(f'<p class="zijde">{escape(side)}</p>' for side in part.sides)
    return (
        f'<div class="vlinder"><div class="vleugels" role="img" aria-label="{escape(description(result, part, scale))}">{heads}{rows}'
        f'</div><p class="zacht klein">{escape(foot(result, scale))}</p></div>'
    )


def rows_of(part: Part) -> list[tuple[Construct, Construct]]:
    """What stands beside each other: the first pair is the left side, the second the right."""
    by_id = {one.id: one for one in part.constructs}
    left, right = part.pairs
    return [(by_id[one], by_id[other]) for one, other in zip(left, right, strict=True)]


def _wing(result: Result, construct: Construct, side: str) -> str:
    shown = result.construct(construct.id)
    value = shown.published
    if value is None:
        said, bar = missing(shown.visibility, result.k), '<i class="leeg"></i>'
    else:
        said, bar = decimal(value), f'<i style="width:{axis.share(value):.1%}"></i>'
    return f'<div class="vleugel {side}"><p>{escape(construct.short)} <b>{escape(said)}</b></p>{bar}</div>'


def foot(result: Result, scale: Scale) -> str:
    """What the ends of a bar are, and how many answered."""
    who = (
        "samen afgesproken"
        if result.mode is Mode.JOINT
        else f"{result.participants} van {result.invited} collega's"
    )
    return f"Van 1 ({scale.labels[0]}) tot 5 ({scale.labels[-1]}) · {who}"


def description(result: Result, part: Part, scale: Scale) -> str:
    """What the picture says, per side."""
    said = []
    for name, ids in zip(part.sides, part.pairs, strict=True):
        values = ", ".join(_said(result, one) for one in part.constructs if one.id in ids)
        said.append(f"{name[0].upper()}{name[1:]}: {values}")
    return f"Scores van 1 ({scale.labels[0]}) tot 5 ({scale.labels[-1]}). {'. '.join(said)}."


def _said(result: Result, construct: Construct) -> str:
    shown = result.construct(construct.id)
    value = missing(shown.visibility, result.k) if shown.published is None else decimal(shown.published)
    return f"{construct.short} {value}"


def sentence(result: Result, part: Part) -> str:
    """Whether there is clearly more of one activity than of another; empty where too little is known."""
    names = {one.id: one.short for one in part.constructs}
    found = balance.of(result, list(names))
    return balance.sentence(found, names) if found else ""
