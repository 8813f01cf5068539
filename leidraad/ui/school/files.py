"""What a schoolleider can take along from Vergelijken: the report of the school, and the tables of all its teams."""

from collections.abc import Iterator
from functools import partial

from leidraad.access.rights import Action, Place
from leidraad.charts import years_rows
from leidraad.charts.paper import drawn_teams, drawn_years
from leidraad.charts.paper.pen import Picture
from leidraad.content.models import Part
from leidraad.domain import progress as rules
from leidraad.domain import school_view
from leidraad.domain.result import Mode
from leidraad.domain.selection import Selection
from leidraad.reports import school_report
from leidraad.reports.school_report import SchoolReport
from leidraad.reports.tables import MeasuredTeam, PlanRow
from leidraad.storage.measurements import results
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import School
from leidraad.ui.downloads import offering, picture_files, table_files
from leidraad.ui.downloads.offering import DownloadFile, DownloadKind, Progress
from leidraad.ui.downloads.picture_files import Offered
from leidraad.ui.results import plan_time
from leidraad.ui.results.files import measured
from leidraad.ui.results.progress import moments, of_family
from leidraad.ui.school import filters
from leidraad.ui.school.teams_beside import View
from leidraad.ui.school.years import SchoolStory, plans_in_words


def offer(view: View) -> None:
    """The report follows the choices on the page; the tables hold every shared measurement of the school."""
    school = view.overview.school
    paper = offering.paper(school.name, example=school.example)
    name = (school.name, _paper_month(paper.date))
    report = SchoolReport(
        paper, in_words(view.choice), view.overview.instrument, view.parts, view.table, plans_in_words(school.id)
    )
    file = DownloadFile(offering.file_name(*name, ending="pdf"), offering.PDF, partial(school_report.pdf, report))
    kinds = [
        DownloadKind(
            "Rapport (PDF)",
            "De teams naast elkaar zoals je ze hierboven gekozen hebt, daarna elk team op een eigen bladzijde.",
            lambda which, form: file,
        ),
        *table_files.kinds(partial(all_measured, school), partial(_plans, school), school.name, paper, *name),
        picture_files.kind(_pictures(view), school.name, f"{in_words(view.choice).capitalize()}.", *name),
    ]
    key = f"school-{school.id}-{hash((view.choice, tuple(part.id for part in view.parts)))}"
    offering.offer(
        key, kinds, Action.COMPARE, Place(school.id), "Meenemen: rapport, tabellen en grafieken van de school"
    )


def _pictures(view: View) -> dict[str, Offered]:
    columns = view.table.measured
    legend = drawn_teams.legend(columns)
    return {part.title: Offered(partial(drawn_teams.picture, columns, part), legend) for part in view.parts}


def offer_years(story: SchoolStory) -> None:
    """On School: the pictures of the teams over the years."""
    school = story.overview.school
    pictures = {
        part.title: Offered(partial(_years, story, part), "Elke stip is een team.")
        for part in story.overview.instrument.parts
    }
    who = "Per schooljaar de laatste meting waarin ieder voor zich invulde."
    kind = picture_files.kind(pictures, f"{school.name} door de jaren", who, school.name, "door de jaren")
    offering.offer(f"jaren-{school.id}", [kind], Action.COMPARE, Place(school.id), "Meenemen: een grafiek")


def _years(story: SchoolStory, part: Part) -> Picture:
    ids = [construct.id for construct in part.constructs]
    spreads = school_view.spreads(story.stands, ids, story.years)
    return drawn_years.picture(years_rows.of(spreads, part.constructs, story.years))


def in_words(choice: Selection) -> str:
    """Which measurement stands for a team: "schooljaar 2025-2026, samen gescoord"."""
    year = f"schooljaar {filters.year_name(choice.year)}" if choice.year else "laatste meting van elk team"
    mode = {None: "", Mode.INDIVIDUAL: "ieder voor zich", Mode.JOINT: "samen gescoord"}[choice.mode]
    length = {None: "", True: "korte scan", False: "volledige scan"}[choice.short]
    return ", ".join(part for part in (year, mode, length) if part)


def _paper_month(date: tuple[int, int, int]) -> str:
    """ "2026-11"."""
    return f"{date[0]}-{date[1]:02}"


def _plans(school: School) -> Iterator[PlanRow]:
    for team in schools.teams(school.id):
        yield from plan_time.rows(school.name, team.name, team.id)


def all_measured(school: School, progress: Progress) -> Iterator[MeasuredTeam]:
    """Every shared measurement of every team, in the school's own order; one team in memory at a time."""
    teams = schools.teams(school.id)
    for number, team in enumerate(teams, start=1):
        shared = results.of_team(team.id)
        for family in results.families(shared):
            alike = of_family(shared, family)
            yield from measured(school.name, team.name, alike, rules.of(moments(alike)))
        progress(0.8 * number / len(teams))
