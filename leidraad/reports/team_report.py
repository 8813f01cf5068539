"""The report of one measurement of a team: what stands in it, in order. Layout is data/rapport/team.typ.

Everything comes out of Results; words about change are those of the screens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leidraad.charts import (
    asked_too,
    butterfly,
    change_words,
    marks,
    overview,
    overview_picture,
    progress_rows,
    result_words,
)
from leidraad.charts import progress as panels
from leidraad.charts.no_score import missing
from leidraad.charts.paper import drawn_progress, drawn_statements
from leidraad.charts.paper.pen import Picture
from leidraad.content import own_statements
from leidraad.content.handvatten import Guide
from leidraad.content.models import Construct, Instrument, Part, QuestionKind
from leidraad.domain import closeness
from leidraad.domain.progress import Comparison, Progress
from leidraad.domain.result import ConstructResult, Mode, Result, Visibility
from leidraad.notation import decimal
from leidraad.reports import credits, printing, standing_alone


@dataclass(frozen=True)
class Paper:
    """What every paper says about itself: names as typed, days in words, and the day it was made as numbers."""

    school: str
    made_on: str  # "22 november 2026"
    date: tuple[int, int, int]  # year, month, day
    example: bool = False  # made-up data of the example school


@dataclass(frozen=True)
class Focus:
    """A focus point of the team in words: its title, and what there is to say with a name before it."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TeamReport:
    """One measurement of one team, with what came before it."""

    paper: Paper
    team: str
    label: str
    closed_on: str
    instrument: Instrument
    result: Result
    guides: Mapping[str, Guide]
    against: Comparison | None = None
    progress: Progress | None = None
    focus: tuple[Focus, ...] = ()
    own: Construct | None = None


def pdf(report: TeamReport) -> bytes:
    """The report as a tagged PDF. Raises NotPrinted."""
    return printing.pdf("team", data(report))


def data(report: TeamReport) -> dict[str, Any]:
    """What the template is filled with."""
    result, parts = report.result, report.instrument.parts
    scored = [part for part in parts if not part.stands_alone]
    rows = [row for part in scored for row in overview.rows(result, part, report.against)]
    earlier = report.against.before.name if report.against else ""
    drawn = report.progress if scored and report.progress and len(report.progress.moments) > 1 else None
    return {
        "kind": f"Uitslag van een team{' · voorbeeldschool met verzonnen antwoorden' * report.paper.example}",
        "title": f"{report.team}, {report.label}",
        "date": list(report.paper.date),
        "foot": f"{report.team}, {report.label} · gemaakt op {report.paper.made_on}",
        "facts": _facts(report),
        "cautions": _cautions(report),
        "summary": _summary(report),
        "hints": " ".join(_hints(report)),
        "legend": marks.sentence(overview.legend(rows, earlier)),
        "limits": result_words.limits(result),
        "parts": [_part(report, part) for part in parts],
        "own": _own(report),
        "focus": [{"title": one.title, "facts": [list(pair) for pair in one.facts]} for one in report.focus],
        "progress": [_progress(report, drawn, part) for part in scored] if drawn else [],
        "progress_words": _progress_words(drawn) if drawn else [],
        "progress_legend": panels.legend(drawn, report.instrument.scale) if drawn else "",
        "progress_limits": result_words.PROGRESS_LIMITS if drawn else "",
        "tables": _tables(report, earlier),
        "colophon": colophon(report.instrument, result, report.paper),
    }


def _facts(report: TeamReport) -> list[list[str]]:
    result = report.result
    facts = [["School", report.paper.school], ["Wie", f"{result_words.who(result)}{_share(result)}"]]
    if report.closed_on:
        facts.append(["Gesloten op", report.closed_on])
    return [*facts, ["Vragenlijst", version(report.instrument, result)]]


def _share(result: Result) -> str:
    return "" if result.mode is Mode.JOINT else f" ({round(100 * result.response)} %)"


