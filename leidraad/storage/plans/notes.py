"""What a team wrote with the questions of its plan, each with a version of its own."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from leidraad.content import plan_questions
from leidraad.domain import focus
from leidraad.errors import InvalidAnswer
from leidraad.notation import day, is_day
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading
from leidraad.storage.plans.plan_rows import changing, require_seen
from leidraad.storage.tables.plans import StoredPlanNote


@dataclass(frozen=True)
class PlanNote:
    """What stands with one question now. Version 0: nobody ever wrote anything."""

    question: str
    text: str = ""
    version: int = 0


def write(team_id: int, point_id: int, question: str, text: str, *, seen: int) -> PlanNote:
    """Write with one question in place of version `seen`; an empty text stays as an empty note, so that it has a version.

    Raises ChangedMeanwhile when somebody wrote since, NotFound, Refused or InvalidAnswer; then nothing was written.
    """
    asked = plan_questions.known().get(question)
    if asked is None:
        raise InvalidAnswer("Deze vraag kennen we niet. Er is niets opgeslagen.")
    text = focus.note(text)
    with changing(team_id, point_id) as (session, point):
        if not asked.allows(text):
            raise InvalidAnswer("Dit is geen van de keuzes. Er is niets opgeslagen.")
        if text and question == plan_questions.NEXT_MEASUREMENT:
            require_next_measurement(text, point.decided_on)
        row = session.get(StoredPlanNote, (point_id, question))
        require_seen(row.version if row else 0, seen)
        row = row or StoredPlanNote(point_id=point_id, question=question, text="", version=0)
        row.text, row.version = text, row.version + 1
        session.add(row)
    return row.as_(PlanNote)


def of_points(ids: list[int]) -> dict[int, dict[str, PlanNote]]:
    """By focus point and question what stands there."""
    found: dict[int, dict[str, PlanNote]] = {id: {} for id in ids}
    with reading() as session:
        for row in session.exec(select(StoredPlanNote).where(col(StoredPlanNote.point_id).in_(ids))):
            found[row.point_id][row.question] = row.as_(PlanNote)
    return found


def usual_next_measurement(decided_on: date) -> date:
    """When a team measures again unless it says otherwise."""
    return months_later(decided_on, focus.NEXT_MEASUREMENT_MONTHS)


def first_next_measurement(decided_on: date) -> date:
    """The first day on which a next measurement can be planned."""
    return months_later(decided_on, focus.FEWEST_MONTHS)


def require_next_measurement(text: str, decided_on: date) -> None:
    """A day (2027-05-21) at least four months after the decision, and not in the past. Raises InvalidAnswer."""
    first = max(first_next_measurement(decided_on), clock.today())
    if not is_day(text) or date.fromisoformat(text) < first:
        raise InvalidAnswer(
            f"Meet niet eerder opnieuw dan na vier maanden: kies {day(first)} of later. Er is niets opgeslagen."
        )


def months_later(start: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(start.month - 1 + months, 12)
    last = monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))
