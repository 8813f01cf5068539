"""A team's scores beside those of somebody who looks at it from outside: its leaders, or what one leader expected.

Two marks on one axis per construct, and both numbers; no word for the difference, and no colour for it.
"""

from collections.abc import Mapping
from html import escape

from leidraad.charts import axis
from leidraad.charts.no_score import missing
from leidraad.content.models import Part
from leidraad.domain.result import Result
from leidraad.notation import decimal


def table(part: Part, team: Result, other: Mapping[str, float], name: str, absent: str) -> str:
    """One row per construct: the axis with both marks, the team's score, the other's, or `absent` without one."""
    rows = "".join(
        f'<tr><th scope="row">{escape(construct.name)}</th>'
        f"{_cells(team, construct.id, other.get(construct.id), absent)}</tr>"
        for construct in part.constructs
        if construct.scored
    )
    if not rows:
        return ""
    return (
        '<div class="tweeluik tabel schuif" tabindex="0"><table><thead><tr><th scope="col">Onderdeel</th><td></td>'
        f'<th scope="col"><i class="nu" aria-hidden="true"></i>Team</th>'
        f'<th scope="col"><i class="ander" aria-hidden="true"></i>{escape(name)}</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _cells(team: Result, construct: str, other: float | None, absent: str) -> str:
    found = team.construct(construct)
    mean = found.published
    own = decimal(mean) if mean is not None else missing(found.visibility, team.k)
    theirs = decimal(other) if other is not None else absent
    return f'<td class="baan">{axis.strip([("ander", other), ("nu", mean)])}</td><td>{own}</td><td>{theirs}</td>'


def scores(result: Result) -> dict[str, float]:
    """The published scores of a Result by construct."""
    return {one.id: one.published for one in result.constructs if one.published is not None}
