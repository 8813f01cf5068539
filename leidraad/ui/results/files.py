"""What can be taken along from the pages of one team: Resultaat and Ontwikkeling."""

from collections.abc import Callable, Sequence
from functools import partial

from leidraad.access.rights import Action, Place
from leidraad.charts import marks, overview, progress, progress_rows, result_words
from leidraad.charts.paper import drawn_butterfly, drawn_overview, drawn_progress
from leidraad.charts.paper.pen import Picture
from leidraad.content import library
from leidraad.content.models import Instrument, Part, QuestionKind
from leidraad.content.subject import newest, subject
from leidraad.domain import progress as rules
from leidraad.domain.cycle import CycleStep
from leidraad.domain.progress import Comparison, Progress
from leidraad.domain.result import Mode, Result
from leidraad.notation import day
from leidraad.reports import standing_alone, team_report
from leidraad.reports.tables import MeasuredTeam
from leidraad.reports.team_report import Focus, TeamReport
from leidraad.storage.measurements import asked_too, results
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.measurements.results import Shared
from leidraad.storage.plans import plan_moments
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import Team
from leidraad.ui.downloads import offering, picture_files, table_files
from leidraad.ui.downloads.offering import DownloadFile, DownloadKind
from leidraad.ui.downloads.picture_files import Offered
from leidraad.ui.results import plan_time
from leidraad.ui.results.progress import ProgressStory, moments
from leidraad.ui.shell import subjects

_REPORT = "Eén bladzijde in het kort, daarna elk onderdeel met zijn stellingen, de ontwikkeling en alle tabellen. Om te printen."


def offer_result(measurement: Measurement, result: Result, against: Comparison | None) -> None:
    """On Resultaat: the report, tables and pictures of this measurement, compared as on the screen."""
    team = schools.team(measurement.team_id)
    school = schools.school(team.school_id)
    paper = offering.paper(school.name, example=school.example)
    instrument = library.instrument(result.instrument, result.version)
    name = (team.name, offering.year_and_month(measurement.closed_at))
    steps = against.steps if against and result.mode is Mode.INDIVIDUAL else {}
    row = MeasuredTeam(
        school.name,
        team.name,
        measurement.label,
        offering.day_in_numbers(measurement.closed_at),
        result,
        instrument,
        steps,
        against.before.name if steps and against else "",
        _own(measurement.id),
    )
    title = f"{team.name}, {measurement.label}"
    pictures = _result_pictures(instrument, result, against)
    offering.offer(
        f"meting-{measurement.id}-{against.before.order if against else ''}",
        [
            _report(partial(_of_measurement, team, measurement, result, against), *name),
            *table_files.kinds(
                lambda _: [row], partial(plan_time.rows, school.name, team.name, team.id), title, paper, *name
            ),
            *([picture_files.kind(pictures, title, _who(result, measurement), *name)] if pictures else []),
        ],
        Action.SEE_RESULTS,
        Place(team.school_id, team.id),
        "Meenemen: rapport, tabellen en grafieken",
    )


def offer_progress(story: ProgressStory) -> None:
    """On Ontwikkeling: the report of the latest measurement, tables of all of them, and the panels."""
    team, last = story.team, story.shared[-1]
    school = schools.school(team.school_id)
    paper = offering.paper(school.name, example=school.example)
    name = (team.name, "ontwikkeling")
    kinds: list[DownloadKind] = []
    if library.known(last.result.instrument, last.result.version):
        before = rules.previous(story.progress.moments, story.progress.moments[-1])
        against = rules.compare(story.progress.moments, before, story.progress.moments[-1]) if before else None
        closed = offering.year_and_month(last.measurement.closed_at)
        kinds.append(
            _report(partial(_of_measurement, team, last.measurement, last.result, against), team.name, closed)
        )
    rows = partial(measured, school.name, team.name, story.shared, story.progress)
    title = f"{team.name}, ontwikkeling"
    plans = partial(plan_time.rows, school.name, team.name, team.id)
    kinds += table_files.kinds(lambda _: rows(), plans, title, paper, *name)
    if pictures := _progress_pictures(story):
        kinds.append(picture_files.kind(pictures, title, _when(story), *name))
    place = Place(team.school_id, team.id)
    offering.offer(f"team-{team.id}", kinds, Action.SEE_RESULTS, place, "Meenemen: rapport, tabellen en grafieken")


def _report(made: Callable[[], TeamReport], *name: str) -> DownloadKind:
    file = DownloadFile(offering.file_name(*name, ending="pdf"), offering.PDF, lambda _: team_report.pdf(made()))
    return DownloadKind("Rapport (PDF)", _REPORT, lambda which, form: file)


