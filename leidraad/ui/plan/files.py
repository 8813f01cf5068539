"""What can be taken along from the page Plan: the plan on one page, to hang up."""

from leidraad.access.rights import Action, Place
from leidraad.notation import day
from leidraad.reports import calendar_file, plan_page
from leidraad.reports.calendar_file import PlannedDay
from leidraad.reports.plan_page import PrintedAction, PrintedPoint
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools import schools
from leidraad.ui.downloads import offering
from leidraad.ui.downloads.offering import DownloadFile, DownloadKind
from leidraad.ui.plan.overview import TeamPlan
from leidraad.ui.shell import subjects

_ABOUT = "Wat jullie afspraken, wie wat doet en wanneer jullie terugkijken. Notities en wat de scan zei staan er niet op."

_AGENDA = (
    "De dagen waarop jullie terugkijken, voor Outlook, Google of een andere agenda. Er staat niet bij waarop."
)


def offer(plan: TeamPlan) -> None:
    """As soon as there is something to hang up."""
    if not plan.open:
        return
    team, school = plan.team, schools.school(plan.team.school_id)
    paper = offering.paper(school.name, example=school.example)
    file = DownloadFile(
        offering.file_name(team.name, "plan", ending="pdf"),
        offering.PDF,
        lambda _: plan_page.pdf(paper, team.name, tuple(printed(plan, one) for one in plan.open)),
    )
    kinds = [DownloadKind("Plan (PDF)", _ABOUT, lambda which, form: file)]
    if days := _days(plan):
        agenda = DownloadFile(
            offering.file_name(team.name, "terugkijken", ending="ics"),
            "text/calendar",
            lambda _: calendar_file.ics(days),
        )
        kinds.append(DownloadKind("Agenda (ICS)", _AGENDA, lambda which, form: agenda))
    offering.offer(
        f"plan-{team.id}",
        kinds,
        Action.PLAN,
        Place(school.id, team.id),
        "Meenemen: het plan om op te hangen, en voor de agenda" if days else "Meenemen: het plan om op te hangen",
    )


def _days(plan: TeamPlan) -> list[PlannedDay]:
    """Of every open focus point the day to look back that is still to come."""
    return [
        PlannedDay(one.look_back_key, one.look_back_on, one.version, one.look_back_agreed_at)
        for one in plan.open
        if one.look_back_on and one.look_back_on > plan.today
    ]


def printed(plan: TeamPlan, point: FocusPoint) -> PrintedPoint:
    """A focus point as it hangs on the wall."""
    subject, goal = subjects.of(point), plan.notes[point.id].get("doel")
    return PrintedPoint(
        subject.title,
        subject.belongs,
        point.step,
        point.cue,
        point.response,
        goal.text if goal else "",
        point.owner,
        day(point.look_back_on) if point.look_back_on else "",
        tuple(PrintedAction(one.what, one.owner, day(one.due_on), one.state) for one in plan.actions[point.id]),
        tuple(subjects.places_of(point)),
    )