def version(instrument: Instrument, result: Result) -> str:
    """Title, version and length of the questionnaire."""
    return f"{instrument.title}, versie {instrument.version}.{instrument.revision}, {result_words.length(result)}"


def _cautions(report: TeamReport) -> list[str]:
    """What to keep in mind; a low response is said once, by the comparison where there is one."""
    if report.against is None or not _worded(report):
        return result_words.cautions(report.result)
    said_again = _has_statements(report.result) and report.against.after in report.against.low_response
    own = result_words.cautions(report.result)[1 if said_again else 0 :]
    return [*own, *change_words.cautions(report.against)]


def _worded(report: TeamReport) -> bool:
    result = report.result
    return report.against is not None and result.mode is Mode.INDIVIDUAL and result.scored


def _names(report: TeamReport) -> dict[str, str]:
    return {construct.id: construct.short for construct in report.instrument.constructs}


def _summary(report: TeamReport) -> list[str]:
    balanced = (
        part for part in report.instrument.parts if part.asks is QuestionKind.BALANCE and not part.stands_alone
    )
    said = [butterfly.sentence(report.result, part) for part in balanced]
    said.append(result_words.closeness(report.result, report.instrument))
    if report.against and _worded(report):
        said.append(" ".join(change_words.summary(report.against, _names(report))))
    return [one for one in said if one]


def _hints(report: TeamReport) -> list[str]:
    return change_words.hints(report.against, _names(report)) if report.against and _worded(report) else []


def _part(report: TeamReport, part: Part) -> dict[str, Any]:
    rows = overview.rows(report.result, part, report.against)
    return {
        "title": part.title,
        "question": "" if part.asks is QuestionKind.POSITION else part.question,
        "picture": None
        if part.stands_alone
        else shown(standing_alone.overview(report.instrument, report.result, part, rows)),
        "in_short": standing_alone.in_short(part, report.result) if part.stands_alone else [],
        "constructs": [_construct(report, one) for one in part.constructs]
        if _has_statements(report.result) or (part.stands_alone and report.result.mode is Mode.JOINT)
        else [],
    }


def _own(report: TeamReport) -> dict[str, Any] | None:
    """What the team asked itself, apart from the questionnaire."""
    if report.own is None or report.result.own is None or not _has_statements(report.result):
        return None
    cell = report.result.own
    drawn = drawn_statements.picture(report.own, cell, report.result.k, report.instrument.scale)
    return {"title": own_statements.TITLE, "said": asked_too.INTRODUCTION, "picture": shown(drawn)}


def _has_statements(result: Result) -> bool:
    return result.mode is Mode.INDIVIDUAL and result.participants >= result.k


def shown(picture: Picture) -> dict[str, str]:
    """A picture as the templates take it."""
    return {"svg": picture.svg(), "alt": picture.description}


def _construct(report: TeamReport, construct: Construct) -> dict[str, Any]:
    cell = report.result.construct(construct.id)
    picture = standing_alone.picture(construct, report.instrument, report.result)
    guide = report.guides.get(construct.guide_id)
    return {
        "heading": construct.name,
        "title": "" if construct.title == construct.short else construct.title,
        "said": _said(report, cell),
        "picture": shown(picture),
        "question": guide.questions[0].text if guide else "",
    }


def _said(report: TeamReport, cell: ConstructResult) -> str:
    """Score, people, agreement and change of a construct, in sentences."""
    if not cell.scored and cell.visibility is Visibility.SHOWN:
        return closeness.sentence(cell)
    if cell.visibility is not Visibility.SHOWN or cell.score is None or cell.score.mean is None:
        return f"{missing(cell.visibility, report.result.k).capitalize()}."
    said = [f"Score {decimal(cell.score.mean)}, van {cell.score.n} collega's."]
    if cell.agreement is not None:
        said.append(closeness.sentence(cell))
    step = report.against.steps.get(cell.id) if report.against and _worded(report) else None
    if report.against and step and step.change:
        said.append(change_words.sentence(step.change, report.against.before.name))
        if step.in_part:
            said.append("Dat gaat over de stellingen die beide keren meetelden.")
    return " ".join(said)


