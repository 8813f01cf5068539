"""Teams beside each other as HTML: a table of small pictures, and how many teams something holds for.

The table is its own text alternative: every picture in it stands beside its number and words. Teams in the order given.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from leidraad.charts import axis, change_words
from leidraad.charts.no_score import missing
from leidraad.content.models import Part, Scale
from leidraad.domain.exchange import Band
from leidraad.domain.result import Mode, Result, Visibility
from leidraad.domain.tallies import Tally
from leidraad.domain.teams_beside import TeamCell, TeamColumn
from leidraad.domain.thresholds import LOW_RESPONSE
from leidraad.notation import decimal

_FIT = 5  # so many teams fit beside each other on a usual page
#: The kinds of empty cell, each with a look of its own.
_EMPTY = {Visibility.BELOW_THRESHOLD: "onder", Visibility.NO_DATA: "niets", Visibility.CANNOT_JUDGE: "anders"}


BandOf = Callable[[Result, str], Band | None]


def no_band(_: Result, __: str) -> None:
    """For a school without files of other schools."""


def table(columns: Sequence[TeamColumn], part: Part, scale: Scale, band_of: BandOf = no_band) -> str:
    """The constructs of one part as rows, these teams as columns; scrolls sideways with the first column in place.

    All tables of these columns are equally wide; on a phone `lists` stand in their place.
    `band_of` gives the middle half of the teams of other schools for a construct of a Result, if there is one.
    """
    head = "".join(f'<th scope="col">{_head(column)}</th>' for column in columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(construct.name)}{_others(columns, construct.id, band_of)}</th>'
        f"{''.join(_cell(column, construct.id, band_of) for column in columns)}</tr>"
        for construct in part.constructs
    )
    ends = f"<span>1 {escape(scale.labels[0])}</span><span>5 {escape(scale.labels[-1])}</span>"
    return (
        f'<div class="naast{" veel" if len(columns) > _FIT else ""}" tabindex="0" role="region" aria-label="{escape(part.title)}: teams naast elkaar">'
        f'<table style="--teams:{len(columns)}"><thead><tr><td class="uiteinden">{ends}</td>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def lists(columns: Sequence[TeamColumn], part: Part, band_of: BandOf = no_band) -> str:
    """The same for a narrow screen: a team to unfold, with its constructs below each other."""
    lists = "".join(
        f"<details><summary>{escape(column.team.name)}</summary><p>{_to_team(column)}</p><table><tbody>"
        + "".join(
            f'<tr><th scope="row">{escape(construct.name)}</th>{_cell(column, construct.id, band_of)}</tr>'
            for construct in part.constructs
        )
        + "</tbody></table></details>"
        for column in columns
    )
    return f'<div class="naast-lijst">{lists}</div>'


def _to_team(column: TeamColumn, label: str = "Naar de ontwikkeling van dit team") -> str:
    """A link to the page of this team; the page of the table stands beside it."""
    return f'<a href="ontwikkeling?team={column.team.id}">{escape(label)}</a>'


def _head(column: TeamColumn) -> str:
    assert column.measured is not None
    moment = column.measured.moment
    marks = "".join(f"<em>{mark}</em>" for mark in marks_of(moment.result))
    drawn = any(earlier_score(cell) is not None for cell in column.cells.values())
    mark = " (open stip)" if drawn else ""
    earlier = f"<small>vergeleken met {escape(column.against.before.tick)}{mark}</small>" if column.against else ""
    name = _to_team(column, column.team.name)
    return f"<b>{name}</b><small>{escape(moment.tick)}, {who(moment.result)}</small>{earlier}{marks}"


def who(result: Result) -> str:
    """ "14 van 16", or how large the team is that scored together."""
    if result.mode is Mode.JOINT:
        return f"{result.invited} mensen"
    return f"{result.participants} van {result.invited}"


def marks_of(result: Result) -> list[str]:
    """What makes this measurement another kind than a full one that everybody filled in alone."""
    joint = ["samen gescoord"] if result.mode is Mode.JOINT else []
    low = ["minder dan 60 % deed mee"] if result.mode is Mode.INDIVIDUAL and result.response < LOW_RESPONSE else []
    return [*joint, *(["korte scan"] if result.short and not joint else []), *low]


def _cell(column: TeamColumn, construct: str, band_of: BandOf) -> str:
    cell = column.cells[construct]
    if cell.mean is None:
        return f'<td class="{_EMPTY.get(cell.visibility, "niets")}"><p>{missing(cell.visibility, cell.k)}</p></td>'
    people = f"<span>{cell.n} mensen</span>" if cell.n is not None else ""
    return (
        f'<td>{_strip(cell, band_of(column.result, construct) if column.result else None)}<p class="score"><b>{decimal(cell.mean)}</b>{people}</p>'
        f"{''.join(f'<p>{escape(word)}</p>' for word in words(cell))}</td>"
    )


def words(cell: TeamCell) -> list[str]:
    """What stands under a score: how close the answers lie, and the word for the change; never about another team."""
    if cell.mode is Mode.JOINT:
        return ["samen afgesproken"]
    close = [cell.closeness] if cell.closeness else []
    return [*close, change_words.word(cell.step)] if cell.step else close


def _others(columns: Sequence[TeamColumn], construct: str, band_of: BandOf) -> str:
    """The bands of other schools in words, under the name of the construct."""
    results = [one.result for one in columns if one.result and one.result.mode is Mode.INDIVIDUAL]
    found = {one.short: band_of(one, construct) for one in results}
    said = {
        f"{decimal(band.low)} tot {decimal(band.high)}{' (korte scan)' if short and len(found) > 1 else ''}"
        for short, band in found.items()
        if band
    }
    return f"<small>andere scholen: {', '.join(sorted(said))}</small>" if said else ""


def _strip(cell: TeamCell, band: Band | None) -> str:
    kind = "vierkant" if cell.mode is Mode.JOINT else "nu"
    return axis.strip([("toen", earlier_score(cell)), (kind, cell.mean)], (band.low, band.high) if band else None)


def earlier_score(cell: TeamCell) -> float | None:
    """The score of the team's own earlier measurement, where it was compared on the same statements."""
    step = cell.step
    if step is None or not step.compared or step.in_part or step.change is None or step.change.before is None:
        return None
    return step.change.before.mean


