"""The report of a school: its teams beside each other in its own order, then a page per team. No ranking, no total.

Reads the table of leidraad.domain.teams_beside; layout is data/rapport/school.typ.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from leidraad.charts import axis, change_words, marks, overview, result_words, teams_table
from leidraad.charts.no_score import missing
from leidraad.charts.paper import drawn_overview, drawn_teams
from leidraad.content.models import Instrument, Part
from leidraad.domain import tallies
from leidraad.domain.result import Mode, Visibility
from leidraad.domain.teams_beside import TeamCell, TeamColumn, TeamsTable
from leidraad.notation import decimal
from leidraad.reports import printing
from leidraad.reports.credits import SOURCE
from leidraad.reports.team_report import Paper, shown

LIMITS = (
    "Een hogere score is geen beter team. Teams verschillen in wie er werkt, wat ze onder een stelling verstaan en hoe streng ze "
    "naar zichzelf kijken. Een team dat beter leert kijken, scoort soms lager. Gebruik dit om vragen te stellen, niet om te oordelen."
)
_ORDER = (
    "Elk team staat op zijn eigen plek, in de volgorde van de school. Er is geen rangorde en geen totaal: "
    "vergelijk een team vooral met zichzelf."
)
Progress = Callable[[float], object]


@dataclass(frozen=True)
class SchoolReport:
    """The teams of a school, the measurement that stands for each, and in words how those were chosen."""

    paper: Paper
    chosen: str  # "schooljaar 2025-2026, ieder voor zich"
    instrument: Instrument
    parts: tuple[Part, ...]
    table: TeamsTable
    plans: str = ""  # how many plans there are and in which step, in words


def pdf(report: SchoolReport, progress: Progress = lambda share: None) -> bytes:
    """The report as a tagged PDF; `progress` hears the share done (0-1). Raises NotPrinted."""
    filled = data(report, lambda share: progress(share / 2))
    made = printing.pdf("school", filled)
    progress(1.0)
    return made


def data(report: SchoolReport, progress: Progress = lambda share: None) -> dict[str, Any]:
    """What the template is filled with."""
    measured = report.table.measured
    teams = []
    for number, column in enumerate(measured, start=1):
        teams.append(_team(report, column))
        progress(number / len(measured))
    return {
        "kind": f"Teams naast elkaar{' · voorbeeldschool met verzonnen antwoorden' * report.paper.example}",
        "title": report.paper.school,
        "date": list(report.paper.date),
        "foot": f"{report.paper.school}, teams naast elkaar · gemaakt op {report.paper.made_on}",
        "facts": _facts(report),
        "summary": [_ORDER],
        "tallies": [_tallies(report, part) for part in report.parts] if len(measured) > 1 else [],
        "plans": report.plans,
        "limits": LIMITS,
        "measured": _measured(measured),
        "without": _without(report.table),
        "parts": [_part(part, measured) for part in report.parts],
        "legend": drawn_teams.legend(measured),
        "teams": teams,
        "colophon": _colophon(report),
    }


def _facts(report: SchoolReport) -> list[list[str]]:
    all_of_them, measured = len(report.table.columns), len(report.table.measured)
    return [
        ["Teams", f"{measured} van {all_of_them} met een meting in deze keuze"],
        ["Keuze", report.chosen],
        ["Vragenlijst", report.instrument.title],
        ["Gemaakt op", report.paper.made_on],
    ]


def _tallies(report: SchoolReport, part: Part) -> dict[str, Any]:
    """Two of the questions that the teams answer together, counted per construct; never a score."""
    ids = [construct.id for construct in part.constructs]
    low = {one.construct: one for one in tallies.lowest(report.table, ids)}
    apart = {one.construct: one for one in tallies.divided(report.table, ids)}
    rows = [
        [
            construct.name,
            f"{low[construct.id].count} van {low[construct.id].of} teams",
            f"{apart[construct.id].count} van {apart[construct.id].of} teams",
        ]
        for construct in part.constructs
    ]
    head = ["Onderdeel", "Hoort bij de twee laagste scores van het team zelf", "Antwoorden liggen ver uit elkaar"]
    return printing.as_table(part.title, head, rows, [4, 4, 4], words=[0, 1, 2])


def _measured(columns: Sequence[TeamColumn]) -> dict[str, Any]:
    rows = [
        [column.team.name, column.measured.moment.name, teams_table.who(column.result), ", ".join(_kind(column))]
        for column in columns
        if column.measured and column.result
    ]
    return printing.as_table(
        "", ["Team", "Gesloten in", "Ingevuld", "Manier"], rows, [4, 3, 2.4, 4], words=[0, 1, 2, 3]
    )


def _kind(column: TeamColumn) -> list[str]:
    marks = teams_table.marks_of(column.result) if column.result else []
    return marks or ["volledige scan, ieder voor zich"]


def _without(table: TeamsTable) -> str:
    names = [column.team.name for column in table.columns if not column.measured]
    return f"Geen meting in deze keuze: {', '.join(names)}." if names else ""


def _part(part: Part, columns: Sequence[TeamColumn]) -> dict[str, Any]:
    return {
        "title": part.title,
        "question": part.question,
        "names": [construct.name for construct in part.constructs],
        "rows": [
            {
                "team": column.team.name,
                "moment": ", ".join([column.measured.moment.tick, *teams_table.marks_of(column.result)]),
                "cells": [_cell(column.cells[construct.id]) for construct in part.constructs],
            }
            for column in columns
            if column.measured and column.result
        ],
    }


def _cell(cell: TeamCell) -> dict[str, Any]:
    if cell.mean is None:
        below = cell.visibility is Visibility.BELOW_THRESHOLD
        return {"at": None, "below": below, "score": missing(cell.visibility, cell.k)}
    earlier = teams_table.earlier_score(cell)
    return {
        "at": _place(cell.mean),
        "earlier": None if earlier is None else _place(earlier),
        "joint": cell.mode is Mode.JOINT,
        "score": decimal(cell.mean),
        "people": "" if cell.n is None else f"{cell.n} mensen",
        "words": teams_table.words(cell),
    }


def _place(mean: float) -> float:
    """How far on the axis from 1 to 5, in percents."""
    return round(100 * axis.share(mean), 1)


def _team(report: SchoolReport, column: TeamColumn) -> dict[str, Any]:
    """One team on a page of its own: who, in words, and the overview of every part."""
    assert column.measured is not None
    result, moment = column.measured.moment.result, column.measured.moment
    drawn = {part.id: overview.rows(result, part, column.against) for part in report.parts}
    rows = [row for one in drawn.values() for row in one]
    names = {construct.id: construct.short for construct in report.instrument.constructs}
    against = column.against if result.mode is Mode.INDIVIDUAL else None
    said = [result_words.closeness(result, report.instrument)]
    said += [" ".join(change_words.summary(against, names))] if against else []
    return {
        "title": column.team.name,
        "facts": [
            ["Gesloten in", moment.name],
            ["Wie", f"{result_words.who(result)}, {result_words.length(result)}"],
        ],
        "cautions": [*result_words.cautions(result), *(change_words.cautions(against) if against else [])],
        "summary": [one for one in said if one],
        "legend": marks.sentence(overview.legend(rows, column.against.before.name if column.against else "")),
        "parts": [
            {
                "title": part.title,
                "picture": shown(drawn_overview.picture(drawn[part.id], report.instrument.scale)),
            }
            for part in report.parts
        ],
    }


def _colophon(report: SchoolReport) -> list[str]:
    return [
        "De woorden over verschil gaan over één team: de meting die hier staat, naast de eerdere meting van datzelfde team. "
        "Over het verschil tussen teams zeggen we niets.",
        "Een getal staat er alleen als genoeg collega's antwoord gaven; de drempel is bij het openen van elke meting vastgelegd. "
        "Individueel en samen gescoord zijn twee verschillende dingen en worden nergens opgeteld.",
        f"Dit rapport is gemaakt op {report.paper.made_on}.",
        SOURCE,
    ]