def _progress(report: TeamReport, progress: Progress, part: Part) -> dict[str, Any]:
    picture = drawn_progress.picture(progress_rows.of(progress, part.constructs, report.instrument.scale))
    return {"title": part.title, "picture": shown(picture)}


def _progress_words(progress: Progress) -> list[str]:
    first, last = progress.moments[0], progress.moments[-1]
    return [
        f"{len(progress.moments)} metingen: van {first.name} tot en met {last.name}. "
        "Een lijn loopt alleen tussen metingen die te vergelijken zijn."
    ]


def _tables(report: TeamReport, earlier: str) -> list[dict[str, Any]]:
    placed = standing_alone.placed(report.instrument, report.result)
    head = ["Onderwerp", "Plek", "Aantal"]
    return [
        *_overview_tables(report, earlier),
        *([_statements_table(report)] if _any_counts(report.result) else []),
        *([printing.as_table("Wie waar staat", head, placed, [10, 5, 2], words=[0, 1])] if placed else []),
        *_progress_tables(report),
    ]


def _overview_tables(report: TeamReport, earlier: str) -> list[dict[str, Any]]:
    found = []
    for part in (one for one in report.instrument.parts if not one.stands_alone):
        frame = overview_picture.table(overview.rows(report.result, part, report.against), earlier)
        shares = [5, 3, 2, 3, 4, *([2.5, 5] if earlier else [])]
        found.append(
            printing.as_table(part.title, list(frame.columns), frame.to_numpy().tolist(), shares, words=[0, 4, 6])
        )
    return found


def _any_counts(result: Result) -> bool:
    return any(item.counts for one in _extents(result) for item in one.items)


def _extents(result: Result) -> list[ConstructResult]:
    return [one for one in result.constructs if one.asks is not QuestionKind.POSITION]


def _statements_table(report: TeamReport) -> dict[str, Any]:
    texts = {item.id: item.text for item in report.instrument.items}
    rows = [
        [texts[item.id], *(str(count) for count in item.counts), str(item.cannot_judge or "")]
        for one in _extents(report.result)
        for item in one.items
        if item.counts
    ]
    scale = report.instrument.scale
    head = ["Stelling", *scale.labels, scale.cannot_judge]
    return printing.as_table(
        "Hoe vaak elk antwoord is gekozen", head, rows, [10, 1.5, 1.6, 1.6, 2.3, 1.9, 2.8], words=[0]
    )


def _progress_tables(report: TeamReport) -> list[dict[str, Any]]:
    if report.progress is None or len(report.progress.moments) < 2 or not report.result.scored:
        return []
    frame = panels.table(report.progress, [one for one in report.instrument.constructs if one.scored])
    rows = frame.to_numpy().tolist()
    return [printing.as_table("Ontwikkeling", list(frame.columns), rows, [5, 3, 3, 2, 4, 6], words=[0, 1, 4, 5])]


def colophon(instrument: Instrument, result: Result, paper: Paper) -> list[str]:
    """How the figures came about and where they come from."""
    limits = (
        f"Een gemiddelde staat er alleen als minstens {result.k} collega's antwoord gaven, een verdeling vanaf "
        f"{result.k_distribution}. Scores lopen van 1 ({instrument.scale.labels[0]}) tot 5 ({instrument.scale.labels[-1]})."
    )
    made = f"Dit rapport is gemaakt op {paper.made_on}. De uitslag zelf is één keer gemaakt en verandert niet."
    how = (
        "De score van een onderdeel is het gemiddelde van de scores van zijn stellingen. De hele uitleg staat in de Teamscan, "
        "bij Uitleg."
    )
    alone = result.mode is Mode.INDIVIDUAL
    if not result.scored:
        return [*([standing_alone.limits(result)] * alone), made, credits.of(instrument)]
    return [limits if alone else how, *([how] * alone), made, credits.of(instrument)]