def key(columns: Sequence[TeamColumn], band_of: BandOf = no_band) -> str:
    """The legend, with only the marks that are there."""
    bands = [band_of(one.result, id) for one in columns if one.result for id in one.cells]
    teams = [band.teams for band in bands if band]
    cells = [cell for column in columns for cell in column.cells.values()]
    marks = [
        ("nu", "score van het team", any(cell.mean and cell.mode is Mode.INDIVIDUAL for cell in cells)),
        ("toen", "eerdere meting van hetzelfde team", any(earlier_score(cell) is not None for cell in cells)),
        ("vierkant", "samen gescoord: één score die het team afsprak", any(_joint(column) for column in columns)),
        (
            "onder",
            "onder de drempel: te weinig antwoorden",
            any(_is(cell, Visibility.BELOW_THRESHOLD) for cell in cells),
        ),
        (
            "niets",
            "geen gegevens: niet ingevuld of niet gevraagd",
            any(_is(cell, Visibility.NO_DATA) for cell in cells),
        ),
    ]
    marks.append(("anderen", f"middelste helft van {max(teams, default=0)} teams van andere scholen", bool(teams)))
    shown = "".join(
        f'<span><i class="{mark}" aria-hidden="true"></i>{text}</span>' for mark, text, there in marks if there
    )
    if any(cell.step and cell.step.confirmed for cell in cells):
        shown += f"<span>{change_words.CONFIRMED}</span>"
    return f'<div class="naast-legenda">{shown}</div>'


def _joint(column: TeamColumn) -> bool:
    return column.result is not None and column.result.mode is Mode.JOINT


def _is(cell: TeamCell, visibility: Visibility) -> bool:
    return cell.mean is None and cell.visibility is visibility


def _which(one: Tally) -> str:
    return f"<small>{escape(', '.join(one.teams))}</small>" if one.teams else ""


def tallies(found: Sequence[Tally], names: Mapping[str, str], most: Sequence[Tally]) -> str:
    """How many teams, per construct in the order of the Leidraad; those with most stand out by weight, not by place."""
    rows = "".join(
        f"<li{' class=meest' if one in most else ''}><span>{escape(names[one.construct])}</span>"
        f"<b>{one.count} van {one.of}</b>{_which(one)}"
        f'<i aria-hidden="true"><u style="width:{100 * one.count / one.of if one.of else 0:.0f}%"></u></i></li>'
        for one in found
    )
    return f'<ul class="telling">{rows}</ul>'