def _of_measurement(
    team: Team, measurement: Measurement, result: Result, against: Comparison | None
) -> TeamReport:
    """The report of one measurement; later ones are not in it."""
    school = schools.school(team.school_id)
    shared = results.of_team(team.id, library.family(result.instrument))
    place = next(place for place, one in enumerate(shared) if one.measurement.id == measurement.id)
    return TeamReport(
        paper=offering.paper(school.name, example=school.example),
        team=team.name,
        label=measurement.label,
        closed_on=day(measurement.closed_at) if measurement.closed_at else "",
        instrument=library.instrument(result.instrument, result.version),
        result=result,
        guides=library.guides(),
        against=against,
        progress=rules.of(moments(shared)[: place + 1]),
        focus=_focus(team.id),
        own=asked_too.of_result(measurement.id, result),
    )


def _focus(team_id: int) -> tuple[Focus, ...]:
    """What the team works on now."""
    return tuple(
        Focus(
            _named(one.point),
            (*_agreed(one.point), ("Verloop", plan_time.in_short(one))),
        )
        for one in plan_moments.of_team(team_id)
        if one.point.closed_on is None
    )


def _named(point: FocusPoint) -> str:
    found = newest(point.construct_id)
    return found.name if found else subject(point.construct_id).title


def _agreed(point: FocusPoint) -> tuple[tuple[str, str], ...]:
    step = CycleStep(point.step)
    facts = (
        ("Als … dan …", f"Als {point.cue}, dan {point.response}" if point.cue else ""),
        ("Waarom", point.why),
        ("Wie trekt het", point.owner),
        ("Stap", f"{step.value}, {step.title.lower()}"),
        ("Gekozen op", day(point.decided_on)),
        ("Terugkijken", day(point.look_back_on) if point.look_back_on else ""),
    )
    return tuple((name, said) for name, said in (*facts, *subjects.places_of(point)) if said)


def measured(school: str, team: str, shared: Sequence[Shared], progress: Progress) -> list[MeasuredTeam]:
    """The rows of a team's measurements, each with its change since the individual one before it."""
    found = []
    for place, (one, moment) in enumerate(zip(shared, progress.moments, strict=True)):
        steps = {line.construct: step for line in progress.lines for step in line.steps if step.end == place}
        before = next((progress.moments[step.start].name for step in steps.values()), "")
        closed = offering.day_in_numbers(one.measurement.closed_at)
        label = one.measurement.label
        instrument = library.known(one.result.instrument, one.result.version)
        found.append(
            MeasuredTeam(
                school, team, label, closed, moment.result, instrument, steps, before, _own(one.measurement.id)
            )
        )
    return found


def _own(measurement_id: int) -> dict[str, str]:
    """The words of a measurement's own statements by id."""
    return {one.id: one.text for one in asked_too.of(measurement_id)}


def _who(result: Result, measurement: Measurement) -> str:
    closed = f" Gesloten op {day(measurement.closed_at)}." if measurement.closed_at else ""
    return f"{result_words.who(result)}.{closed}"


def _result_pictures(instrument: Instrument, result: Result, against: Comparison | None) -> dict[str, Offered]:
    found = {}
    for part in instrument.parts:
        if part.stands_alone:
            continue
        rows = overview.rows(result, part, against)
        legend = marks.sentence(overview.legend(rows, against.before.name if against else ""))
        if part.asks is QuestionKind.BALANCE:
            found[part.title] = Offered(partial(drawn_butterfly.picture, result, part, instrument.scale))
        else:
            found[part.title] = Offered(partial(drawn_overview.picture, rows, instrument.scale), legend)
    for construct in instrument.constructs:
        if result.participants >= result.k if result.mode is Mode.INDIVIDUAL else not construct.scored:
            drawn = partial(standing_alone.picture, construct, instrument, result)
            found[f"Stellingen bij {construct.name}"] = Offered(drawn)
    return found


def _progress_pictures(story: ProgressStory) -> dict[str, Offered]:
    scale = story.instrument.scale
    legend = progress.legend(story.progress, scale)
    return {
        part.title: Offered(partial(_panels, story, part), legend)
        for part in story.instrument.parts
        if not part.stands_alone
    }


def _panels(story: ProgressStory, part: Part) -> Picture:
    return drawn_progress.picture(progress_rows.of(story.progress, part.constructs, story.instrument.scale))


def _when(story: ProgressStory) -> str:
    first, last = story.progress.moments[0].name, story.progress.moments[-1].name
    return f"Metingen: {first if first == last else f'{first} tot en met {last}'}."
